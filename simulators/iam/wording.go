package iam

import "skylab/simulators/cloud"

// wording is how a service refuses credentials.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html#CommonErrors
// docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
// docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
// docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
type wording struct {
	unknownCode, unknownText   string
	unsignedCode, unsignedText string
	expiredCode, expiredText   string
}

const (
	badToken     = "The security token included in the request is invalid."
	badSignature = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
	oldToken     = "The security token included in the request is expired"
)

// The ways of the protocols: query and REST with XML, JSON, EC2's own, S3's own.
var (
	byQuery = wording{"InvalidClientTokenId", badToken, "SignatureDoesNotMatch", badSignature, "ExpiredToken", oldToken}
	byJSON  = wording{"UnrecognizedClientException", badToken, "InvalidSignatureException", badSignature, "ExpiredTokenException", oldToken}
	byEC2   = wording{"AuthFailure", "AWS was not able to validate the provided access credentials", "AuthFailure", "AWS was not able to validate the provided access credentials", "RequestExpired", "Request has expired."}
	byS3    = wording{"InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", "SignatureDoesNotMatch",
		"The request signature we calculated does not match the signature you provided. Check your key and signing method.", "ExpiredToken", "The provided token has expired."}
)

func wordingOf(service string) wording {
	switch service {
	case "ec2":
		return byEC2
	case "s3", "s3api":
		return byS3
	case "iam", "sts", "route53", "elbv2", "rds", "cloudwatch", "sns", "autoscaling":
		return byQuery
	}
	return byJSON
}

func (w wording) unknown() error  { return cloud.Errorf(w.unknownCode, "%s", w.unknownText) }
func (w wording) unsigned() error { return cloud.Errorf(w.unsignedCode, "%s", w.unsignedText) }
func (w wording) expired() error  { return cloud.Errorf(w.expiredCode, "%s", w.expiredText) }
