package s3

import (
	"maps"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// GetObjectInput asks for an object.
type GetObjectInput struct {
	Bucket               string  `required:"true" doc:"the bucket's name"`
	Key                  string  `required:"true" doc:"the object's name"`
	Range                *string `doc:"a part of it: bytes=0-99"`
	VersionId            *string `doc:"a version other than the latest"`
	SSECustomerAlgorithm *string `doc:"AES256, of an object under a key of your own"`
	SSECustomerKey       *string `doc:"that key"`
	SSECustomerKeyMD5    *string `doc:"the MD5 of that key, in base64"`
}

// GetObjectOutput is an object.
type GetObjectOutput struct {
	Body                 []byte
	AcceptRanges         string
	LastModified         cloud.Time
	ContentLength        int64
	ETag                 string
	VersionId            *string
	ContentRange         *string
	ContentType          string
	ServerSideEncryption *string
	Metadata             map[string]string
	SSECustomerAlgorithm *string
	SSECustomerKeyMD5    *string
	SSEKMSKeyId          *string
	BucketKeyEnabled     *bool
	StorageClass         *string
}

// GetObject downloads an object.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
func (s *State) GetObject(c *cloud.Call, in GetObjectInput) (GetObjectOutput, error) {
	b, v, err := s.find(c, in.Bucket, in.Key, in.VersionId)
	if err == nil {
		err = s.unseal(c, b, v, customer{in.SSECustomerAlgorithm, in.SSECustomerKey, in.SSECustomerKeyMD5})
	}
	if err != nil {
		return GetObjectOutput{}, err
	}
	body, span := v.Body, (*string)(nil)
	if in.Range != nil {
		if body, span, err = cut(body, *in.Range); err != nil {
			return GetObjectOutput{}, err
		}
	}
	a := b.about(v)
	out := GetObjectOutput{
		Body: body, AcceptRanges: "bytes", LastModified: v.Modified, ContentLength: int64(len(body)), ETag: v.ETag, VersionId: a.version,
		ContentRange: span, ContentType: v.Type, ServerSideEncryption: a.algorithm, Metadata: maps.Clone(v.Metadata),
		SSECustomerAlgorithm: a.customer, SSECustomerKeyMD5: a.customerMD5, SSEKMSKeyId: a.key, BucketKeyEnabled: a.bucketKey,
	}
	if out.Metadata == nil {
		out.Metadata = map[string]string{}
	}
	if v.Class != "STANDARD" {
		out.StorageClass = &v.Class
	}
	return out, nil
}

// find asks whether the caller may read an object, and finds the version. Who
// may not list the bucket is not told that a name is free.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
func (s *State) find(c *cloud.Call, bucket, key string, version *string) (*Bucket, *Version, error) {
	action := "s3:GetObject"
	if version != nil {
		action = "s3:GetObjectVersion"
	}
	b, err := s.object(c, bucket, key, action, nil)
	if err != nil {
		return nil, nil, err
	}
	o := b.Objects.Find(key)
	if version != nil && o != nil {
		for i := range o.Versions {
			if v := &o.Versions[i]; v.ID == *version {
				if v.Marker {
					return nil, nil, errMarker
				}
				return b, v, nil
			}
		}
		return nil, nil, errNoVersion
	}
	if v := o.latest(); v != nil {
		return b, v, nil
	}
	if err := b.allow(c, "s3:ListBucket", b.ARN(), nil); err != nil {
		return nil, nil, err
	}
	return nil, nil, errNoKey
}

// cut takes a range of bytes: bytes=0-99, bytes=100-, bytes=-5.
func cut(body []byte, span string) ([]byte, *string, error) {
	from, to, ok := strings.Cut(strings.TrimPrefix(span, "bytes="), "-")
	first, err1 := strconv.ParseInt(from, 10, 64)
	last, err2 := strconv.ParseInt(to, 10, 64)
	size := int64(len(body))
	switch {
	case !ok || err1 != nil && err2 != nil || !strings.HasPrefix(span, "bytes="):
		return body, nil, nil // what is no range is passed over
	case from == "":
		first, last = max(0, size-last), size-1
	case err2 != nil:
		last = size - 1
	}
	if last = min(last, size-1); first > last || first < 0 {
		return nil, nil, cloud.Errorf("InvalidRange", "The requested range is not satisfiable")
	}
	return body[first : last+1 : last+1], new("bytes " + strconv.FormatInt(first, 10) + "-" + strconv.FormatInt(last, 10) + "/" + strconv.FormatInt(size, 10)), nil
}

// HeadObjectInput asks about an object.
type HeadObjectInput struct {
	Bucket               string  `required:"true" doc:"the bucket's name"`
	Key                  string  `required:"true" doc:"the object's name"`
	VersionId            *string `doc:"a version other than the latest"`
	SSECustomerAlgorithm *string `doc:"AES256, of an object under a key of your own"`
	SSECustomerKey       *string `doc:"that key"`
	SSECustomerKeyMD5    *string `doc:"the MD5 of that key, in base64"`
}

// HeadObjectOutput is what is known of an object without its body.
type HeadObjectOutput struct {
	AcceptRanges         string
	LastModified         cloud.Time
	ContentLength        int64
	ETag                 string
	VersionId            *string
	ContentType          string
	ServerSideEncryption *string
	Metadata             map[string]string
	SSECustomerAlgorithm *string
	SSECustomerKeyMD5    *string
	SSEKMSKeyId          *string
	BucketKeyEnabled     *bool
	StorageClass         *string
}

// HeadObject tells what is known of an object. It opens nothing, so KMS is not
// asked. docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
func (s *State) HeadObject(c *cloud.Call, in HeadObjectInput) (HeadObjectOutput, error) {
	b, v, err := s.find(c, in.Bucket, in.Key, in.VersionId)
	if err == nil && v.Sealed.Algorithm == sseC {
		err = s.unseal(c, b, v, customer{in.SSECustomerAlgorithm, in.SSECustomerKey, in.SSECustomerKeyMD5})
	}
	if err != nil {
		return HeadObjectOutput{}, headed(err)
	}
	a := b.about(v)
	out := HeadObjectOutput{
		AcceptRanges: "bytes", LastModified: v.Modified, ContentLength: int64(len(v.Body)), ETag: v.ETag, VersionId: a.version,
		ContentType: v.Type, ServerSideEncryption: a.algorithm, Metadata: maps.Clone(v.Metadata),
		SSECustomerAlgorithm: a.customer, SSECustomerKeyMD5: a.customerMD5, SSEKMSKeyId: a.key, BucketKeyEnabled: a.bucketKey,
	}
	if out.Metadata == nil {
		out.Metadata = map[string]string{}
	}
	if v.Class != "STANDARD" {
		out.StorageClass = &v.Class
	}
	return out, nil
}
