package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// tables adds route tables.
func (in *importer) tables(r *Region) {
	for _, d := range in.all.Tables {
		t := RouteTable{ID: d.RouteTableId, VPC: d.VpcId, Tags: d.Tags.tags()}
		for _, x := range d.Routes {
			t.Routes = append(t.Routes, x.route())
		}
		slices.SortStableFunc(t.Routes, func(a, b Route) int { return notLocal(a) - notLocal(b) })
		for _, x := range d.PropagatingVgws {
			t.Propagating = append(t.Propagating, x.GatewayId)
		}
		for _, x := range d.Associations {
			t.Associations = append(t.Associations, Association{ID: x.RouteTableAssociationId, Subnet: x.SubnetId, Gateway: x.GatewayId, Main: x.Main})
			if v := r.VPCs.Find(d.VpcId); v != nil && x.Main {
				v.MainTable = t.ID
			}
		}
		r.RouteTables.Add(t)
	}
}

func notLocal(r Route) int {
	if r.Target == "local" {
		return 0
	}
	return 1
}

func (d describedRoute) route() Route {
	t := Route{PrefixList: d.DestinationPrefixListId, Prefix: readPrefix(d.DestinationCidrBlock), Instance: d.InstanceId, Origin: d.Origin, Blackhole: d.State == "blackhole"}
	if d.DestinationIpv6CidrBlock != nil {
		t.Prefix = readPrefix(d.DestinationIpv6CidrBlock)
	}
	// One of these is set. An instance is also named by its interface, which counts.
	for _, id := range []string{d.GatewayId, d.NatGatewayId, d.VpcPeeringConnectionId, d.TransitGatewayId, d.EgressOnlyInternetGatewayId, d.LocalGatewayId, d.CarrierGatewayId, d.VpcEndpointId, d.NetworkInterfaceId, d.CoreNetworkArn} {
		if id != "" {
			t.Target = id
			break
		}
	}
	if t.Origin == "" {
		t.Origin = "CreateRoute"
	}
	return t
}

// hosts adds what has addresses: interfaces, instances, Elastic IPs, NAT
// gateways and endpoints.
func (in *importer) hosts(r *Region) {
	for _, d := range in.all.Addresses {
		r.Addresses.Add(Address{Allocation: d.AllocationId, IP: readAddress(d.PublicIp), Association: d.AssociationId, Interface: d.NetworkInterfaceId, Private: readAddress(d.PrivateIpAddress), Tags: d.Tags.tags()})
	}
	for _, d := range in.all.Interfaces {
		r.Interfaces.Add(d.iface(r))
	}
	for _, v := range in.all.Reservations {
		for _, d := range v.Instances {
			r.Instances.Add(d.instance(r, v.ReservationId))
		}
	}
	for _, d := range in.all.NATs {
		r.NATGateways.Add(d.nat())
	}
	for _, d := range in.all.Endpoints {
		e := Endpoint{
			ID: d.VpcEndpointId, VPC: d.VpcId, Type: d.VpcEndpointType, Service: d.ServiceName, State: d.State, Policy: d.PolicyDocument,
			RouteTables: d.RouteTableIds, Subnets: d.SubnetIds, Interfaces: d.NetworkInterfaceIds, PrivateDNS: d.PrivateDnsEnabled, Tags: d.Tags.tags(),
		}
		for _, g := range d.Groups {
			e.Groups = append(e.Groups, g.GroupId)
		}
		r.Endpoints.Add(e)
	}
	for _, d := range in.all.Keys {
		r.KeyPairs.Add(KeyPair{ID: d.KeyPairId, Name: d.KeyName, Type: d.KeyType, Fingerprint: d.KeyFingerprint, Public: d.PublicKey, Tags: d.Tags.tags()})
	}
}

