package s3

import (
	"maps"
	"net/url"
	"strings"

	"skylab/simulators/cloud"
)

// CopyObjectInput copies an object, within a bucket or to another.
type CopyObjectInput struct {
	Bucket                         string            `required:"true" doc:"the bucket that it goes to"`
	ContentType                    *string           `doc:"what the object is, with MetadataDirective=REPLACE"`
	CopySource                     string            `required:"true" doc:"where it lies: BUCKET/KEY, or with ?versionId=…"`
	Key                            string            `required:"true" doc:"its name there"`
	Metadata                       map[string]string `doc:"pairs instead of the old ones, with MetadataDirective=REPLACE"`
	MetadataDirective              *string           `enum:"COPY|REPLACE" doc:"keep the pairs (COPY) or take new ones"`
	ServerSideEncryption           *string           `enum:"AES256|aws:kms" doc:"how it is sealed, instead of the bucket's default"`
	StorageClass                   *string           `doc:"kept and shown; all classes are alike here"`
	SSECustomerAlgorithm           *string           `doc:"AES256, with a key of your own; new buckets refuse it"`
	SSECustomerKey                 *string           `doc:"the key of your own"`
	SSECustomerKeyMD5              *string           `doc:"the MD5 of that key, in base64"`
	SSEKMSKeyId                    *string           `doc:"the KMS key, of aws:kms: ID, ARN or alias"`
	SSEKMSEncryptionContext        *string           `doc:"further pairs of the encryption context: JSON in base64"`
	BucketKeyEnabled               *bool             `doc:"one data key for many objects, for a time"`
	CopySourceSSECustomerAlgorithm *string           `doc:"AES256, where the source is under a key of your own"`
	CopySourceSSECustomerKey       *string           `doc:"that key"`
	CopySourceSSECustomerKeyMD5    *string           `doc:"the MD5 of that key, in base64"`
}

// CopyObjectOutput tells of the copy.
type CopyObjectOutput struct {
	CopyObjectResult     *CopyObjectResult
	CopySourceVersionId  *string
	VersionId            *string
	ServerSideEncryption *string
	SSECustomerAlgorithm *string
	SSECustomerKeyMD5    *string
	SSEKMSKeyId          *string
	BucketKeyEnabled     *bool
}

// CopyObjectResult is the copy's mark and time.
type CopyObjectResult struct {
	ETag         string
	LastModified cloud.Time
}

// CopyObject opens an object and seals it anew: the copy takes the encryption
// of the bucket that it goes to, not that of its source.
// docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
func (s *State) CopyObject(c *cloud.Call, in CopyObjectInput) (CopyObjectOutput, error) {
	source := strings.TrimPrefix(in.CopySource, "/")
	var wanted *string
	if name, id, ok := strings.Cut(source, "?versionId="); ok {
		source, wanted = name, &id
	}
	if plain, err := url.PathUnescape(source); err == nil {
		source = plain
	}
	bucket, key, ok := strings.Cut(source, "/")
	if !ok || key == "" {
		return CopyObjectOutput{}, cloud.Errorf("InvalidArgument", "Invalid copy source object key")
	}
	to, err := s.object(c, in.Bucket, in.Key, "s3:PutObject", uploadKeys(in.ServerSideEncryption, in.SSEKMSKeyId))
	if err != nil {
		return CopyObjectOutput{}, err
	}
	from, old, err := s.find(c, bucket, key, wanted)
	if err != nil {
		return CopyObjectOutput{}, err
	}
	if from == to && key == in.Key && in.changesNothing(wanted) {
		return CopyObjectOutput{}, cloud.Errorf("InvalidRequest", "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.")
	}
	if err := s.unseal(c, from, old, customer{in.CopySourceSSECustomerAlgorithm, in.CopySourceSSECustomerKey, in.CopySourceSSECustomerKeyMD5}); err != nil {
		return CopyObjectOutput{}, err
	}
	v := in.version(old)
	sourceID := from.about(old).version
	v.Sealed, err = s.seal(c, to, in.Key, wish{in.ServerSideEncryption, in.SSEKMSKeyId, in.SSEKMSEncryptionContext, in.BucketKeyEnabled, customer{in.SSECustomerAlgorithm, in.SSECustomerKey, in.SSECustomerKeyMD5}})
	if err != nil {
		return CopyObjectOutput{}, err
	}
	stored, err := s.store(c, to, in.Key, v)
	if err != nil {
		return CopyObjectOutput{}, err
	}
	a := to.about(stored)
	return CopyObjectOutput{&CopyObjectResult{stored.ETag, stored.Modified}, sourceID, a.version, a.algorithm, a.customer, a.customerMD5, a.key, a.bucketKey}, nil
}

func (in *CopyObjectInput) changesNothing(version *string) bool {
	return version == nil && deref(in.MetadataDirective) != "REPLACE" && in.ServerSideEncryption == nil && in.StorageClass == nil && in.SSECustomerAlgorithm == nil
}

// version is the copy before it is sealed.
func (in *CopyObjectInput) version(old *Version) Version {
	v := Version{Body: old.Body, Type: old.Type, Class: "STANDARD", Metadata: maps.Clone(old.Metadata)}
	if in.StorageClass != nil {
		v.Class = *in.StorageClass
	}
	if deref(in.MetadataDirective) == "REPLACE" {
		v.Metadata, v.Type = maps.Clone(in.Metadata), "binary/octet-stream"
		if in.ContentType != nil {
			v.Type = *in.ContentType
		}
	}
	return v
}
