package vpc

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// analysisTime is how long an analysis runs. AWS names no figure; less than a
// minute is usual.
const analysisTime = 20 * cloud.Second

// StartNetworkInsightsAnalysisInput names the question.
type StartNetworkInsightsAnalysisInput struct {
	NetworkInsightsPathId string             `required:"true" doc:"the path"`
	FilterInArns          []string           `doc:"ARNs of what the path has to pass"`
	FilterOutArns         []string           `doc:"ARNs of what the path must not pass"`
	DryRun                *bool              `doc:"check only, change nothing"`
	TagSpecifications     []TagSpecification `doc:"tags (ResourceType=network-insights-analysis)"`
	ClientToken           string             `required:"true" doc:"a word of yours that makes a repeated call harmless"`
}

// StartNetworkInsightsAnalysisOutput is the run.
type StartNetworkInsightsAnalysisOutput struct {
	NetworkInsightsAnalysis NetworkInsightsAnalysis
}

// StartNetworkInsightsAnalysis asks a question. The answer is about the
// configuration at the instant when the analysis ends: no packet is sent, and
// whether a host listens, or has failed, is not looked at. AWS takes $0.10 for
// it.
// docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html
func (s *State) StartNetworkInsightsAnalysis(c *cloud.Call, in StartNetworkInsightsAnalysisInput) (StartNetworkInsightsAnalysisOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "network-insights-analysis")
	if err != nil {
		return StartNetworkInsightsAnalysisOutput{}, err
	}
	if _, err := find(&r.Paths, pathKind, in.NetworkInsightsPathId); err != nil {
		return StartNetworkInsightsAnalysisOutput{}, err
	}
	a := r.Analyses.Add(InsightsAnalysis{
		ID: c.NewID("nia"), Path: in.NetworkInsightsPathId, Started: c.Now, Status: "running", Tags: tags,
		Through: slices.Clone(in.FilterInArns), Without: slices.Clone(in.FilterOutArns),
	})
	c.At(c.Now+analysisTime, analysisEnds{r.Scope, a.ID})
	return StartNetworkInsightsAnalysisOutput{s.analysisOut(r, a)}, nil
}

// analysisEnds is when an analysis gives its answer.
type analysisEnds struct {
	Scope cloud.Scope
	ID    string
}

func (s *State) analyse(w *cloud.World, ev analysisEnds) {
	r := s.Regions[ev.Scope]
	a := r.Analyses.Find(ev.ID)
	if a == nil {
		return
	}
	p := r.Paths.Find(a.Path)
	if p == nil {
		return // an analysis outlives no path: DeleteNetworkInsightsPath refuses
	}
	a.Status = "succeeded"
	x := s.examine(r, w.Now)
	t, why := x.answer(*p, a)
	if len(why) > 0 {
		a.Reasons = why
		return
	}
	a.PathFound = t.Verdict == cloud.Allowed
	for _, h := range t.Hops {
		a.Hops = append(a.Hops, s.keep(h))
		if h.Reason.Verdict != cloud.Allowed {
			a.Reasons = append(a.Reasons, h.Reason)
		}
	}
	s.markZones(a.Hops)
}

// telling lists the ports at which the answer of any list can change: the ends
// of the ranges in all rules, and what lies just outside.
func (s *State) telling() []uint16 {
	seen := map[uint16]bool{80: true, 443: true}
	add := func(from, to int) {
		for _, port := range []int{from - 1, from, to, to + 1} {
			if port > 0 && port <= 65535 {
				seen[uint16(port)] = true
			}
		}
	}
	for _, r := range s.Regions {
		for g := range r.Groups.All {
			for i := range g.Rules {
				add(g.Rules[i].From, g.Rules[i].To)
			}
		}
		for l := range r.ACLs.All {
			for i := range l.Entries {
				add(l.Entries[i].From, l.Entries[i].To)
			}
		}
	}
	list := make([]uint16, 0, len(seen))
	for port := range seen {
		list = append(list, port)
	}
	slices.Sort(list)
	return list
}

// keep notes what a hop was decided by, as it is now.
func (s *State) keep(h Hop) InsightsHop {
	k := InsightsHop{
		Component: h.Reason.At, Kind: h.Kind, Code: h.Reason.Code, Denied: h.Reason.Verdict != cloud.Allowed,
		Back: h.Back, Out: h.Out, Packet: h.Packet,
	}
	if h.Reason.At == "" || h.Kind == "group" || h.Kind == "acl" || h.Kind == "table" {
		k.Component = h.At
	}
	for _, r := range regionsInOrder(s) {
		if s.thing(r, k.Component) != "" {
			k.Scope = r.Scope
			s.detail(r, &k, int(h.Reason.Rule))
			break
		}
	}
	return k
}

// detail fills in where a component lies and which rule or route decided.
func (s *State) detail(r *Region, k *InsightsHop, rule int) {
	switch k.Kind {
	case "group":
		g := r.Groups.Find(k.Component)
		k.VPC = g.VPC
		if rule >= 0 && rule < len(g.Rules) {
			k.Rule = g.Rules[rule]
			k.Rule.Tags = nil
		}
		r.locate(k, r.wearer(k))
	case "acl":
		l := r.ACLs.Find(k.Component)
		k.VPC, k.Subnet = l.VPC, r.under(k)
		for _, e := range l.Entries {
			if e.Egress == k.Out && int(e.Number) == rule {
				k.Entry = e
			}
		}
	case "table":
		t := r.RouteTables.Find(k.Component)
		k.VPC = t.VPC
		if rule >= 0 && rule < len(t.Routes) {
			k.Route = t.Routes[rule]
		}
	case "host":
		if i := r.Instances.Find(k.Component); i != nil {
			k.State = string(i.State)
			r.locate(k, r.primary(i).ID)
		}
	case "interface":
		r.locate(k, k.Component)
	case "nat":
		if g := r.NATGateways.Find(k.Component); g != nil {
			k.VPC, k.Subnet, k.State = g.VPC, g.Subnet, g.State
		}
	case "igw":
		if g := r.Gateways.Find(k.Component); g != nil {
			k.VPC = g.VPC
		}
	}
}

// under is the subnet at whose edge a list was looked at.
func (r *Region) under(k *InsightsHop) string {
	for sn := range r.Subnets.All {
		if sn.ACL == k.Component && (k.Out && sn.Prefix.Contains(k.Packet.Src) || !k.Out && sn.Prefix.Contains(k.Packet.Dst)) {
			return sn.ID
		}
	}
	return ""
}

func (r *Region) locate(k *InsightsHop, eni string) {
	if e := r.Interfaces.Find(eni); e != nil {
		k.Interface, k.Subnet, k.VPC = e.ID, e.Subnet, e.VPC
	}
}

// wearer is the interface whose group was looked at: the one with the packet's
// address, else any in the group.
func (r *Region) wearer(k *InsightsHop) string {
	near := k.Packet.Dst
	if k.Out {
		near = k.Packet.Src
	}
	found := ""
	for e := range r.Interfaces.All {
		if !slices.Contains(e.Groups, k.Component) {
			continue
		}
		if slices.ContainsFunc(e.Private, func(p PrivateAddress) bool { return p.IP == near }) {
			return e.ID
		}
		if found == "" {
			found = e.ID
		}
	}
	return found
}

// pathPort is how a filter spells a port.
func pathPort(n *int32) []string {
	if n == nil {
		return nil
	}
	return one(strconv.Itoa(int(*n)))
}
