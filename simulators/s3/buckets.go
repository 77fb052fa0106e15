package s3

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"skylab/simulators/cloud"
)

// CreateBucketConfiguration says where a bucket lies.
type CreateBucketConfiguration struct {
	LocationConstraint *string `doc:"the Region, of all but us-east-1"`
}

// CreateBucketInput asks for a bucket.
type CreateBucketInput struct {
	Bucket                    string `required:"true" doc:"its name, unique in the whole world"`
	CreateBucketConfiguration *CreateBucketConfiguration
}

// CreateBucketOutput tells where it is.
type CreateBucketOutput struct {
	Location  *string
	BucketArn *string
}

// bucketName is the rule of names; two dots in a row and addresses are refused
// beside it. docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
var (
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	address    = regexp.MustCompile(`^\d+\.\d+\.\d+\.\d+$`)
)

// home is the Region that needs no location constraint.
const home = "us-east-1"

// CreateBucket makes a bucket. Its new objects are sealed by SSE-S3, and keys of
// the customer's are refused.
// docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
// docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html
func (s *State) CreateBucket(c *cloud.Call, in CreateBucketInput) (CreateBucketOutput, error) {
	arn := "arn:aws:s3:::" + in.Bucket
	c.Resources = append(c.Resources, arn)
	shown := `{"bucketName":` + quoted(in.Bucket) + `,"Host":` + quoted(host(c.Region))
	region := home
	if in.CreateBucketConfiguration != nil && in.CreateBucketConfiguration.LocationConstraint != nil {
		region = *in.CreateBucketConfiguration.LocationConstraint
		shown += `,"CreateBucketConfiguration":{"LocationConstraint":` + quoted(region) + `,"xmlns":"http://s3.amazonaws.com/doc/2006-03-01/"}`
	}
	c.Shown = &cloud.Shown{Request: shown + "}"}
	if err := c.Authorize(cloud.Request{Action: "s3:CreateBucket", Resource: arn}); err != nil {
		return CreateBucketOutput{}, err
	}
	if !bucketName.MatchString(in.Bucket) || strings.Contains(in.Bucket, "..") || address.MatchString(in.Bucket) {
		return CreateBucketOutput{}, cloud.Errorf("InvalidBucketName", "The specified bucket is not valid.")
	}
	if region != c.Region {
		what := "The " + region + " location constraint is incompatible for the region specific endpoint this request was sent to."
		if in.CreateBucketConfiguration == nil {
			what = "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to."
		}
		return CreateBucketOutput{}, cloud.Errorf("IllegalLocationConstraintException", "%s", what)
	}
	location := "http://" + in.Bucket + ".s3.amazonaws.com/"
	if region == home {
		location = "/" + in.Bucket
	}
	out := CreateBucketOutput{Location: &location, BucketArn: &arn}
	if old := s.Buckets.Find(in.Bucket); old != nil {
		switch {
		case old.Scope.Account != c.Account:
			return CreateBucketOutput{}, cloud.Errorf("BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.")
		case region == home && old.Scope.Region == home:
			return out, nil
		}
		return CreateBucketOutput{}, cloud.Errorf("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.")
	}
	s.Buckets.Add(Bucket{Name: in.Bucket, Scope: c.Scope, Made: c.Now, Default: Encryption{Algorithm: sseS3}, NoCustomer: true})
	return out, nil
}

func host(region string) string { return "s3." + region + ".amazonaws.com" }

// show tells the trail which bucket a call was for, and the part of the address
// behind the question mark.
func show(c *cloud.Call, bucket, part string) {
	s := `{"bucketName":` + quoted(bucket) + `,"Host":` + quoted(host(c.Region))
	if part != "" {
		s += "," + quoted(part) + `:""`
	}
	c.Shown = &cloud.Shown{Request: s + "}"}
}

// ListBucketsInput asks for the account's buckets.
type ListBucketsInput struct {
	Prefix       *string `doc:"names that begin so"`
	BucketRegion *string `doc:"buckets of this Region"`
}

