package vpc

import (
	"slices"
	"strings"
	"time"

	"skylab/simulators/cloud"
)

// Parameter is a value of Systems Manager's Parameter Store. The lab has the
// public ones that name images.
// docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
type Parameter struct {
	Name             string
	Type             string
	Value            string
	Version          int64
	LastModifiedDate cloud.Time
	ARN              string
	DataType         string
}

// GetParameterInput names one parameter.
type GetParameterInput struct {
	Name           string `required:"true" doc:"the parameter, for example /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"`
	WithDecryption *bool  `doc:"decrypt it; public ones are not encrypted"`
}

// GetParameterOutput is its value.
type GetParameterOutput struct{ Parameter Parameter }

// GetParameter tells the value of a public parameter.
// docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
func (s *State) GetParameter(c *cloud.Call, in GetParameterInput) (GetParameterOutput, error) {
	p := parameter(in.Name)
	if p == nil {
		return GetParameterOutput{}, cloud.Errorf("ParameterNotFound", "")
	}
	return GetParameterOutput{p.parameter(in.Name, c)}, nil
}

// parameter prints one of an image's parameters. All of them were set when the
// image was published.
func (p *publicImage) parameter(name string, c *cloud.Call) Parameter {
	return Parameter{
		Name: name, Type: "String", Value: p.id(c.Scope.Region), Version: int64(40 + cloud.RollBelow(imageLabel, cloud.Label(name), 0, 120)),
		LastModifiedDate: instant(p.created), ARN: "arn:aws:ssm:" + c.Scope.Region + "::parameter" + name, DataType: "text",
	}
}

// GetParametersInput names several parameters.
type GetParametersInput struct {
	Names          []string `required:"true" doc:"the parameters, at most ten"`
	WithDecryption *bool    `doc:"decrypt them; public ones are not encrypted"`
}

// GetParametersOutput are their values, and the names that name nothing.
type GetParametersOutput struct {
	Parameters        []Parameter
	InvalidParameters []string
}

// GetParameters tells the values of several public parameters.
// docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
func (s *State) GetParameters(c *cloud.Call, in GetParametersInput) (GetParametersOutput, error) {
	if len(in.Names) > 10 {
		return GetParametersOutput{}, cloud.Errorf("ValidationException", "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10")
	}
	out := GetParametersOutput{Parameters: []Parameter{}, InvalidParameters: []string{}}
	for _, name := range in.Names {
		if p := parameter(name); p != nil {
			out.Parameters = append(out.Parameters, p.parameter(name, c))
		} else {
			out.InvalidParameters = append(out.InvalidParameters, name)
		}
	}
	return out, nil
}

// GetParametersByPathInput names a branch of the tree.
type GetParametersByPathInput struct {
	Path           string `required:"true" doc:"the branch, for example /aws/service/ami-amazon-linux-latest"`
	Recursive      *bool  `doc:"with everything below"`
	WithDecryption *bool  `doc:"decrypt them; public ones are not encrypted"`
}

// GetParametersByPathOutput are the values.
type GetParametersByPathOutput struct{ Parameters []Parameter }

// GetParametersByPath lists the parameters of a branch.
// docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
func (s *State) GetParametersByPath(c *cloud.Call, in GetParametersByPathInput) (GetParametersByPathOutput, error) {
	list := []Parameter{}
	branch := strings.TrimSuffix(in.Path, "/") + "/"
	for i := range publicImages {
		for _, name := range publicImages[i].parameters {
			rest, below := strings.CutPrefix(name, branch)
			if below && (deref(in.Recursive) || !strings.Contains(rest, "/")) {
				list = append(list, publicImages[i].parameter(name, c))
			}
		}
	}
	slices.SortFunc(list, func(a, b Parameter) int { return strings.Compare(a.Name, b.Name) })
	return GetParametersByPathOutput{list}, nil
}

// instant reads the form in which images tell their date.
func instant(text string) cloud.Time {
	t, err := time.Parse("2006-01-02T15:04:05.000Z", text)
	if err != nil {
		return 0
	}
	return cloud.Time(t.UnixNano())
}
