package elbv2

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// CreateListenerInput is what a listener is made of.
type CreateListenerInput struct {
	LoadBalancerArn string        `required:"true" doc:"the load balancer's ARN"`
	Protocol        *string       `enum:"HTTP|HTTPS|TCP|TLS" doc:"HTTP or HTTPS; TCP or TLS of a network load balancer"`
	Port            *int64        `doc:"the port"`
	SslPolicy       *string       `doc:"which ciphers HTTPS uses"`
	Certificates    []Certificate `doc:"the certificate of HTTPS and TLS"`
	DefaultActions  []Action      `required:"true" doc:"where requests go: Type=forward,TargetGroupArn=…"`
}

// CreateListenerOutput tells of the listener.
type CreateListenerOutput struct{ Listeners []ListenerOut }

// CreateListener opens a port that forwards to a target group. Rules beside
// the default action are not simulated.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
func (s *State) CreateListener(c *cloud.Call, in CreateListenerInput) (CreateListenerOutput, error) {
	b := s.Balancers.Find(in.LoadBalancerArn)
	if b == nil || b.Scope != c.Scope {
		return CreateListenerOutput{}, cloud.Errorf("LoadBalancerNotFound", "One or more load balancers not found")
	}
	l := Listener{Scope: c.Scope, Balancer: b.ARN, Protocol: deref(in.Protocol), Port: int32(deref(in.Port)), Policy: deref(in.SslPolicy)}
	for _, x := range in.Certificates {
		l.Certificates = append(l.Certificates, deref(x.CertificateArn))
	}
	if err := s.checkListener(c, b, &l, in.DefaultActions); err != nil {
		return CreateListenerOutput{}, err
	}
	n := c.Next(c.Scope, "listener")
	id := cloud.Roll(c.Seed, cloud.Label("elb listener "+c.Account+" "+c.Region), n)
	l.ARN = fmt.Sprintf("%s/%016x", strings.Replace(b.ARN, ":loadbalancer/", ":listener/", 1), id)
	return CreateListenerOutput{[]ListenerOut{s.Listeners.Add(l).out()}}, nil
}

func (s *State) checkListener(c *cloud.Call, b *Balancer, l *Listener, actions []Action) error {
	kinds := []string{"HTTP", "HTTPS"}
	if b.Type == "network" {
		kinds = []string{"TCP", "TLS"}
	}
	secure := l.Protocol == "HTTPS" || l.Protocol == "TLS"
	switch {
	case !slices.Contains(kinds, l.Protocol):
		return invalid("Listener protocol '%s' must be one of '%s'", l.Protocol, strings.Join(kinds, ", "))
	case l.Port < 1 || l.Port > 65535:
		return invalid("A port from 1 to 65535 must be specified")
	case secure && len(l.Certificates) == 0:
		return invalid("A certificate must be specified for %s listeners", l.Protocol)
	case !secure && len(l.Certificates) > 0:
		return invalid("Certificates can't be specified for %s listeners", l.Protocol)
	case len(actions) != 1 || deref(actions[0].Type) != "forward":
		return invalid("Exactly one default action of type 'forward' is simulated")
	}
	if secure && l.Policy == "" {
		l.Policy = "ELBSecurityPolicy-2016-08"
	}
	for _, x := range l.Certificates {
		if s.certificates == nil || !s.certificates.Issued(c.Scope, x, c.Now) {
			return cloud.Errorf("CertificateNotFound", "Certificate '%s' not found", x)
		}
	}
	g, err := s.group(c, deref(actions[0].TargetGroupArn))
	if err != nil {
		return err
	}
	l.Group = g.ARN
	for old := range s.Listeners.All {
		if old.Balancer == b.ARN && old.Port == l.Port {
			return cloud.Errorf("DuplicateListener", "A listener already exists on this port for this load balancer '%s'", b.ARN)
		}
	}
	return nil
}

// DescribeListenersInput says which.
type DescribeListenersInput struct {
	LoadBalancerArn *string  `doc:"those of this load balancer"`
	ListenerArns    []string `doc:"only these"`
}

// DescribeListenersOutput lists listeners.
type DescribeListenersOutput struct{ Listeners []ListenerOut }

// DescribeListeners lists listeners.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html
func (s *State) DescribeListeners(c *cloud.Call, in DescribeListenersInput) (DescribeListenersOutput, error) {
	out := DescribeListenersOutput{[]ListenerOut{}}
	if in.LoadBalancerArn == nil && len(in.ListenerArns) == 0 {
		return out, invalid("Either a load balancer ARN or listener ARNs must be specified")
	}
	for l := range s.Listeners.All {
		if l.Scope == c.Scope && (l.Balancer == deref(in.LoadBalancerArn) || slices.Contains(in.ListenerArns, l.ARN)) {
			out.Listeners = append(out.Listeners, l.out())
		}
	}
	return out, nil
}

// DeleteListenerInput names a listener.
type DeleteListenerInput struct {
	ListenerArn string `required:"true" doc:"the listener's ARN"`
}

// DeleteListenerOutput is empty.
type DeleteListenerOutput struct{}

// DeleteListener closes a port.
// docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteListener.html
func (s *State) DeleteListener(c *cloud.Call, in DeleteListenerInput) (DeleteListenerOutput, error) {
	if l := s.Listeners.Find(in.ListenerArn); l == nil || l.Scope != c.Scope {
		return DeleteListenerOutput{}, cloud.Errorf("ListenerNotFound", "One or more listeners not found")
	}
	s.Listeners.Remove(in.ListenerArn)
	return DeleteListenerOutput{}, nil
}
