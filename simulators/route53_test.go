package simulators

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"skylab/simulators/acm"
	"skylab/simulators/cloud"
	"skylab/simulators/elbv2"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// shop is a world with two web servers in Seoul and what leads to them.
type shop struct {
	*World
	scope cloud.Scope
	group string
	hosts []string
}

// run runs an operation that has to work.
func run[O any](t *testing.T, w *World, scope cloud.Scope, service, name string, in any) O {
	t.Helper()
	op, ok := Find(service, name)
	if !ok {
		t.Fatal(name)
	}
	v := reflect.New(op.In).Elem()
	v.Set(reflect.ValueOf(in))
	caller := cloud.Caller{Account: Account, ARN: "arn:aws:iam::" + Account + ":root", Kind: "Root", UserID: Account}
	out, _, err := w.Do(op, caller, scope, v)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	w.Sleep(cloud.Second)
	return out.(O)
}

func openShop(t *testing.T) *shop {
	s := &shop{World: New(7, cloud.DefaultStart), scope: cloud.Scope{Account: Account, Region: "ap-northeast-2"}}
	subnets := run[vpc.DescribeSubnetsOutput](t, s.World, s.scope, "ec2", "DescribeSubnets", vpc.DescribeSubnetsInput{}).Subnets
	groups := run[vpc.DescribeSecurityGroupsOutput](t, s.World, s.scope, "ec2", "DescribeSecurityGroups", vpc.DescribeSecurityGroupsInput{}).SecurityGroups
	s.group = groups[0].GroupId
	run[vpc.AuthorizeSecurityGroupIngressOutput](t, s.World, s.scope, "ec2", "AuthorizeSecurityGroupIngress", vpc.AuthorizeSecurityGroupIngressInput{
		GroupId: &s.group, IpProtocol: new("tcp"), FromPort: new(int32(80)), ToPort: new(int32(80)), CidrIp: new("0.0.0.0/0"),
	})
	script := base64.StdEncoding.EncodeToString([]byte("#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx\n"))
	for range 2 {
		out := run[vpc.Reservation](t, s.World, s.scope, "ec2", "RunInstances", vpc.RunInstancesInput{
			ImageId: new("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"), InstanceType: new("t3.micro"),
			MinCount: 1, MaxCount: 1, SubnetId: new(subnets[0].SubnetId), UserData: &script,
		})
		s.hosts = append(s.hosts, out.Instances[0].InstanceId)
	}
	s.Sleep(5 * cloud.Minute)
	return s
}

func (s *shop) address(t *testing.T, host string) string {
	for _, r := range s.VPC.Regions {
		for e := range r.Interfaces.All {
			if e.Instance == host && e.PublicIP.IsValid() {
				return e.PublicIP.String()
			}
		}
	}
	t.Fatal("no public address")
	return ""
}

// zone makes the story's zone, and delegates the domain to it.
func (s *shop) zone(t *testing.T) string {
	out := run[route53.CreateHostedZoneOutput](t, s.World, s.scope, "route53", "CreateHostedZone", route53.CreateHostedZoneInput{Name: "lunchbell.example.com", CallerReference: "1"})
	var servers []route53.Nameserver
	for _, n := range out.DelegationSet.NameServers {
		servers = append(servers, route53.Nameserver{Name: new(n)})
	}
	run[route53.UpdateDomainNameserversOutput](t, s.World, s.scope, "route53domains", "UpdateDomainNameservers", route53.UpdateDomainNameserversInput{DomainName: "lunchbell.example.com", Nameservers: servers})
	s.Sleep(10 * cloud.Minute)
	return out.HostedZone.Id
}

func (s *shop) change(t *testing.T, zone, action string, r route53.ResourceRecordSet) {
	run[route53.ChangeResourceRecordSetsOutput](t, s.World, s.scope, "route53", "ChangeResourceRecordSets", route53.ChangeResourceRecordSetsInput{
		HostedZoneId: zone, ChangeBatch: route53.ChangeBatch{Changes: []route53.ChangeItem{{Action: &action, ResourceRecordSet: &r}}},
	})
	s.Sleep(cloud.Minute)
}

