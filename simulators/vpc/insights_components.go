package vpc

import (
	"net/netip"
	"strconv"
	"strings"
)

// AnalysisComponent names a component of a network.
type AnalysisComponent struct {
	Id   string
	Arn  string
	Name *string
}

// AnalysisAclRule is the entry of a network ACL that decided.
type AnalysisAclRule struct {
	Cidr       string
	Egress     bool
	PortRange  *AnalysisPortRange
	Protocol   string
	RuleAction string
	RuleNumber int32
}

// AnalysisPortRange is a range of ports.
type AnalysisPortRange struct{ From, To int32 }

// AnalysisPacketHeader is a packet as it came or went.
type AnalysisPacketHeader struct {
	DestinationAddresses  []string
	DestinationPortRanges []AnalysisPortRange
	Protocol              string
	SourceAddresses       []string
	SourcePortRanges      []AnalysisPortRange
}

// AnalysisRouteTableRoute is the route that was taken.
type AnalysisRouteTableRoute struct {
	DestinationCidr             *string
	DestinationPrefixListId     *string
	EgressOnlyInternetGatewayId *string
	GatewayId                   *string
	InstanceId                  *string
	NatGatewayId                *string
	NetworkInterfaceId          *string
	Origin                      string
	VpcPeeringConnectionId      *string
	State                       string
}

// AnalysisSecurityGroupRule is the rule that let the packet through.
type AnalysisSecurityGroupRule struct {
	Cidr            *string
	Direction       string
	SecurityGroupId *string
	PortRange       *AnalysisPortRange
	PrefixListId    *string
	Protocol        string
}

// PathComponent is one component on a path.
type PathComponent struct {
	SequenceNumber    int32
	AclRule           *AnalysisAclRule
	AttachedTo        *AnalysisComponent
	Component         *AnalysisComponent
	OutboundHeader    *AnalysisPacketHeader
	InboundHeader     *AnalysisPacketHeader
	RouteTableRoute   *AnalysisRouteTableRoute
	SecurityGroupRule *AnalysisSecurityGroupRule
	Subnet            *AnalysisComponent
	Vpc               *AnalysisComponent
	AdditionalDetails []AdditionalDetail
}

// AdditionalDetail says something more of a path.
// docs.aws.amazon.com/vpc/latest/reachability/additional-detail-codes.html
type AdditionalDetail struct{ AdditionalDetailType string }

// componentsOut prints the components of a path in one direction. A host
// stands for its interface and itself; what a trace notes besides (neighbours
// in a subnet, the internet) is no component.
func (s *State) componentsOut(hops []InsightsHop, back bool) []PathComponent {
	list := []PathComponent{}
	add := func(c PathComponent) {
		c.SequenceNumber = int32(len(list) + 1)
		list = append(list, c)
	}
	for i := range hops {
		if h := &hops[i]; h.Back == back && h.Scope.Region != "" {
			for i, c := range s.componentOut(h, len(list) == 0) {
				if i == 0 && h.Crossed {
					c.AdditionalDetails = []AdditionalDetail{{"AVAILABILITY_ZONE_CROSSED"}}
				}
				add(c)
			}
		}
	}
	return list
}

func (s *State) componentOut(h *InsightsHop, first bool) []PathComponent {
	c := PathComponent{Component: s.component(h, h.Component)}
	switch h.Kind {
	case "host", "interface":
		return s.endOut(h, first)
	case "acl":
		c.AclRule = h.Entry.out()
	case "group":
		if c.SecurityGroupRule = h.Rule.analysis(h.Out); c.SecurityGroupRule == nil {
			return nil // the answer to what a rule let through needs none
		}
	case "table":
		c.RouteTableRoute, c.Vpc = h.Route.analysis(), s.component(h, h.VPC)
	case "igw", "eigw", "nat", "pcx", "vpce":
		c.OutboundHeader, c.Vpc = h.Packet.header(), s.component(h, h.VPC)
	default:
		return nil
	}
	return []PathComponent{c}
}

