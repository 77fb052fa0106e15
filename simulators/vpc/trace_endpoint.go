package vpc

// gatewayEndpoint takes packets to a service straight from the route table.
// docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func (w *walk) gatewayEndpoint(k int32) end {
	p := &w.n.endpoints[k]
	before := len(w.hops)
	if p.down != "" {
		w.deny("vpce", p.id, p.down)
	}
	if w.p.Proto != TCP && w.p.Proto != ICMP {
		w.deny("vpce", p.id, CodeEndpointProtocol)
	}
	if len(w.hops) == before {
		w.allow("vpce", p.id, CodeEndpoint)
	}
	w.policy(p)
	w.exit, w.who = ref{refEndpoint, k}, none
	if w.goal() != none {
		return w.restoredOrNowhere()
	}
	w.allow("internet", p.service, CodeReceives)
	return end{outside, none}
}

// backThroughEndpoint brings a service's answer into the VPC.
func (w *walk) backThroughEndpoint() end {
	p := &w.n.endpoints[w.exit.i]
	w.allow("vpce", p.id, CodeEndpoint)
	return w.local(p.vpc, none)
}

// policy looks at an endpoint's policy, when the packet is about a bucket.
func (w *walk) policy(p *endpointNode) {
	if w.bucket != "" && !w.back && !p.allows(w.n.account, w.bucket) {
		w.deny("vpce", p.id, CodePolicyDenies)
	}
}
