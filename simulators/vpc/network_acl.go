package vpc

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// The numbers of the closing denies, which are printed and cannot be changed.
// docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
const (
	closing4 int32 = 32767
	closing6 int32 = 32768
)

// allProtocols is how protocol numbers spell "any".
const allProtocols = -1

// openSide is the rule with which a default list lets everything through in
// one direction.
func openSide(from netip.Prefix, number int32, egress bool) []ACLEntry {
	return []ACLEntry{{Number: number, Egress: egress, Allow: true, Protocol: allProtocols, Prefix: from}}
}

// openEntries is openSide in both directions.
func openEntries(from netip.Prefix, number int32) []ACLEntry {
	return slices.Concat(openSide(from, number, false), openSide(from, number, true))
}

// side lists the rules of one direction.
func (a *NetworkACL) side(egress bool) (list []ACLEntry) {
	for _, e := range a.Entries {
		if e.Egress == egress {
			list = append(list, e)
		}
	}
	return list
}

// find tells a rule's place by direction and number, or where it would go.
func (a *NetworkACL) find(egress bool, number int32) (int, bool) {
	return slices.BinarySearchFunc(a.Entries, ACLEntry{Egress: egress, Number: number}, func(x, y ACLEntry) int {
		if x.Egress != y.Egress {
			return cmp.Compare(truth(x.Egress)[0], truth(y.Egress)[0])
		}
		return cmp.Compare(x.Number, y.Number)
	})
}

// put adds a rule in its place, or replaces the one of its number.
func (a *NetworkACL) put(e ACLEntry) {
	if i, there := a.find(e.Egress, e.Number); there {
		a.Entries[i] = e
	} else {
		a.Entries = slices.Insert(a.Entries, i, e)
	}
}

// CreateNetworkAclInput names the VPC.
type CreateNetworkAclInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the list (ResourceType=network-acl)"`
	DryRun            *bool              `doc:"only tell whether the call would work"`
	VpcId             string             `required:"true" doc:"the VPC"`
}

// CreateNetworkAclOutput carries the new list.
type CreateNetworkAclOutput struct{ NetworkAcl NetworkAclOut }

// CreateNetworkAcl makes a list that lets nothing through until it has rules.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAcl.html
func (s *State) CreateNetworkAcl(c *cloud.Call, in CreateNetworkAclInput) (out CreateNetworkAclOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	tags, err := tagsFor(in.TagSpecifications, "network-acl")
	if err != nil {
		return out, err
	}
	if err := r.room(aclsPerVPC, count(&r.ACLs, func(a *NetworkACL) bool { return a.VPC == v.ID })); err != nil {
		return out, err
	}
	return CreateNetworkAclOutput{r.printACL(r.ACLs.Add(NetworkACL{ID: c.NewID("acl"), VPC: v.ID, Tags: tags}))}, nil
}

// DeleteNetworkAclInput names the list.
type DeleteNetworkAclInput struct {
	DryRun       *bool  `doc:"only tell whether the call would work"`
	NetworkAclId string `required:"true" doc:"the list to delete"`
}

// DeleteNetworkAclOutput is empty.
type DeleteNetworkAclOutput struct{}

// DeleteNetworkAcl takes away a list that no subnet has, and not the default.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAcl.html
func (s *State) DeleteNetworkAcl(c *cloud.Call, in DeleteNetworkAclInput) (out DeleteNetworkAclOutput, err error) {
	r := s.At(c)
	a, err := find(&r.ACLs, aclKind, in.NetworkAclId)
	if err != nil {
		return out, err
	}
	if a.Default {
		return out, invalid("cannot delete default network ACL %s", a.ID)
	}
	if has(&r.Subnets, func(sn *Subnet) bool { return sn.ACL == a.ID }) {
		return out, dependent("networkAcl", a.ID)
	}
	r.ACLs.Remove(a.ID)
	return out, nil
}

// ReplaceNetworkAclAssociationInput names the association and the new list.
type ReplaceNetworkAclAssociationInput struct {
	DryRun        *bool  `doc:"only tell whether the call would work"`
	AssociationId string `required:"true" doc:"the subnet's association with its present list (aclassoc-...)"`
	NetworkAclId  string `required:"true" doc:"the list that takes over"`
}

// ReplaceNetworkAclAssociationOutput carries the new association.
type ReplaceNetworkAclAssociationOutput struct{ NewAssociationId string }

