package lambda

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Limits of a function. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (read 2026-11-20)
const (
	memoryLeast, memoryMost   = 128, 10240 // MB
	timeoutMost               = 900        // seconds
	storageLeast, storageMost = 512, 10240 // MB
	variablesMost             = 4096       // bytes
	layersMost                = 5
	zippedMost                = 52428800  // bytes uploaded directly
	unzippedMost              = 262144000 // bytes
	memoryOfModel             = 32768     // what the API's front door lets through
)

// settings are what create-function and update-function-configuration have in
// common; nil is not given.
type settings struct {
	runtime, role, handler, description, key *string
	timeout, memory                          *int
	vpc                                      *VpcConfig
	dead                                     *DeadLetterConfig
	environment                              *EnvironmentInput
	tracing                                  *TracingConfig
	layers                                   []string
	storage                                  *EphemeralStorage
	snap                                     *SnapStart
	logging                                  *LoggingConfig
}

// runtimes in the order in which AWS's error lists them, as of 2026-11; those
// after supported are refused for new functions.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
var (
	runtimes = []string{
		"nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x", "nodejs22.x", "java25", "python3.10",
		"python3.11", "java21", "ruby3.3", "ruby3.4", "ruby3.2", "python3.8", "python3.9", "java17", "nodejs16.x", "dotnet10", "dotnet8", "java11",
		"dotnet6", "nodejs18.x", "provided.al2", "java8.al2",
	}
	retired = []string{
		"python2.7", "python3.6", "python3.7", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "ruby2.5", "ruby2.7",
		"java8", "go1.x", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet7", "provided",
	}
)

// Runtimes lists the runtimes that a new function can have, in alphabetical
// order.
func Runtimes() []string { return slices.Sorted(slices.Values(runtimes)) }

// Handlers lists the handlers that name a built-in body.
func Handlers() []string {
	return []string{"echo.handler", "menu-photo.handler", "notify.handler", "orders.handler", "wait.handler", "work.handler"}
}

// check refuses what AWS refuses, in the order of the members.
func (x *settings) check(s *State, c *cloud.Call) error {
	return first(
		x.checkNumbers(),
		oneOf("tracingConfig.mode", x.mode(), "Active", "PassThrough"),
		x.checkSnap(), x.checkRuntime(), x.checkVariables(), x.checkLayers(c.Scope),
		s.checkNetwork(c, x.vpc), s.checkDead(x.dead), checkKey(x.key), s.checkRole(c, x.role),
	)
}

func (x *settings) mode() *string {
	if x.tracing == nil {
		return nil
	}
	return x.tracing.Mode
}

func (x *settings) checkNumbers() error {
	var errs []error
	if x.timeout != nil {
		errs = append(errs, within("timeout", *x.timeout, 1, timeoutMost))
	}
	if x.memory != nil {
		errs = append(errs, within("memorySize", *x.memory, memoryLeast, memoryOfModel))
		if *x.memory > memoryMost {
			errs = append(errs, cloud.Errorf(codeInvalid, "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to %d", memoryMost))
		}
	}
	if x.storage != nil {
		errs = append(errs, within("ephemeralStorage.size", x.storage.Size, storageLeast, storageMost))
	}
	if x.description != nil && len(*x.description) > 256 {
		errs = append(errs, invalid("description", *x.description, "Member must have length less than or equal to 256"))
	}
	if x.handler != nil && (len(*x.handler) > 128 || strings.ContainsAny(*x.handler, " \t\r\n")) {
		errs = append(errs, invalid("handler", *x.handler, `Member must satisfy regular expression pattern: [^\s]+`))
	}
	return first(errs...)
}

// checkSnap also tells which runtimes can start from a snapshot.
// docs.aws.amazon.com/lambda/latest/dg/snapstart.html
func (x *settings) checkSnap() error {
	if x.snap == nil {
		return nil
	}
	return oneOf("snapStart.applyOn", x.snap.ApplyOn, "PublishedVersions", "None")
}

func (x *settings) checkRuntime() error {
	switch {
	case x.runtime == nil || slices.Contains(runtimes, *x.runtime):
		return nil
	case slices.Contains(retired, *x.runtime):
		return cloud.Errorf(codeInvalid, "The runtime parameter of %s is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.", *x.runtime)
	}
	return cloud.Errorf(codeInvalid, "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [%s] or be a valid ARN", *x.runtime, strings.Join(runtimes, ", "))
}

// checkVariables counts the variables as JSON, as AWS does.
// docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
func (x *settings) checkVariables() error {
	if x.environment == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(x.environment.Variables)) {
		if !variableName(name) {
			return invalid("environment.variables", "{"+name+"="+x.environment.Variables[name]+"}",
				"Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]")
		}
		if reserved[name] {
			return cloud.Errorf(codeInvalid, "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: %s", name)
		}
	}
	measured, err := json.Marshal(x.environment.Variables)
	if err == nil && len(measured) > variablesMost {
		return cloud.Errorf(codeInvalid, "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: %s", measured)
	}
	return nil
}

// reserved are names that Lambda sets itself.
// docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
var reserved = map[string]bool{
	"_HANDLER": true, "_X_AMZN_TRACE_ID": true, "AWS_DEFAULT_REGION": true, "AWS_REGION": true, "AWS_EXECUTION_ENV": true,
	"AWS_LAMBDA_FUNCTION_NAME": true, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": true, "AWS_LAMBDA_FUNCTION_VERSION": true,
	"AWS_LAMBDA_INITIALIZATION_TYPE": true, "AWS_LAMBDA_LOG_GROUP_NAME": true, "AWS_LAMBDA_LOG_STREAM_NAME": true, "AWS_ACCESS_KEY": true,
	"AWS_ACCESS_KEY_ID": true, "AWS_SECRET_ACCESS_KEY": true, "AWS_SESSION_TOKEN": true, "AWS_LAMBDA_RUNTIME_API": true,
	"LAMBDA_TASK_ROOT": true, "LAMBDA_RUNTIME_DIR": true,
}

func variableName(s string) bool {
	if len(s) < 2 {
		return false
	}
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 && r != '_' || i > 0 && r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return true
}

func (x *settings) checkLayers(scope cloud.Scope) error {
	if len(x.layers) > layersMost {
		return cloud.Errorf(codeInvalid, "Cannot reference more than 5 layers.")
	}
	seen := map[string]string{}
	for _, arn := range x.layers {
		p := strings.Split(arn, ":")
		if len(p) != 8 || p[5] != "layer" || !digits.MatchString(p[7]) {
			return invalid("layers", "["+strings.Join(x.layers, ", ")+"]", "Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+]")
		}
		if p[3] != scope.Region {
			return cloud.Errorf(codeInvalid, "Layers are not in the same region as the function. Layers are expected to be in region %s.", scope.Region)
		}
		layer := strings.Join(p[:7], ":")
		if other, ok := seen[layer]; ok {
			return cloud.Errorf(codeInvalid, "Two different versions of the same layer are not allowed to be referenced in the same function. %s and %s are versions of the same layer.", other, arn)
		}
		seen[layer] = arn
	}
	return nil
}
