package vpc

import (
	"strings"

	"skylab/simulators/cloud"
)

// GroupIdentifier names a security group.
type GroupIdentifier struct{ GroupId, GroupName string }

// NetworkInterface is an interface as it is printed.
type NetworkInterface struct {
	Association                     *NetworkInterfaceAssociation
	Attachment                      *NetworkInterfaceAttachment
	AvailabilityZone                string
	ConnectionTrackingConfiguration *ConnectionTrackingConfiguration
	Description                     string
	Groups                          []GroupIdentifier
	InterfaceType                   string
	Ipv6Addresses                   []NetworkInterfaceIpv6Address
	MacAddress                      string
	NetworkInterfaceId              string
	OwnerId                         string
	PrivateDnsName                  *string
	PublicDnsName                   *string
	PrivateIpAddress                string
	PrivateIpAddresses              []NetworkInterfacePrivateIpAddress
	RequesterId                     *string
	RequesterManaged                bool
	SourceDestCheck                 bool
	Status                          string
	SubnetId                        string
	TagSet                          []TagOut
	VpcId                           string
	Ipv6Address                     *string
	AvailabilityZoneId              string
}

// NetworkInterfaceAssociation is the public address that a private one has:
// an Elastic IP, or one of Amazon's that has no IDs.
type NetworkInterfaceAssociation struct {
	AllocationId  *string
	AssociationId *string
	IpOwnerId     string
	PublicDnsName string
	PublicIp      string
}

// NetworkInterfaceAttachment is what an interface is attached to.
type NetworkInterfaceAttachment struct {
	AttachTime          cloud.Time
	AttachmentId        string
	DeleteOnTermination bool
	DeviceIndex         int32
	NetworkCardIndex    int32
	InstanceId          *string
	InstanceOwnerId     string
	Status              string
}

// NetworkInterfaceIpv6Address is an IPv6 address.
type NetworkInterfaceIpv6Address struct {
	Ipv6Address   string
	IsPrimaryIpv6 bool
}

// NetworkInterfacePrivateIpAddress is a private IPv4 address.
type NetworkInterfacePrivateIpAddress struct {
	Association      *NetworkInterfaceAssociation
	Primary          bool
	PrivateDnsName   *string
	PrivateIpAddress string
}

// interfaceOut prints an interface.
func (r *Region) interfaceOut(e *Interface) NetworkInterface {
	out := NetworkInterface{
		Attachment: r.attachmentOut(e), AvailabilityZone: e.ZoneName, ConnectionTrackingConfiguration: e.Idle.out(), Description: e.Description, Groups: r.groupNames(e.Groups),
		InterfaceType: e.Type, Ipv6Addresses: []NetworkInterfaceIpv6Address{}, MacAddress: e.MAC, NetworkInterfaceId: e.ID,
		OwnerId: r.Scope.Account, RequesterManaged: e.RequesterManaged, SourceDestCheck: e.SourceDestCheck, Status: e.status(),
		SubnetId: e.Subnet, TagSet: e.Tags.outOrEmpty(), VpcId: e.VPC, PrivateIpAddresses: []NetworkInterfacePrivateIpAddress{},
	}
	if sn := r.Subnets.Find(e.Subnet); sn != nil {
		out.AvailabilityZoneId = sn.ZoneID
	}
	for i, a := range e.IPv6 {
		out.Ipv6Addresses = append(out.Ipv6Addresses, NetworkInterfaceIpv6Address{Ipv6Address: a.String()})
		if i == 0 {
			out.Ipv6Address = new(a.String())
		}
	}
	names := r.dnsNames(e.VPC)
	for i, p := range e.Private {
		a := NetworkInterfacePrivateIpAddress{Association: r.associationOut(e, i), Primary: i == 0, PrivateIpAddress: p.IP.String()}
		if names {
			a.PrivateDnsName = new(privateName(r.Scope.Region, p.IP))
		}
		out.PrivateIpAddresses = append(out.PrivateIpAddresses, a)
	}
	if len(e.Private) > 0 {
		first := out.PrivateIpAddresses[0]
		out.Association, out.PrivateDnsName, out.PrivateIpAddress = first.Association, first.PrivateDnsName, first.PrivateIpAddress
		if first.Association != nil {
			out.PublicDnsName = filled(first.Association.PublicDnsName)
		}
	}
	if e.RequesterManaged {
		out.RequesterId = new(r.Scope.Account)
	}
	return out
}

// status is available, or in-use when it is attached to something.
func (e *Interface) status() string {
	if e.Attachment == "" {
		return "available"
	}
	return "in-use"
}

func (r *Region) groupNames(ids []string) []GroupIdentifier {
	list := []GroupIdentifier{}
	for _, id := range ids {
		name := ""
		if g := r.Groups.Find(id); g != nil {
			name = g.Name
		}
		list = append(list, GroupIdentifier{id, name})
	}
	return list
}

// dnsNames tells whether a VPC gives DNS names to its hosts.
func (r *Region) dnsNames(vpc string) bool {
	v := r.VPCs.Find(vpc)
	return v != nil && v.DNSSupport && v.DNSHostnames
}

// associationOut is the public side of an interface's i-th private address.
func (r *Region) associationOut(e *Interface, i int) *NetworkInterfaceAssociation {
	out := &NetworkInterfaceAssociation{IpOwnerId: "amazon"}
	ip := e.PublicIP
	if a := r.Addresses.Find(e.Private[i].Allocation); a != nil {
		ip = a.IP
		out.IpOwnerId, out.AllocationId, out.AssociationId = r.Scope.Account, new(a.Allocation), new(a.Association)
	} else if i > 0 || !ip.IsValid() {
		return nil
	}
	out.PublicIp = ip.String()
	if r.dnsNames(e.VPC) {
		out.PublicDnsName = publicName(r.Scope.Region, ip)
	}
	return out
}

func (r *Region) attachmentOut(e *Interface) *NetworkInterfaceAttachment {
	if e.Attachment == "" {
		return nil
	}
	out := &NetworkInterfaceAttachment{
		AttachTime: e.Attached, AttachmentId: e.Attachment, DeleteOnTermination: e.DeleteOnTermination,
		DeviceIndex: int32(e.DeviceIndex), InstanceOwnerId: r.Scope.Account, Status: "attached",
	}
	if e.Instance != "" {
		out.InstanceId = new(e.Instance)
	} else if strings.HasPrefix(e.Attachment, "ela-attach-") {
		out.InstanceOwnerId = "amazon-aws"
	}
	return out
}