// ListBucketsOutput lists them.
type ListBucketsOutput struct {
	Buckets []BucketOut
	Owner   *Owner
	Prefix  *string
}

// BucketOut is a bucket in a list.
type BucketOut struct {
	Name         string
	CreationDate cloud.Time
	BucketRegion *string
	BucketArn    string
}

// Owner is an account as S3 names it.
type Owner struct{ ID string }

// canonical is the account's ID of old, 64 hexadecimal digits.
func canonical(account string) string {
	sum := sha256.Sum256([]byte("s3 owner " + account))
	return hex.EncodeToString(sum[:])
}

// ListBuckets lists the account's buckets of all Regions by name.
// docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
func (s *State) ListBuckets(c *cloud.Call, in ListBucketsInput) (ListBucketsOutput, error) {
	out := ListBucketsOutput{Buckets: []BucketOut{}, Owner: &Owner{canonical(c.Account)}, Prefix: in.Prefix}
	if err := c.Authorize(cloud.Request{Action: "s3:ListAllMyBuckets", Resource: "*"}); err != nil {
		return ListBucketsOutput{}, err
	}
	for _, b := range s.sorted() {
		if b.Scope.Account != c.Account || in.Prefix != nil && !strings.HasPrefix(b.Name, *in.Prefix) || in.BucketRegion != nil && b.Scope.Region != *in.BucketRegion {
			continue
		}
		row := BucketOut{Name: b.Name, CreationDate: second(b.Made), BucketArn: b.ARN()}
		if in.Prefix != nil || in.BucketRegion != nil {
			row.BucketRegion = &b.Scope.Region
		}
		out.Buckets = append(out.Buckets, row)
	}
	return out, nil
}

// second is the instant without its fraction.
func second(t cloud.Time) cloud.Time { return t - t%cloud.Second }

// BucketInput names a bucket.
type BucketInput struct {
	Bucket string `required:"true" doc:"the bucket's name"`
}

// NothingOutput is an answer that says nothing.
type NothingOutput struct{}

// DeleteBucket takes an empty bucket away.
// docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
func (s *State) DeleteBucket(c *cloud.Call, in BucketInput) (NothingOutput, error) {
	show(c, in.Bucket, "")
	b, err := s.bucket(c, in.Bucket, "s3:DeleteBucket")
	if err != nil {
		return NothingOutput{}, err
	}
	if b.Objects.Len() > 0 {
		what := "The bucket you tried to delete is not empty"
		if b.Versioning != "" {
			what += ". You must delete all versions in the bucket."
		}
		return NothingOutput{}, cloud.Errorf("BucketNotEmpty", "%s", what)
	}
	s.Buckets.Remove(in.Bucket)
	return NothingOutput{}, nil
}

// HeadBucketOutput tells that a bucket is there.
type HeadBucketOutput struct {
	BucketArn    *string
	BucketRegion *string
}

// HeadBucket asks whether a bucket is there and may be listed.
// docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
func (s *State) HeadBucket(c *cloud.Call, in BucketInput) (HeadBucketOutput, error) {
	b, err := s.bucket(c, in.Bucket, "s3:ListBucket")
	if err != nil {
		return HeadBucketOutput{}, headed(err)
	}
	return HeadBucketOutput{new(b.ARN()), &b.Scope.Region}, nil
}

// GetBucketLocationOutput is a bucket's Region.
type GetBucketLocationOutput struct{ LocationConstraint *string }

// GetBucketLocation tells the Region; us-east-1 is told by nothing.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
func (s *State) GetBucketLocation(c *cloud.Call, in BucketInput) (GetBucketLocationOutput, error) {
	show(c, in.Bucket, "location")
	b, err := s.bucket(c, in.Bucket, "s3:GetBucketLocation")
	if err != nil || b.Scope.Region == home {
		return GetBucketLocationOutput{}, err
	}
	return GetBucketLocationOutput{&b.Scope.Region}, nil
}
