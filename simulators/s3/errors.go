package s3

import (
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// Errors in S3's own words.
// docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
var (
	errNoBucket  = cloud.Errorf("NoSuchBucket", "The specified bucket does not exist")
	errNoKey     = cloud.Errorf("NoSuchKey", "The specified key does not exist.")
	errNoVersion = cloud.Errorf("NoSuchVersion", "The specified version does not exist.")
	errMarker    = cloud.Errorf("MethodNotAllowed", "The specified method is not allowed against this resource.")
)

// bucket finds a bucket and asks whether the caller may do this to it.
func (s *State) bucket(c *cloud.Call, name, action string) (*Bucket, error) {
	b := s.Buckets.Find(name)
	if b == nil {
		return nil, errNoBucket
	}
	c.Resources = append(c.Resources, b.ARN())
	return b, b.allow(c, action, b.ARN(), nil)
}

// object is bucket for what is done to one object.
func (s *State) object(c *cloud.Call, name, key, action string, context map[string]string) (*Bucket, error) {
	b := s.Buckets.Find(name)
	if b == nil {
		return nil, errNoBucket
	}
	if key == "" {
		return nil, cloud.Errorf("InvalidArgument", "The object name must not be empty.")
	}
	if len(key) > 1024 {
		return nil, cloud.Errorf("KeyTooLongError", "Your key is too long")
	}
	c.Resources = append(c.Resources, b.ARN()+"/"+key, b.ARN())
	return b, b.allow(c, action, b.ARN()+"/"+key, context)
}

// allow asks the caller's policies and the bucket's: in one account either is
// enough, across accounts both are needed.
// docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
func (b *Bucket) allow(c *cloud.Call, action, arn string, context map[string]string) error {
	o := policy.Owned{Account: b.Scope.Account, At: b.Name}
	if b.Policy != "" {
		o.Policy = &b.document
	}
	err := policy.Authorize(c, cloud.Request{Action: action, Resource: arn, Context: context}, o)
	if e, ok := err.(*cloud.Error); ok {
		if c.Caller.Account != b.Scope.Account { // across accounts nothing is told
			return cloud.Errorf("AccessDenied", "Access Denied")
		}
		return cloud.Errorf("AccessDenied", "%s", strings.Replace(e.Message, "on resource: "+arn+" ", `on resource: "`+arn+`" `, 1))
	}
	return err
}

// headed is an error as HEAD gives it: the answer has no body to tell more.
func headed(err error) error {
	e, ok := err.(*cloud.Error)
	switch {
	case !ok:
		return err
	case e.Code == "AccessDenied":
		return cloud.Errorf("403", "Forbidden")
	case strings.HasPrefix(e.Code, "NoSuch"):
		return cloud.Errorf("404", "Not Found")
	}
	return cloud.Errorf("400", "Bad Request")
}

// fromKMS is an error of KMS as S3 passes it on.
func fromKMS(err error) error {
	e, ok := err.(*cloud.Error)
	if !ok {
		return err
	}
	if e.Code == "AccessDeniedException" {
		return cloud.Errorf("AccessDenied", "%s", e.Message)
	}
	return cloud.Errorf("KMS."+e.Code, "%s", e.Message)
}
