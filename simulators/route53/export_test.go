package route53

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// CheckName and CheckValue let tests of this package's rules in.
var (
	CheckName  = canonical
	CheckValue = value
)

// CheckerForTest is one checker of a check.
type CheckerForTest struct {
	From  netip.Addr
	Phase cloud.Time
}

// CheckersForTest are the checkers of a check.
func CheckersForTest(seed uint64, c *Check) []CheckerForTest {
	var list []CheckerForTest
	for _, k := range checkers(seed, c) {
		list = append(list, CheckerForTest{k.from, k.phase})
	}
	return list
}
