package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// CreateNetworkAclEntryInput is a rule of a network ACL.
type CreateNetworkAclEntryInput struct {
	DryRun        *bool         `doc:"only tell whether the call would work"`
	NetworkAclId  string        `required:"true" doc:"the list"`
	RuleNumber    int32         `required:"true" doc:"1 to 32766; the lowest number that fits decides"`
	Protocol      string        `required:"true" doc:"tcp, udp, icmp, a protocol number, or -1 for all"`
	RuleAction    string        `required:"true" doc:"allow or deny"`
	Egress        bool          `required:"true" doc:"for traffic that leaves the subnet"`
	CidrBlock     *string       `doc:"the other side's IPv4 range"`
	Ipv6CidrBlock *string       `doc:"the other side's IPv6 range"`
	IcmpTypeCode  *IcmpTypeCode `doc:"which ICMP messages"`
	PortRange     *PortRange    `doc:"which destination ports, for TCP and UDP"`
}

// CreateNetworkAclEntryOutput is empty.
type CreateNetworkAclEntryOutput struct{}

// CreateNetworkAclEntry adds a rule to a list.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
func (s *State) CreateNetworkAclEntry(c *cloud.Call, in CreateNetworkAclEntryInput) (out CreateNetworkAclEntryOutput, err error) {
	r := s.At(c)
	a, err := find(&r.ACLs, aclKind, in.NetworkAclId)
	if err != nil {
		return out, err
	}
	e, err := readEntry(in)
	if err != nil {
		return out, err
	}
	if _, there := a.find(e.Egress, e.Number); there {
		return out, cloud.Errorf("NetworkAclEntryAlreadyExists", "The network acl entry identified by %d already exists.", e.Number)
	}
	// The quota counts one direction and family, the closing deny with it.
	like := 1
	for _, x := range a.side(e.Egress) {
		if x.Prefix.Addr().Is4() == e.Prefix.Addr().Is4() {
			like++
		}
	}
	if err := r.room(entriesPerACL, like); err != nil {
		return out, err
	}
	a.put(e)
	return out, nil
}

func readEntry(in CreateNetworkAclEntryInput) (e ACLEntry, err error) {
	e = ACLEntry{Number: in.RuleNumber, Egress: in.Egress, Allow: in.RuleAction == "allow"}
	protocol, ok := protocolNumber(in.Protocol)
	e.Protocol = protocol
	switch {
	case in.RuleNumber < 1 || in.RuleNumber >= closing4:
		return e, invalid("Value (%d) for parameter ruleNumber is invalid. Rule numbers must be between 1 and 32766.", in.RuleNumber)
	case !ok:
		return e, invalid("Invalid value '%s' for IP protocol. Unknown protocol.", in.Protocol)
	case in.RuleAction != "allow" && in.RuleAction != "deny":
		return e, invalid("Value (%s) for parameter ruleAction is invalid.", in.RuleAction)
	case (in.CidrBlock == nil) == (in.Ipv6CidrBlock == nil):
		return e, cloud.Errorf("MissingParameter", "Exactly one of cidrBlock and ipv6CidrBlock must be specified.")
	case in.CidrBlock != nil:
		e.Prefix, err = range4(*in.CidrBlock, "cidrBlock")
	default:
		e.Prefix, err = range6(*in.Ipv6CidrBlock, "ipv6CidrBlock")
	}
	if err == nil {
		err = e.readPorts(in)
	}
	return e, err
}

// readPorts takes what the protocol needs: ports for TCP and UDP, type and code
// for ICMP.
func (e *ACLEntry) readPorts(in CreateNetworkAclEntryInput) error {
	switch p, i := in.PortRange, in.IcmpTypeCode; {
	case ported(e.Protocol):
		if p == nil || p.From == nil || p.To == nil {
			return lacking("portRange")
		}
		if e.From, e.To = int(*p.From), int(*p.To); e.From < 0 || e.To > 65535 || e.From > e.To {
			return invalid("Invalid value '%d-%d' for portRange.", e.From, e.To)
		}
	case isICMP(e.Protocol):
		if i == nil || i.Type == nil || i.Code == nil {
			return lacking("icmpTypeCode")
		}
		if e.Type, e.Code = int(*i.Type), int(*i.Code); noICMP(e.Type) || noICMP(e.Code) {
			return invalid("Invalid value for icmpTypeCode: type %d, code %d.", e.Type, e.Code)
		}
	}
	return nil
}

// noICMP tells whether a number is neither -1 nor an ICMP type or code.
func noICMP(n int) bool { return n < -1 || n > 255 }

// ReplaceNetworkAclEntryInput is the new rule of a number that is there.
type ReplaceNetworkAclEntryInput struct {
	DryRun        *bool         `doc:"only tell whether the call would work"`
	NetworkAclId  string        `required:"true" doc:"the list"`
	RuleNumber    int32         `required:"true" doc:"the rule to replace"`
	Protocol      string        `required:"true" doc:"tcp, udp, icmp, a protocol number, or -1 for all"`
	RuleAction    string        `required:"true" doc:"allow or deny"`
	Egress        bool          `required:"true" doc:"for traffic that leaves the subnet"`
	CidrBlock     *string       `doc:"the other side's IPv4 range"`
	Ipv6CidrBlock *string       `doc:"the other side's IPv6 range"`
	IcmpTypeCode  *IcmpTypeCode `doc:"which ICMP messages"`
	PortRange     *PortRange    `doc:"which destination ports, for TCP and UDP"`
}

// ReplaceNetworkAclEntryOutput is empty.
type ReplaceNetworkAclEntryOutput struct{}

// ReplaceNetworkAclEntry replaces a rule of a list.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclEntry.html
func (s *State) ReplaceNetworkAclEntry(c *cloud.Call, in ReplaceNetworkAclEntryInput) (out ReplaceNetworkAclEntryOutput, err error) {
	a, err := find(&s.At(c).ACLs, aclKind, in.NetworkAclId)
	if err != nil {
		return out, err
	}
	e, err := readEntry(CreateNetworkAclEntryInput(in))
	if err != nil {
		return out, err
	}
	if _, there := a.find(e.Egress, e.Number); !there {
		return out, noEntry(e.Number)
	}
	a.put(e)
	return out, nil
}

func noEntry(number int32) error {
	return cloud.Errorf("InvalidNetworkAclEntry.NotFound", "The network acl entry identified by %d does not exist.", number)
}

// DeleteNetworkAclEntryInput names the rule.
type DeleteNetworkAclEntryInput struct {
	DryRun       *bool  `doc:"only tell whether the call would work"`
	NetworkAclId string `required:"true" doc:"the list"`
	RuleNumber   int32  `required:"true" doc:"the rule to delete"`
	Egress       bool   `required:"true" doc:"the rule is one for traffic that leaves the subnet"`
}

// DeleteNetworkAclEntryOutput is empty.
type DeleteNetworkAclEntryOutput struct{}

// DeleteNetworkAclEntry takes a rule out of a list.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkAclEntry.html
func (s *State) DeleteNetworkAclEntry(c *cloud.Call, in DeleteNetworkAclEntryInput) (out DeleteNetworkAclEntryOutput, err error) {
	a, err := find(&s.At(c).ACLs, aclKind, in.NetworkAclId)
	if err != nil {
		return out, err
	}
	i, there := a.find(in.Egress, in.RuleNumber)
	if !there {
		return out, noEntry(in.RuleNumber)
	}
	a.Entries = slices.Delete(a.Entries, i, i+1)
	return out, nil
}
