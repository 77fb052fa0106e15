package vpc

import (
	"skylab/simulators/cloud"
)

// Zone is an Availability Zone: its name as an account sees it (us-east-1a)
// and its ID (use1-az1), which is the same place for everybody.
type Zone struct{ Name, ID string }

// At is what the caller's account has in the Region of the call. The first
// call there makes it, with its default VPC.
func (s *State) At(c *cloud.Call) *Region { return s.in(c.World, c.Scope) }

// in is At for a scope other than the call's own, such as the far end of a
// peering.
func (s *State) in(w *cloud.World, at cloud.Scope) *Region {
	if r := s.Regions[at]; r != nil {
		return r
	}
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := &Region{Scope: at}
	s.Regions[at] = r
	return r
}

// arn is the ARN of an EC2 resource: kind as ARNs spell it (subnet), then its ID.
func (r *Region) arn(kind, id string) string {
	return "arn:aws:ec2:" + r.Scope.Region + ":" + r.Scope.Account + ":" + kind + "/" + id
}