// endOut is a host and its interface, in the order in which a packet meets
// them: from the host outwards at the beginning, inwards at the end.
func (s *State) endOut(h *InsightsHop, first bool) []PathComponent {
	eni := PathComponent{Component: s.component(h, h.Interface), Subnet: s.component(h, h.Subnet), Vpc: s.component(h, h.VPC)}
	if h.Kind == "interface" {
		eni.OutboundHeader = h.Packet.header()
		return []PathComponent{eni}
	}
	host := PathComponent{Component: s.component(h, h.Component)}
	eni.AttachedTo = host.Component
	if first {
		host.OutboundHeader = h.Packet.header()
		return []PathComponent{host, eni}
	}
	eni.InboundHeader = h.Packet.header()
	return []PathComponent{eni, host}
}

// component names a component; nil when there is none.
func (s *State) component(h *InsightsHop, id string) *AnalysisComponent {
	r := s.Regions[h.Scope]
	if id == "" || r == nil {
		return nil
	}
	out := AnalysisComponent{Id: id, Arn: r.arn(arnKind(id), id)}
	s.eachTagged(r, func(x tagged) {
		if x.id == id {
			out.Name = filled(x.tags.Name())
		}
	})
	return &out
}

// arnKind is how ARNs spell the kind of an ID.
func arnKind(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	return map[string]string{
		"i": "instance", "eni": "network-interface", "sg": "security-group", "acl": "network-acl", "rtb": "route-table", "subnet": "subnet",
		"vpc": "vpc", "igw": "internet-gateway", "eigw": "egress-only-internet-gateway", "nat": "natgateway", "pcx": "vpc-peering-connection",
		"vpce": "vpc-endpoint", "pl": "prefix-list", "nip": "network-insights-path",
	}[prefix]
}

func (e ACLEntry) out() *AnalysisAclRule {
	if e.Number == 0 {
		return nil
	}
	out := AnalysisAclRule{Cidr: e.Prefix.String(), Egress: e.Egress, Protocol: analysisProtocol(e.Protocol), RuleAction: "deny", RuleNumber: e.Number}
	if e.Allow {
		out.RuleAction = "allow"
	}
	if ported(e.Protocol) {
		out.PortRange = &AnalysisPortRange{int32(e.From), int32(e.To)}
	}
	return &out
}

// analysisProtocol is a protocol as Reachability Analyzer prints it in rules.
func analysisProtocol(n int) string {
	if n == allProtocols {
		return "all"
	}
	return protocolName(n)
}

func (x GroupRule) analysis(out bool) *AnalysisSecurityGroupRule {
	if x.ID == "" {
		return nil
	}
	rule := AnalysisSecurityGroupRule{Direction: direction(out), SecurityGroupId: filled(x.Group), PrefixListId: filled(x.PrefixList), Protocol: analysisProtocol(x.Protocol)}
	if x.Prefix.IsValid() {
		rule.Cidr = new(x.Prefix.String())
	}
	if ported(x.Protocol) {
		rule.PortRange = &AnalysisPortRange{int32(x.From), int32(x.To)}
	}
	return &rule
}

func direction(out bool) string {
	if out {
		return "egress"
	}
	return "ingress"
}

func (x Route) analysis() *AnalysisRouteTableRoute {
	if x.Target == "" {
		return nil
	}
	out := AnalysisRouteTableRoute{DestinationPrefixListId: filled(x.PrefixList), InstanceId: filled(x.Instance), Origin: strings.ToLower(x.Origin), State: "active"}
	if x.Prefix.IsValid() {
		out.DestinationCidr = new(x.Prefix.String())
	}
	switch prefix, _, _ := strings.Cut(x.Target, "-"); prefix {
	case "nat":
		out.NatGatewayId = new(x.Target)
	case "eni":
		out.NetworkInterfaceId = new(x.Target)
	case "pcx":
		out.VpcPeeringConnectionId = new(x.Target)
	case "eigw":
		out.EgressOnlyInternetGatewayId = new(x.Target)
	default:
		out.GatewayId = new(x.Target)
	}
	return &out
}

func (p Packet) header() *AnalysisPacketHeader {
	whole := func(a netip.Addr) []string { return []string{netip.PrefixFrom(a, a.BitLen()).String()} }
	return &AnalysisPacketHeader{
		DestinationAddresses: whole(p.Dst), DestinationPortRanges: []AnalysisPortRange{{int32(p.DstPort), int32(p.DstPort)}},
		Protocol: strconv.Itoa(int(p.Proto)), SourceAddresses: whole(p.Src), SourcePortRanges: []AnalysisPortRange{{int32(p.SrcPort), int32(p.SrcPort)}},
	}
}
