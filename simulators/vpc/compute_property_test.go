package vpc_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

const (
	noInstance  = "i-0123456789abcdef0"
	noInterface = "eni-0123456789abcdef0"
	noAddress   = "eipalloc-0123456789abcdef0"
)

func (h *hand) instance() string { return anyOf(h, &h.region().Instances, noInstance) }
func (h *hand) nic() string      { return anyOf(h, &h.region().Interfaces, noInterface) }
func (h *hand) elastic() string  { return anyOf(h, &h.region().Addresses, noAddress) }
func (h *hand) yes() *bool       { return new(h.roll(2) == 0) }

// attachment draws the ID of an attachment.
func (h *hand) attachment() string {
	var all []string
	for e := range h.region().Interfaces.All {
		if e.Attachment != "" {
			all = append(all, e.Attachment)
		}
	}
	if len(all) == 0 {
		return "eni-attach-0123456789abcdef0"
	}
	return all[h.roll(len(all))]
}

// private draws an address of the small subnets in which the games are played.
func (h *hand) private() *string {
	return new(fmt.Sprintf("10.0.%d.%d", h.roll(2), h.roll(30)))
}

func (h *hand) image() *string {
	return new("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")
}

func (h *hand) kind() *string {
	return new([]string{"t3.nano", "t3.small", "t2.micro", "t9.big"}[h.roll(4)])
}

