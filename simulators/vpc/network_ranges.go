package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// range4 reads an IPv4 range and clears its host bits, as EC2 does
// (100.68.0.18/18 becomes 100.68.0.0/18).
// docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
func range4(text, member string) (netip.Prefix, error) {
	return anyRange(text, member, true)
}

// range6 reads an IPv6 range and clears its host bits.
func range6(text, member string) (netip.Prefix, error) {
	return anyRange(text, member, false)
}

func anyRange(text, member string, four bool) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(text)
	if err != nil || p.Addr().Is4() != four || p.Addr().Is4In6() {
		return netip.Prefix{}, invalid("Value (%s) for parameter %s is invalid. This is not a valid CIDR block.", text, member)
	}
	return p.Masked(), nil
}

// within tells whether inner lies wholly in outer.
func within(inner, outer netip.Prefix) bool {
	return inner.IsValid() && outer.IsValid() && inner.Bits() >= outer.Bits() && outer.Contains(inner.Addr())
}

// The ranges that decide what a VPC may have beside what; the first three
// kinds are the private ones of RFC 1918.
var (
	ten          = netip.MustParsePrefix("10.0.0.0/8")
	tenLow       = netip.MustParsePrefix("10.0.0.0/15")
	tenFirst     = netip.MustParsePrefix("10.0.0.0/16")
	oneSevenTwo  = netip.MustParsePrefix("172.16.0.0/12")
	defaultRange = netip.MustParsePrefix("172.31.0.0/16")
	oneNineTwo   = netip.MustParsePrefix("192.168.0.0/16")
	benchmarks   = netip.MustParsePrefix("198.19.0.0/16")

	// neverAssigned cannot be a VPC's: this network, loopback, link local,
	// multicast and what is above.
	neverAssigned = []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("127.0.0.0/8"),
		netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("224.0.0.0/3"),
	}
)

// vpcRange checks a range that is to be a VPC's: /16 to /28, and none of those
// that mean something else.
func vpcRange(text string) (netip.Prefix, error) {
	p, err := range4(text, "cidrBlock")
	if err != nil {
		return p, err
	}
	bad := p.Bits() < 16 || p.Bits() > 28
	for _, n := range neverAssigned {
		bad = bad || n.Overlaps(p)
	}
	if bad {
		return p, cloud.Errorf("InvalidVpc.Range", "The CIDR '%s' is invalid.", text)
	}
	return p, nil
}

// family groups IPv4 ranges as the table of restricted associations does.
// Everything publicly routable, and 100.64.0.0/10, is the zero Prefix.
func family(p netip.Prefix) netip.Prefix {
	for _, f := range []netip.Prefix{ten, oneSevenTwo, oneNineTwo, benchmarks} {
		if within(p, f) {
			return f
		}
	}
	return netip.Prefix{}
}

// mayJoin tells whether a VPC with the given ranges may take one more.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
func mayJoin(have []Range, p netip.Prefix) bool {
	private := func(f netip.Prefix) bool { return f.IsValid() && f != benchmarks }
	new, primary := family(p), family(have[0].Prefix)
	switch {
	case primary == benchmarks:
		return !private(new)
	case !primary.IsValid():
		return !new.IsValid()
	case new == benchmarks, private(new) && new != primary:
		return false
	case primary == oneSevenTwo:
		return !within(p, defaultRange)
	case primary == ten && within(p, tenFirst):
		for _, h := range have {
			if within(h.Prefix, tenLow) {
				return false
			}
		}
	}
	return true
}
