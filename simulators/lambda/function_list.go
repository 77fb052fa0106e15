package lambda

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// QualifiedInput names a function, or a version or alias of it.
type QualifiedInput struct {
	FunctionName string  `required:"true" doc:"name or ARN of the function"`
	Qualifier    *string `doc:"version or alias"`
}

// FunctionCodeLocation is where the code can be fetched.
type FunctionCodeLocation struct {
	RepositoryType   *string
	Location         *string
	ImageUri         *string
	ResolvedImageUri *string
}

// Concurrency is a function's reserved concurrency.
type Concurrency struct{ ReservedConcurrentExecutions *int }

// GetFunctionOutput describes a function.
type GetFunctionOutput struct {
	Configuration FunctionConfiguration
	Code          FunctionCodeLocation
	Tags          map[string]string
	Concurrency   *Concurrency
}

// GetFunction describes a function, its code's place, tags and reservation.
// docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
func (s *State) GetFunction(c *cloud.Call, in QualifiedInput) (GetFunctionOutput, error) {
	f, v, w, err := s.configured(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return GetFunctionOutput{}, err
	}
	out := GetFunctionOutput{Configuration: f.describe(c.Scope, v, w.qualifier, c.Now), Tags: f.tags()}
	if v.Package == "Image" {
		out.Code = FunctionCodeLocation{RepositoryType: new("ECR"), ImageUri: &v.Image, ResolvedImageUri: &v.Image}
	} else {
		out.Code = FunctionCodeLocation{RepositoryType: new("S3"), Location: new("https://awslambda-" + c.Scope.Region + "-tasks.s3." + c.Scope.Region +
			".amazonaws.com/snapshots/" + c.Scope.Account + "/" + f.Name)}
	}
	if f.Limited {
		out.Concurrency = &Concurrency{&f.Reserved}
	}
	return out, nil
}

// GetFunctionConfiguration describes a function's settings.
// docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
func (s *State) GetFunctionConfiguration(c *cloud.Call, in QualifiedInput) (FunctionConfiguration, error) {
	f, v, w, err := s.configured(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return FunctionConfiguration{}, err
	}
	return f.describe(c.Scope, v, w.qualifier, c.Now), nil
}

// ListFunctionsInput pages through all functions.
type ListFunctionsInput struct {
	FunctionVersion *string `enum:"ALL" doc:"ALL: every published version as well"`
	Marker          *string `doc:"where to go on"`
	MaxItems        *int    `doc:"how many at most"`
}

// ListFunctionsOutput is one page of functions.
type ListFunctionsOutput struct {
	NextMarker *string
	Functions  []FunctionConfiguration
}

// ListFunctions lists $LATEST of each function; with ALL every version.
// docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
func (s *State) ListFunctions(c *cloud.Call, in ListFunctionsInput) (ListFunctionsOutput, error) {
	if err := oneOf("functionVersion", in.FunctionVersion, "ALL"); err != nil {
		return ListFunctionsOutput{}, err
	}
	list := []FunctionConfiguration{}
	for f := range s.At(c.Scope).Functions.All {
		qualifier := ""
		if in.FunctionVersion != nil {
			qualifier = latest
		}
		list = append(list, f.listed(c, &f.Latest, qualifier))
		for i := range f.Versions {
			if in.FunctionVersion != nil {
				list = append(list, f.listed(c, &f.Versions[i], f.Versions[i].Number))
			}
		}
	}
	page, next, err := paged(list, in.Marker, in.MaxItems, 50)
	return ListFunctionsOutput{next, page}, err
}

// listed is describe without the state, which lists do not tell.
func (f *Function) listed(c *cloud.Call, v *Configuration, qualifier string) FunctionConfiguration {
	d := f.describe(c.Scope, v, qualifier, c.Now)
	d.State, d.StateReason, d.StateReasonCode = nil, nil, nil
	d.LastUpdateStatus, d.LastUpdateStatusReason, d.LastUpdateStatusReasonCode = nil, nil, nil
	return d
}

// paged cuts one page out of a list. The marker is opaque to callers.
func paged[T any](list []T, marker *string, want *int, most int) ([]T, *string, error) {
	n, from := most, 0
	if want != nil {
		if err := within("maxItems", *want, 1, 10000); err != nil {
			return nil, nil, err
		}
		n = min(*want, most)
	}
	if marker != nil {
		var ok bool
		if from, ok = place(*marker); !ok || from > len(list) {
			return nil, nil, cloud.Errorf(codeInvalid, "Invalid marker")
		}
	}
	if from+n >= len(list) {
		return list[from:], nil, nil
	}
	return list[from : from+n], new(mark(from + n)), nil
}

// mark and place write a place in a list into an opaque text and read it back.
func mark(n int) string {
	b := []byte("marker-")
	for _, shift := range [...]int{24, 18, 12, 6, 0} {
		b = append(b, alphabet[n>>shift&63])
	}
	return string(b)
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func place(marker string) (n int, ok bool) {
	rest, ok := strings.CutPrefix(marker, "marker-")
	if !ok || len(rest) != 5 {
		return 0, false
	}
	for i := range rest {
		digit := strings.IndexByte(alphabet, rest[i])
		if digit < 0 {
			return 0, false
		}
		n = n<<6 | digit
	}
	return n, true
}

// DeleteFunctionOutput is empty but for the status.
type DeleteFunctionOutput struct{ StatusCode int }

// DeleteFunction deletes a function with all its versions and aliases, or one
// version. docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html
func (s *State) DeleteFunction(c *cloud.Call, in QualifiedInput) (DeleteFunctionOutput, error) {
	none := DeleteFunctionOutput{}
	w, err := read(c.Scope, in.FunctionName, in.Qualifier)
	if err != nil {
		return none, err
	}
	if w.qualifier == latest {
		return none, cloud.Errorf(codeInvalid, "$LATEST version cannot be deleted without deleting the function.")
	}
	f, w, err := s.find(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return none, notFound(arnOf(c.Scope, w.name, ""))
	}
	r := s.At(c.Scope)
	if w.qualifier == "" {
		r.Engine.Drop(c.Now, f.Name, "")
		r.Functions.Remove(f.Name)
		return DeleteFunctionOutput{204}, nil
	}
	if f.alias(w.qualifier) != nil {
		return none, cloud.Errorf(codeInvalid, "Deletion of aliases is not currently supported.")
	}
	if v := f.version(w.qualifier); v != nil {
		for _, a := range f.Aliases {
			if a.Version == v.Number || a.Second == v.Number {
				return none, cloud.Errorf(codeConflict, "Version %s is pointed to by alias: [%s]", v.Number, a.Name)
			}
		}
		r.Engine.Drop(c.Now, f.Name, v.Number)
		f.Versions = slices.DeleteFunc(f.Versions, func(x Configuration) bool { return x.Number == w.qualifier })
		f.Provisioned = slices.DeleteFunc(f.Provisioned, func(p Provisioned) bool { return p.Qualifier == w.qualifier })
	}
	return DeleteFunctionOutput{204}, nil
}
