package vpc

import (
	"fmt"

	"skylab/simulators/cloud"
)

// reservationOut prints instances of one reservation.
func (r *Region) reservationOut(list []*Instance, now cloud.Time) Reservation {
	out := Reservation{OwnerId: r.Scope.Account, Groups: []GroupIdentifier{}, Instances: []InstanceOut{}}
	for _, i := range list {
		out.ReservationId = i.Reservation
		out.Instances = append(out.Instances, r.instanceOut(i, now))
	}
	return out
}

// instanceOut prints an instance.
func (r *Region) instanceOut(i *Instance, now cloud.Time) InstanceOut {
	t := typeOf(i)
	out := InstanceOut{
		Architecture: t.architecture, BlockDeviceMappings: r.mappingsOut(i), ClientToken: i.ClientToken, EnaSupport: true,
		Hypervisor: "xen", NetworkInterfaces: []InstanceNetworkInterface{}, RootDeviceName: "/dev/xvda", RootDeviceType: "ebs",
		SecurityGroups: []GroupIdentifier{}, StateReason: i.reason(), Tags: i.Tags.out(), VirtualizationType: "hvm",
		CpuOptions:                       CpuOptions{t.cores, t.vcpus / t.cores},
		CapacityReservationSpecification: CapacityReservationSpecification{"open"},
		MetadataOptions:                  i.metadata(), PlatformDetails: "Linux/UNIX", UsageOperation: "RunInstances",
		UsageOperationUpdateTime: i.Launched, MaintenanceOptions: InstanceMaintenanceOptions{"default", "default"},
		NetworkPerformanceOptions: InstanceNetworkPerformanceOptions{"default"}, Operator: OperatorResponse{HiddenByDefault: new(false)}, SecondaryInterfaces: []InstanceSecondaryInterface{},
		CurrentInstanceBootMode: "legacy-bios", InstanceId: i.ID, ImageId: i.Image, State: i.State.out(),
		StateTransitionReason: i.Stopped, KeyName: filled(i.KeyName), AmiLaunchIndex: int32(i.LaunchIndex), ProductCodes: []ProductCode{},
		InstanceType: i.Type, LaunchTime: i.Launched, Monitoring: MonitoringOut{"disabled"},
		Placement: PlacementOut{AvailabilityZoneId: r.zoneID(i.Subnet), Tenancy: "default", AvailabilityZone: i.ZoneName},
	}
	if i.Profile != "" {
		out.IamInstanceProfile = &IamInstanceProfileOut{i.Profile, profileID(i.Profile)}
	}
	if p := r.publicImage(r.rootImage(i.Image)); p != nil {
		out.RootDeviceName, out.BootMode = p.device, filled(p.bootMode)
		if p.bootMode != "" && !t.is("x") {
			out.CurrentInstanceBootMode = "uefi"
		}
	}
	if i.State != Terminated {
		r.networkOut(i, &out)
	}
	return out
}

// networkOut fills in what an instance has on the network, until it has ended.
func (r *Region) networkOut(i *Instance, out *InstanceOut) {
	out.SubnetId, out.VpcId = new(i.Subnet), new(i.VPC)
	for _, id := range i.Interfaces {
		out.NetworkInterfaces = append(out.NetworkInterfaces, r.instanceInterface(r.Interfaces.Find(id), i.State))
	}
	first := r.Interfaces.Find(i.Interfaces[0])
	out.SecurityGroups, out.SourceDestCheck = r.groupNames(first.Groups), new(first.SourceDestCheck)
	out.PrivateIpAddress = new(first.Private[0].IP.String())
	out.PrivateDnsName = privateName(r.Scope.Region, first.Private[0].IP)
	if len(first.IPv6) > 0 {
		out.Ipv6Address = new(first.IPv6[0].String())
	}
	if a := r.associationOut(first, 0); a != nil {
		out.PublicIpAddress, out.PublicDnsName = new(a.PublicIp), a.PublicDnsName
	}
	if sn := r.Subnets.Find(i.Subnet); sn != nil {
		kind := sn.HostnameType
		if kind == "" {
			kind = "ip-name"
		}
		out.PrivateDnsNameOptions = &PrivateDnsNameOptions{kind, sn.ResourceNameARecord, sn.ResourceNameAAAA}
	}
}