// ReplaceNetworkAclAssociation puts a subnet under another list. A subnet
// always has exactly one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html
func (s *State) ReplaceNetworkAclAssociation(c *cloud.Call, in ReplaceNetworkAclAssociationInput) (out ReplaceNetworkAclAssociationOutput, err error) {
	r := s.At(c)
	a, err := find(&r.ACLs, aclKind, in.NetworkAclId)
	if err != nil {
		return out, err
	}
	for sn := range r.Subnets.All {
		if sn.ACLAssociation != in.AssociationId {
			continue
		}
		if sn.VPC != a.VPC {
			return out, invalid("network ACL %s and subnet %s belong to different networks", a.ID, sn.ID)
		}
		sn.ACL, sn.ACLAssociation = a.ID, c.NewID("aclassoc")
		return ReplaceNetworkAclAssociationOutput{sn.ACLAssociation}, nil
	}
	return out, cloud.Errorf("InvalidAssociationID.NotFound", "The association ID '%s' does not exist", in.AssociationId)
}

// NetworkAclOut is a network ACL as the API prints it.
type NetworkAclOut struct {
	Associations []NetworkAclAssociation
	Entries      []NetworkAclEntry
	IsDefault    bool
	NetworkAclId string
	Tags         []TagOut
	VpcId        string
	OwnerId      string
}

// NetworkAclAssociation says which subnet a list guards.
type NetworkAclAssociation struct {
	NetworkAclAssociationId string
	NetworkAclId            string
	SubnetId                string
}

// NetworkAclEntry is a rule as the API prints it.
type NetworkAclEntry struct {
	CidrBlock     *string
	Egress        bool
	IcmpTypeCode  *IcmpTypeCode
	Ipv6CidrBlock *string
	PortRange     *PortRange
	Protocol      string
	RuleAction    string
	RuleNumber    int32
}

// IcmpTypeCode is an ICMP type and code; -1 is any.
type IcmpTypeCode struct {
	Code *int32 `doc:"the ICMP code; -1 for all"`
	Type *int32 `doc:"the ICMP type; -1 for all"`
}

// PortRange is a range of ports, both ends included.
type PortRange struct {
	From *int32 `doc:"the first port"`
	To   *int32 `doc:"the last port"`
}

// printACL prints a list with its closing denies: outbound rules first, each
// direction by number.
func (r *Region) printACL(a *NetworkACL) NetworkAclOut {
	out := NetworkAclOut{
		Associations: []NetworkAclAssociation{}, Entries: []NetworkAclEntry{}, IsDefault: a.Default,
		NetworkAclId: a.ID, Tags: a.Tags.outOrEmpty(), VpcId: a.VPC, OwnerId: r.Scope.Account,
	}
	for sn := range r.Subnets.All {
		if sn.ACL == a.ID {
			out.Associations = append(out.Associations, NetworkAclAssociation{sn.ACLAssociation, a.ID, sn.ID})
		}
	}
	for _, e := range r.withClosing(a) {
		out.Entries = append(out.Entries, e.print())
	}
	return out
}

// withClosing lists all rules, the closing denies among them; IPv6 has its own
// where the VPC has IPv6.
func (r *Region) withClosing(a *NetworkACL) (list []ACLEntry) {
	v := r.VPCs.Find(a.VPC)
	for _, egress := range []bool{true, false} {
		list = append(list, a.side(egress)...)
		list = append(list, ACLEntry{Number: closing4, Egress: egress, Protocol: allProtocols, Prefix: anywhere4})
		if v != nil && len(v.Ranges6) > 0 {
			list = append(list, ACLEntry{Number: closing6, Egress: egress, Protocol: allProtocols, Prefix: anywhere6})
		}
	}
	return list
}

func (e ACLEntry) print() NetworkAclEntry {
	out := NetworkAclEntry{Egress: e.Egress, Protocol: strconv.Itoa(e.Protocol), RuleAction: e.action(), RuleNumber: e.Number}
	if text := e.Prefix.String(); e.Prefix.Addr().Is4() {
		out.CidrBlock = &text
	} else {
		out.Ipv6CidrBlock = &text
	}
	switch {
	case ported(e.Protocol):
		out.PortRange = &PortRange{new(int32(e.From)), new(int32(e.To))}
	case isICMP(e.Protocol):
		out.IcmpTypeCode = &IcmpTypeCode{Code: new(int32(e.Code)), Type: new(int32(e.Type))}
	}
	return out
}

func (e ACLEntry) action() string {
	if e.Allow {
		return "allow"
	}
	return "deny"
}
