package s3

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// sorted are all buckets by name.
func (s *State) sorted() []*Bucket {
	var list []*Bucket
	for b := range s.Buckets.All {
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b *Bucket) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// sorted are all objects by the bytes of their names.
func (b *Bucket) sorted() []*Object {
	var list []*Object
	for o := range b.Objects.All {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b *Object) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// ListObjectsV2Input asks what is in a bucket.
type ListObjectsV2Input struct {
	Bucket            string  `required:"true" doc:"the bucket's name"`
	Delimiter         *string `doc:"names are put together up to this character"`
	MaxKeys           *int32  `doc:"how many at once, 1000 at most"`
	Prefix            *string `doc:"names that begin so"`
	ContinuationToken *string `doc:"where to go on"`
	StartAfter        *string `doc:"names after this one"`
}

// ListObjectsV2Output lists it.
type ListObjectsV2Output struct {
	IsTruncated           bool
	Contents              []ObjectOut
	Name                  string
	Prefix                string
	Delimiter             *string
	MaxKeys               int32
	CommonPrefixes        []CommonPrefix
	KeyCount              int32
	ContinuationToken     *string
	NextContinuationToken *string
	StartAfter            *string
}

// ObjectOut is an object in a list.
type ObjectOut struct {
	Key          string
	LastModified cloud.Time
	ETag         string
	Size         int64
	StorageClass string
}

// CommonPrefix stands for all names that begin so.
type CommonPrefix struct{ Prefix string }

// ListObjectsV2 lists the objects of a bucket in the order of their names.
// docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
func (s *State) ListObjectsV2(c *cloud.Call, in ListObjectsV2Input) (ListObjectsV2Output, error) {
	b := s.Buckets.Find(in.Bucket)
	if b == nil {
		return ListObjectsV2Output{}, errNoBucket
	}
	c.Resources = append(c.Resources, b.ARN())
	context := map[string]string{"s3:prefix": deref(in.Prefix), "s3:delimiter": deref(in.Delimiter)}
	if err := b.allow(c, "s3:ListBucket", b.ARN(), context); err != nil {
		return ListObjectsV2Output{}, err
	}
	out := ListObjectsV2Output{Name: b.Name, Prefix: deref(in.Prefix), Delimiter: in.Delimiter, MaxKeys: 1000, ContinuationToken: in.ContinuationToken, StartAfter: in.StartAfter}
	if in.MaxKeys != nil {
		if *in.MaxKeys < 0 {
			return ListObjectsV2Output{}, cloud.Errorf("InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647")
		}
		out.MaxKeys = min(*in.MaxKeys, 1000)
	}
	out.fill(b, max(deref(in.ContinuationToken), deref(in.StartAfter)))
	return out, nil
}

// fill takes names after one, up to as many as fit.
func (out *ListObjectsV2Output) fill(b *Bucket, after string) {
	last := ""
	for _, o := range b.sorted() {
		v := o.latest()
		if v == nil || o.Name <= after || !strings.HasPrefix(o.Name, out.Prefix) {
			continue
		}
		group, grouped := out.group(o.Name)
		if n := len(out.CommonPrefixes); grouped && (n > 0 && out.CommonPrefixes[n-1].Prefix == group || strings.HasPrefix(after, group)) {
			last = o.Name
			continue
		}
		if out.KeyCount == out.MaxKeys {
			out.IsTruncated = out.MaxKeys > 0
			if out.IsTruncated {
				out.NextContinuationToken = &last
			}
			return
		}
		out.KeyCount++
		last = o.Name
		if grouped {
			out.CommonPrefixes = append(out.CommonPrefixes, CommonPrefix{group})
		} else {
			out.Contents = append(out.Contents, ObjectOut{o.Name, v.Modified, v.ETag, int64(len(v.Body)), v.Class})
		}
	}
}

// group is the beginning of a name up to the delimiter after the prefix.
func (out *ListObjectsV2Output) group(name string) (string, bool) {
	d := deref(out.Delimiter)
	if d == "" {
		return "", false
	}
	i := strings.Index(name[len(out.Prefix):], d)
	if i < 0 {
		return "", false
	}
	return name[:len(out.Prefix)+i+len(d)], true
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
