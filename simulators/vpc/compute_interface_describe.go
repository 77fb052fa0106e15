package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeNetworkInterfacesInput says which interfaces.
type DescribeNetworkInterfacesInput struct {
	NextToken           *string  `doc:"where the page begins"`
	MaxResults          *int32   `doc:"at most so many a page, 5 to 1000"`
	DryRun              *bool    `doc:"check only"`
	NetworkInterfaceIds []string `doc:"only these"`
	Filters             []Filter `doc:"subnet-id, vpc-id, group-id, attachment.instance-id, status, private-ip-address, association.public-ip, tag:KEY, …"`
}

// DescribeNetworkInterfacesOutput lists them.
type DescribeNetworkInterfacesOutput struct {
	NetworkInterfaces []NetworkInterface
	NextToken         *string
}

var interfaceFilters = filterTable[Interface]{
	"addresses.association.owner-id":   eachAddress(func(a *NetworkInterfaceAssociation) string { return a.IpOwnerId }),
	"addresses.association.public-ip":  eachAddress(func(a *NetworkInterfaceAssociation) string { return a.PublicIp }),
	"addresses.primary":                func(_ *Region, e *Interface) []string { return primaries(e) },
	"addresses.private-ip-address":     func(_ *Region, e *Interface) []string { return privates(e) },
	"association.allocation-id":        firstAddress(func(a *NetworkInterfaceAssociation) string { return deref(a.AllocationId) }),
	"association.association-id":       firstAddress(func(a *NetworkInterfaceAssociation) string { return deref(a.AssociationId) }),
	"association.ip-owner-id":          firstAddress(func(a *NetworkInterfaceAssociation) string { return a.IpOwnerId }),
	"association.public-dns-name":      firstAddress(func(a *NetworkInterfaceAssociation) string { return a.PublicDnsName }),
	"association.public-ip":            firstAddress(func(a *NetworkInterfaceAssociation) string { return a.PublicIp }),
	"attachment.attachment-id":         func(_ *Region, e *Interface) []string { return one(e.Attachment) },
	"attachment.delete-on-termination": ifAttached(func(e *Interface) string { return strconv.FormatBool(e.DeleteOnTermination) }),
	"attachment.device-index":          ifAttached(func(e *Interface) string { return strconv.Itoa(e.DeviceIndex) }),
	"attachment.instance-id":           func(_ *Region, e *Interface) []string { return one(e.Instance) },
	"attachment.status":                ifAttached(func(*Interface) string { return "attached" }),
	"availability-zone":                func(_ *Region, e *Interface) []string { return one(e.ZoneName) },
	"availability-zone-id":             func(r *Region, e *Interface) []string { return one(r.zoneID(e.Subnet)) },
	"description":                      func(_ *Region, e *Interface) []string { return one(e.Description) },
	"group-id":                         func(_ *Region, e *Interface) []string { return e.Groups },
	"group-name":                       func(r *Region, e *Interface) []string { return names(r.groupNames(e.Groups)) },
	"interface-type":                   func(_ *Region, e *Interface) []string { return one(e.Type) },
	"ipv6-addresses.ipv6-address":      func(_ *Region, e *Interface) []string { return sixes(e) },
	"mac-address":                      func(_ *Region, e *Interface) []string { return one(e.MAC) },
	"network-interface-id":             func(_ *Region, e *Interface) []string { return one(e.ID) },
	"owner-id":                         func(r *Region, _ *Interface) []string { return one(r.Scope.Account) },
	"private-dns-name":                 func(r *Region, e *Interface) []string { return one(deref(r.interfaceOut(e).PrivateDnsName)) },
	"private-ip-address":               func(_ *Region, e *Interface) []string { return privates(e) },
	"requester-managed":                func(_ *Region, e *Interface) []string { return truth(e.RequesterManaged) },
	"source-dest-check":                func(_ *Region, e *Interface) []string { return truth(e.SourceDestCheck) },
	"status":                           func(_ *Region, e *Interface) []string { return one(e.status()) },
	"subnet-id":                        func(_ *Region, e *Interface) []string { return one(e.Subnet) },
	"vpc-id":                           func(_ *Region, e *Interface) []string { return one(e.VPC) },
}

