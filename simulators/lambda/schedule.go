package lambda

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
)

// Scalable is provisioned concurrency that Application Auto Scaling may change.
type Scalable struct {
	Resource string // function:orders:live
	Least    int
	Most     int
	Made     cloud.Time
}

// Schedule is a planned change of a target.
type Schedule struct {
	Name, Resource    string
	When, Zone        string
	Least, Most       int
	Start, End        cloud.Time
	Made, Next        cloud.Time // Next 0: never again
	FromStart, ToEnd  bool       // Start and End are set
	LeastSet, MostSet bool       // Least and Most are set
}

// Key is the target's resource.
func (t Scalable) Key() string { return t.Resource }

// Clone copies the target.
func (t Scalable) Clone() Scalable { return t }

// Key is the schedule's resource and name.
func (s Schedule) Key() string { return s.Resource + "/" + s.Name }

// Clone copies the schedule.
func (s Schedule) Clone() Schedule { return s }

// What Application Auto Scaling changes of functions.
// docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html
const (
	scalingSpace     = "lambda"
	scalingDimension = "lambda:function:ProvisionedConcurrency"
)

// scalable takes a target's names apart: the function and its alias or version.
func scalable(space, dimension, resource string) (function, qualifier string, err error) {
	if space != scalingSpace {
		return "", "", cloud.Errorf(codeValidation, "The lab scales provisioned concurrency of functions only: service namespace lambda.")
	}
	if dimension != scalingDimension {
		return "", "", cloud.Errorf(codeValidation, "Unsupported service namespace, resource type or scalable dimension")
	}
	p := strings.Split(resource, ":")
	if len(p) != 3 || p[0] != "function" || p[1] == "" || p[2] == "" || p[2] == latest {
		return "", "", cloud.Errorf(codeValidation, "Unsupported service namespace, resource type or scalable dimension")
	}
	return p[1], p[2], nil
}

func noTarget(resource string) error {
	return cloud.Errorf("ObjectNotFoundException", "No scalable target registered for service namespace: lambda, resource ID: %s, scalable dimension: %s", resource, scalingDimension)
}

// RegisterScalableTargetInput lets a capacity be changed.
type RegisterScalableTargetInput struct {
	ServiceNamespace  string `required:"true" enum:"lambda" doc:"lambda"`
	ResourceId        string `required:"true" doc:"function:NAME:ALIAS"`
	ScalableDimension string `required:"true" enum:"lambda:function:ProvisionedConcurrency"`
	MinCapacity       *int   `doc:"environments at least"`
	MaxCapacity       *int   `doc:"environments at most"`
}

// RegisterScalableTargetOutput names the target.
type RegisterScalableTargetOutput struct{ ScalableTargetARN *string }

// RegisterScalableTarget lets the provisioned concurrency of an alias or
// version be changed by schedules, or changes its bounds.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
func (s *State) RegisterScalableTarget(c *cloud.Call, in RegisterScalableTargetInput) (RegisterScalableTargetOutput, error) {
	var none RegisterScalableTargetOutput
	name, qualifier, err := scalable(in.ServiceNamespace, in.ScalableDimension, in.ResourceId)
	if err != nil {
		return none, err
	}
	f := s.At(c.Scope).Functions.Find(name)
	if f == nil || f.version(qualifier) == nil && f.alias(qualifier) == nil {
		return none, cloud.Errorf(codeValidation, "Function not found: %s", arnOf(c.Scope, name, qualifier))
	}
	r := s.At(c.Scope)
	t := Scalable{Resource: in.ResourceId, Made: c.Now}
	if old := r.Scalables.Find(in.ResourceId); old != nil {
		t = *old
	} else if in.MinCapacity == nil || in.MaxCapacity == nil {
		return none, cloud.Errorf(codeValidation, "MinCapacity and MaxCapacity must be specified when registering a new scalable target")
	}
	put(&t.Least, in.MinCapacity)
	put(&t.Most, in.MaxCapacity)
	if t.Least < 0 || t.Most < t.Least {
		return none, cloud.Errorf(codeValidation, "Maximum capacity cannot be less than minimum capacity")
	}
	r.Scalables.Add(t)
	s.fit(c.World, c.Scope, in.ResourceId)
	return RegisterScalableTargetOutput{new(targetARN(c.Scope, in.ResourceId))}, nil
}

