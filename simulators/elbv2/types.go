package elbv2

import (
	"slices"

	"skylab/simulators/cloud"
)

// TagIn is a tag as a call gives it.
type TagIn struct {
	Key   *string `required:"true" doc:"the tag's name"`
	Value *string `doc:"the tag's value"`
}

// LoadBalancer is a load balancer as the API prints it.
type LoadBalancer struct {
	LoadBalancerArn       string
	DNSName               string
	CanonicalHostedZoneId string
	CreatedTime           cloud.Time
	LoadBalancerName      string
	Scheme                string
	VpcId                 string
	State                 LoadBalancerState
	Type                  string
	AvailabilityZones     []AvailabilityZone
	SecurityGroups        []string
	IpAddressType         string
}

// LoadBalancerState is how far a load balancer has come.
type LoadBalancerState struct{ Code string }

// AvailabilityZone is a zone that a load balancer has a node in.
type AvailabilityZone struct {
	ZoneName              string
	SubnetId              string
	LoadBalancerAddresses []LoadBalancerAddress
}

// LoadBalancerAddress is an address that somebody chose for a node; here it is
// never told.
type LoadBalancerAddress struct{ IpAddress *string }

// provisioning is how long a new load balancer is not ready; AWS gives no
// figure.
const provisioning = 2 * cloud.Minute

func (b *Balancer) out(now cloud.Time) LoadBalancer {
	out := LoadBalancer{
		LoadBalancerArn: b.ARN, DNSName: b.DNSName, CanonicalHostedZoneId: b.HostedZone(), CreatedTime: b.Created,
		LoadBalancerName: b.Name, Scheme: "internet-facing", VpcId: b.VPC, State: LoadBalancerState{"active"}, Type: b.Type,
		SecurityGroups: slices.Clone(b.Groups), IpAddressType: "ipv4",
	}
	if b.Internal {
		out.Scheme = "internal"
	}
	if now < b.Created+provisioning {
		out.State.Code = "provisioning"
	}
	for _, z := range b.Zones {
		out.AvailabilityZones = append(out.AvailabilityZones, AvailabilityZone{z.Name, z.Subnet, []LoadBalancerAddress{}})
	}
	return out
}

// TargetGroupOut is a target group as the API prints it.
type TargetGroupOut struct {
	TargetGroupArn   string
	TargetGroupName  string
	Protocol         string
	Port             int64
	VpcId            string
	HealthCheckPath  *string
	LoadBalancerArns []string
	TargetType       string
}

func (s *State) groupOut(g *TargetGroup) TargetGroupOut {
	out := TargetGroupOut{TargetGroupArn: g.ARN, TargetGroupName: g.Name, Protocol: g.Protocol, Port: int64(g.Port), VpcId: g.VPC, TargetType: g.Type, LoadBalancerArns: []string{}}
	if g.Path != "" {
		out.HealthCheckPath = new(g.Path)
	}
	for l := range s.Listeners.All {
		if l.Group == g.ARN && !slices.Contains(out.LoadBalancerArns, l.Balancer) {
			out.LoadBalancerArns = append(out.LoadBalancerArns, l.Balancer)
		}
	}
	return out
}

// ListenerOut is a listener as the API prints it.
type ListenerOut struct {
	ListenerArn     string
	LoadBalancerArn string
	Port            int64
	Protocol        string
	Certificates    []Certificate
	SslPolicy       *string
	DefaultActions  []Action
}

// Certificate names a certificate.
type Certificate struct {
	CertificateArn *string `doc:"the certificate's ARN"`
}

// Action is what a listener does with a request.
type Action struct {
	Type           *string `required:"true" doc:"forward"`
	TargetGroupArn *string `doc:"where requests go"`
}

func (l *Listener) out() ListenerOut {
	out := ListenerOut{ListenerArn: l.ARN, LoadBalancerArn: l.Balancer, Port: int64(l.Port), Protocol: l.Protocol}
	for _, c := range l.Certificates {
		out.Certificates = append(out.Certificates, Certificate{new(c)})
	}
	if l.Policy != "" {
		out.SslPolicy = new(l.Policy)
	}
	out.DefaultActions = []Action{{new("forward"), new(l.Group)}}
	return out
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