// TestCheckersMeetInstances: a check of an instance follows its security group,
// a fault, and its end.
func TestCheckersMeetInstances(t *testing.T) {
	s := openShop(t)
	in := route53.CreateHealthCheckInput{CallerReference: "1", HealthCheckConfig: route53.HealthCheckConfig{
		Type: new("HTTP"), IPAddress: new(s.address(t, s.hosts[0])), Port: new(int64(80)), RequestInterval: new(int64(10)),
	}}
	id := run[route53.CreateHealthCheckOutput](t, s.World, s.scope, "route53", "CreateHealthCheck", in).HealthCheck.Id
	expect := func(what string, want bool) {
		t.Helper()
		s.Sleep(2 * cloud.Minute)
		if got := s.Route53.Healthy(id, s.Cloud.Now); got != want {
			t.Errorf("%s: healthy is %v", what, got)
		}
	}
	expect("open to all", true)
	rule := vpc.RevokeSecurityGroupIngressInput{GroupId: &s.group, IpProtocol: new("tcp"), FromPort: new(int32(80)), ToPort: new(int32(80)), CidrIp: new("0.0.0.0/0")}
	run[vpc.RevokeSecurityGroupIngressOutput](t, s.World, s.scope, "ec2", "RevokeSecurityGroupIngress", rule)
	expect("shut", false)
	// Two of the ranges that checkers ask from: two of sixteen are too few.
	for i, block := range []string{"54.248.220.0/26", "54.250.253.192/26", "54.228.16.0/26"} {
		run[vpc.AuthorizeSecurityGroupIngressOutput](t, s.World, s.scope, "ec2", "AuthorizeSecurityGroupIngress", vpc.AuthorizeSecurityGroupIngressInput{
			GroupId: &s.group, IpProtocol: new("tcp"), FromPort: new(int32(80)), ToPort: new(int32(80)), CidrIp: &block,
		})
		expect(fmt.Sprintf("open to %d of sixteen checkers", i+1), i == 2)
	}
	s.VPC.Fail("host", s.hosts[0], s.Cloud.Now+cloud.Minute, s.Cloud.Now+10*cloud.Minute)
	expect("in an outage", false)
	s.Sleep(10 * cloud.Minute)
	expect("after it", true)
	run[vpc.TerminateInstancesOutput](t, s.World, s.scope, "ec2", "TerminateInstances", vpc.TerminateInstancesInput{InstanceIds: []string{s.hosts[0]}})
	expect("terminated", false)
}

// balancer makes a load balancer before both hosts, with an HTTPS listener when
// a certificate is given.
func (s *shop) balancer(t *testing.T, certificate string) elbv2.LoadBalancer {
	subnets := run[vpc.DescribeSubnetsOutput](t, s.World, s.scope, "ec2", "DescribeSubnets", vpc.DescribeSubnetsInput{}).Subnets
	lb := run[elbv2.CreateLoadBalancerOutput](t, s.World, s.scope, "elbv2", "CreateLoadBalancer", elbv2.CreateLoadBalancerInput{Name: "shop", Subnets: []string{subnets[0].SubnetId, subnets[1].SubnetId}}).LoadBalancers[0]
	g := run[elbv2.CreateTargetGroupOutput](t, s.World, s.scope, "elbv2", "CreateTargetGroup", elbv2.CreateTargetGroupInput{Name: "web", Protocol: new("HTTP"), Port: new(int64(80)), VpcId: &lb.VpcId}).TargetGroups[0].TargetGroupArn
	for _, h := range s.hosts {
		run[elbv2.RegisterTargetsOutput](t, s.World, s.scope, "elbv2", "RegisterTargets", elbv2.RegisterTargetsInput{TargetGroupArn: g, Targets: []elbv2.TargetDescription{{Id: &h}}})
	}
	forward := []elbv2.Action{{Type: new("forward"), TargetGroupArn: &g}}
	run[elbv2.CreateListenerOutput](t, s.World, s.scope, "elbv2", "CreateListener", elbv2.CreateListenerInput{LoadBalancerArn: lb.LoadBalancerArn, Protocol: new("HTTP"), Port: new(int64(80)), DefaultActions: forward})
	if certificate != "" {
		run[elbv2.CreateListenerOutput](t, s.World, s.scope, "elbv2", "CreateListener", elbv2.CreateListenerInput{
			LoadBalancerArn: lb.LoadBalancerArn, Protocol: new("HTTPS"), Port: new(int64(443)), DefaultActions: forward, Certificates: []elbv2.Certificate{{CertificateArn: &certificate}},
		})
	}
	return lb
}

