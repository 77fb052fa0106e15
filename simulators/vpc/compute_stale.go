package vpc

import "skylab/simulators/cloud"

// DescribeStaleSecurityGroupsInput names a VPC.
type DescribeStaleSecurityGroupsInput struct {
	DryRun     *bool   `doc:"check only"`
	MaxResults *int32  `doc:"at most so many a page, 5 to 255"`
	NextToken  *string `doc:"where the page begins"`
	VpcId      string  `required:"true" doc:"the VPC"`
}

// DescribeStaleSecurityGroupsOutput lists groups with stale rules.
type DescribeStaleSecurityGroupsOutput struct {
	NextToken             *string
	StaleSecurityGroupSet []StaleSecurityGroup
}

// StaleSecurityGroup is a group with the rules of it that are stale.
type StaleSecurityGroup struct {
	Description              string
	GroupId                  string
	GroupName                string
	StaleIpPermissions       []StaleIpPermission
	StaleIpPermissionsEgress []StaleIpPermission
	VpcId                    string
}

// StaleIpPermission is a rule that names a group which cannot be seen any more.
type StaleIpPermission struct {
	FromPort         *int32
	IpProtocol       string
	ToPort           *int32
	UserIdGroupPairs []StaleGroupPair
}

// StaleGroupPair is the group that it names.
type StaleGroupPair struct {
	Description            *string
	UserId                 string
	GroupId                string
	VpcPeeringConnectionId *string
	PeeringStatus          *string
}

// DescribeStaleSecurityGroups lists the rules of a VPC's groups that refer to a
// group of a peered VPC when that group or the peering is gone.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html#vpc-peering-stale-groups
func (s *State) DescribeStaleSecurityGroups(c *cloud.Call, in DescribeStaleSecurityGroupsInput) (DescribeStaleSecurityGroupsOutput, error) {
	r := s.At(c)
	if _, err := find(&r.VPCs, vpcKind, in.VpcId); err != nil {
		return DescribeStaleSecurityGroupsOutput{}, err
	}
	list := []StaleSecurityGroup{}
	for g := range r.Groups.All {
		if g.VPC != in.VpcId {
			continue
		}
		out := StaleSecurityGroup{Description: g.Description, GroupId: g.ID, GroupName: g.Name, StaleIpPermissions: []StaleIpPermission{}, StaleIpPermissionsEgress: []StaleIpPermission{}, VpcId: g.VPC}
		for i := range g.Rules {
			x := &g.Rules[i]
			if !s.stale(r, g, x) {
				continue
			}
			if p := s.staleOut(x); x.Egress {
				out.StaleIpPermissionsEgress = append(out.StaleIpPermissionsEgress, p)
			} else {
				out.StaleIpPermissions = append(out.StaleIpPermissions, p)
			}
		}
		if len(out.StaleIpPermissions)+len(out.StaleIpPermissionsEgress) > 0 {
			list = append(list, out)
		}
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	return DescribeStaleSecurityGroupsOutput{next, part}, err
}

// stale tells whether a rule names a group of another VPC that is not there.
func (s *State) stale(r *Region, g *SecurityGroup, x *GroupRule) bool {
	if x.Group == "" || x.Peering == "" {
		return false
	}
	far, peering := s.peerGroup(r.Scope, g.VPC, x.Group)
	return far == nil || peering != x.Peering
}

func (s *State) staleOut(x *GroupRule) StaleIpPermission {
	pair := StaleGroupPair{Description: filled(x.Description), UserId: x.GroupOwner, GroupId: x.Group, VpcPeeringConnectionId: filled(x.Peering)}
	if p := s.Peerings.Find(x.Peering); p != nil {
		pair.PeeringStatus = new(p.Status)
	} else {
		pair.PeeringStatus = new("deleted")
	}
	out := StaleIpPermission{IpProtocol: protocolName(x.Protocol), UserIdGroupPairs: []StaleGroupPair{pair}}
	if x.Protocol >= 0 {
		out.FromPort, out.ToPort = new(int32(x.From)), new(int32(x.To))
	}
	return out
}
