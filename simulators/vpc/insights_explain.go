package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// Explanation is a reason why a path was not found.
type Explanation struct {
	Acl                  *AnalysisComponent
	AclRule              *AnalysisAclRule
	Address              *string
	AttachedTo           *AnalysisComponent
	Component            *AnalysisComponent
	Destination          *AnalysisComponent
	DestinationVpc       *AnalysisComponent
	Direction            *string
	ExplanationCode      string
	InternetGateway      *AnalysisComponent
	MissingComponent     *string
	NatGateway           *AnalysisComponent
	NetworkInterface     *AnalysisComponent
	VpcPeeringConnection *AnalysisComponent
	RouteTableRoute      *AnalysisRouteTableRoute
	RouteTable           *AnalysisComponent
	SecurityGroup        *AnalysisComponent
	SecurityGroups       []AnalysisComponent
	SourceVpc            *AnalysisComponent
	State                *string
	Subnet               *AnalysisComponent
	Vpc                  *AnalysisComponent
	VpcEndpoint          *AnalysisComponent
}

// analyzerCodes are Reachability Analyzer's codes for refusals that a trace
// names more closely.
// docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
var analyzerCodes = map[string]string{
	CodeRouteLoop: codeNoPath, CodeOutboundOnly: codeNoPath, CodeIPv6Only: codeNoPath, CodeElsewhere: codeNoPath,
	CodePolicyDenies: codeNoPath, CodeDNSOff: codeNoPath,
}

// explain lists what stands in the way, in the order in which the packet met
// it. AWS stops at the components that suffice; here all are named, on the way
// there and on the way back.
func (s *State) explain(r *Region, a *InsightsAnalysis) []Explanation {
	list := []Explanation{}
	for _, x := range a.Reasons {
		if len(a.Hops) == 0 {
			list = append(list, s.explainQuestion(r, a, x))
		}
	}
	for i := 0; i < len(a.Hops); i++ {
		h := &a.Hops[i]
		if !h.Denied {
			continue
		}
		last := i
		for h.Kind == "group" && last+1 < len(a.Hops) && a.Hops[last+1].Denied && a.Hops[last+1].Kind == "group" && a.Hops[last+1].Back == h.Back && a.Hops[last+1].Out == h.Out && a.Hops[last+1].Interface == h.Interface {
			last++ // all groups of one interface are one reason
		}
		list = append(list, s.explanation(r, a, a.Hops[i:last+1]))
		i = last
	}
	return list
}

// explainQuestion prints a reason that is about the question.
func (s *State) explainQuestion(r *Region, a *InsightsAnalysis, why cloud.Reason) Explanation {
	x := Explanation{ExplanationCode: why.Code}
	here := func(id string) *AnalysisComponent { return s.component(&InsightsHop{Scope: r.Scope}, id) }
	switch p := r.Paths.Find(a.Path); {
	case why.Code == codeReflection || why.Code == codePublicOnly:
		x.InternetGateway = here(why.At)
	case why.Code == codeDisconnected && p != nil:
		x.SourceVpc, x.DestinationVpc = here(r.vpcOf(p.Source)), here(r.vpcOf(p.Destination))
	default:
		if x.Component = here(why.At); x.Component == nil {
			x.MissingComponent = filled(why.At)
		}
	}
	return x
}

// vpcOf is the VPC in which an end of a path stands.
func (r *Region) vpcOf(id string) string {
	if i := r.Instances.Find(id); i != nil {
		return i.VPC
	}
	if e := r.Interfaces.Find(id); e != nil {
		return e.VPC
	}
	if g := r.Gateways.Find(id); g != nil {
		return g.VPC
	}
	return ""
}

// explanation prints one reason: a hop, or the groups of one interface.
func (s *State) explanation(r *Region, a *InsightsAnalysis, hops []InsightsHop) Explanation {
	h := &hops[0]
	x := Explanation{ExplanationCode: h.Code, Vpc: s.component(h, h.VPC), Subnet: s.component(h, h.Subnet), NetworkInterface: s.component(h, h.Interface)}
	if code, ours := analyzerCodes[h.Code]; ours {
		x.ExplanationCode = code
	}
	here := s.component(h, h.Component)
	switch h.Kind {
	case "group":
		s.explainGroups(&x, hops)
	case "acl":
		x.Acl, x.AclRule, x.Direction = here, h.Entry.out(), new(direction(h.Out))
	case "table":
		x.RouteTable, x.RouteTableRoute = here, h.Route.analysis()
		if x.RouteTableRoute != nil && h.Code == CodeBadRoute {
			x.RouteTableRoute.State = "blackhole"
		}
		if p := r.Paths.Find(a.Path); p != nil {
			x.Destination = s.component(&InsightsHop{Scope: r.Scope}, p.Destination)
		}
	case "igw":
		x.InternetGateway = here
	case "nat":
		x.NatGateway, x.State = here, filled(h.State)
	case "pcx":
		x.VpcPeeringConnection = here
	case "vpce":
		x.VpcEndpoint = here
	case "host":
		x.Component, x.State = here, filled(h.State)
	default:
		x.Component, x.Address = here, new(h.Packet.Dst.String())
	}
	return x
}

// explainGroups names the groups of an interface. It has no rules only when
// none of them has.
func (s *State) explainGroups(x *Explanation, hops []InsightsHop) {
	x.Direction = new(direction(hops[0].Out))
	for i := range hops {
		if c := s.component(&hops[i], hops[i].Component); c != nil {
			x.SecurityGroups = append(x.SecurityGroups, *c)
		}
	}
	if slices.ContainsFunc(hops, func(h InsightsHop) bool { return h.Code != CodeGroupNoRules }) {
		x.ExplanationCode = CodeGroupsMismatch
		if slices.ContainsFunc(hops, func(h InsightsHop) bool { return h.Code == CodeReferenceLost }) {
			x.ExplanationCode = CodeReferenceLost
		}
	}
}
