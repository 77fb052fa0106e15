package s3

import "skylab/simulators/cloud"

// DeleteObjectInput names what is to go.
type DeleteObjectInput struct {
	Bucket    string  `required:"true" doc:"the bucket's name"`
	Key       string  `required:"true" doc:"the object's name"`
	VersionId *string `doc:"this version only, for good"`
}

// DeleteObjectOutput tells what was done.
type DeleteObjectOutput struct {
	DeleteMarker *bool
	VersionId    *string
}

// DeleteObject deletes an object. In a bucket with versions it only puts a
// marker on top; a version that is named goes for good. What is not there is no
// error. docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
func (s *State) DeleteObject(c *cloud.Call, in DeleteObjectInput) (DeleteObjectOutput, error) {
	action := "s3:DeleteObject"
	if in.VersionId != nil {
		action = "s3:DeleteObjectVersion"
	}
	b, err := s.object(c, in.Bucket, in.Key, action, nil)
	if err != nil {
		return DeleteObjectOutput{}, err
	}
	o := b.Objects.Find(in.Key)
	switch {
	case in.VersionId != nil:
		return b.deleteVersion(o, *in.VersionId), nil
	case b.Versioning == "":
		b.Objects.Remove(in.Key)
		return DeleteObjectOutput{}, nil
	case o == nil:
		o = b.Objects.Add(Object{Name: in.Key})
	}
	marker := Version{ID: "null", Marker: true, Modified: second(c.Now)}
	if b.Versioning == "Enabled" {
		marker.ID = versionID(c)
	}
	o.place(marker)
	return DeleteObjectOutput{new(true), &marker.ID}, nil
}

func (b *Bucket) deleteVersion(o *Object, id string) DeleteObjectOutput {
	out := DeleteObjectOutput{VersionId: &id}
	if o == nil {
		return out
	}
	for i := range o.Versions {
		if o.Versions[i].ID == id {
			if o.Versions[i].Marker {
				out.DeleteMarker = new(true)
			}
			o.Versions = append(o.Versions[:i:i], o.Versions[i+1:]...)
			break
		}
	}
	if len(o.Versions) == 0 {
		b.Objects.Remove(o.Name)
	}
	return out
}
