package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeInstancesInput says which instances.
type DescribeInstancesInput struct {
	InstanceIds []string `doc:"only these"`
	DryRun      *bool    `doc:"check only"`
	Filters     []Filter `doc:"instance-state-name, subnet-id, vpc-id, instance-type, private-ip-address, ip-address, instance.group-id, tag:KEY, …"`
	NextToken   *string  `doc:"where the page begins"`
	MaxResults  *int32   `doc:"at most so many a page, 5 to 1000"`
}

// DescribeInstancesOutput lists them by the call that started them.
type DescribeInstancesOutput struct {
	NextToken    *string
	Reservations []Reservation
}

var instanceFilters = withInterfaces(filterTable[Instance]{
	"architecture":                   func(_ *Region, i *Instance) []string { return one(typeOf(i).architecture) },
	"availability-zone":              func(_ *Region, i *Instance) []string { return one(i.ZoneName) },
	"availability-zone-id":           func(r *Region, i *Instance) []string { return one(r.zoneID(i.Subnet)) },
	"block-device-mapping.volume-id": func(r *Region, i *Instance) []string { return r.volumesOf(i.ID) },
	"client-token":                   func(_ *Region, i *Instance) []string { return one(i.ClientToken) },
	"dns-name":                       printed(func(o *InstanceOut) string { return o.PublicDnsName }),
	"hypervisor":                     func(*Region, *Instance) []string { return one("xen") },
	"iam-instance-profile.arn":       func(_ *Region, i *Instance) []string { return one(i.Profile) },
	"image-id":                       func(_ *Region, i *Instance) []string { return one(i.Image) },
	"instance-id":                    func(_ *Region, i *Instance) []string { return one(i.ID) },
	"instance-state-code":            func(_ *Region, i *Instance) []string { return one(strconv.Itoa(int(stateCodes[i.State]))) },
	"instance-state-name":            func(_ *Region, i *Instance) []string { return one(string(i.State)) },
	"instance-type":                  func(_ *Region, i *Instance) []string { return one(i.Type) },
	"instance.group-id":              func(r *Region, i *Instance) []string { return r.primary(i).Groups },
	"instance.group-name":            func(r *Region, i *Instance) []string { return names(r.groupNames(r.primary(i).Groups)) },
	"ip-address":                     printed(func(o *InstanceOut) string { return deref(o.PublicIpAddress) }),
	"ipv6-address":                   func(r *Region, i *Instance) []string { return sixes(r.primary(i)) },
	"key-name":                       func(_ *Region, i *Instance) []string { return one(i.KeyName) },
	"launch-index":                   func(_ *Region, i *Instance) []string { return one(strconv.Itoa(i.LaunchIndex)) },
	"launch-time":                    func(_ *Region, i *Instance) []string { return one(i.Launched.UTC().Format("2006-01-02T15:04:05.000Z")) },
	"monitoring-state":               func(*Region, *Instance) []string { return one("disabled") },
	"owner-id":                       func(r *Region, _ *Instance) []string { return one(r.Scope.Account) },
	"platform-details":               func(*Region, *Instance) []string { return one("Linux/UNIX") },
	"private-dns-name":               printed(func(o *InstanceOut) string { return o.PrivateDnsName }),
	"private-ip-address":             printed(func(o *InstanceOut) string { return deref(o.PrivateIpAddress) }),
	"reason":                         func(_ *Region, i *Instance) []string { return one(i.Stopped) },
	"reservation-id":                 func(_ *Region, i *Instance) []string { return one(i.Reservation) },
	"root-device-name":               printed(func(o *InstanceOut) string { return o.RootDeviceName }),
	"root-device-type":               func(*Region, *Instance) []string { return one("ebs") },
	"source-dest-check":              func(r *Region, i *Instance) []string { return truth(r.primary(i).SourceDestCheck) },
	"state-reason-code":              printed(func(o *InstanceOut) string { return deref(o.StateReason).Code }),
	"subnet-id":                      onNetwork(func(i *Instance) string { return i.Subnet }),
	"tenancy":                        func(*Region, *Instance) []string { return one("default") },
	"virtualization-type":            func(*Region, *Instance) []string { return one("hvm") },
	"vpc-id":                         onNetwork(func(i *Instance) string { return i.VPC }),
})

// withInterfaces adds the filters of interfaces, which work on an instance by
// each of its interfaces. Only those that DescribeInstances has are taken over.
func withInterfaces(t filterTable[Instance]) filterTable[Instance] {
	for _, name := range []string{
		"addresses.private-ip-address", "addresses.primary", "addresses.association.public-ip", "association.allocation-id",
		"association.association-id", "association.ip-owner-id", "association.public-ip", "attachment.attachment-id",
		"attachment.delete-on-termination", "attachment.device-index", "attachment.instance-id", "attachment.status",
		"availability-zone", "description", "group-id", "group-name", "mac-address", "network-interface-id", "owner-id",
		"private-dns-name", "private-ip-address", "requester-managed", "status", "source-dest-check", "subnet-id", "vpc-id",
		"ipv6-addresses.ipv6-address",
	} {
		t["network-interface."+name] = func(r *Region, i *Instance) []string {
			var list []string
			for _, id := range i.Interfaces {
				list = append(list, interfaceFilters[name](r, r.Interfaces.Find(id))...)
			}
			return list
		}
	}
	return t
}

func printed(f func(*InstanceOut) string) func(*Region, *Instance) []string {
	return func(r *Region, i *Instance) []string {
		out := r.instanceOut(i, 0)
		return one(f(&out))
	}
}

// onNetwork is a value that an instance has until it has ended.
func onNetwork(f func(*Instance) string) func(*Region, *Instance) []string {
	return func(_ *Region, i *Instance) []string {
		if i.State == Terminated {
			return nil
		}
		return one(f(i))
	}
}

// primary is an instance's first interface; an empty one when it has ended.
func (r *Region) primary(i *Instance) *Interface {
	if len(i.Interfaces) > 0 {
		return r.Interfaces.Find(i.Interfaces[0])
	}
	return &Interface{}
}

// DescribeInstances lists instances, also those that ended within the hour.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
func (s *State) DescribeInstances(c *cloud.Call, in DescribeInstancesInput) (DescribeInstancesOutput, error) {
	r := s.At(c)
	if len(in.InstanceIds) > 0 && in.MaxResults != nil {
		return DescribeInstancesOutput{}, combination("The parameter instancesSet cannot be used with the parameter maxResults")
	}
	list, err := choose(r, &r.Instances, in.InstanceIds, instanceKind.missing, instanceFilters, in.Filters, func(i *Instance) Tags { return i.Tags })
	if err != nil {
		return DescribeInstancesOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeInstancesOutput{NextToken: next, Reservations: []Reservation{}}
	place := map[string]int{}
	for _, i := range part {
		at, known := place[i.Reservation]
		if !known {
			at = len(out.Reservations)
			place[i.Reservation] = at
			out.Reservations = append(out.Reservations, r.reservationOut(nil, c.Now))
			out.Reservations[at].ReservationId = i.Reservation
		}
		out.Reservations[at].Instances = append(out.Reservations[at].Instances, r.instanceOut(i, c.Now))
	}
	return out, err
}