var computeMoves = []move{
	{"RunInstances", func(h *hand, c *cloud.Call) error {
		in := vpc.RunInstancesInput{ImageId: h.image(), InstanceType: h.kind(), MinCount: 1, MaxCount: int32(1 + h.roll(3)), SubnetId: new(h.subnet())}
		if h.roll(4) == 0 {
			in.PrivateIpAddress = h.private()
		}
		_, err := h.s.RunInstances(c, in)
		return err
	}},
	{"RunInstances with interfaces", func(h *hand, c *cloud.Call) error {
		spec := vpc.InstanceNetworkInterfaceSpecification{DeviceIndex: new(int32(0)), SubnetId: new(h.subnet()), AssociatePublicIpAddress: h.yes(), DeleteOnTermination: h.yes(), SecondaryPrivateIpAddressCount: new(int32(h.roll(3)))}
		list := []vpc.InstanceNetworkInterfaceSpecification{spec}
		if h.roll(2) == 0 {
			list[0].AssociatePublicIpAddress = nil
			list = append(list, vpc.InstanceNetworkInterfaceSpecification{DeviceIndex: new(int32(1)), NetworkInterfaceId: new(h.nic())})
		}
		_, err := h.s.RunInstances(c, vpc.RunInstancesInput{ImageId: h.image(), InstanceType: new("t3.small"), MinCount: 1, MaxCount: 1, NetworkInterfaces: list})
		return err
	}},
	{"StartInstances", func(h *hand, c *cloud.Call) error {
		_, err := h.s.StartInstances(c, vpc.StartInstancesInput{InstanceIds: []string{h.instance()}})
		return err
	}},
	{"StopInstances", func(h *hand, c *cloud.Call) error {
		_, err := h.s.StopInstances(c, vpc.StopInstancesInput{InstanceIds: []string{h.instance()}})
		return err
	}},
	{"RebootInstances", func(h *hand, c *cloud.Call) error {
		_, err := h.s.RebootInstances(c, vpc.RebootInstancesInput{InstanceIds: []string{h.instance()}})
		return err
	}},
	{"TerminateInstances", func(h *hand, c *cloud.Call) error {
		_, err := h.s.TerminateInstances(c, vpc.TerminateInstancesInput{InstanceIds: []string{h.instance()}})
		return err
	}},
	{"ModifyInstanceAttribute", func(h *hand, c *cloud.Call) error {
		_, err := h.s.ModifyInstanceAttribute(c, vpc.ModifyInstanceAttributeInput{InstanceId: h.instance(), InstanceType: &vpc.AttributeValue{Value: h.kind()}})
		return err
	}},
	{"CreateNetworkInterface", func(h *hand, c *cloud.Call) error {
		in := vpc.CreateNetworkInterfaceInput{SubnetId: h.subnet()}
		switch h.roll(3) {
		case 0:
			in.PrivateIpAddress = h.private()
		case 1:
			in.SecondaryPrivateIpAddressCount = new(int32(h.roll(4)))
		}
		_, err := h.s.CreateNetworkInterface(c, in)
		return err
	}},
	{"DeleteNetworkInterface", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteNetworkInterface(c, vpc.DeleteNetworkInterfaceInput{NetworkInterfaceId: h.nic()})
		return err
	}},
	{"AttachNetworkInterface", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AttachNetworkInterface(c, vpc.AttachNetworkInterfaceInput{NetworkInterfaceId: h.nic(), InstanceId: h.instance(), DeviceIndex: int32(1 + h.roll(2))})
		return err
	}},
	{"DetachNetworkInterface", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DetachNetworkInterface(c, vpc.DetachNetworkInterfaceInput{AttachmentId: h.attachment()})
		return err
	}},
	{"ModifyNetworkInterfaceAttribute", func(h *hand, c *cloud.Call) error {
		_, err := h.s.ModifyNetworkInterfaceAttribute(c, vpc.ModifyNetworkInterfaceAttributeInput{NetworkInterfaceId: h.nic(), AssociatePublicIpAddress: h.yes()})
		return err
	}},
	{"AssignPrivateIpAddresses", func(h *hand, c *cloud.Call) error {
		in := vpc.AssignPrivateIpAddressesInput{NetworkInterfaceId: h.nic(), AllowReassignment: h.yes()}
		if h.roll(2) == 0 {
			in.SecondaryPrivateIpAddressCount = new(int32(1 + h.roll(3)))
		} else {
			in.PrivateIpAddresses = []string{*h.private()}
		}
		_, err := h.s.AssignPrivateIpAddresses(c, in)
		return err
	}},
	{"UnassignPrivateIpAddresses", func(h *hand, c *cloud.Call) error {
		id, list := h.nic(), []string{"10.0.0.9"}
		if e := h.region().Interfaces.Find(id); e != nil {
			list = []string{e.Private[h.roll(len(e.Private))].IP.String()}
		}
		_, err := h.s.UnassignPrivateIpAddresses(c, vpc.UnassignPrivateIpAddressesInput{NetworkInterfaceId: id, PrivateIpAddresses: list})
		return err
	}},
	{"AllocateAddress", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AllocateAddress(c, vpc.AllocateAddressInput{})
		return err
	}},
	{"AssociateAddress to an instance", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AssociateAddress(c, vpc.AssociateAddressInput{AllocationId: new(h.elastic()), InstanceId: new(h.instance())})
		return err
	}},
	{"AssociateAddress to an interface", func(h *hand, c *cloud.Call) error {
		in := vpc.AssociateAddressInput{AllocationId: new(h.elastic()), NetworkInterfaceId: new(h.nic()), AllowReassociation: h.yes()}
		if e := h.region().Interfaces.Find(*in.NetworkInterfaceId); e != nil && h.roll(2) == 0 {
			in.PrivateIpAddress = new(e.Private[h.roll(len(e.Private))].IP.String())
		}
		_, err := h.s.AssociateAddress(c, in)
		return err
	}},
	{"DisassociateAddress", func(h *hand, c *cloud.Call) error {
		id := "eipassoc-0123456789abcdef0"
		if a := h.region().Addresses.Find(h.elastic()); a != nil && a.Association != "" {
			id = a.Association
		}
		_, err := h.s.DisassociateAddress(c, vpc.DisassociateAddressInput{AssociationId: &id})
		return err
	}},
	{"ReleaseAddress", func(h *hand, c *cloud.Call) error {
		_, err := h.s.ReleaseAddress(c, vpc.ReleaseAddressInput{AllocationId: new(h.elastic())})
		return err
	}},
	{"CreateNatGateway", func(h *hand, c *cloud.Call) error {
		in := vpc.CreateNatGatewayInput{SubnetId: new(h.subnet()), AllocationId: new(h.elastic())}
		if h.roll(2) == 0 {
			in = vpc.CreateNatGatewayInput{SubnetId: in.SubnetId, ConnectivityType: new("private"), SecondaryPrivateIpAddressCount: new(int32(h.roll(3)))}
		}
		_, err := h.s.CreateNatGateway(c, in)
		return err
	}},
	{"CreateNatGateway for a VPC", func(h *hand, c *cloud.Call) error {
		in := vpc.CreateNatGatewayInput{AvailabilityMode: new("regional"), VpcId: new(h.vpc())}
		if h.roll(2) == 0 {
			in.AvailabilityZoneAddresses = []vpc.AvailabilityZoneAddress{{AvailabilityZone: new("us-east-1a"), AllocationIds: []string{h.elastic()}}}
		}
		_, err := h.s.CreateNatGateway(c, in)
		return err
	}},
	{"DeleteNatGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteNatGateway(c, vpc.DeleteNatGatewayInput{NatGatewayId: anyOf(h, &h.region().NATGateways, "nat-0123456789abcdef0")})
		return err
	}},
	{"CreateVpcEndpoint", func(h *hand, c *cloud.Call) error {
		in := vpc.CreateVpcEndpointInput{VpcId: h.vpc(), ServiceName: new("com.amazonaws.us-east-1.s3"), RouteTableIds: []string{h.table()}}
		if h.roll(2) == 0 {
			in = vpc.CreateVpcEndpointInput{VpcId: h.vpc(), ServiceName: new("com.amazonaws.us-east-1.sqs"), VpcEndpointType: new("Interface"), SubnetIds: []string{h.subnet()}, PrivateDnsEnabled: new(false)}
		}
		_, err := h.s.CreateVpcEndpoint(c, in)
		return err
	}},
	{"DeleteVpcEndpoints", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteVpcEndpoints(c, vpc.DeleteVpcEndpointsInput{VpcEndpointIds: []string{anyOf(h, &h.region().Endpoints, "vpce-0123456789abcdef0")}})
		return err
	}},
	{"CreateVpcPeeringConnection", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateVpcPeeringConnection(c, vpc.CreateVpcPeeringConnectionInput{VpcId: h.vpc(), PeerVpcId: new(h.vpc())})
		return err
	}},
	{"AcceptVpcPeeringConnection", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AcceptVpcPeeringConnection(c, vpc.AcceptVpcPeeringConnectionInput{VpcPeeringConnectionId: anyOf(h, &h.s.Peerings, "pcx-0123456789abcdef0")})
		return err
	}},
	{"DeleteVpcPeeringConnection", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteVpcPeeringConnection(c, vpc.DeleteVpcPeeringConnectionInput{VpcPeeringConnectionId: anyOf(h, &h.s.Peerings, "pcx-0123456789abcdef0")})
		return err
	}},
	{"DeleteSubnet", func(h *hand, c *cloud.Call) error {
		if h.roll(10) > 0 || h.region().Subnets.Len() < 3 {
			return fmt.Errorf("not now")
		}
		_, err := h.s.DeleteSubnet(c, vpc.DeleteSubnetInput{SubnetId: h.subnet()})
		return err
	}},
}

