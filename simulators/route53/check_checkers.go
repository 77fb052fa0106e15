package route53

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// checkerRegion is a Region that checkers ask from and the two ranges of their
// addresses.
type checkerRegion struct {
	name string
	from [2]string
}

// checkerRegions are the eight Regions; nothing is known of how many checkers
// there are in each: the lab has two, one in each range.
// docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
// The ranges: ip-ranges.amazonaws.com/ip-ranges.json, ROUTE53_HEALTHCHECKS
// (read 2026-11-20).
var checkerRegions = [...]checkerRegion{
	{"us-east-1", [2]string{"54.243.31.192/26", "107.23.255.0/26"}},
	{"us-west-1", [2]string{"54.183.255.128/26", "54.241.32.64/26"}},
	{"us-west-2", [2]string{"54.244.52.192/26", "54.245.168.0/26"}},
	{"eu-west-1", [2]string{"54.228.16.0/26", "176.34.159.192/26"}},
	{"ap-southeast-1", [2]string{"54.251.31.128/26", "54.255.254.192/26"}},
	{"ap-southeast-2", [2]string{"54.252.79.128/26", "54.252.254.192/26"}},
	{"ap-northeast-1", [2]string{"54.248.220.0/26", "54.250.253.192/26"}},
	{"sa-east-1", [2]string{"54.232.40.64/26", "177.71.207.128/26"}},
}

// newerRanges are the rest of what GetCheckerIpRanges answers.
var newerRanges = [...]string{
	"15.177.2.0/23", "15.177.6.0/23", "15.177.10.0/23", "15.177.14.0/23", "15.177.18.0/23", "15.177.22.0/23", "15.177.26.0/23", "15.177.30.0/23",
	"15.177.34.0/23", "15.177.38.0/23", "15.177.42.0/23", "15.177.46.0/23", "15.177.50.0/23", "15.177.54.0/23", "15.177.58.0/23", "15.177.62.0/23",
}

// checker is one of those who ask.
type checker struct {
	region string
	from   netip.Addr
	phase  cloud.Time // of its probes, from 0 to the interval
}

// checkers are those of one check, in the order of Regions. Each asks at its
// own moments: when, is a draw by check and checker.
func checkers(seed uint64, c *Check) []checker {
	label := cloud.Label("route53 checkers " + c.ID)
	list := make([]checker, 0, 2*len(checkerRegions))
	for i, r := range checkerRegions {
		if len(c.Config.Regions) > 0 && !slices.Contains(c.Config.Regions, r.name) {
			continue
		}
		for j, text := range r.from {
			n := uint64(2*i + j)
			base := netip.MustParsePrefix(text).Addr().As4()
			base[3] += byte(1 + cloud.RollBelow(seed, label, 2*n, 62))
			every := uint64(c.Config.Interval) * 1000
			phase := cloud.Time(cloud.RollBelow(seed, label, 2*n+1, every)) * cloud.Millisecond
			list = append(list, checker{r.name, netip.AddrFrom4(base), phase})
		}
	}
	return list
}

// GetCheckerIpRangesInput asks for nothing.
type GetCheckerIpRangesInput struct{}

// GetCheckerIpRangesOutput lists ranges.
type GetCheckerIpRangesOutput struct{ CheckerIpRanges []string }

// GetCheckerIpRanges lists the ranges that checkers ask from: a firewall must
// let them in.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetCheckerIpRanges.html
func (s *State) GetCheckerIpRanges(_ *cloud.Call, _ GetCheckerIpRangesInput) (GetCheckerIpRangesOutput, error) {
	list := slices.Clone(newerRanges[:])
	var older []string
	for _, r := range checkerRegions {
		older = append(older, r.from[:]...)
	}
	slices.SortFunc(older, func(a, b string) int {
		x, y := netip.MustParsePrefix(a), netip.MustParsePrefix(b)
		return x.Addr().Compare(y.Addr())
	})
	return GetCheckerIpRangesOutput{append(list, older...)}, nil
}