func eachAddress(f func(*NetworkInterfaceAssociation) string) func(*Region, *Interface) []string {
	return func(r *Region, e *Interface) []string {
		var list []string
		for i := range e.Private {
			if a := r.associationOut(e, i); a != nil {
				list = append(list, f(a))
			}
		}
		return list
	}
}

func firstAddress(f func(*NetworkInterfaceAssociation) string) func(*Region, *Interface) []string {
	return func(r *Region, e *Interface) []string {
		if len(e.Private) == 0 {
			return nil
		}
		if a := r.associationOut(e, 0); a != nil {
			return one(f(a))
		}
		return nil
	}
}

func ifAttached(f func(*Interface) string) func(*Region, *Interface) []string {
	return func(_ *Region, e *Interface) []string {
		if e.Attachment == "" {
			return nil
		}
		return one(f(e))
	}
}

func privates(e *Interface) []string {
	var list []string
	for _, p := range e.Private {
		list = append(list, p.IP.String())
	}
	return list
}

func primaries(e *Interface) []string {
	if len(e.Private) > 1 {
		return []string{"true", "false"}
	}
	return []string{"true"}
}

func sixes(e *Interface) []string {
	var list []string
	for _, a := range e.IPv6 {
		list = append(list, a.String())
	}
	return list
}

func names(groups []GroupIdentifier) []string {
	var list []string
	for _, g := range groups {
		list = append(list, g.GroupName)
	}
	return list
}

// zoneID is the ID of the zone that a subnet lies in.
func (r *Region) zoneID(subnet string) string {
	if sn := r.Subnets.Find(subnet); sn != nil {
		return sn.ZoneID
	}
	return ""
}

// DescribeNetworkInterfaces lists interfaces.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
func (s *State) DescribeNetworkInterfaces(c *cloud.Call, in DescribeNetworkInterfacesInput) (DescribeNetworkInterfacesOutput, error) {
	r := s.At(c)
	list, err := choose(r, &r.Interfaces, in.NetworkInterfaceIds, interfaceKind.missing, interfaceFilters, in.Filters, func(e *Interface) Tags { return e.Tags })
	if err != nil {
		return DescribeNetworkInterfacesOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeNetworkInterfacesOutput{NetworkInterfaces: []NetworkInterface{}, NextToken: next}
	for _, e := range part {
		out.NetworkInterfaces = append(out.NetworkInterfaces, r.interfaceOut(e))
	}
	return out, err
}

// DescribeNetworkInterfaceAttributeInput names one attribute of an interface.
type DescribeNetworkInterfaceAttributeInput struct {
	DryRun             *bool   `doc:"check only"`
	NetworkInterfaceId string  `required:"true" doc:"the interface"`
	Attribute          *string `doc:"description, groupSet, sourceDestCheck, attachment or associatePublicIpAddress"`
}

// DescribeNetworkInterfaceAttributeOutput has the one attribute.
type DescribeNetworkInterfaceAttributeOutput struct {
	Attachment               *NetworkInterfaceAttachment
	Description              *AttributeValue
	Groups                   []GroupIdentifier
	NetworkInterfaceId       string
	SourceDestCheck          *AttributeBooleanValue
	AssociatePublicIpAddress *bool
}

// DescribeNetworkInterfaceAttribute tells one attribute of an interface.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaceAttribute.html
func (s *State) DescribeNetworkInterfaceAttribute(c *cloud.Call, in DescribeNetworkInterfaceAttributeInput) (DescribeNetworkInterfaceAttributeOutput, error) {
	r, out := s.At(c), DescribeNetworkInterfaceAttributeOutput{NetworkInterfaceId: in.NetworkInterfaceId}
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return out, err
	}
	switch a := deref(in.Attribute); a {
	case "description":
		out.Description = &AttributeValue{new(e.Description)}
	case "groupSet":
		out.Groups = r.groupNames(e.Groups)
	case "sourceDestCheck":
		out.SourceDestCheck = &AttributeBooleanValue{new(e.SourceDestCheck)}
	case "attachment":
		out.Attachment = r.attachmentOut(e)
	case "associatePublicIpAddress":
		out.AssociatePublicIpAddress = new(e.WantsPublic)
	default:
		return out, invalid("Value (%s) for parameter attribute is invalid. Unknown attribute.", a)
	}
	return out, nil
}