// board is a small world to play in: two VPCs with small subnets in two zones.
func board(t *testing.T, h *hand) {
	t.Helper()
	h.s.NoDefaultVPC = true
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var last string
	for n := range 2 {
		v, err := h.s.CreateVpc(h.call(), vpc.CreateVpcInput{CidrBlock: new(fmt.Sprintf("10.%d.0.0/16", n))})
		must(err)
		last = v.Vpc.VpcId
		for k, zone := range []string{"us-east-1a", "us-east-1b"} {
			_, err := h.s.CreateSubnet(h.call(), vpc.CreateSubnetInput{VpcId: last, CidrBlock: new(fmt.Sprintf("10.%d.%d.0/27", n, k)), AvailabilityZone: &zone})
			must(err)
		}
		g, err := h.s.CreateInternetGateway(h.call(), vpc.CreateInternetGatewayInput{})
		must(err)
		if n == 0 {
			_, err = h.s.AttachInternetGateway(h.call(), vpc.AttachInternetGatewayInput{InternetGatewayId: g.InternetGateway.InternetGatewayId, VpcId: last})
			must(err)
		}
	}
}

// TestRandomCompute plays with what stands in networks, and lets time pass
// between the moves.
func TestRandomCompute(t *testing.T) {
	game{
		seeds: 12, steps: 400, begin: board, moves: computeMoves, unsound: unsoundCompute,
		pauses: []cloud.Time{cloud.Second, cloud.Second, 15 * cloud.Second, cloud.Minute, 2 * cloud.Hour},
	}.play(t)
}

// unsoundCompute says what is wrong with what stands in a Region, or nothing.
func unsoundCompute(r *vpc.Region) string {
	for _, look := range []func(*vpc.Region) string{unsoundAddresses, unsoundPublic, unsoundInstances, unsoundElastic, unsoundGateways} {
		if why := look(r); why != "" {
			return why
		}
	}
	return ""
}

// unsoundAddresses: the books of the subnets and the interfaces agree.
func unsoundAddresses(r *vpc.Region) string {
	books := map[netip.Addr]string{}
	for sn := range r.Subnets.All {
		for a, id := range sn.Used {
			books[a] = id
			if !sn.Prefix.Contains(a) {
				return fmt.Sprintf("%s is booked in %s", a, sn.Prefix)
			}
		}
	}
	have := 0
	for e := range r.Interfaces.All {
		if len(e.Private) == 0 || r.Subnets.Find(e.Subnet) == nil {
			return e.ID + " has no address or no subnet"
		}
		for _, p := range e.Private {
			have++
			if books[p.IP] != e.ID {
				return fmt.Sprintf("%s has %s, which is booked for %q", e.ID, p.IP, books[p.IP])
			}
		}
	}
	if have != len(books) {
		return fmt.Sprintf("%d addresses are booked, %d are used", len(books), have)
	}
	return ""
}

