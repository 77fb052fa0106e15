package elbv2

import (
	"fmt"
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// CreateTargetGroupInput is what a target group is made of.
type CreateTargetGroupInput struct {
	Name            string  `required:"true" doc:"the name: letters, digits and hyphens, at most 32"`
	Protocol        *string `enum:"HTTP|HTTPS|TCP" doc:"how targets are spoken to"`
	Port            *int64  `doc:"the port of targets that are registered without one"`
	VpcId           *string `doc:"the targets' VPC"`
	HealthCheckPath *string `doc:"the path that the health check asks for"`
	TargetType      *string `enum:"instance|ip" doc:"instance or ip"`
}

// CreateTargetGroupOutput tells of the target group.
type CreateTargetGroupOutput struct{ TargetGroups []TargetGroupOut }

// CreateTargetGroup makes an empty target group.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
func (s *State) CreateTargetGroup(c *cloud.Call, in CreateTargetGroupInput) (CreateTargetGroupOutput, error) {
	g := TargetGroup{Scope: c.Scope, Name: in.Name, Protocol: deref(in.Protocol), VPC: deref(in.VpcId), Type: deref(in.TargetType), Path: deref(in.HealthCheckPath)}
	if g.Type == "" {
		g.Type = "instance"
	}
	switch port := deref(in.Port); {
	case !nameForm.MatchString(g.Name):
		return CreateTargetGroupOutput{}, invalid("Target group name '%s' can only contain characters that are alphanumeric characters or hyphens(-), can't be longer than 32 characters", g.Name)
	case g.Protocol == "" || port < 1 || port > 65535:
		return CreateTargetGroupOutput{}, invalid("A protocol and a port from 1 to 65535 must be specified")
	case g.VPC == "":
		return CreateTargetGroupOutput{}, invalid("A VPC ID must be specified")
	default:
		g.Port = int32(port)
	}
	for old := range s.Groups.All {
		if old.Scope == c.Scope && old.Name == g.Name {
			return CreateTargetGroupOutput{}, cloud.Errorf("DuplicateTargetGroupName", "A target group with the same name '%s' exists, but with different settings", g.Name)
		}
	}
	n := c.Next(c.Scope, "target-group")
	g.ARN = arn(c.Scope, fmt.Sprintf("targetgroup/%s/%016x", g.Name, cloud.Roll(c.Seed, cloud.Label("elb group "+c.Account+" "+c.Region), n)))
	return CreateTargetGroupOutput{[]TargetGroupOut{s.groupOut(s.Groups.Add(g))}}, nil
}

func (s *State) group(c *cloud.Call, id string) (*TargetGroup, error) {
	g := s.Groups.Find(id)
	if g == nil || g.Scope != c.Scope {
		return nil, cloud.Errorf("TargetGroupNotFound", "Target groups '%s' not found", id)
	}
	return g, nil
}

// DescribeTargetGroupsInput says which.
type DescribeTargetGroupsInput struct {
	LoadBalancerArn *string  `doc:"only those behind this load balancer"`
	TargetGroupArns []string `doc:"only these"`
	Names           []string `doc:"only those of these names"`
}

// DescribeTargetGroupsOutput lists target groups.
type DescribeTargetGroupsOutput struct{ TargetGroups []TargetGroupOut }

// DescribeTargetGroups lists target groups.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html
func (s *State) DescribeTargetGroups(c *cloud.Call, in DescribeTargetGroupsInput) (DescribeTargetGroupsOutput, error) {
	out := DescribeTargetGroupsOutput{[]TargetGroupOut{}}
	for _, id := range in.TargetGroupArns {
		if _, err := s.group(c, id); err != nil {
			return out, err
		}
	}
	for g := range s.Groups.All {
		x := s.groupOut(g)
		switch {
		case g.Scope != c.Scope, len(in.TargetGroupArns) > 0 && !slices.Contains(in.TargetGroupArns, g.ARN):
		case len(in.Names) > 0 && !slices.Contains(in.Names, g.Name):
		case in.LoadBalancerArn != nil && !slices.Contains(x.LoadBalancerArns, *in.LoadBalancerArn):
		default:
			out.TargetGroups = append(out.TargetGroups, x)
		}
	}
	return out, nil
}

// DeleteTargetGroupInput names a target group.
type DeleteTargetGroupInput struct {
	TargetGroupArn string `required:"true" doc:"the target group's ARN"`
}

// DeleteTargetGroupOutput is empty.
type DeleteTargetGroupOutput struct{}

// DeleteTargetGroup takes a target group away that no listener forwards to.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html
func (s *State) DeleteTargetGroup(c *cloud.Call, in DeleteTargetGroupInput) (DeleteTargetGroupOutput, error) {
	g, err := s.group(c, in.TargetGroupArn)
	if err != nil {
		return DeleteTargetGroupOutput{}, nil
	}
	if len(s.groupOut(g).LoadBalancerArns) > 0 {
		return DeleteTargetGroupOutput{}, cloud.Errorf("ResourceInUse", "Target group '%s' is currently in use by a listener or a rule", g.ARN)
	}
	s.Groups.Remove(g.ARN)
	return DeleteTargetGroupOutput{}, nil
}

// TargetDescription names a target.
type TargetDescription struct {
	Id   *string `required:"true" doc:"the instance's ID, or an address"`
	Port *int64  `doc:"the port; the target group's own when it is not given"`
}

// RegisterTargetsInput is a target group and targets.
type RegisterTargetsInput struct {
	TargetGroupArn string              `required:"true" doc:"the target group's ARN"`
	Targets        []TargetDescription `required:"true" doc:"the targets"`
}

// RegisterTargetsOutput is empty.
type RegisterTargetsOutput struct{}

// RegisterTargets adds targets.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html
func (s *State) RegisterTargets(c *cloud.Call, in RegisterTargetsInput) (RegisterTargetsOutput, error) {
	g, err := s.group(c, in.TargetGroupArn)
	if err != nil {
		return RegisterTargetsOutput{}, err
	}
	for _, t := range in.Targets {
		if s.outside == nil {
			break
		}
		if known, _, _ := s.outside.Target(c.Scope, deref(t.Id), g.port(t), c.Now); !known {
			return RegisterTargetsOutput{}, cloud.Errorf("InvalidTarget", "The following targets are not in a running state or don't exist and cannot be registered: '%s'", deref(t.Id))
		}
	}
	for _, t := range in.Targets {
		x := Target{deref(t.Id), g.port(t), c.Now}
		if g.find(x) < 0 {
			g.Targets = append(g.Targets, x)
		}
	}
	return RegisterTargetsOutput{}, nil
}

func (g *TargetGroup) port(t TargetDescription) int32 {
	if t.Port != nil {
		return int32(*t.Port)
	}
	return g.Port
}

func (g *TargetGroup) find(x Target) int {
	return slices.IndexFunc(g.Targets, func(t Target) bool { return t.ID == x.ID && t.Port == x.Port })
}

// DeregisterTargetsInput is a target group and targets.
type DeregisterTargetsInput struct {
	TargetGroupArn string              `required:"true" doc:"the target group's ARN"`
	Targets        []TargetDescription `required:"true" doc:"the targets"`
}

// DeregisterTargetsOutput is empty.
type DeregisterTargetsOutput struct{}

// DeregisterTargets takes targets out at once; draining is not simulated.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html
func (s *State) DeregisterTargets(c *cloud.Call, in DeregisterTargetsInput) (DeregisterTargetsOutput, error) {
	g, err := s.group(c, in.TargetGroupArn)
	if err != nil {
		return DeregisterTargetsOutput{}, err
	}
	for _, t := range in.Targets {
		if i := g.find(Target{ID: deref(t.Id), Port: g.port(t)}); i >= 0 {
			g.Targets = slices.Delete(g.Targets, i, i+1)
		}
	}
	return DeregisterTargetsOutput{}, nil
}

// DescribeTargetHealthInput names a target group.
type DescribeTargetHealthInput struct {
	TargetGroupArn string `required:"true" doc:"the target group's ARN"`
}

// DescribeTargetHealthOutput lists targets.
type DescribeTargetHealthOutput struct{ TargetHealthDescriptions []TargetHealthDescription }

// TargetHealthDescription is a target and how it does.
type TargetHealthDescription struct {
	Target          TargetOut
	HealthCheckPort string
	TargetHealth    TargetHealth
}

// TargetOut is a target in an answer.
type TargetOut struct {
	Id   string
	Port int64
}

// TargetHealth is how a target does.
type TargetHealth struct {
	State       string
	Reason      *string
	Description *string
}

// DescribeTargetHealth tells how targets do: at once, without the thresholds of
// AWS's health checks.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html
func (s *State) DescribeTargetHealth(c *cloud.Call, in DescribeTargetHealthInput) (DescribeTargetHealthOutput, error) {
	g, err := s.group(c, in.TargetGroupArn)
	if err != nil {
		return DescribeTargetHealthOutput{}, err
	}
	used := len(s.groupOut(g).LoadBalancerArns) > 0
	out := DescribeTargetHealthOutput{[]TargetHealthDescription{}}
	for _, t := range g.Targets {
		h := TargetHealth{State: "healthy"}
		_, answers, _ := s.outside.Target(g.Scope, t.ID, t.Port, c.Now)
		switch {
		case !used:
			h = TargetHealth{"unused", new("Target.NotInUse"), new("Target group is not configured to receive traffic from the load balancer")}
		case !answers:
			h = TargetHealth{"unhealthy", new("Target.Timeout"), new("Request timed out")}
		}
		out.TargetHealthDescriptions = append(out.TargetHealthDescriptions, TargetHealthDescription{TargetOut{t.ID, int64(t.Port)}, strconv.Itoa(int(t.Port)), h})
	}
	return out, nil
}