// TestApexFollowsTheBalancer: an alias at the apex has the load balancer's
// addresses today and tomorrow, when they are others.
func TestApexFollowsTheBalancer(t *testing.T) {
	s := openShop(t)
	zone, lb := s.zone(t), s.balancer(t, "")
	s.change(t, zone, "CREATE", route53.ResourceRecordSet{Name: new("lunchbell.example.com"), Type: new("A"), AliasTarget: &route53.AliasTarget{
		HostedZoneId: &lb.CanonicalHostedZoneId, DNSName: &lb.DNSName, EvaluateTargetHealth: new(true),
	}})
	var before string
	for day := range 3 {
		apex := strings.Join(s.lookUp("lunchbell.example.com", "A", s.Cloud.Now), " ")
		own := strings.Join(s.lookUp(lb.DNSName, "A", s.Cloud.Now), " ")
		if apex == "" || apex != own || apex == before {
			t.Errorf("day %d: the apex has %q, the load balancer %q, the day before it was %q", day, apex, own, before)
		}
		before = apex
		s.Sleep(cloud.Day)
	}
}

// certify asks for a certificate and, if told to, puts its records into the
// zone.
func (s *shop) certify(t *testing.T, zone string, prove bool, names ...string) string {
	arn := run[acm.RequestCertificateOutput](t, s.World, s.scope, "acm", "RequestCertificate", acm.RequestCertificateInput{DomainName: names[0], SubjectAlternativeNames: names[1:], ValidationMethod: new("DNS")}).CertificateArn
	if prove {
		s.prove(t, zone, "UPSERT", arn)
	}
	return arn
}

func (s *shop) prove(t *testing.T, zone, action, arn string) {
	done := map[string]bool{}
	for _, v := range s.describe(t, arn).DomainValidationOptions {
		r := v.ResourceRecord
		if done[r.Name] {
			continue
		}
		done[r.Name] = true
		s.change(t, zone, action, route53.ResourceRecordSet{Name: &r.Name, Type: &r.Type, TTL: new(int64(300)), ResourceRecords: []route53.ResourceRecord{{Value: &r.Value}}})
	}
}

func (s *shop) describe(t *testing.T, arn string) acm.CertificateDetail {
	return run[acm.DescribeCertificateOutput](t, s.World, s.scope, "acm", "DescribeCertificate", acm.DescribeCertificateInput{CertificateArn: arn}).Certificate
}

// TestCertificates: issued once the record is seen, renewed while it stands
// and somebody uses the certificate, else gone after 198 days.
func TestCertificates(t *testing.T) {
	s := openShop(t)
	zone := s.zone(t)
	unproved := s.certify(t, zone, false, "nobody.lunchbell.example.com")
	used := s.certify(t, zone, true, "lunchbell.example.com", "*.lunchbell.example.com")
	idle := s.certify(t, zone, true, "idle.lunchbell.example.com")
	s.Sleep(5 * cloud.Minute)
	for arn, want := range map[string]string{unproved: "PENDING_VALIDATION", used: "ISSUED", idle: "ISSUED"} {
		if got := s.describe(t, arn).Status; got != want {
			t.Errorf("%s is %s, want %s", s.describe(t, arn).DomainName, got, want)
		}
	}
	s.balancer(t, used)
	forgetful := &shop{World: s.Fork(), scope: s.scope, hosts: s.hosts}
	forgetful.prove(t, zone, "DELETE", used)
	first := *s.describe(t, used).NotAfter
	for _, x := range []*shop{s, forgetful} {
		x.Sleep(150 * cloud.Day)
	}
	if d := s.describe(t, used); d.RenewalSummary == nil || d.RenewalSummary.RenewalStatus != "SUCCESS" || !(*d.NotAfter > first) || d.RenewalEligibility != "ELIGIBLE" {
		t.Errorf("after 150 days: %+v, valid until %s", d.RenewalSummary, d.NotAfter)
	}
	if d := forgetful.describe(t, used); d.Status != "ISSUED" || d.RenewalSummary == nil || d.RenewalSummary.RenewalStatus != "PENDING_VALIDATION" {
		t.Errorf("without its record after 150 days it is %s: %+v", d.Status, d.RenewalSummary)
	}
	for _, x := range []*shop{s, forgetful} {
		x.Sleep(50 * cloud.Day)
	}
	if d := s.describe(t, used); d.Status != "ISSUED" {
		t.Errorf("after 200 days: %s", d.Status)
	}
	if d := forgetful.describe(t, used); d.Status != "EXPIRED" || d.RenewalSummary.RenewalStatus != "FAILED" {
		t.Errorf("without its record after 200 days: %s, %+v", d.Status, d.RenewalSummary)
	}
	if d := s.describe(t, idle); d.Status != "EXPIRED" || d.RenewalSummary != nil {
		t.Errorf("what nobody uses, after 200 days: %s, %+v", d.Status, d.RenewalSummary)
	}
	if d := s.describe(t, unproved); d.Status != "VALIDATION_TIMED_OUT" {
		t.Errorf("what nobody proved, after 200 days: %s", d.Status)
	}
}

