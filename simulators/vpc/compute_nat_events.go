package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// natSettles ends a change of state of a NAT gateway.
type natSettles struct {
	Scope cloud.Scope
	ID    string
}

// settleNAT ends a change of state, unless another one has begun since.
func (s *State) settleNAT(w *cloud.World, ev natSettles) {
	r := s.Regions[ev.Scope]
	g := r.NATGateways.Find(ev.ID)
	if g == nil || g.Until != w.Now {
		return
	}
	switch {
	case g.State == "pending" && g.Interface == "" && g.RouteTable == "":
		s.beginNAT(w, r, g)
	case g.State == "pending":
		g.State, g.Until = "available", 0
		return
	case g.State == "deleting":
		r.endNAT(g)
		g.State, g.Deleted, g.Until = "deleted", w.Now, w.Now+goneAfter
	case g.State == "deleted" || g.State == "failed":
		r.NATGateways.Remove(ev.ID)
		return
	}
	w.At(g.Until, ev)
}

// beginNAT gives a gateway what it needs, or tells why it cannot have it.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html
func (s *State) beginNAT(w *cloud.World, r *Region, g *NATGateway) {
	g.FailureCode, g.FailureMessage = r.natFails(g)
	if g.FailureCode != "" {
		g.State, g.Until, g.Deleted = "failed", w.Now+goneAfter, w.Now
		return
	}
	g.Until = w.Now + natTime
	if g.Regional {
		s.beginRegionalNAT(w, r, g)
		return
	}
	want := wantedInterface{subnet: g.Subnet, kind: natInterface, description: "Interface for NAT Gateway " + g.ID, primary: g.Addresses[0].Private}
	for _, a := range g.Addresses[1:] {
		if a.Private.IsValid() {
			want.others = append(want.others, a.Private)
		}
	}
	want.drawn = len(g.Addresses) - 1 - len(want.others)
	e, err := r.addInterface(w, want)
	if err != nil {
		g.FailureCode, g.FailureMessage = failure("InsufficientFreeAddressesInSubnet", "Subnet has insufficient free addresses to create this NAT gateway")
		g.State, g.Until, g.Deleted = "failed", w.Now+goneAfter, w.Now
		return
	}
	e.Attachment, e.Attached, e.DeviceIndex = w.ID(r.Scope, "ela-attach"), w.Now, 1
	g.Interface = e.ID
	for n := range g.Addresses {
		a := &g.Addresses[n]
		a.Interface, a.Private = e.ID, e.Private[n].IP
		if elastic := r.Addresses.Find(a.Allocation); elastic != nil {
			r.tie(w, elastic, e, n)
			a.Public, a.Association = elastic.IP, elastic.Association
		}
	}
}

// natFails is why a gateway cannot be made: code and words, or nothing.
func (r *Region) natFails(g *NATGateway) (code, words string) {
	sn := r.Subnets.Find(g.Subnet)
	switch {
	case !g.Regional && sn == nil:
		return failure("InvalidSubnetID.NotFound", "The specified subnet "+g.Subnet+" does not exist or could not be found.")
	case g.Public && !r.hasGateway(g.VPC):
		return failure("Gateway.NotAttached", "Network "+g.VPC+" has no Internet gateway attached")
	case sn != nil && sn.FreeAddresses() < len(g.Addresses):
		return failure("InsufficientFreeAddressesInSubnet", "Subnet has insufficient free addresses to create this NAT gateway")
	}
	for _, a := range g.Addresses {
		switch e := r.Addresses.Find(a.Allocation); {
		case a.Allocation == "":
		case e == nil:
			return failure("InvalidAllocationID.NotFound", "Elastic IP address "+a.Allocation+" could not be associated with this NAT gateway")
		case e.Association != "":
			return failure("Resource.AlreadyAssociated", "Elastic IP address "+a.Allocation+" is already associated")
		}
	}
	return "", ""
}

func failure(code, words string) (string, string) { return code, words }

