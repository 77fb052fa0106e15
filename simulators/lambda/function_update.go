package lambda

import "skylab/simulators/cloud"

// UpdateFunctionCodeInput is new code for a function.
type UpdateFunctionCodeInput struct {
	FunctionName  string   `required:"true" doc:"name or ARN of the function"`
	ZipFile       []byte   `doc:"fileb://fn.zip"`
	S3Bucket      *string  `doc:"bucket with the zip file"`
	S3Key         *string  `doc:"name of the zip file there"`
	ImageUri      *string  `doc:"address of a container image"`
	Publish       *bool    `doc:"publish a version at once"`
	DryRun        *bool    `doc:"check only"`
	RevisionId    *string  `doc:"only if this is still the latest revision"`
	Architectures []string `doc:"x86_64 or arm64"`
}

// UpdateFunctionCode changes the code of $LATEST.
// docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html
func (s *State) UpdateFunctionCode(c *cloud.Call, in UpdateFunctionCodeInput) (FunctionConfiguration, error) {
	var none FunctionConfiguration
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return none, err
	}
	v := &f.Latest
	switch {
	case v.busy(c.Now):
		return none, updating(f.ARN)
	case in.RevisionId != nil && *in.RevisionId != v.Revision:
		return none, stale("GetFunction/GetAlias")
	case v.Package == "Image" && in.ImageUri == nil:
		return none, cloud.Errorf(codeInvalid, "Please provide ImageUri when updating a function with packageType Image.")
	case v.Package == "Zip" && in.ImageUri != nil:
		return none, cloud.Errorf(codeInvalid, "Please don't provide ImageUri when updating a function with packageType Zip.")
	}
	code, err := s.load(c, source{in.ZipFile, in.S3Bucket, in.S3Key, in.ImageUri})
	if err := first(checkArchitectures(in.Architectures), err); err != nil {
		return none, err
	}
	r := s.At(c.Scope)
	changed := *v
	changed.Code = code
	put(&changed.Image, in.ImageUri)
	if len(in.Architectures) > 0 {
		changed.Architecture = in.Architectures[0]
	}
	if or(in.DryRun, false) {
		return f.describe(c.Scope, &changed, "", c.Now), nil
	}
	*v = changed
	f.touch(c, r)
	if or(in.Publish, false) {
		v = f.publish(c, r, nil)
		return f.describe(c.Scope, v, v.Number, c.Now), nil
	}
	return f.describe(c.Scope, v, "", c.Now), nil
}

// touch begins an update of $LATEST: until it is done, what runs is what was.
func (f *Function) touch(c *cloud.Call, r *Region) {
	v := &f.Latest
	v.Modified, v.Revision = c.Now, uuid(c.World, c.Scope, "lambda-revision")
	v.Updated = c.Now + v.deployment()
	c.At(v.Updated, deployed{c.Scope, f.Name})
}

// deployed: an update of $LATEST takes effect.
type deployed struct {
	Scope cloud.Scope
	Name  string
}

func (s *State) onDeployed(w *cloud.World, e deployed) {
	r := s.At(e.Scope)
	if f := r.Functions.Find(e.Name); f != nil && f.Latest.Updated == w.Now {
		r.deploy(w.Now, f.Name, &f.Latest)
	}
}

// UpdateFunctionConfigurationInput is what changes; the rest stays.
type UpdateFunctionConfigurationInput struct {
	FunctionName     string            `required:"true" doc:"name or ARN of the function"`
	Role             *string           `doc:"ARN of the role that the function runs as"`
	Handler          *string           `doc:"what runs"`
	Description      *string           `doc:"free text"`
	Timeout          *int              `doc:"seconds, 1 to 900"`
	MemorySize       *int              `doc:"MB, 128 to 10240; CPU comes with it"`
	VpcConfig        *VpcConfig        `doc:"subnets and security groups; empty lists take the function out"`
	Environment      *EnvironmentInput `doc:"all environment variables anew"`
	Runtime          *string           `doc:"nodejs24.x, python3.14, …"`
	DeadLetterConfig *DeadLetterConfig `doc:"where events go whose runs all failed"`
	KMSKeyArn        *string           `doc:"key that encrypts the variables"`
	TracingConfig    *TracingConfig    `doc:"X-Ray"`
	RevisionId       *string           `doc:"only if this is still the latest revision"`
	Layers           []string          `doc:"ARNs of layer versions, up to five"`
	EphemeralStorage *EphemeralStorage `doc:"size of /tmp"`
	SnapStart        *SnapStart        `doc:"start published versions from a snapshot"`
	LoggingConfig    *LoggingConfig    `doc:"log format and group"`
}

// UpdateFunctionConfiguration changes the settings of $LATEST. Published
// versions stay as they are.
// docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html
func (s *State) UpdateFunctionConfiguration(c *cloud.Call, in UpdateFunctionConfigurationInput) (FunctionConfiguration, error) {
	var none FunctionConfiguration
	f, err := s.unqualified(c, in.FunctionName)
	if err != nil {
		return none, err
	}
	x := &settings{
		runtime: in.Runtime, role: in.Role, handler: in.Handler, description: in.Description, key: in.KMSKeyArn,
		timeout: in.Timeout, memory: in.MemorySize, vpc: in.VpcConfig, dead: in.DeadLetterConfig, environment: in.Environment,
		tracing: in.TracingConfig, layers: in.Layers, storage: in.EphemeralStorage, snap: in.SnapStart, logging: in.LoggingConfig,
	}
	if err := x.check(s, c); err != nil {
		return none, err
	}
	switch v := &f.Latest; {
	case v.busy(c.Now):
		return none, updating(f.ARN)
	case in.RevisionId != nil && *in.RevisionId != v.Revision:
		return none, stale("GetFunction/GetAlias")
	}
	x.apply(s, c.Scope, &f.Latest)
	f.touch(c, s.At(c.Scope))
	return f.describe(c.Scope, &f.Latest, "", c.Now), nil
}