// unsoundPublic: no public address is used twice.
func unsoundPublic(r *vpc.Region) string {
	seen := map[netip.Addr]string{}
	for e := range r.Interfaces.All {
		if e.PublicIP.IsValid() {
			if seen[e.PublicIP] != "" {
				return fmt.Sprintf("%s and %s have %s", e.ID, seen[e.PublicIP], e.PublicIP)
			}
			seen[e.PublicIP] = e.ID
			if e.Private[0].Allocation != "" {
				return e.ID + " has an Elastic IP and one of Amazon's"
			}
		}
	}
	for a := range r.Addresses.All {
		if seen[a.IP] != "" {
			return fmt.Sprintf("%s and %s have %s", a.Allocation, seen[a.IP], a.IP)
		}
		seen[a.IP] = a.Allocation
	}
	return ""
}

// unsoundInstances: instances and interfaces know each other; nothing listens
// and nothing is public unless it runs.
func unsoundInstances(r *vpc.Region) string {
	for e := range r.Interfaces.All {
		i := r.Instances.Find(e.Instance)
		if e.Instance != "" && (i == nil || !slices.Contains(i.Interfaces, e.ID) || e.Attachment == "") {
			return fmt.Sprintf("%s says that it is attached to %q", e.ID, e.Instance)
		}
		if e.PublicIP.IsValid() && (i == nil || i.State != vpc.Pending && i.State != vpc.Running) {
			return e.ID + " is public and not of a running instance"
		}
	}
	for i := range r.Instances.All {
		if (len(i.Interfaces) == 0) != (i.State == vpc.Terminated) {
			return fmt.Sprintf("%s is %s with %d interfaces", i.ID, i.State, len(i.Interfaces))
		}
		if len(i.Listening) > 0 && i.State != vpc.Running {
			return i.ID + " listens and does not run"
		}
		places := []int{}
		for _, id := range i.Interfaces {
			e := r.Interfaces.Find(id)
			if e == nil || e.Instance != i.ID || e.ZoneName != i.ZoneName {
				return i.ID + " lists " + id
			}
			places = append(places, e.DeviceIndex)
		}
		if !slices.IsSorted(places) || len(slices.Compact(slices.Clone(places))) != len(places) || len(places) > 0 && places[0] != 0 {
			return fmt.Sprintf("%s has its interfaces at %v", i.ID, places)
		}
		if v := r.Volumes.Find(i.RootVolume); (v == nil) != (i.State == vpc.Terminated) {
			return i.ID + " and its root volume"
		}
	}
	for v := range r.Volumes.All {
		if v.Instance != "" && r.Instances.Find(v.Instance) == nil {
			return v.ID + " is of an instance that is gone"
		}
	}
	return ""
}

// unsoundElastic: Elastic IPs and interfaces know each other.
func unsoundElastic(r *vpc.Region) string {
	ties := 0
	for e := range r.Interfaces.All {
		for _, p := range e.Private {
			if p.Allocation == "" {
				continue
			}
			ties++
			a := r.Addresses.Find(p.Allocation)
			if a == nil || a.Interface != e.ID || a.Private != p.IP || a.Association == "" {
				return fmt.Sprintf("%s is tied to %s, which does not know", e.ID, p.Allocation)
			}
		}
	}
	for a := range r.Addresses.All {
		if a.Interface != "" {
			ties--
		}
		if a.Interface == "" && a.Private.IsValid() {
			return a.Allocation + " is idle and has a private address"
		}
	}
	if ties != 0 {
		return fmt.Sprintf("%d ties too many", ties)
	}
	return ""
}

// unsoundGateways: what NAT gateways and endpoints need is there, and nothing
// of those that are gone.
func unsoundGateways(r *vpc.Region) string {
	managed := map[string]bool{}
	for g := range r.NATGateways.All {
		alive := g.State == "available" || g.State == "deleting" && (g.Interface != "" || g.RouteTable != "")
		managed[g.Interface] = managed[g.Interface] || alive
		if alive && !g.Regional && r.Interfaces.Find(g.Interface) == nil {
			return g.ID + " has no interface"
		}
		if alive && g.Regional && r.RouteTables.Find(g.RouteTable) == nil {
			return g.ID + " has no table"
		}
		if g.State == "pending" {
			managed[g.Interface] = true
		}
	}
	for e := range r.Endpoints.All {
		for _, id := range e.Interfaces {
			managed[id] = true
			if r.Interfaces.Find(id) == nil {
				return e.ID + " has lost an interface"
			}
		}
		for _, id := range e.RouteTables {
			t := r.RouteTables.Find(id)
			if t == nil || !slices.ContainsFunc(t.Routes, func(x vpc.Route) bool { return x.Target == e.ID && x.PrefixList != "" }) {
				return e.ID + " has no route in " + id
			}
		}
	}
	for e := range r.Interfaces.All {
		if e.RequesterManaged && !managed[e.ID] {
			return e.ID + " outlived its maker"
		}
	}
	return ""
}