func targetARN(scope cloud.Scope, resource string) string {
	return fmt.Sprintf("arn:aws:application-autoscaling:%s:%s:scalable-target/0ec5%016x", scope.Region, scope.Account, cloud.Label(resource))
}

// TargetInput names a target.
type TargetInput struct {
	ServiceNamespace  string `required:"true" enum:"lambda" doc:"lambda"`
	ResourceId        string `required:"true" doc:"function:NAME:ALIAS"`
	ScalableDimension string `required:"true" enum:"lambda:function:ProvisionedConcurrency"`
}

// DeregisterScalableTarget forgets a target and its schedules; what is
// provisioned stays.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
func (s *State) DeregisterScalableTarget(c *cloud.Call, in TargetInput) (NoOutput, error) {
	r := s.At(c.Scope)
	if r.Scalables.Find(in.ResourceId) == nil {
		return NoOutput{}, noTarget(in.ResourceId)
	}
	r.Scalables.Remove(in.ResourceId)
	var keys []string
	for x := range r.Schedules.All {
		if x.Resource == in.ResourceId {
			keys = append(keys, x.Key())
		}
	}
	for _, k := range keys {
		r.Schedules.Remove(k)
	}
	return NoOutput{}, nil
}

// DescribeScalableTargetsInput asks for targets.
type DescribeScalableTargetsInput struct {
	ServiceNamespace  string   `required:"true" enum:"lambda" doc:"lambda"`
	ResourceIds       []string `doc:"function:NAME:ALIAS …"`
	ScalableDimension *string  `enum:"lambda:function:ProvisionedConcurrency"`
}

// ScalableTarget is a target as AWS describes it.
type ScalableTarget struct {
	ServiceNamespace  string
	ResourceId        string
	ScalableDimension string
	MinCapacity       int
	MaxCapacity       int
	RoleARN           string
	CreationTime      cloud.Time
	ScalableTargetARN *string
}

// DescribeScalableTargetsOutput is them all.
type DescribeScalableTargetsOutput struct{ ScalableTargets []ScalableTarget }

// DescribeScalableTargets lists targets.
// docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html
func (s *State) DescribeScalableTargets(c *cloud.Call, in DescribeScalableTargetsInput) (DescribeScalableTargetsOutput, error) {
	out := DescribeScalableTargetsOutput{ScalableTargets: []ScalableTarget{}}
	for t := range s.At(c.Scope).Scalables.All {
		if in.ResourceIds == nil || contains(in.ResourceIds, t.Resource) {
			out.ScalableTargets = append(out.ScalableTargets, ScalableTarget{
				scalingSpace, t.Resource, scalingDimension, t.Least, t.Most,
				"arn:aws:iam::" + c.Scope.Account + ":role/aws-service-role/lambda.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency",
				t.Made, new(targetARN(c.Scope, t.Resource)),
			})
		}
	}
	return out, nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// fit brings what is provisioned into a target's bounds; with none at all
// nothing is provisioned any more.
func (s *State) fit(w *cloud.World, scope cloud.Scope, resource string) {
	r := s.At(scope)
	t := r.Scalables.Find(resource)
	function, qualifier, err := scalable(scalingSpace, scalingDimension, resource)
	f := r.Functions.Find(function)
	if t == nil || err != nil || f == nil {
		return
	}
	has := 0
	if p := f.provision(qualifier); p != nil {
		has = p.Requested
	}
	want := min(max(has, t.Least), t.Most)
	c := &cloud.Call{World: w, Scope: scope, Caller: cloud.Caller{Account: scope.Account, Kind: "AWSService", Source: "application-autoscaling.amazonaws.com"}}
	switch {
	case want == has:
	case want == 0:
		r.unprovide(w.Now, f, qualifier)
	default:
		// What the account or the reservation has no room for is not done; AWS
		// tells it in an activity, which the lab does not keep.
		_, _ = s.PutProvisionedConcurrencyConfig(c, PutProvisionedConcurrencyConfigInput{f.Name, qualifier, want})
	}
}
