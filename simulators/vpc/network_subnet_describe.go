package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeSubnetsInput narrows the list of subnets.
type DescribeSubnetsInput struct {
	Filters    []Filter `doc:"conditions, all of which have to fit"`
	SubnetIds  []string `doc:"only these subnets"`
	NextToken  *string  `doc:"where the last page ended"`
	MaxResults *int32   `doc:"the size of a page, 5 to 1000"`
	DryRun     *bool    `doc:"only tell whether the call would work"`
}

// DescribeSubnetsOutput lists subnets.
type DescribeSubnetsOutput struct {
	NextToken *string
	Subnets   []SubnetOut
}

// DescribeSubnets lists subnets.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
func (s *State) DescribeSubnets(c *cloud.Call, in DescribeSubnetsInput) (out DescribeSubnetsOutput, err error) {
	r := s.At(c)
	q := asked{in.SubnetIds, in.Filters, in.MaxResults, in.NextToken}
	out.Subnets, out.NextToken, err = list(r, &r.Subnets, subnetKind, subnetFilters, q, func(sn *Subnet) Tags { return sn.Tags },
		func(sn *Subnet) SubnetOut {
			out := r.printSubnet(sn)
			out.BlockPublicAccessStates = publicAccess()
			return out
		})
	return out, err
}

var subnetFilters = filterTable[Subnet]{
	"availability-zone":          func(_ *Region, x *Subnet) []string { return one(x.Zone) },
	"availabilityZone":           func(_ *Region, x *Subnet) []string { return one(x.Zone) },
	"availability-zone-id":       func(_ *Region, x *Subnet) []string { return one(x.ZoneID) },
	"availabilityZoneId":         func(_ *Region, x *Subnet) []string { return one(x.ZoneID) },
	"available-ip-address-count": func(_ *Region, x *Subnet) []string { return one(strconv.Itoa(x.FreeAddresses())) },
	"cidr-block":                 func(_ *Region, x *Subnet) []string { return one(x.Prefix.String()) },
	"cidr":                       func(_ *Region, x *Subnet) []string { return one(x.Prefix.String()) },
	"cidrBlock":                  func(_ *Region, x *Subnet) []string { return one(x.Prefix.String()) },
	"default-for-az":             func(_ *Region, x *Subnet) []string { return truth(x.DefaultForZone) },
	"defaultForAz":               func(_ *Region, x *Subnet) []string { return truth(x.DefaultForZone) },
	"enable-dns64":               func(_ *Region, x *Subnet) []string { return truth(x.DNS64) },
	"ipv6-cidr-block-association.ipv6-cidr-block": func(_ *Region, x *Subnet) []string {
		if !x.Prefix6.IsValid() {
			return nil
		}
		return one(x.Prefix6.String())
	},
	"ipv6-cidr-block-association.association-id": func(_ *Region, x *Subnet) []string { return one(x.Prefix6Association) },
	"ipv6-cidr-block-association.state": func(_ *Region, x *Subnet) []string {
		if !x.Prefix6.IsValid() {
			return nil
		}
		return one("associated")
	},
	"ipv6-native":                     func(_ *Region, _ *Subnet) []string { return truth(false) },
	"map-customer-owned-ip-on-launch": func(_ *Region, _ *Subnet) []string { return truth(false) },
	"map-public-ip-on-launch":         func(_ *Region, x *Subnet) []string { return truth(x.PublicIPOnLaunch) },
	"mapPublicIpOnLaunch":             func(_ *Region, x *Subnet) []string { return truth(x.PublicIPOnLaunch) },
	"owner-id":                        func(r *Region, _ *Subnet) []string { return one(r.Scope.Account) },
	"private-dns-name-options-on-launch.hostname-type":                        func(_ *Region, x *Subnet) []string { return one(x.HostnameType) },
	"private-dns-name-options-on-launch.enable-resource-name-dns-a-record":    func(_ *Region, x *Subnet) []string { return truth(x.ResourceNameARecord) },
	"private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record": func(_ *Region, x *Subnet) []string { return truth(x.ResourceNameAAAA) },
	"state":      func(_ *Region, _ *Subnet) []string { return one("available") },
	"subnet-arn": func(r *Region, x *Subnet) []string { return one(r.arn("subnet", x.ID)) },
	"subnet-id":  func(_ *Region, x *Subnet) []string { return one(x.ID) },
	"vpc-id":     func(_ *Region, x *Subnet) []string { return one(x.VPC) },
}
