package elbv2

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// CreateLoadBalancerInput is what a load balancer is made of.
type CreateLoadBalancerInput struct {
	Name           string   `required:"true" doc:"the name: letters, digits and hyphens, at most 32"`
	Subnets        []string `doc:"subnets, each in a zone of its own; an application load balancer needs two"`
	SecurityGroups []string `doc:"the security groups of an application load balancer"`
	Scheme         *string  `enum:"internet-facing|internal" doc:"internet-facing or internal"`
	Tags           []TagIn  `doc:"tags"`
	Type           *string  `enum:"application|network|gateway" doc:"application or network"`
}

// CreateLoadBalancerOutput tells of the load balancer.
type CreateLoadBalancerOutput struct{ LoadBalancers []LoadBalancer }

var nameForm = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$`)

func invalid(format string, args ...any) error {
	return cloud.Errorf("ValidationError", format, args...)
}

// CreateLoadBalancer makes a load balancer with a node in the zone of each
// subnet.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
func (s *State) CreateLoadBalancer(c *cloud.Call, in CreateLoadBalancerInput) (CreateLoadBalancerOutput, error) {
	b := Balancer{Scope: c.Scope, Name: in.Name, Type: deref(in.Type), Internal: deref(in.Scheme) == "internal", Groups: slices.Clone(in.SecurityGroups), Created: c.Now}
	if b.Type == "" {
		b.Type = "application"
	}
	if err := s.checkBalancer(c, &b, in.Subnets); err != nil {
		return CreateLoadBalancerOutput{}, err
	}
	for _, t := range in.Tags {
		b.Tags = append(b.Tags, Tag{deref(t.Key), deref(t.Value)})
	}
	b.name(c)
	return CreateLoadBalancerOutput{[]LoadBalancer{s.Balancers.Add(b).out(c.Now)}}, nil
}

func (s *State) checkBalancer(c *cloud.Call, b *Balancer, subnets []string) error {
	switch {
	case !nameForm.MatchString(b.Name) || strings.HasPrefix(b.Name, "internal-"):
		return invalid("The load balancer name '%s' can only contain characters that are alphanumeric characters and hyphens(-), must not begin or end with a hyphen or with 'internal-', and can't be longer than '32' characters", b.Name)
	case b.Type != "application" && b.Type != "network":
		return invalid("Load balancers of type '%s' are not simulated", b.Type)
	case b.HostedZone() == "":
		return invalid("Load balancers in Region '%s' are not simulated", c.Region)
	}
	for old := range s.Balancers.All {
		if old.Scope == c.Scope && old.Name == b.Name {
			return cloud.Errorf("DuplicateLoadBalancerName", "A load balancer with the same name '%s' exists, but with different settings", b.Name)
		}
	}
	for _, g := range b.Groups {
		if s.outside == nil || !s.outside.Group(c.Scope, g) {
			return cloud.Errorf("InvalidSecurityGroup", "The following security group does not exist: '%s'", g)
		}
	}
	return s.place(c, b, subnets)
}

// place gives a load balancer its zones.
func (s *State) place(c *cloud.Call, b *Balancer, subnets []string) error {
	for _, id := range subnets {
		if s.outside == nil {
			return cloud.Errorf("SubnetNotFound", "The subnet ID '%s' does not exist", id)
		}
		vpc, zone, prefix, known := s.outside.Subnet(c.Scope, id)
		switch {
		case !known:
			return cloud.Errorf("SubnetNotFound", "The subnet ID '%s' does not exist", id)
		case b.VPC != "" && b.VPC != vpc:
			return cloud.Errorf("InvalidSubnet", "All subnets must belong to the same VPC: '%s'", b.VPC)
		case slices.ContainsFunc(b.Zones, func(z Zone) bool { return z.Name == zone }):
			return cloud.Errorf("InvalidConfigurationRequest", "A load balancer cannot be attached to multiple subnets in the same Availability Zone")
		}
		b.VPC, b.Zones = vpc, append(b.Zones, Zone{zone, id, prefix})
	}
	if need := map[string]int{"application": 2, "network": 1}[b.Type]; len(b.Zones) < need {
		return invalid("At least %d subnets in %d different Availability Zones must be specified", need, need)
	}
	return nil
}

// name draws the ARN and the DNS name.
func (b *Balancer) name(c *cloud.Call) {
	n := c.Next(c.Scope, "load-balancer")
	label := cloud.Label("elb " + c.Account + " " + c.Region)
	id := fmt.Sprintf("%016x", cloud.Roll(c.Seed, label, 2*n))
	first, kind := b.Name, "app"
	if b.Internal {
		first = "internal-" + first
	}
	if b.Type == "network" {
		kind = "net"
		b.DNSName = fmt.Sprintf("%s-%s.elb.%s.amazonaws.com", first, id, c.Region)
	} else {
		b.DNSName = fmt.Sprintf("%s-%d.%s.elb.amazonaws.com", first, 1e9+cloud.RollBelow(c.Seed, label, 2*n+1, 1e9), c.Region)
	}
	b.ARN = arn(c.Scope, "loadbalancer/"+kind+"/"+b.Name+"/"+id)
}

func arn(at cloud.Scope, rest string) string {
	return "arn:aws:elasticloadbalancing:" + at.Region + ":" + at.Account + ":" + rest
}

// DescribeLoadBalancersInput says which.
type DescribeLoadBalancersInput struct {
	LoadBalancerArns []string `doc:"only these"`
	Names            []string `doc:"only those of these names"`
}

// DescribeLoadBalancersOutput lists load balancers.
type DescribeLoadBalancersOutput struct{ LoadBalancers []LoadBalancer }

// DescribeLoadBalancers lists load balancers.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
func (s *State) DescribeLoadBalancers(c *cloud.Call, in DescribeLoadBalancersInput) (DescribeLoadBalancersOutput, error) {
	out := DescribeLoadBalancersOutput{[]LoadBalancer{}}
	for _, id := range in.LoadBalancerArns {
		b := s.Balancers.Find(id)
		if b == nil || b.Scope != c.Scope {
			return out, noBalancers(id)
		}
		out.LoadBalancers = append(out.LoadBalancers, b.out(c.Now))
	}
	found := map[string]bool{}
	for b := range s.Balancers.All {
		if b.Scope == c.Scope && len(in.LoadBalancerArns) == 0 && (len(in.Names) == 0 || slices.Contains(in.Names, b.Name)) {
			out.LoadBalancers = append(out.LoadBalancers, b.out(c.Now))
			found[b.Name] = true
		}
	}
	for _, n := range in.Names {
		if !found[n] && len(in.LoadBalancerArns) == 0 {
			return out, cloud.Errorf("LoadBalancerNotFound", "Load balancers '[%s]' not found", n)
		}
	}
	return out, nil
}

func noBalancers(id string) error {
	return cloud.Errorf("LoadBalancerNotFound", "Load balancer '%s' not found", id)
}

// DeleteLoadBalancerInput names a load balancer.
type DeleteLoadBalancerInput struct {
	LoadBalancerArn string `required:"true" doc:"the load balancer's ARN"`
}

// DeleteLoadBalancerOutput is empty.
type DeleteLoadBalancerOutput struct{}

// DeleteLoadBalancer takes a load balancer and its listeners away; one that is
// gone already is no error.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html
func (s *State) DeleteLoadBalancer(c *cloud.Call, in DeleteLoadBalancerInput) (DeleteLoadBalancerOutput, error) {
	if b := s.Balancers.Find(in.LoadBalancerArn); b == nil || b.Scope != c.Scope {
		return DeleteLoadBalancerOutput{}, nil
	}
	var gone []string
	for l := range s.Listeners.All {
		if l.Balancer == in.LoadBalancerArn {
			gone = append(gone, l.ARN)
		}
	}
	for _, id := range gone {
		s.Listeners.Remove(id)
	}
	s.Balancers.Remove(in.LoadBalancerArn)
	return DeleteLoadBalancerOutput{}, nil
}