// endNAT takes away what a gateway had. Elastic IPs become idle, except those
// that AWS allocated for a regional one.
func (r *Region) endNAT(g *NATGateway) {
	if g.Interface != "" {
		r.removeInterface(g.Interface)
	}
	for _, a := range g.Addresses {
		switch e := r.Addresses.Find(a.Allocation); {
		case e == nil:
		case e.Service != "":
			r.Addresses.Remove(e.Allocation)
		case g.Regional && a.Association != "" && e.Association == a.Association:
			e.Association, e.Private = "", netip.Addr{}
		}
	}
	for e := range r.Endpoints.All {
		e.RouteTables = slices.DeleteFunc(e.RouteTables, func(id string) bool { return id == g.RouteTable })
	}
	r.RouteTables.Remove(g.RouteTable)
}

// beginRegionalNAT gives a regional gateway its table, which leads to the
// internet gateway, and addresses in the zones where the VPC has something.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
func (s *State) beginRegionalNAT(w *cloud.World, r *Region, g *NATGateway) {
	igw := ""
	for x := range r.Gateways.All {
		if x.VPC == g.VPC {
			igw = x.ID
		}
	}
	g.RouteTable = w.ID(r.Scope, "rtb")
	r.RouteTables.Add(RouteTable{
		ID: g.RouteTable, VPC: g.VPC,
		Routes:       append(localRoutes(r.VPCs.Find(g.VPC)), Route{Prefix: anywhere4, Target: igw, Origin: byCreateTable}),
		Associations: []Association{{ID: w.ID(r.Scope, "rtbassoc"), Gateway: g.ID}},
	})
	if g.AutoZones {
		s.reach(w, r, g)
		return
	}
	for n := range g.Addresses {
		a := &g.Addresses[n]
		e := r.Addresses.Find(a.Allocation)
		e.Association = w.ID(r.Scope, "eipassoc")
		a.Public, a.Association = e.IP, e.Association
	}
}

// reach gives a regional gateway an address in each zone in which its VPC has
// interfaces; where there are none at all, in each zone with a subnet.
func (s *State) reach(w *cloud.World, r *Region, g *NATGateway) {
	present := map[string]bool{}
	for e := range r.Interfaces.All {
		present[e.ZoneName] = present[e.ZoneName] || e.VPC == g.VPC
	}
	anywhere := has(&r.Interfaces, func(e *Interface) bool { return e.VPC == g.VPC })
	for sn := range r.Subnets.All {
		present[sn.Zone] = present[sn.Zone] || !anywhere && sn.VPC == g.VPC
	}
	for _, z := range s.ZonesOf(r.Scope.Account, r.Scope.Region) {
		if !present[z.Name] || slices.ContainsFunc(g.Addresses, func(a NATAddress) bool { return a.ZoneID == z.ID }) {
			continue
		}
		e := r.Addresses.Add(Address{
			Allocation: w.ID(r.Scope, "eipalloc"), IP: publicAddress(w, r.Scope.Region),
			Association: w.ID(r.Scope, "eipassoc"), Service: "rnat",
		})
		g.Addresses = append(g.Addresses, NATAddress{Allocation: e.Allocation, Association: e.Association, Public: e.IP, ZoneName: z.Name, ZoneID: z.ID, Primary: true})
	}
}

// natReaches is when a regional gateway looks for zones that it is not in yet.
type natReaches struct {
	Scope cloud.Scope
	ID    string
}

func (s *State) grow(w *cloud.World, ev natReaches) {
	r := s.Regions[ev.Scope]
	g := r.NATGateways.Find(ev.ID)
	if g == nil {
		return
	}
	if g.Grows = 0; g.State == "available" || g.State == "pending" {
		s.reach(w, r, g)
	}
}

// follow lets the VPC's regional gateways grow into a zone in which there is a
// new interface, some time later.
func (r *Region) follow(w *cloud.World, e *Interface) {
	for g := range r.NATGateways.All {
		if g.VPC != e.VPC || !g.AutoZones || g.Grows != 0 || slices.ContainsFunc(g.Addresses, func(a NATAddress) bool { return a.ZoneName == e.ZoneName }) {
			continue
		}
		g.Grows = w.Now + natGrows
		w.At(g.Grows, natReaches{r.Scope, g.ID})
	}
}
