package s3

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"

	"skylab/simulators/cloud"
)

// MaxBytes is how much all objects of a world together may take, in bytes.
const MaxBytes = 64 << 20

// PutObjectInput is an upload.
type PutObjectInput struct {
	Body                    []byte            `doc:"the file that is uploaded"`
	Bucket                  string            `required:"true" doc:"the bucket's name"`
	ContentType             *string           `doc:"what the object is: text/csv"`
	IfNoneMatch             *string           `doc:"* uploads only what is not there yet"`
	Key                     string            `required:"true" doc:"the object's name"`
	Metadata                map[string]string `doc:"pairs that are kept with the object, in the clear"`
	ServerSideEncryption    *string           `enum:"AES256|aws:kms" doc:"how it is sealed, instead of the bucket's default"`
	StorageClass            *string           `doc:"kept and shown; all classes are alike here"`
	SSECustomerAlgorithm    *string           `doc:"AES256, with a key of your own; new buckets refuse it"`
	SSECustomerKey          *string           `doc:"the key of your own, 32 bytes"`
	SSECustomerKeyMD5       *string           `doc:"the MD5 of that key, in base64"`
	SSEKMSKeyId             *string           `doc:"the KMS key, of aws:kms: ID, ARN or alias; else alias/aws/s3"`
	SSEKMSEncryptionContext *string           `doc:"further pairs of the encryption context: JSON in base64"`
	BucketKeyEnabled        *bool             `doc:"one data key for many objects, for a time"`
}

// PutObjectOutput tells how it lies there.
type PutObjectOutput struct {
	ETag                    string
	ServerSideEncryption    *string
	VersionId               *string
	SSECustomerAlgorithm    *string
	SSECustomerKeyMD5       *string
	SSEKMSKeyId             *string
	SSEKMSEncryptionContext *string
	BucketKeyEnabled        *bool
}

// PutObject uploads an object.
// docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
func (s *State) PutObject(c *cloud.Call, in PutObjectInput) (PutObjectOutput, error) {
	b, err := s.object(c, in.Bucket, in.Key, "s3:PutObject", uploadKeys(in.ServerSideEncryption, in.SSEKMSKeyId))
	if err != nil {
		return PutObjectOutput{}, err
	}
	if in.IfNoneMatch != nil && b.Objects.Find(in.Key).latest() != nil {
		return PutObjectOutput{}, cloud.Errorf("PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
	}
	v := Version{Body: in.Body, Type: "binary/octet-stream", Class: "STANDARD", Metadata: maps.Clone(in.Metadata)}
	if in.ContentType != nil {
		v.Type = *in.ContentType
	}
	if in.StorageClass != nil {
		v.Class = *in.StorageClass
	}
	v.Sealed, err = s.seal(c, b, in.Key, wish{in.ServerSideEncryption, in.SSEKMSKeyId, in.SSEKMSEncryptionContext, in.BucketKeyEnabled, customer{in.SSECustomerAlgorithm, in.SSECustomerKey, in.SSECustomerKeyMD5}})
	if err != nil {
		return PutObjectOutput{}, err
	}
	stored, err := s.store(c, b, in.Key, v)
	if err != nil {
		return PutObjectOutput{}, err
	}
	a := b.about(stored)
	out := PutObjectOutput{stored.ETag, a.algorithm, a.version, a.customer, a.customerMD5, a.key, nil, a.bucketKey}
	if in.SSEKMSEncryptionContext != nil {
		out.SSEKMSEncryptionContext = in.SSEKMSEncryptionContext
	}
	return out, nil
}

// uploadKeys are the condition keys that policies ask uploads for.
// docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
func uploadKeys(algorithm, key *string) map[string]string {
	m := map[string]string{}
	if algorithm != nil {
		m["s3:x-amz-server-side-encryption"] = *algorithm
	}
	if key != nil {
		m["s3:x-amz-server-side-encryption-aws-kms-key-id"] = *key
	}
	return m
}

// store puts a version at the end, or in the place of the one that has no ID.
func (s *State) store(c *cloud.Call, b *Bucket, key string, v Version) (*Version, error) {
	if s.size()+len(v.Body) > MaxBytes {
		return nil, cloud.Errorf("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
	}
	v.Modified, v.ETag = second(c.Now), etag(c, v)
	v.ID = "null"
	if b.Versioning == "Enabled" {
		v.ID = versionID(c)
	}
	o := b.Objects.Find(key)
	if o == nil {
		o = b.Objects.Add(Object{Name: key})
	}
	o.place(v)
	return &o.Versions[len(o.Versions)-1], nil
}

// place makes a version the latest one.
func (o *Object) place(v Version) {
	if v.ID == "null" {
		for i := range o.Versions {
			if o.Versions[i].ID == "null" {
				o.Versions = append(o.Versions[:i], o.Versions[i+1:]...)
				break
			}
		}
	}
	o.Versions = append(o.Versions, v)
}

func (s *State) size() int {
	n := 0
	for b := range s.Buckets.All {
		for o := range b.Objects.All {
			for i := range o.Versions {
				n += len(o.Versions[i].Body)
			}
		}
	}
	return n
}

// etag is the MD5 of what was uploaded, but of an object under a KMS key or a
// customer's: then it tells nothing of the content.
// docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
func etag(c *cloud.Call, v Version) string {
	sum := md5.Sum(v.Body)
	if v.Sealed.Algorithm != sseS3 {
		n := c.Next(c.Scope, "s3-etag")
		sum = md5.Sum(fmt.Append(nil, c.Seed, n))
	}
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

// versionID is 32 drawn characters.
func versionID(c *cloud.Call) string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	n := c.Next(c.Scope, "s3-version")
	id := make([]byte, 32)
	for i := range id {
		id[i] = alphabet[cloud.RollBelow(c.Seed, cloud.Label("s3-version")+n, uint64(i), uint64(len(alphabet)))]
	}
	return string(id)
}

// facts are what answers say of a stored version.
type facts struct {
	algorithm, key, version, customer, customerMD5 *string
	bucketKey                                      *bool
}

func (b *Bucket) about(v *Version) facts {
	var f facts
	switch v.Sealed.Algorithm {
	case sseC:
		f.customer, f.customerMD5 = new(sseS3), new(v.Sealed.Customer)
	case sseKMS:
		f.key = new(v.Sealed.Key)
		if v.Sealed.BucketKey {
			f.bucketKey = new(true)
		}
		fallthrough
	default:
		f.algorithm = new(v.Sealed.Algorithm)
	}
	if b.Versioning != "" {
		f.version = new(v.ID)
	}
	return f
}

// quoted writes a text as JSON.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}