// iface reads an interface. A public address without an allocation is the one
// that the subnet gave.
func (d describedInterface) iface(r *Region) Interface {
	e := Interface{
		ID: d.NetworkInterfaceId, Subnet: d.SubnetId, VPC: d.VpcId, ZoneName: d.AvailabilityZone, Type: d.InterfaceType, Description: d.Description,
		MAC: d.MacAddress, RequesterManaged: d.RequesterManaged, SourceDestCheck: d.SourceDestCheck == nil || *d.SourceDestCheck, Tags: d.TagSet.tags(),
	}
	if a := d.Attachment; a != nil {
		e.Attachment, e.Instance, e.DeviceIndex, e.DeleteOnTermination = a.AttachmentId, a.InstanceId, a.DeviceIndex, a.DeleteOnTermination
	}
	for _, g := range d.Groups {
		e.Groups = append(e.Groups, g.GroupId)
	}
	for _, p := range d.PrivateIpAddresses {
		given := PrivateAddress{IP: readAddress(p.PrivateIpAddress)}
		if p.Association != nil {
			e.takePublic(r, &given, p.Association)
		}
		if p.Primary {
			e.Private = slices.Insert(e.Private, 0, given)
		} else {
			e.Private = append(e.Private, given)
		}
		if s := r.Subnets.Find(e.Subnet); s != nil {
			s.use(given.IP, e.ID)
		}
	}
	for _, a := range d.Ipv6Addresses {
		e.IPv6 = append(e.IPv6, readAddress(a.Ipv6Address))
	}
	return e
}

func (e *Interface) takePublic(r *Region, p *PrivateAddress, a *describedAssociated) {
	if r.Addresses.Find(a.AllocationId) != nil {
		p.Allocation = a.AllocationId
	} else {
		e.PublicIP = readAddress(a.PublicIp)
	}
}

// use notes that an address is taken, as it is in the account.
func (sn *Subnet) use(a netip.Addr, iface string) {
	if sn.Used == nil {
		sn.Used = map[netip.Addr]string{}
	}
	sn.Used[a] = iface
}

// instance reads an instance. Its interfaces come from describe-network-interfaces
// or, where that was not read, from the instance itself.
func (d describedInstance) instance(r *Region, reservation string) Instance {
	i := Instance{
		ID: d.InstanceId, Image: d.ImageId, Type: d.InstanceType, KeyName: d.KeyName, Subnet: d.SubnetId, VPC: d.VpcId,
		ZoneName: d.Placement.AvailabilityZone, State: InstanceState(d.State.Name), Reservation: reservation, Tags: d.Tags.tags(),
	}
	for _, n := range d.NetworkInterfaces {
		if r.Interfaces.Find(n.NetworkInterfaceId) == nil {
			e := n.iface(r)
			e.Instance = i.ID
			r.Interfaces.Add(e)
		}
		i.Interfaces = append(i.Interfaces, n.NetworkInterfaceId)
	}
	slices.SortStableFunc(i.Interfaces, func(a, b string) int {
		return r.Interfaces.Find(a).DeviceIndex - r.Interfaces.Find(b).DeviceIndex
	})
	return i
}

func (d describedNAT) nat() NATGateway {
	g := NATGateway{ID: d.NatGatewayId, VPC: d.VpcId, Subnet: d.SubnetId, State: d.State, Public: d.ConnectivityType != "private", Regional: d.AvailabilityMode == "regional", Tags: d.Tags.tags()}
	for _, a := range d.NatGatewayAddresses {
		g.Addresses = append(g.Addresses, NATAddress{
			Allocation: a.AllocationId, Association: a.AssociationId, Public: readAddress(a.PublicIp), Private: readAddress(a.PrivateIp),
			Interface: a.NetworkInterfaceId, ZoneName: a.AvailabilityZone, ZoneID: a.AvailabilityZoneId, Primary: a.IsPrimary,
		})
		if g.Interface == "" {
			g.Interface = a.NetworkInterfaceId
		}
	}
	return g
}

func (in *importer) peerings(s *State) {
	for _, d := range in.all.Peerings {
		s.Peerings.Add(Peering{
			ID: d.VpcPeeringConnectionId, Requester: in.end(d.RequesterVpcInfo), Accepter: in.end(d.AccepterVpcInfo),
			Status: d.Status.Code, Message: d.Status.Message, Tags: d.Tags.tags(),
		})
	}
}

func (in *importer) end(d describedEnd) PeerEnd {
	e := PeerEnd{Scope: cloud.Scope{Account: d.OwnerId, Region: d.Region}, VPC: d.VpcId, DNSResolves: d.PeeringOptions.AllowDnsResolutionFromRemoteVpc}
	if e.Scope.Region == "" {
		e.Scope.Region = in.scope.Region
	}
	for _, b := range d.CidrBlockSet {
		e.Ranges = append(e.Ranges, readPrefix(b.CidrBlock))
	}
	for _, b := range d.Ipv6CidrBlockSet {
		e.Ranges = append(e.Ranges, readPrefix(b.Ipv6CidrBlock))
	}
	if len(e.Ranges) == 0 && d.CidrBlock != nil {
		e.Ranges = []netip.Prefix{readPrefix(d.CidrBlock)}
	}
	return e
}