// TestAuthorities: a CAA record of somebody else's keeps Amazon from issuing.
func TestAuthorities(t *testing.T) {
	s := openShop(t)
	zone := s.zone(t)
	s.change(t, zone, "CREATE", route53.ResourceRecordSet{Name: new("lunchbell.example.com"), Type: new("CAA"), TTL: new(int64(300)), ResourceRecords: []route53.ResourceRecord{
		{Value: new(`0 issue "ca.example.net"`)}, {Value: new(`0 issuewild "amazon.com"`)},
	}})
	plain := s.certify(t, zone, true, "www.lunchbell.example.com")
	wild := s.certify(t, zone, true, "*.lunchbell.example.com")
	s.Sleep(5 * cloud.Minute)
	if d := s.describe(t, plain); d.Status != "FAILED" || *d.FailureReason != "CAA_ERROR" {
		t.Errorf("www is %s", d.Status)
	}
	if d := s.describe(t, wild); d.Status != "ISSUED" {
		t.Errorf("the star is %s", d.Status)
	}
}

// TestCheckersLookNamesUp: a check by name follows the name once all name
// servers have it, and what stands there.
func TestCheckersLookNamesUp(t *testing.T) {
	s := openShop(t)
	zone := s.zone(t)
	www := route53.ResourceRecordSet{Name: new("www.lunchbell.example.com"), Type: new("A"), TTL: new(int64(60)), ResourceRecords: []route53.ResourceRecord{{Value: new("203.0.113.20")}}}
	s.Route53.Declare(route53.Site{Address: "203.0.113.20", Status: 200})
	s.Route53.Declare(route53.Site{Address: "203.0.113.30", Status: 503})
	id := run[route53.CreateHealthCheckOutput](t, s.World, s.scope, "route53", "CreateHealthCheck", route53.CreateHealthCheckInput{CallerReference: "1", HealthCheckConfig: route53.HealthCheckConfig{
		Type: new("HTTP"), FullyQualifiedDomainName: new("www.lunchbell.example.com"), RequestInterval: new(int64(10)),
	}}).HealthCheck.Id
	for _, step := range []struct {
		what string
		do   func()
		want bool
	}{
		{"before there is a record", func() {}, false},
		{"with one", func() { s.change(t, zone, "CREATE", www) }, true},
		{"that leads to a sick place", func() { www.ResourceRecords[0].Value = new("203.0.113.30"); s.change(t, zone, "UPSERT", www) }, false},
		{"that was repaired", func() { s.Route53.Declare(route53.Site{Address: "203.0.113.30", Status: 204}) }, true},
	} {
		step.do()
		s.Sleep(3 * cloud.Minute)
		if got := s.Route53.Healthy(id, s.Cloud.Now); got != step.want {
			t.Errorf("%s: healthy is %v", step.what, got)
		}
	}
}

// BenchmarkSleepUnderChecks is a second of a world with ten checks of an
// instance, in which something was called.
func BenchmarkSleepUnderChecks(b *testing.B) {
	t := &testing.T{}
	s := openShop(t)
	for n := range 10 {
		run[route53.CreateHealthCheckOutput](t, s.World, s.scope, "route53", "CreateHealthCheck", route53.CreateHealthCheckInput{CallerReference: fmt.Sprint(n), HealthCheckConfig: route53.HealthCheckConfig{
			Type: new("HTTP"), IPAddress: new(s.address(t, s.hosts[0])), Port: new(int64(80)),
		}})
	}
	for b.Loop() {
		run[route53.GetCheckerIpRangesOutput](t, s.World, s.scope, "route53", "GetCheckerIpRanges", route53.GetCheckerIpRangesInput{})
	}
}
