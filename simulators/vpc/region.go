package vpc

import "skylab/simulators/cloud"

// Zone is an Availability Zone: its name as an account sees it (us-east-1a)
// and its ID (use1-az1), which is the same place for everybody.
type Zone struct{ Name, ID string }

// At is what the caller's account has in the Region of the call. The first
// call there makes it, with its default VPC.
func (s *State) At(c *cloud.Call) *Region { return s.in(c.World, c.Scope) }

// in is At for a scope other than the call's own, such as the far end of a
// peering.
func (s *State) in(w *cloud.World, at cloud.Scope) *Region {
	r := s.Regions[at]
	if r == nil {
		if s.Regions == nil {
			s.Regions = map[cloud.Scope]*Region{}
		}
		r = &Region{Scope: at}
		s.Regions[at] = r
	}
	if !r.Made {
		r.Made = true
		r.DHCPOptions = w.ID(at, "dopt")
		if !s.NoDefaultVPC {
			r.addDefaultVPC(w, s.ZonesOf(at.Account, at.Region)).Available = w.Now
		}
	}
	return r
}

// open tells whether the account can use the Region: it has to exist, and the
// lab's account has not enabled those that have to be enabled first.
// docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
func open(region string) error {
	if f, ok := facts(region); !ok || f.optIn {
		return cloud.Errorf("AuthFailure", "AWS was not able to validate the provided access credentials")
	}
	return nil
}

// arn is the ARN of an EC2 resource: kind as ARNs spell it (subnet), then its ID.
func (r *Region) arn(kind, id string) string {
	return "arn:aws:ec2:" + r.Scope.Region + ":" + r.Scope.Account + ":" + kind + "/" + id
}
