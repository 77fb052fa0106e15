package vpc

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// SecurityGroupOut is a group as the API prints it.
type SecurityGroupOut struct {
	GroupId             string
	IpPermissionsEgress []IpPermissionOut
	Tags                []TagOut
	VpcId               string
	SecurityGroupArn    string
	OwnerId             string
	GroupName           string
	Description         string
	IpPermissions       []IpPermissionOut
}

// IpPermissionOut gathers the rules of one protocol and range of ports.
type IpPermissionOut struct {
	IpProtocol       string
	FromPort         *int32
	ToPort           *int32
	UserIdGroupPairs []UserIdGroupPair
	IpRanges         []IpRange
	Ipv6Ranges       []Ipv6Range
	PrefixListIds    []PrefixListId
}

func (s *State) printGroup(r *Region, g *SecurityGroup) SecurityGroupOut {
	return SecurityGroupOut{
		GroupId: g.ID, IpPermissionsEgress: s.permissions(r, g, true), Tags: g.Tags.out(), VpcId: g.VPC,
		SecurityGroupArn: r.arn("security-group", g.ID), OwnerId: r.Scope.Account, GroupName: g.Name,
		Description: g.Description, IpPermissions: s.permissions(r, g, false),
	}
}

// permissions gathers a group's rules by protocol and ports, in the order in
// which each first appears.
func (s *State) permissions(r *Region, g *SecurityGroup, egress bool) []IpPermissionOut {
	list := []IpPermissionOut{}
	var keys [][3]int
	for _, x := range g.Rules {
		if x.Egress != egress {
			continue
		}
		key := [3]int{x.Protocol, x.From, x.To}
		i := slices.Index(keys, key)
		if i < 0 {
			i, keys, list = len(keys), append(keys, key), append(list, newPermission(x))
		}
		s.addTo(&list[i], r, x)
	}
	return list
}

func newPermission(x GroupRule) IpPermissionOut {
	p := IpPermissionOut{
		IpProtocol: protocolName(x.Protocol), UserIdGroupPairs: []UserIdGroupPair{},
		IpRanges: []IpRange{}, Ipv6Ranges: []Ipv6Range{}, PrefixListIds: []PrefixListId{},
	}
	if x.Protocol != allProtocols {
		p.FromPort, p.ToPort = new(int32(x.From)), new(int32(x.To))
	}
	return p
}

func (s *State) addTo(p *IpPermissionOut, r *Region, x GroupRule) {
	about := filled(x.Description)
	switch {
	case x.Group != "":
		p.UserIdGroupPairs = append(p.UserIdGroupPairs, s.printPair(r, x))
	case x.PrefixList != "":
		p.PrefixListIds = append(p.PrefixListIds, PrefixListId{about, new(x.PrefixList)})
	case x.Prefix.Addr().Is4():
		p.IpRanges = append(p.IpRanges, IpRange{about, new(x.Prefix.String())})
	default:
		p.Ipv6Ranges = append(p.Ipv6Ranges, Ipv6Range{about, new(x.Prefix.String())})
	}
}

// printPair prints the group that a rule refers to; of a peer's group, also
// where it is and how the peering stands.
func (s *State) printPair(r *Region, x GroupRule) UserIdGroupPair {
	p := UserIdGroupPair{Description: filled(x.Description), UserId: new(x.GroupOwner), GroupId: new(x.Group)}
	if info := s.referenced(r, x); info.VpcPeeringConnectionId != nil {
		p.VpcId, p.VpcPeeringConnectionId, p.PeeringStatus = info.VpcId, info.VpcPeeringConnectionId, info.PeeringStatus
	}
	return p
}

// DescribeSecurityGroupsInput narrows the list of groups.
type DescribeSecurityGroupsInput struct {
	GroupIds   []string `doc:"only these groups"`
	GroupNames []string `doc:"only groups of these names in the default VPC"`
	NextToken  *string  `doc:"where the last page ended"`
	MaxResults *int32   `doc:"the size of a page, 5 to 1000"`
	DryRun     *bool    `doc:"only tell whether the call would work"`
	Filters    []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeSecurityGroupsOutput lists groups.
type DescribeSecurityGroupsOutput struct {
	NextToken      *string
	SecurityGroups []SecurityGroupOut
}

// DescribeSecurityGroups lists security groups with their rules.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html
func (s *State) DescribeSecurityGroups(c *cloud.Call, in DescribeSecurityGroupsInput) (out DescribeSecurityGroupsOutput, err error) {
	r := s.At(c)
	ids := slices.Clone(in.GroupIds)
	for _, name := range in.GroupNames {
		g, err := r.groupAsked(nil, &name)
		if err != nil {
			return out, err
		}
		ids = append(ids, g.ID)
	}
	q := asked{ids, in.Filters, in.MaxResults, in.NextToken}
	out.SecurityGroups, out.NextToken, err = list(r, &r.Groups, groupKind, groupFilters, q,
		func(g *SecurityGroup) Tags { return g.Tags }, func(g *SecurityGroup) SecurityGroupOut { return s.printGroup(r, g) })
	return out, err
}

var groupFilters = func() filterTable[SecurityGroup] {
	t := filterTable[SecurityGroup]{
		"description": func(_ *Region, g *SecurityGroup) []string { return one(g.Description) },
		"group-id":    func(_ *Region, g *SecurityGroup) []string { return one(g.ID) },
		"group-name":  func(_ *Region, g *SecurityGroup) []string { return one(g.Name) },
		"owner-id":    func(r *Region, _ *SecurityGroup) []string { return one(r.Scope.Account) },
		"vpc-id":      func(_ *Region, g *SecurityGroup) []string { return one(g.VPC) },
	}
	ofRules := map[string]func(*Region, GroupRule) string{
		"cidr":      func(_ *Region, x GroupRule) string { return ofFamily(x.Prefix, true) },
		"ipv6-cidr": func(_ *Region, x GroupRule) string { return ofFamily(x.Prefix, false) },
		"from-port": func(_ *Region, x GroupRule) string { return portText(x, x.From) },
		"to-port":   func(_ *Region, x GroupRule) string { return portText(x, x.To) },
		"group-id":  func(_ *Region, x GroupRule) string { return x.Group },
		"group-name": func(r *Region, x GroupRule) string {
			if g := r.Groups.Find(x.Group); g != nil {
				return g.Name
			}
			return ""
		},
		"prefix-list-id": func(_ *Region, x GroupRule) string { return x.PrefixList },
		"protocol":       func(_ *Region, x GroupRule) string { return protocolName(x.Protocol) },
		"user-id":        func(_ *Region, x GroupRule) string { return x.GroupOwner },
	}
	for name, value := range ofRules {
		for _, egress := range []bool{false, true} {
			prefix := "ip-permission."
			if egress {
				prefix = "egress.ip-permission."
			}
			t[prefix+name] = func(r *Region, g *SecurityGroup) (list []string) {
				for _, x := range g.Rules {
					if x.Egress == egress {
						list = append(list, one(value(r, x))...)
					}
				}
				return list
			}
		}
	}
	return t
}()

func portText(x GroupRule, n int) string {
	if x.Protocol == allProtocols {
		return ""
	}
	return strconv.Itoa(n)
}
