package aws

import (
	"slices"
	"testing"
)

// TestCompletionOfNames: zones, changes, certificates and the network's own
// things where operations of names, certificates and load balancers want them.
func TestCompletionOfNames(t *testing.T) {
	s := newSession(t)
	s.run("ZONE=$(aws route53 create-hosted-zone --name lunchbell.example.com --caller-reference one --query HostedZone.Id --output text)")
	zone := s.variables()["ZONE"][len("/hostedzone/"):]
	s.run("CERT=$(aws acm request-certificate --domain-name lunchbell.example.com --validation-method DNS --query CertificateArn --output text)")
	s.run("VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)")
	s.run("SUBNET=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)")
	v := s.variables()
	for line, want := range map[string]string{
		"route53 list-resource-record-sets --hosted-zone-id ":    zone,
		"route53 delete-hosted-zone --id ":                       zone,
		"acm describe-certificate --certificate-arn ":            v["CERT"],
		"route53domains get-domain-detail --domain-name ":        "lunchbell.example.com",
		"elbv2 create-load-balancer --subnets ":                  v["SUBNET"],
		"route53 wait resource-":                                 "resource-record-sets-changed",
		"route53 get-account-limit --type MAX_HEALTH":            "MAX_HEALTH_CHECKS_BY_OWNER",
		"route53 change-resource-record-sets --hosted-zone-id Z": zone,
	} {
		if found := offeredFor(s, line); want == "" || !slices.Contains(found, want) {
			t.Errorf("%q: %q is not offered: %q", line, want, found)
		}
	}
	if found := offeredFor(s, "route53 get-change --id "); slices.Contains(found, zone) {
		t.Error("a zone is offered for a change")
	}
}
