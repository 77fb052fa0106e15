package s3

import (
	"slices"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// PutBucketPolicyInput sets a bucket's policy.
type PutBucketPolicyInput struct {
	Bucket string `required:"true" doc:"the bucket's name"`
	Policy string `required:"true" doc:"the policy, as JSON"`
}

// PutBucketPolicy sets the policy. One that lets everybody in is refused, as
// new buckets block public access.
// docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
// docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
func (s *State) PutBucketPolicy(c *cloud.Call, in PutBucketPolicyInput) (NothingOutput, error) {
	show(c, in.Bucket, "policy")
	b, err := s.bucket(c, in.Bucket, "s3:PutBucketPolicy")
	if err != nil {
		return NothingOutput{}, err
	}
	d, err := policy.Parse(in.Policy)
	if err == nil {
		err = d.Check(policy.OfResource)
	}
	if err != nil {
		return NothingOutput{}, cloud.Errorf("MalformedPolicy", "%s", policy.Complaint(in.Policy, err))
	}
	if public(d) {
		return NothingOutput{}, cloud.Errorf("AccessDenied", "User: %s is not authorized to perform: s3:PutBucketPolicy on resource: \"%s\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.", c.Caller.ARN, b.ARN())
	}
	b.Policy, b.document = in.Policy, d
	return NothingOutput{}, nil
}

// public tells a policy that lets everybody in without any condition.
func public(d policy.Document) bool {
	return slices.ContainsFunc(d.Statements, func(s policy.Statement) bool {
		return !s.Deny && len(s.Conditions) == 0 && (slices.Contains(s.Principals, "*") || len(s.NotPrincipals) > 0)
	})
}

// GetBucketPolicyOutput is the policy as it was put.
type GetBucketPolicyOutput struct{ Policy *string }

// GetBucketPolicy gives the policy.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
func (s *State) GetBucketPolicy(c *cloud.Call, in BucketInput) (GetBucketPolicyOutput, error) {
	show(c, in.Bucket, "policy")
	b, err := s.bucket(c, in.Bucket, "s3:GetBucketPolicy")
	if err != nil {
		return GetBucketPolicyOutput{}, err
	}
	if b.Policy == "" {
		return GetBucketPolicyOutput{}, cloud.Errorf("NoSuchBucketPolicy", "The bucket policy does not exist")
	}
	return GetBucketPolicyOutput{&b.Policy}, nil
}

// DeleteBucketPolicy takes the policy away.
// docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html
func (s *State) DeleteBucketPolicy(c *cloud.Call, in BucketInput) (NothingOutput, error) {
	show(c, in.Bucket, "policy")
	b, err := s.bucket(c, in.Bucket, "s3:DeleteBucketPolicy")
	if err == nil {
		b.Policy, b.document = "", policy.Document{}
	}
	return NothingOutput{}, err
}