// instanceInterface prints an interface of an instance.
func (r *Region) instanceInterface(e *Interface, state InstanceState) InstanceNetworkInterface {
	full := r.interfaceOut(e)
	out := InstanceNetworkInterface{
		Association: short(full.Association),
		Attachment:  InstanceNetworkInterfaceAttachment{AttachTime: e.Attached, AttachmentId: e.Attachment, DeleteOnTermination: e.DeleteOnTermination, DeviceIndex: int32(e.DeviceIndex), Status: "attached"},
		Description: e.Description, Groups: full.Groups, Ipv6Addresses: []InstanceIpv6AddressOut{}, MacAddress: e.MAC,
		NetworkInterfaceId: e.ID, OwnerId: full.OwnerId, PrivateDnsName: full.PrivateDnsName, PrivateIpAddress: full.PrivateIpAddress,
		SourceDestCheck: e.SourceDestCheck, Status: "in-use", SubnetId: e.Subnet, VpcId: e.VPC, InterfaceType: e.Type, ConnectionTrackingConfiguration: e.Idle.out(),
	}
	if state == Pending {
		out.Attachment.Status = "attaching"
	}
	for _, a := range full.Ipv6Addresses {
		out.Ipv6Addresses = append(out.Ipv6Addresses, InstanceIpv6AddressOut(a))
	}
	for _, p := range full.PrivateIpAddresses {
		out.PrivateIpAddresses = append(out.PrivateIpAddresses, InstancePrivateIpAddress{short(p.Association), p.Primary, p.PrivateDnsName, p.PrivateIpAddress})
	}
	return out
}

func short(a *NetworkInterfaceAssociation) *InstanceNetworkInterfaceAssociation {
	if a == nil {
		return nil
	}
	return &InstanceNetworkInterfaceAssociation{a.IpOwnerId, a.PublicDnsName, a.PublicIp}
}

// mappingsOut prints the volumes of an instance, once they are attached.
func (r *Region) mappingsOut(i *Instance) []InstanceBlockDeviceMapping {
	list := []InstanceBlockDeviceMapping{}
	for v := range r.Volumes.All {
		if v.Instance == i.ID {
			list = append(list, InstanceBlockDeviceMapping{v.Device, EbsInstanceBlockDevice{v.Attached, v.DeleteOnTermination, "attached", v.ID}})
		}
	}
	return list
}

// reason is why an instance is in its state, where AWS tells.
func (i *Instance) reason() *StateReason {
	switch i.State {
	case Pending:
		return &StateReason{"pending", "pending"}
	case Running:
		return nil
	}
	return &StateReason{"Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown"}
}

// metadata tells how the metadata service answers: images of today ask for a
// token.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
func (i *Instance) metadata() InstanceMetadataOptions {
	out := InstanceMetadataOptions{"applied", "required", 2, "enabled", "disabled", "disabled"}
	if i.FreeMetadata {
		out.HttpTokens = "optional"
	}
	if i.State == Pending {
		out.State = "pending"
	}
	return out
}

// unborn leaves out what the answer to RunInstances does not know yet: volumes
// and the public address come a moment later.
func (out *InstanceOut) unborn() {
	out.BlockDeviceMappings, out.PublicDnsName, out.PublicIpAddress = []InstanceBlockDeviceMapping{}, "", nil
	for i := range out.NetworkInterfaces {
		out.NetworkInterfaces[i].Association = nil
		for k := range out.NetworkInterfaces[i].PrivateIpAddresses {
			out.NetworkInterfaces[i].PrivateIpAddresses[k].Association = nil
		}
	}
}

// profileID is the unique ID of an instance profile, by its ARN alone.
func profileID(arn string) string {
	return fmt.Sprintf("AIPA%017X", cloud.Roll(cloud.Label(arn), imageLabel, 0)>>4)
}
