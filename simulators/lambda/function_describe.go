package lambda

import (
	"crypto/sha256"
	"encoding/hex"

	"skylab/simulators/cloud"
)

// state is where a version's deployment stands.
// docs.aws.amazon.com/lambda/latest/dg/functions-states.html
func (v *Configuration) state(now cloud.Time) string {
	if now < v.Active {
		return "Pending"
	}
	return "Active"
}

// busy tells whether an update is under way.
func (v *Configuration) busy(now cloud.Time) bool { return now < v.Active || now < v.Updated }

// stamp prints an instant as Lambda does.
func stamp(t cloud.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000+0000") }

// describe makes the answer about a version. AWS adds the qualifier to the ARN
// of $LATEST only where it was asked for.
func (f *Function) describe(scope cloud.Scope, v *Configuration, qualifier string, now cloud.Time) FunctionConfiguration {
	d := FunctionConfiguration{
		FunctionName: f.Name, FunctionArn: arnOf(scope, f.Name, qualifier), Runtime: given(v.Runtime), Role: v.Role, Handler: given(v.Handler),
		CodeSize: v.Code.Size, Description: v.Description, Timeout: v.Timeout, MemorySize: v.Memory,
		LastModified: stamp(v.Modified), CodeSha256: v.Code.SHA256, Version: v.Number, KMSKeyArn: given(v.KMSKey),
		TracingConfig: TracingConfigResponse{v.Tracing}, RevisionId: v.Revision, PackageType: v.Package,
		Architectures: []string{v.Architecture}, EphemeralStorage: EphemeralStorage{v.Storage},
		SnapStart:     SnapStartResponse{ApplyOn: "None", OptimizationStatus: "Off"},
		LoggingConfig: LoggingConfigResponse{LogFormat: v.LogFormat, LogGroup: v.LogGroup},
	}
	if v.LogFormat == "JSON" {
		d.LoggingConfig.ApplicationLogLevel, d.LoggingConfig.SystemLogLevel = new("INFO"), new("INFO")
	}
	if v.Runtime != "" {
		sum := sha256.Sum256([]byte(v.Runtime + v.Architecture))
		d.RuntimeVersionConfig = &RuntimeVersionConfig{"arn:aws:lambda:" + scope.Region + "::runtime:" + hex.EncodeToString(sum[:])}
	}
	f.describeRest(&d, v)
	d.describeState(v, now)
	return d
}

func (f *Function) describeRest(d *FunctionConfiguration, v *Configuration) {
	if v.SnapStart {
		d.SnapStart.ApplyOn = "PublishedVersions"
		if v.Number != latest {
			d.SnapStart.OptimizationStatus = "On"
		}
	}
	if len(v.Subnets) > 0 {
		d.VpcConfig = &VpcConfigResponse{SubnetIds: v.Subnets, SecurityGroupIds: v.Groups, VpcId: v.VPC}
	}
	if v.DeadLetter != "" {
		d.DeadLetterConfig = &DeadLetterConfig{&v.DeadLetter}
	}
	if len(v.Environment) > 0 {
		d.Environment = &EnvironmentResponse{v.variables()}
	}
	for _, arn := range v.Layers {
		d.Layers = append(d.Layers, Layer{Arn: arn})
	}
}

func (d *FunctionConfiguration) describeState(v *Configuration, now cloud.Time) {
	const creating, code = "The function is being created.", "Creating"
	switch d.State = new(v.state(now)); {
	case *d.State == "Pending":
		d.StateReason, d.StateReasonCode = new(creating), new(code)
	case now < v.Updated:
		d.LastUpdateStatus, d.LastUpdateStatusReason, d.LastUpdateStatusReasonCode = new("InProgress"), new(creating), new(code)
	default:
		d.LastUpdateStatus = new("Successful")
	}
}

// variables are the environment variables as a map.
func (v *Configuration) variables() map[string]string {
	m := make(map[string]string, len(v.Environment))
	for _, x := range v.Environment {
		m[x.Name] = x.Value
	}
	return m
}

// given is a pointer to a text unless it is empty.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
