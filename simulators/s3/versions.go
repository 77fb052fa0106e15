package s3

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// VersioningConfiguration turns versions on.
type VersioningConfiguration struct {
	Status *string `enum:"Enabled|Suspended"`
}

// PutBucketVersioningInput turns versions on or stops making new ones.
type PutBucketVersioningInput struct {
	Bucket                  string                  `required:"true" doc:"the bucket's name"`
	VersioningConfiguration VersioningConfiguration `required:"true" doc:"Status=Enabled or Suspended"`
}

// PutBucketVersioning turns versions on; they can only be suspended afterwards.
// docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
func (s *State) PutBucketVersioning(c *cloud.Call, in PutBucketVersioningInput) (NothingOutput, error) {
	show(c, in.Bucket, "versioning")
	b, err := s.bucket(c, in.Bucket, "s3:PutBucketVersioning")
	if err != nil {
		return NothingOutput{}, err
	}
	status := deref(in.VersioningConfiguration.Status)
	if status != "Enabled" && status != "Suspended" {
		return NothingOutput{}, cloud.Errorf("IllegalVersioningConfigurationException", "The Versioning element must be specified")
	}
	b.Versioning = status
	return NothingOutput{}, nil
}

// GetBucketVersioningOutput is empty where versions were never on.
type GetBucketVersioningOutput struct{ Status *string }

// GetBucketVersioning tells whether versions are on.
// docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
func (s *State) GetBucketVersioning(c *cloud.Call, in BucketInput) (GetBucketVersioningOutput, error) {
	show(c, in.Bucket, "versioning")
	b, err := s.bucket(c, in.Bucket, "s3:GetBucketVersioning")
	if err != nil || b.Versioning == "" {
		return GetBucketVersioningOutput{}, err
	}
	return GetBucketVersioningOutput{&b.Versioning}, nil
}

// ListObjectVersionsInput asks for all versions.
type ListObjectVersionsInput struct {
	Bucket string  `required:"true" doc:"the bucket's name"`
	Prefix *string `doc:"names that begin so"`
}

// ListObjectVersionsOutput lists them, the newest of each name first.
type ListObjectVersionsOutput struct {
	IsTruncated   bool
	Versions      []ObjectVersion
	DeleteMarkers []DeleteMarkerEntry
	Name          string
	Prefix        string
	MaxKeys       int32
}

// ObjectVersion is a version in a list.
type ObjectVersion struct {
	ETag         string
	Size         int64
	StorageClass string
	Key          string
	VersionId    string
	IsLatest     bool
	LastModified cloud.Time
	Owner        Owner
}

// DeleteMarkerEntry is a marker in a list.
type DeleteMarkerEntry struct {
	Owner        Owner
	Key          string
	VersionId    string
	IsLatest     bool
	LastModified cloud.Time
}

// ListObjectVersions lists all versions and markers.
// docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
func (s *State) ListObjectVersions(c *cloud.Call, in ListObjectVersionsInput) (ListObjectVersionsOutput, error) {
	b, err := s.bucket(c, in.Bucket, "s3:ListBucketVersions")
	if err != nil {
		return ListObjectVersionsOutput{}, err
	}
	out := ListObjectVersionsOutput{Name: b.Name, Prefix: deref(in.Prefix), MaxKeys: 1000}
	owner := Owner{canonical(b.Scope.Account)}
	for _, o := range b.sorted() {
		if !strings.HasPrefix(o.Name, out.Prefix) {
			continue
		}
		for i, v := range slices.Backward(o.Versions) {
			latest := i == len(o.Versions)-1
			if v.Marker {
				out.DeleteMarkers = append(out.DeleteMarkers, DeleteMarkerEntry{owner, o.Name, v.ID, latest, v.Modified})
			} else {
				out.Versions = append(out.Versions, ObjectVersion{v.ETag, int64(len(v.Body)), v.Class, o.Name, v.ID, latest, v.Modified, owner})
			}
		}
	}
	return out, nil
}
