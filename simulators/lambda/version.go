package lambda

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// PublishVersionInput freezes $LATEST.
type PublishVersionInput struct {
	FunctionName string  `required:"true" doc:"name or ARN of the function"`
	CodeSha256   *string `doc:"only if the code still has this hash"`
	Description  *string `doc:"what the version is"`
	RevisionId   *string `doc:"only if this is still the latest revision"`
}

// PublishVersion freezes the code and settings of $LATEST under the next
// number. Without a change since the last version that one is returned.
// docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
func (s *State) PublishVersion(c *cloud.Call, in PublishVersionInput) (FunctionConfiguration, error) {
	var none FunctionConfiguration
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return none, err
	}
	switch v := &f.Latest; {
	case v.busy(c.Now):
		return none, updating(f.ARN)
	case in.RevisionId != nil && *in.RevisionId != v.Revision:
		return none, stale("GetFunction/GetAlias")
	case in.CodeSha256 != nil && *in.CodeSha256 != v.Code.SHA256:
		return none, cloud.Errorf(codeInvalid, "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST.", *in.CodeSha256, v.Code.SHA256)
	case in.Description != nil && len(*in.Description) > 256:
		return none, invalid("description", *in.Description, "Member must have length less than or equal to 256")
	}
	v := f.publish(c, s.At(c.Scope), in.Description)
	return f.describe(c.Scope, v, v.Number, c.Now), nil
}

// publish adds a version, or finds the one that $LATEST was published as.
// docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
func (f *Function) publish(c *cloud.Call, r *Region, description *string) *Configuration {
	if n := len(f.Versions); n > 0 && f.Versions[n-1].same(&f.Latest) {
		return &f.Versions[n-1]
	}
	f.Last++
	v := f.Latest.Clone()
	v.Number, v.Revision = strconv.Itoa(f.Last), uuid(c.World, c.Scope, "lambda-revision")
	put(&v.Description, description)
	if v.SnapStart {
		v.Active = max(v.Active, v.Updated, c.Now) + snapshotTime
	} else {
		v.Active = max(v.Active, v.Updated)
	}
	v.Updated = v.Active
	f.Versions = append(f.Versions, v)
	r.deploy(c.Now, f.Name, &v)
	return &f.Versions[len(f.Versions)-1]
}

// same tells whether nothing changed between a version and $LATEST; the
// description does not count.
func (v *Configuration) same(l *Configuration) bool {
	return v.Code == l.Code && v.Image == l.Image && v.Runtime == l.Runtime && v.Role == l.Role && v.Handler == l.Handler &&
		v.Memory == l.Memory && v.Timeout == l.Timeout && v.Storage == l.Storage && v.Architecture == l.Architecture &&
		v.Tracing == l.Tracing && v.SnapStart == l.SnapStart && v.DeadLetter == l.DeadLetter && v.KMSKey == l.KMSKey &&
		v.LogFormat == l.LogFormat && v.LogGroup == l.LogGroup && slices.Equal(v.Environment, l.Environment) &&
		slices.Equal(v.Layers, l.Layers) && slices.Equal(v.Subnets, l.Subnets) && slices.Equal(v.Groups, l.Groups)
}

// FunctionPageInput pages through what a function has.
type FunctionPageInput struct {
	FunctionName string  `required:"true" doc:"name or ARN of the function"`
	Marker       *string `doc:"where to go on"`
	MaxItems     *int    `doc:"how many at most"`
}

// ListVersionsByFunctionOutput is one page of versions.
type ListVersionsByFunctionOutput struct {
	NextMarker *string
	Versions   []FunctionConfiguration
}

// ListVersionsByFunction lists $LATEST and all published versions.
// docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html
func (s *State) ListVersionsByFunction(c *cloud.Call, in FunctionPageInput) (ListVersionsByFunctionOutput, error) {
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return ListVersionsByFunctionOutput{}, err
	}
	list := []FunctionConfiguration{f.listed(c, &f.Latest, latest)}
	for i := range f.Versions {
		list = append(list, f.listed(c, &f.Versions[i], f.Versions[i].Number))
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 50)
	return ListVersionsByFunctionOutput{next, page}, err
}
