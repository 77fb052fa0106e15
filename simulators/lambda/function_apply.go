package lambda

import (
	"maps"
	"slices"

	"skylab/simulators/cloud"
)

// apply puts settings that were checked into a configuration.
func (x *settings) apply(s *State, scope cloud.Scope, v *Configuration) {
	put(&v.Runtime, x.runtime)
	put(&v.Role, x.role)
	put(&v.Handler, x.handler)
	put(&v.Description, x.description)
	put(&v.KMSKey, x.key)
	put(&v.Timeout, x.timeout)
	put(&v.Memory, x.memory)
	put(&v.Tracing, x.mode())
	if x.storage != nil {
		v.Storage = x.storage.Size
	}
	if x.dead != nil {
		v.DeadLetter = or(x.dead.TargetArn, "")
	}
	if x.snap != nil {
		v.SnapStart = or(x.snap.ApplyOn, "None") == "PublishedVersions"
	}
	if x.layers != nil {
		v.Layers = slices.Clone(x.layers)
	}
	if x.environment != nil {
		v.Environment = nil
		for _, name := range slices.Sorted(maps.Keys(x.environment.Variables)) {
			v.Environment = append(v.Environment, Variable{name, x.environment.Variables[name]})
		}
	}
	if x.logging != nil {
		put(&v.LogFormat, x.logging.LogFormat)
		put(&v.LogGroup, x.logging.LogGroup)
	}
	x.applyNetwork(s, scope, v)
}

func (x *settings) applyNetwork(s *State, scope cloud.Scope, v *Configuration) {
	if x.vpc == nil {
		return
	}
	v.Subnets, v.Groups, v.VPC = slices.Clone(x.vpc.SubnetIds), slices.Clone(x.vpc.SecurityGroupIds), ""
	if len(v.Subnets) > 0 && s.around.nets != nil {
		v.VPC = s.around.nets.Subnet(scope, v.Subnets[0])
	}
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// How long deployments take. AWS does not publish it: a few seconds for a new
// function, longer with network interfaces to make, minutes for a snapshot.
// docs.aws.amazon.com/lambda/latest/dg/functions-states.html
// docs.aws.amazon.com/lambda/latest/dg/snapstart.html
const (
	deployTime   = 2 * cloud.Second
	networkTime  = 60 * cloud.Second
	snapshotTime = 120 * cloud.Second
)

func (v *Configuration) deployment() cloud.Time {
	if len(v.Subnets) > 0 {
		return networkTime
	}
	return deployTime
}

// deploy tells the engine of a version as it is from now on. Environments of
// what it was are not used again.
func (r *Region) deploy(now cloud.Time, name string, v *Configuration) {
	r.Engine.Put(now, v.engine(name))
	r.Engine.Refresh(now, name, v.Number)
}

// engine is what the engine must know of a version.
func (v *Configuration) engine(name string) Setting {
	body := BodyOf(v.Handler, v.variables())
	if _, ok := v.variable("RUNTIME_CRASH"); ok {
		// A runtime that dies before its first call is only found out by the
		// function's timeout.
		body.Wait = cloud.Time(v.Timeout+1) * cloud.Second
	}
	return Setting{
		Function: name, Version: v.Number, Runtime: v.Runtime, Architecture: v.Architecture, PackageSize: v.Code.Size,
		Image: v.Package == "Image", Memory: v.Memory, Ephemeral: v.Storage, Timeout: cloud.Time(v.Timeout) * cloud.Second,
		VPC: len(v.Subnets) > 0, SnapStart: v.SnapStart && v.Number != latest, Body: body,
	}
}

func (v *Configuration) variable(name string) (string, bool) {
	for _, x := range v.Environment {
		if x.Name == name {
			return x.Value, true
		}
	}
	return "", false
}

// has tells whether an environment variable is set, whatever its value.
func (v *Configuration) has(name string) bool {
	_, ok := v.variable(name)
	return ok
}
