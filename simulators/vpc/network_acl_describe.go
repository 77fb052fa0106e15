package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeNetworkAclsInput narrows the list of network ACLs.
type DescribeNetworkAclsInput struct {
	NextToken     *string  `doc:"where the last page ended"`
	MaxResults    *int32   `doc:"the size of a page, 5 to 1000"`
	DryRun        *bool    `doc:"only tell whether the call would work"`
	NetworkAclIds []string `doc:"only these lists"`
	Filters       []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeNetworkAclsOutput lists network ACLs.
type DescribeNetworkAclsOutput struct {
	NetworkAcls []NetworkAclOut
	NextToken   *string
}

// DescribeNetworkAcls lists network ACLs with their rules and subnets.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkAcls.html
func (s *State) DescribeNetworkAcls(c *cloud.Call, in DescribeNetworkAclsInput) (out DescribeNetworkAclsOutput, err error) {
	r := s.At(c)
	q := asked{in.NetworkAclIds, in.Filters, in.MaxResults, in.NextToken}
	out.NetworkAcls, out.NextToken, err = list(r, &r.ACLs, aclKind, aclFilters, q, func(a *NetworkACL) Tags { return a.Tags }, r.printACL)
	return out, err
}

// eachSubnet and eachEntry make a filter of something that a list's subnets or
// rules have.
func eachSubnet(value func(*Subnet) string) func(*Region, *NetworkACL) []string {
	return func(r *Region, a *NetworkACL) (list []string) {
		for sn := range r.Subnets.All {
			if sn.ACL == a.ID {
				list = append(list, value(sn))
			}
		}
		return list
	}
}

func eachEntry(value func(ACLEntry) []string) func(*Region, *NetworkACL) []string {
	return func(r *Region, a *NetworkACL) (list []string) {
		for _, e := range r.withClosing(a) {
			list = append(list, value(e)...)
		}
		return list
	}
}

func numberIf(is bool, n int) []string {
	if !is {
		return nil
	}
	return one(strconv.Itoa(n))
}

var aclFilters = filterTable[NetworkACL]{
	"association.association-id": eachSubnet(func(sn *Subnet) string { return sn.ACLAssociation }),
	"association.network-acl-id": eachSubnet(func(sn *Subnet) string { return sn.ACL }),
	"association.subnet-id":      eachSubnet(func(sn *Subnet) string { return sn.ID }),
	"default":                    func(_ *Region, a *NetworkACL) []string { return truth(a.Default) },
	"entry.cidr":                 eachEntry(func(e ACLEntry) []string { return one(ofFamily(e.Prefix, true)) }),
	"entry.ipv6-cidr":            eachEntry(func(e ACLEntry) []string { return one(ofFamily(e.Prefix, false)) }),
	"entry.icmp.code":            eachEntry(func(e ACLEntry) []string { return numberIf(isICMP(e.Protocol), e.Code) }),
	"entry.icmp.type":            eachEntry(func(e ACLEntry) []string { return numberIf(isICMP(e.Protocol), e.Type) }),
	"entry.port-range.from":      eachEntry(func(e ACLEntry) []string { return numberIf(ported(e.Protocol), e.From) }),
	"entry.port-range.to":        eachEntry(func(e ACLEntry) []string { return numberIf(ported(e.Protocol), e.To) }),
	"entry.protocol": eachEntry(func(e ACLEntry) []string {
		return []string{protocolName(e.Protocol), strconv.Itoa(e.Protocol)}
	}),
	"entry.rule-action": eachEntry(func(e ACLEntry) []string { return one(e.action()) }),
	"entry.egress":      eachEntry(func(e ACLEntry) []string { return truth(e.Egress) }),
	"entry.rule-number": eachEntry(func(e ACLEntry) []string { return one(strconv.Itoa(int(e.Number))) }),
	"network-acl-id":    func(_ *Region, a *NetworkACL) []string { return one(a.ID) },
	"owner-id":          func(r *Region, _ *NetworkACL) []string { return one(r.Scope.Account) },
	"vpc-id":            func(_ *Region, a *NetworkACL) []string { return one(a.VPC) },
}
