package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// DescribeSecurityGroupReferencesInput names groups.
type DescribeSecurityGroupReferencesInput struct {
	DryRun  *bool    `doc:"only tell whether the call would work"`
	GroupId []string `required:"true" doc:"the groups"`
}

// DescribeSecurityGroupReferencesOutput lists who refers to the groups.
type DescribeSecurityGroupReferencesOutput struct {
	SecurityGroupReferenceSet []SecurityGroupReference
}

// SecurityGroupReference is a peer VPC with a rule that refers to a group.
type SecurityGroupReference struct {
	GroupId                string
	ReferencingVpcId       string
	VpcPeeringConnectionId string
}

// DescribeSecurityGroupReferences lists the VPCs on the other side of active
// peerings whose rules refer to a group.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupReferences.html
func (s *State) DescribeSecurityGroupReferences(c *cloud.Call, in DescribeSecurityGroupReferencesInput) (out DescribeSecurityGroupReferencesOutput, err error) {
	r := s.At(c)
	out.SecurityGroupReferenceSet = []SecurityGroupReference{}
	for _, id := range in.GroupId {
		g, err := find(&r.Groups, groupKind, id)
		if err != nil {
			return out, err
		}
		for p := range s.Peerings.All {
			if far, ok := p.otherEnd(r.Scope, g.VPC); ok && p.Status == "active" && s.refersTo(far, g.ID) {
				out.SecurityGroupReferenceSet = append(out.SecurityGroupReferenceSet, SecurityGroupReference{g.ID, far.VPC, p.ID})
			}
		}
	}
	return out, nil
}

// otherEnd is the far end of a peering, seen from a VPC.
func (p *Peering) otherEnd(at cloud.Scope, vpc string) (PeerEnd, bool) {
	switch {
	case p.Requester.is(at, vpc):
		return p.Accepter, true
	case p.Accepter.is(at, vpc):
		return p.Requester, true
	}
	return PeerEnd{}, false
}

// refersTo tells whether any rule at the end of a peering refers to a group.
func (s *State) refersTo(end PeerEnd, id string) bool {
	r := s.Regions[end.Scope]
	return r != nil && has(&r.Groups, func(g *SecurityGroup) bool {
		return g.VPC == end.VPC && slices.ContainsFunc(g.Rules, func(x GroupRule) bool { return x.Group == id })
	})
}
