package vpc

import (
	"strings"

	"skylab/simulators/cloud"
)

// byDNS finds a place by a name of AWS's own: a host's private or public DNS
// name, a service's endpoint, a bucket's.
func (n *Network) byDNS(scope cloud.Scope, name string) (Place, bool) {
	name = strings.TrimSuffix(name, ".")
	if bucket, region, ok := bucketOf(name, scope.Region); ok {
		p, known := n.service("s3", region)
		p.Bucket = bucket
		return p, known
	}
	for i := range n.services {
		s := &n.services[i]
		if name == s.name+"."+s.region+".amazonaws.com" {
			return n.service(s.name, s.region)
		}
	}
	for i := range n.interfaces {
		if n.interfaces[i].hasName(name) {
			return n.interfacePlace(int32(i)), true
		}
	}
	return Place{}, false
}

// bucketOf reads BUCKET.s3.REGION.amazonaws.com and its older spellings.
// docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
func bucketOf(name, region string) (bucket, in string, ok bool) {
	rest, ok := strings.CutSuffix(name, ".amazonaws.com")
	if !ok {
		return "", "", false
	}
	if rest == "s3" {
		return "", "us-east-1", true
	}
	if r, ok := strings.CutPrefix(rest, "s3."); ok && !strings.Contains(r, ".") {
		return "", r, true
	}
	if b, ok := strings.CutSuffix(rest, ".s3"); ok {
		return b, "us-east-1", true
	}
	if i := strings.LastIndex(rest, ".s3."); i > 0 && !strings.Contains(rest[i+4:], ".") {
		return rest[:i], rest[i+4:], true
	}
	return "", "", false
}

// hasName tells whether a DNS name that a VPC gives to its addresses is one of
// the interface's.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
func (e *interfaceNode) hasName(name string) bool {
	for _, a := range e.addresses {
		if name == privateName(e.scope.Region, a.private) || a.public.IsValid() && name == publicName(e.scope.Region, a.public) {
			return true
		}
	}
	return false
}

// PrivateName is the DNS name that a host has inside its VPC.
func (n *Network) PrivateName(p Place) string {
	if p.Kind != AtInterface || !p.Addr.IsValid() {
		return ""
	}
	return privateName(p.Scope.Region, p.Addr)
}

// PublicName is the DNS name of a host's public address, or empty.
func (n *Network) PublicName(p Place) string {
	if p.Kind != AtInterface || !p.Public.IsValid() {
		return ""
	}
	return publicName(p.Scope.Region, p.Public)
}
