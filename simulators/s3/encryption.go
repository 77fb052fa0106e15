package s3

import (
	"slices"

	"skylab/simulators/cloud"
)

// The ways to seal an object.
const (
	sseS3  = "AES256"
	sseKMS = "aws:kms"
	sseC   = "SSE-C"
)

// ServerSideEncryptionConfiguration is a bucket's default.
type ServerSideEncryptionConfiguration struct {
	Rules []ServerSideEncryptionRule `required:"true"`
}

// ServerSideEncryptionRule is its one rule.
type ServerSideEncryptionRule struct {
	ApplyServerSideEncryptionByDefault *ServerSideEncryptionByDefault
	BucketKeyEnabled                   *bool
	BlockedEncryptionTypes             *BlockedEncryptionTypes
}

// ServerSideEncryptionByDefault is an algorithm and, of aws:kms, a key.
type ServerSideEncryptionByDefault struct {
	SSEAlgorithm   string `required:"true" enum:"AES256|aws:kms"`
	KMSMasterKeyID *string
}

// BlockedEncryptionTypes are ways to seal that uploads may not ask for: SSE-C or
// NONE.
type BlockedEncryptionTypes struct{ EncryptionType []string }

// PutBucketEncryptionInput sets the default.
type PutBucketEncryptionInput struct {
	Bucket                            string                            `required:"true" doc:"the bucket's name"`
	ServerSideEncryptionConfiguration ServerSideEncryptionConfiguration `required:"true" doc:"one rule: the algorithm (AES256 or aws:kms), the key, bucket keys"`
}

// PutBucketEncryption sets how new objects are sealed. Objects that are there
// stay as they are. docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
func (s *State) PutBucketEncryption(c *cloud.Call, in PutBucketEncryptionInput) (NothingOutput, error) {
	show(c, in.Bucket, "encryption")
	b, err := s.bucket(c, in.Bucket, "s3:PutEncryptionConfiguration")
	if err != nil {
		return NothingOutput{}, err
	}
	rules := in.ServerSideEncryptionConfiguration.Rules
	if len(rules) != 1 {
		return NothingOutput{}, malformed()
	}
	e, by := b.Default, rules[0].ApplyServerSideEncryptionByDefault
	if by != nil {
		e = Encryption{Algorithm: by.SSEAlgorithm}
		switch {
		case by.SSEAlgorithm != sseS3 && by.SSEAlgorithm != sseKMS:
			return NothingOutput{}, malformed()
		case by.KMSMasterKeyID != nil && by.SSEAlgorithm == sseS3:
			return NothingOutput{}, cloud.Errorf("InvalidArgument", "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
		case by.KMSMasterKeyID != nil:
			e.Key = *by.KMSMasterKeyID
		}
	}
	if on := rules[0].BucketKeyEnabled; on != nil {
		e.BucketKeys = *on
	}
	if blocked := rules[0].BlockedEncryptionTypes; blocked != nil {
		b.NoCustomer = slices.Contains(blocked.EncryptionType, sseC)
	}
	b.Default = e
	return NothingOutput{}, nil
}

func malformed() error {
	return cloud.Errorf("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
}

// GetBucketEncryptionOutput is the default.
type GetBucketEncryptionOutput struct {
	ServerSideEncryptionConfiguration *ServerSideEncryptionConfiguration
}

// GetBucketEncryption tells how new objects are sealed.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
func (s *State) GetBucketEncryption(c *cloud.Call, in BucketInput) (GetBucketEncryptionOutput, error) {
	show(c, in.Bucket, "encryption")
	b, err := s.bucket(c, in.Bucket, "s3:GetEncryptionConfiguration")
	if err != nil {
		return GetBucketEncryptionOutput{}, err
	}
	by := &ServerSideEncryptionByDefault{SSEAlgorithm: b.Default.Algorithm}
	if b.Default.Key != "" {
		by.KMSMasterKeyID = &b.Default.Key
	}
	rule := ServerSideEncryptionRule{ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled: &b.Default.BucketKeys}
	if b.NoCustomer {
		rule.BlockedEncryptionTypes = &BlockedEncryptionTypes{[]string{sseC}}
	}
	return GetBucketEncryptionOutput{&ServerSideEncryptionConfiguration{[]ServerSideEncryptionRule{rule}}}, nil
}

// DeleteBucketEncryption sets the default back to SSE-S3: without any there is
// no bucket. docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html
func (s *State) DeleteBucketEncryption(c *cloud.Call, in BucketInput) (NothingOutput, error) {
	show(c, in.Bucket, "encryption")
	b, err := s.bucket(c, in.Bucket, "s3:PutEncryptionConfiguration")
	if err == nil {
		b.Default = Encryption{Algorithm: sseS3}
	}
	return NothingOutput{}, err
}
