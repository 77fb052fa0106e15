package vpc

import (
	"fmt"
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// The types of interfaces that the lab makes.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html
const (
	plainInterface    = "interface"
	natInterface      = "nat_gateway"
	endpointInterface = "vpc_endpoint"
)

// wantedInterface is an interface that is to be made.
type wantedInterface struct {
	subnet, kind, description string
	groups                    []string
	primary                   netip.Addr   // drawn when not valid
	others                    []netip.Addr // secondary ones
	drawn                     int          // and so many more, drawn
	six                       []netip.Addr
	sixDrawn                  int
	idle                      IdleTimes
	tags                      Tags
}

// addInterface makes an interface and takes its addresses. When it cannot have
// them all it has none, and nothing has changed.
func (r *Region) addInterface(w *cloud.World, want wantedInterface) (*Interface, error) {
	sn, err := find(&r.Subnets, subnetKind, want.subnet)
	if err != nil {
		return nil, err
	}
	if err := r.room(interfacesPerRegion, r.Interfaces.Len()); err != nil {
		return nil, err
	}
	if err := r.mayHave(&want, sn); err != nil {
		return nil, err
	}
	e := Interface{
		ID: w.ID(r.Scope, "eni"), Subnet: sn.ID, VPC: sn.VPC, ZoneName: sn.Zone, Type: want.kind, Description: want.description,
		Groups: slices.Clone(want.groups), SourceDestCheck: want.kind != natInterface, Tags: want.tags,
		RequesterManaged: want.kind != plainInterface, Idle: want.idle,
	}
	e.MAC = macOf(e.ID)
	for range 1 + len(want.others) + want.drawn {
		var a netip.Addr
		switch n := len(e.Private); {
		case n == 0:
			a = want.primary
		case n <= len(want.others):
			a = want.others[n-1]
		}
		if err := r.take(&e, sn, a); err != nil {
			sn.releaseAll(&e)
			return nil, err
		}
	}
	e.IPv6 = append(e.IPv6, want.six...)
	for range want.sixDrawn {
		e.IPv6 = append(e.IPv6, r.drawSix(sn, e.ID, e.IPv6))
	}
	added := r.Interfaces.Add(e)
	r.follow(w, added)
	return added, nil
}

// mayHave checks groups and IPv6 addresses before anything is taken; without
// groups the VPC's default one is meant.
func (r *Region) mayHave(want *wantedInterface, sn *Subnet) error {
	if len(want.groups) == 0 && want.kind != natInterface {
		want.groups = []string{r.VPCs.Find(sn.VPC).DefaultGroup}
	}
	if err := r.checkGroups(want.groups, sn.VPC, sn.ID); err != nil {
		return err
	}
	if (len(want.six) > 0 || want.sixDrawn > 0) && !sn.Prefix6.IsValid() {
		return invalid("The subnet '%s' does not have an IPv6 CIDR block associated with it", sn.ID)
	}
	for _, a := range want.six {
		if err := r.freeSix(sn, a); err != nil {
			return err
		}
	}
	return nil
}

// checkGroups wants every group to exist, in the VPC, and not too many of them.
func (r *Region) checkGroups(ids []string, vpc, subnet string) error {
	if err := r.room(groupsPerInterface, len(ids)-1); err != nil {
		return err
	}
	for _, id := range ids {
		g, err := find(&r.Groups, groupKind, id)
		if err != nil {
			return err
		}
		if g.VPC != vpc {
			return cloud.Errorf("InvalidParameter", "Security group %s and subnet %s belong to different networks.", id, subnet)
		}
	}
	return nil
}

// take gives an interface one more private address: a, or a drawn one.
func (r *Region) take(e *Interface, sn *Subnet, a netip.Addr) error {
	if !a.IsValid() {
		// One interface draws several addresses: the draw is by its ID and place.
		got, err := sn.Take(netip.Addr{}, fmt.Sprint(e.ID, "/", len(e.Private)))
		if err != nil {
			return err
		}
		sn.Used[got] = e.ID
		e.Private = append(e.Private, PrivateAddress{IP: got})
		return nil
	}
	got, err := sn.Take(a, e.ID)
	if err == nil {
		e.Private = append(e.Private, PrivateAddress{IP: got})
	}
	return err
}

func (sn *Subnet) releaseAll(e *Interface) {
	for _, p := range e.Private {
		sn.Release(p.IP)
	}
}

// removeInterface takes an interface out of the world: its addresses are free,
// its Elastic IPs idle.
func (r *Region) removeInterface(id string) {
	e := r.Interfaces.Find(id)
	if e == nil {
		return
	}
	for a := range r.Addresses.All {
		if a.Interface == id {
			r.untie(a)
		}
	}
	if e = r.Interfaces.Find(id); e == nil {
		return
	}
	if sn := r.Subnets.Find(e.Subnet); sn != nil {
		sn.releaseAll(e)
	}
	r.Interfaces.Remove(id)
}

// macOf is an interface's hardware address: of the kind that belongs to no
// maker, drawn by its ID.
func macOf(id string) string {
	b := cloud.Roll(cloud.Label(id), macLabel, 0)
	first := [...]byte{0x02, 0x06, 0x0a, 0x0e, 0x12, 0x16}[b>>40%6]
	return fmt.Sprintf("%02x:%02x:%02x:%02x:%02x:%02x", first, byte(b>>32), byte(b>>24), byte(b>>16), byte(b>>8), byte(b))
}

var macLabel = cloud.Label("MAC address")

// freeSix checks that an interface may have an IPv6 address.
func (r *Region) freeSix(sn *Subnet, a netip.Addr) error {
	if !sn.Prefix6.Contains(a) {
		return invalid("Address %s does not fall within the subnet's IPv6 address range", a)
	}
	for e := range r.Interfaces.All {
		if slices.Contains(e.IPv6, a) {
			return cloud.Errorf("InvalidIPAddress.InUse", "The address %s is already in use.", a)
		}
	}
	return nil
}

// drawSix draws an IPv6 address that nothing has: by the interface's ID and the
// place among its addresses.
func (r *Region) drawSix(sn *Subnet, id string, have []netip.Addr) netip.Addr {
	for n := uint64(len(have)); ; n += 1000 {
		b := sn.Prefix6.Addr().As16()
		for i, x := 0, cloud.Roll(cloud.Label(id), macLabel, 1+n); i < 8; i++ {
			b[8+i] = byte(x >> (8 * i))
		}
		if a := netip.AddrFrom16(b); !slices.Contains(have, a) && r.freeSix(sn, a) == nil {
			return a
		}
	}
}
