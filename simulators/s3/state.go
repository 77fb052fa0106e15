package s3

import (
	"maps"
	"slices"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// State is everything that the simulated service remembers. Names of buckets
// are unique over all accounts and Regions.
type State struct {
	Buckets cloud.Collection[Bucket]

	keys Keys // set anew after each copy
}

// Keys is what S3 needs of KMS, called in the caller's name.
type Keys interface {
	// GenerateDataKey makes a data key under a key (ID, ARN or alias).
	GenerateDataKey(c *cloud.Call, key string, context map[string]string) (plain, wrapped []byte, arn string, err error)
	// Decrypt opens a wrapped data key.
	Decrypt(c *cloud.Call, wrapped []byte, context map[string]string) (plain []byte, arn string, err error)
	// DefaultKey is the ARN of alias/aws/s3, which is made on first use.
	DefaultKey(c *cloud.Call) string
}

// Plug connects the service with KMS.
func (s *State) Plug(keys Keys) { s.keys = keys }

// Bucket is a bucket with all that lies in it.
type Bucket struct {
	Name       string
	Scope      cloud.Scope // owner and Region
	Made       cloud.Time
	Default    Encryption
	NoCustomer bool   // SSE-C is blocked
	Versioning string // empty, Enabled or Suspended
	Policy     string // as it was put, or empty
	Objects    cloud.Collection[Object]
	BucketKeys []BucketKey

	document policy.Document // Policy, parsed when it was put
}

// Key implements cloud.Resource.
func (b Bucket) Key() string { return b.Name }

// Clone implements cloud.Resource.
func (b Bucket) Clone() Bucket {
	b.Objects = b.Objects.Clone()
	b.BucketKeys = slices.Clone(b.BucketKeys)
	b.document = b.document.Clone()
	return b
}

// ARN names the bucket in policies and in encryption contexts.
func (b *Bucket) ARN() string { return "arn:aws:s3:::" + b.Name }

// Encryption is how new objects are sealed unless their upload says otherwise.
type Encryption struct {
	Algorithm  string // AES256 or aws:kms
	Key        string // of aws:kms: as it was put; empty is alias/aws/s3
	BucketKeys bool   // one data key for many objects, for a time
}

// BucketKey is a data key that S3 keeps for a short while for one caller, so
// that not every object asks KMS.
type BucketKey struct {
	Key     string // ARN
	Asked   string // the key as the upload or the bucket named it
	Caller  string // ARN
	Until   cloud.Time
	Wrapped []byte
}

// Object is all versions of what has one name, oldest first.
type Object struct {
	Name     string
	Versions []Version
}

// Key implements cloud.Resource.
func (o Object) Key() string { return o.Name }

// Clone implements cloud.Resource. Bodies are never changed and shared.
func (o Object) Clone() Object {
	o.Versions = slices.Clone(o.Versions)
	for i := range o.Versions {
		v := &o.Versions[i]
		v.Metadata, v.Sealed.Context = maps.Clone(v.Metadata), maps.Clone(v.Sealed.Context)
	}
	return o
}

// latest is the version that a name without a version means; nil when there is
// none or it is a delete marker.
func (o *Object) latest() *Version {
	if o == nil || len(o.Versions) == 0 || o.Versions[len(o.Versions)-1].Marker {
		return nil
	}
	return &o.Versions[len(o.Versions)-1]
}

// Version is one version of an object, or a marker that it was deleted.
type Version struct {
	ID       string // null where versioning was not on
	Marker   bool
	Body     []byte
	Modified cloud.Time
	ETag     string // with its quotation marks
	Type     string // of the content
	Class    string // storage class
	Metadata map[string]string
	Sealed   Sealed
}

// Sealed is how a version lies on the disk.
type Sealed struct {
	Algorithm string            // AES256, aws:kms, or SSE-C of a key of the customer's
	Key       string            // ARN, of aws:kms
	Wrapped   []byte            // the data key, of aws:kms
	Context   map[string]string // of aws:kms: the encryption context that it was wrapped with
	BucketKey bool
	Customer  string // MD5 of the customer's key, in base64
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State { return State{Buckets: s.Buckets.Clone()} }
