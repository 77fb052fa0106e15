package route53

import (
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
)

// Balancers are the load balancers that an alias can lead to.
type Balancers interface {
	// Balancer tells of a load balancer by its DNS name (lower case, trailing
	// dot): its hosted zone, its addresses at an instant, and whether it has a
	// healthy target. Not known when there is none of that name.
	Balancer(name string, at cloud.Time) (zone string, addresses []netip.Addr, healthy, known bool)
}

// Balancer looks up a load balancer by its DNS name.
func (s *State) Balancer(name string, at cloud.Time) (zone string, addresses []netip.Addr, healthy, known bool) {
	if s.outside.Balancers == nil {
		return "", nil, false, false
	}
	return s.outside.Balancers.Balancer(name, at)
}

// cloudFrontZone is the hosted zone of every CloudFront distribution.
// docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
const cloudFrontZone = "Z2FDTNDATAQYW2"

// alias holds an alias against what aliases may lead to.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
func (b *batch) alias(set RecordSet) {
	if !set.Alias {
		return
	}
	if set.Type == "NS" || set.Type == "SOA" {
		b.refuse("RRSet with DNS name " + set.Name + ", type " + set.Type + " cannot be an alias")
		return
	}
	if set.AliasZone == b.zone.ID {
		b.inside(set)
		return
	}
	b.beyond(set)
}

func (b *batch) targets(set RecordSet, but string) {
	b.refuse("Tried to create an alias that targets " + set.AliasName + ", type " + set.Type + " in zone " + set.AliasZone + ", " + but)
}

// inside is an alias to a record of the same zone: of the same type, there
// already, and not leading back.
func (b *batch) inside(set RecordSet) {
	switch {
	case !within(set.AliasName, b.zone.Name):
		b.targets(set, "but the alias target name does not lie within the target zone")
		b.targets(set, "but that target was not found")
	case len(b.now.Lookup(set.AliasName, set.Type)) == 0:
		b.targets(set, "but that target was not found")
	case b.leads(set.AliasName, set, map[string]bool{}):
		b.targets(set, "but that target leads back to "+set.Name)
	}
}

// leads tells whether the aliases at a name lead to a record set's own name.
func (b *batch) leads(name string, to RecordSet, seen map[string]bool) bool {
	if name == to.Name {
		return true
	}
	if seen[name] {
		return false
	}
	seen[name] = true
	for _, r := range b.now.Lookup(name, to.Type) {
		if r.Alias && r.AliasZone == b.zone.ID && b.leads(r.AliasName, to, seen) {
			return true
		}
	}
	return false
}

// beyond is an alias to an AWS resource. A CNAME's alias leads to a record of
// the same zone only.
func (b *batch) beyond(set RecordSet) {
	if set.AliasZone == cloudFrontZone {
		b.distribution(set)
		return
	}
	if websiteZones[set.AliasZone] == strings.TrimSuffix(set.AliasName, ".") {
		b.addressOnly(set)
		return
	}
	if set.AliasZone != "" && websiteZones[set.AliasZone] != "" {
		b.targets(set, "but the alias target name does not lie within the target zone")
		return
	}
	name := strings.TrimPrefix(set.AliasName, "dualstack.")
	zone, _, _, known := b.state.Balancer(name, 0)
	switch {
	case known && zone == set.AliasZone:
		b.addressOnly(set)
	case known || !strings.HasSuffix(set.AliasName, ".amazonaws.com."):
		b.targets(set, "but the alias target name does not lie within the target zone")
		b.targets(set, "but that target was not found")
	default:
		b.targets(set, "but that target was not found")
	}
}

// addressOnly wants an alias to an AWS resource to be of a type that the
// resource answers: A and AAAA.
func (b *batch) addressOnly(set RecordSet) {
	if set.Type != "A" && set.Type != "AAAA" {
		b.targets(set, "but that target was not found")
	}
}

// distribution is an alias to CloudFront. The lab has no distributions yet, so
// any name of theirs will do.
func (b *batch) distribution(set RecordSet) {
	switch {
	case set.Evaluate:
		b.refuse("EvaluateTargetHealth must be false for an alias to CloudFront distribution " + set.AliasName)
	case b.zone.Private:
		b.refuse("RRSet with DNS name " + set.Name + ": an alias to a CloudFront distribution is not permitted in private zone " + b.zone.Name)
	case !strings.HasSuffix(set.AliasName, ".cloudfront.net."):
		b.targets(set, "but the alias target name does not lie within the target zone")
	case set.Type != "HTTPS":
		b.addressOnly(set)
	}
}

// websiteZones are the hosted zones of S3's website endpoints, and the names
// that aliases to them lead to.
// docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
var websiteZones = map[string]string{
	"Z3AQBSTGFYJSTF": "s3-website-us-east-1.amazonaws.com",
	"Z2O1EMRO9K5GLX": "s3-website.us-east-2.amazonaws.com",
	"Z2F56UZL2M1ACD": "s3-website-us-west-1.amazonaws.com",
	"Z3BJ6K6RIION7M": "s3-website-us-west-2.amazonaws.com",
	"Z1WCIGYICN2BYD": "s3-website-ap-southeast-2.amazonaws.com",
	"Z3O0J2DXBE1FTB": "s3-website-ap-southeast-1.amazonaws.com",
	"Z2M4EHUR26P7ZW": "s3-website-ap-northeast-1.amazonaws.com",
	"Z3W03O7B5YMIYP": "s3-website.ap-northeast-2.amazonaws.com",
	"Z21DNDUVLTQW6Q": "s3-website.eu-central-1.amazonaws.com",
	"Z1BKCTXD74EZPE": "s3-website-eu-west-1.amazonaws.com",
	"Z3GKZC51ZF0DB4": "s3-website.eu-west-2.amazonaws.com",
	"Z11RGJOFQNVJUP": "s3-website.ap-south-1.amazonaws.com",
}
