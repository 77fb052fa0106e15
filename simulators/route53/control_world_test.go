package route53_test

import (
	"net/netip"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

const learner = "111122223333"

// lab is a world with Route 53 in it and others as the test wants them.
type lab struct {
	state route53.State
	world cloud.World
	// What the others say.
	vpcs      map[string]string // VPC ID → account
	balancers map[string]string // DNS name with a dot → hosted zone
	met       func(from netip.Addr, t route53.Asked, at cloud.Time) (route53.Encounter, bool)
	edges     []cloud.Time
	alarm     func(at cloud.Time) (string, bool)
	last      string
}

func newLab() *lab {
	l := &lab{world: cloud.NewWorld(7, cloud.DefaultStart), vpcs: map[string]string{}, balancers: map[string]string{}}
	l.state.Begin()
	l.state.Wire(route53.Outside{Networks: l, Balancers: l, Endpoints: l, Alarms: l})
	return l
}

func (l *lab) Owner(v route53.VPC) (string, bool) { a, ok := l.vpcs[v.ID]; return a, ok }

func (l *lab) Balancer(name string, _ cloud.Time) (string, []netip.Addr, bool, bool) {
	zone, ok := l.balancers[name]
	return zone, []netip.Addr{netip.MustParseAddr("3.34.1.1")}, true, ok
}

func (l *lab) Probe(from netip.Addr, t route53.Asked, at cloud.Time) (route53.Encounter, bool) {
	if l.met == nil {
		return route53.Encounter{}, false
	}
	return l.met(from, t, at)
}

func (l *lab) Edges(cloud.Time) []cloud.Time { return l.edges }

func (l *lab) Resolve(string, cloud.Time) []netip.Addr { return nil }

func (l *lab) DataState(account, _, _ string, at cloud.Time) (string, bool) {
	if l.alarm == nil || account != learner {
		return "", false
	}
	return l.alarm(at)
}

func (l *lab) Last(_, _, _ string, _ cloud.Time) string { return l.last }

func (l *lab) call() *cloud.Call {
	return &cloud.Call{World: &l.world, Scope: cloud.Scope{Account: learner, Region: "us-east-1"}}
}

// zone makes a zone, public or seen from a VPC, and gives its ID.
func (l *lab) zone(t *testing.T, name string, vpc ...string) string {
	t.Helper()
	in := route53.CreateHostedZoneInput{Name: name, CallerReference: name + strings.Join(vpc, ",") + l.world.Now.String()}
	for _, v := range vpc {
		l.vpcs[v] = learner
		in.VPC = &route53.VPCIn{VPCRegion: new("us-east-1"), VPCId: new(v)}
	}
	out, err := l.state.CreateHostedZone(l.call(), in)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(out.HostedZone.Id, "/hostedzone/")
}

// do makes a batch of changes.
func (l *lab) do(zone string, changes ...route53.ChangeItem) error {
	_, err := l.state.ChangeResourceRecordSets(l.call(), route53.ChangeResourceRecordSetsInput{HostedZoneId: zone, ChangeBatch: route53.ChangeBatch{Changes: changes}})
	return err
}

// change is one change; the record set is a plain one with one value, and
// whatever the rest does to it.
func change(action, name, kind, value string, rest ...func(*route53.ResourceRecordSet)) route53.ChangeItem {
	r := &route53.ResourceRecordSet{Name: &name, Type: &kind, TTL: new(int64(300)), ResourceRecords: []route53.ResourceRecord{{Value: &value}}}
	for _, f := range rest {
		f(r)
	}
	return route53.ChangeItem{Action: &action, ResourceRecordSet: r}
}

// aliasTo makes a record set an alias.
func aliasTo(zone, name string, evaluate bool) func(*route53.ResourceRecordSet) {
	return func(r *route53.ResourceRecordSet) {
		r.TTL, r.ResourceRecords = nil, nil
		r.AliasTarget = &route53.AliasTarget{HostedZoneId: &zone, DNSName: &name, EvaluateTargetHealth: &evaluate}
	}
}

// check makes a health check.
func (l *lab) check(t *testing.T, k route53.HealthCheckConfig) string {
	t.Helper()
	id, err := l.tryCheck(k)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (l *lab) tryCheck(k route53.HealthCheckConfig) (string, error) {
	reference := "check-" + string(rune('a'+l.state.Checks.Len()%26)) + l.world.Now.String() + string(rune('a'+l.state.Checks.Len()/26%26)) + string(rune('a'+l.state.Checks.Len()/676))
	out, err := l.state.CreateHealthCheck(l.call(), route53.CreateHealthCheckInput{CallerReference: reference, HealthCheckConfig: k})
	return out.HealthCheck.Id, err
}

// code is an error's code, or empty.
func code(err error) string {
	if e, ok := err.(*cloud.Error); ok {
		return e.Code
	}
	return ""
}

// pass lets virtual time pass.
func (l *lab) pass(d cloud.Time) {
	l.state.Look(&l.world)
	l.world.Now += d
}
