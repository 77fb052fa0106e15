package lambda

import (
	"strings"

	"skylab/simulators/cloud"
)

// CreateFunction makes a function. It is Pending for a moment and cannot be
// invoked until it is Active.
// docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
func (s *State) CreateFunction(c *cloud.Call, in CreateFunctionInput) (FunctionConfiguration, error) {
	var none FunctionConfiguration
	w, err := read(c.Scope, in.FunctionName, nil)
	if err != nil {
		return none, err
	}
	x := in.settings()
	if err := first(in.check(), x.check(s, c)); err != nil {
		return none, err
	}
	r := s.At(c.Scope)
	if r.Functions.Find(w.name) != nil {
		return none, cloud.Errorf(codeConflict, "Function already exist: %s", w.name)
	}
	code, err := s.load(c, source{in.Code.ZipFile, in.Code.S3Bucket, in.Code.S3Key, in.Code.ImageUri})
	if err != nil {
		return none, err
	}
	if r.codeSize()+code.Size > r.quota(quotaCode) {
		return none, cloud.Errorf("CodeStorageExceededException", "Code storage limit exceeded.")
	}
	f := r.Functions.Add(Function{Name: w.name, ARN: arnOf(c.Scope, w.name, ""), Made: c.Now, Latest: fresh(c, w.name)})
	v := &f.Latest
	v.Code, v.Package, v.Image = code, or(in.PackageType, "Zip"), or(in.Code.ImageUri, "")
	if len(in.Architectures) > 0 {
		v.Architecture = in.Architectures[0]
	}
	x.apply(s, c.Scope, v)
	v.Active = c.Now + v.deployment()
	v.Updated = v.Active
	f.Tags = tagsOf(in.Tags)
	c.Resources = append(c.Resources, f.ARN)
	r.deploy(c.Now, f.Name, v)
	if or(in.Publish, false) {
		v = f.publish(c, r, nil)
		return f.describe(c.Scope, v, v.Number, c.Now), nil
	}
	return f.describe(c.Scope, v, "", c.Now), nil
}

// fresh is $LATEST of a new function with AWS's defaults.
func fresh(c *cloud.Call, name string) Configuration {
	return Configuration{
		Number: latest, Memory: memoryLeast, Timeout: 3, Storage: storageLeast, Architecture: "x86_64", Tracing: "PassThrough",
		LogFormat: "Text", LogGroup: "/aws/lambda/" + name, Modified: c.Now, Revision: uuid(c.World, c.Scope, "lambda-revision"),
	}
}

func (in *CreateFunctionInput) settings() *settings {
	return &settings{
		runtime: in.Runtime, role: &in.Role, handler: in.Handler, description: in.Description, key: in.KMSKeyArn,
		timeout: in.Timeout, memory: in.MemorySize, vpc: in.VpcConfig, dead: in.DeadLetterConfig, environment: in.Environment,
		tracing: in.TracingConfig, layers: in.Layers, storage: in.EphemeralStorage, snap: in.SnapStart, logging: in.LoggingConfig,
	}
}

// check refuses what only a new function can have wrong.
func (in *CreateFunctionInput) check() error {
	if err := first(oneOf("packageType", in.PackageType, "Zip", "Image"), checkArchitectures(in.Architectures)); err != nil {
		return err
	}
	image := or(in.PackageType, "Zip") == "Image"
	if !image && in.Code.ImageUri != nil {
		return cloud.Errorf(codeInvalid, "Please don't provide ImageUri when creating a function with packageType Zip.")
	}
	if image {
		if in.Code.ImageUri == nil {
			return cloud.Errorf(codeInvalid, "Please provide ImageUri when creating a function with packageType Image.")
		}
		return nil
	}
	var missing []string
	if in.Handler == nil {
		missing = append(missing, "handler")
	}
	if in.Runtime == nil {
		missing = append(missing, "runtime")
	}
	if len(missing) > 0 {
		return cloud.Errorf(codeInvalid, "Runtime and Handler are mandatory parameters for functions created with deployment packages.")
	}
	return nil
}

func checkArchitectures(list []string) error {
	all := "[" + strings.Join(list, ", ") + "]"
	if len(list) > 1 {
		return invalid("architectures", all, "Member must have length less than or equal to 1")
	}
	if len(list) == 1 && list[0] != "x86_64" && list[0] != "arm64" {
		return invalid("architectures", all, "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]")
	}
	return nil
}

// codeSize is what all versions of all functions take.
func (r *Region) codeSize() (n int64) {
	for f := range r.Functions.All {
		n += f.Latest.Code.Size
		for i := range f.Versions {
			n += f.Versions[i].Code.Size
		}
	}
	return n
}
