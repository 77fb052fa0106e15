package generate

import (
	"fmt"
	"net/netip"

	"skylab/simulators/vpc"
)

// entry is a line of a network ACL for TCP.
type entry struct {
	number   int32
	out      bool
	allow    bool
	block    string
	from, to int
}

// words are the entry as a learner reads it: 100 allow tcp 80 from 0.0.0.0/0.
func (e entry) words() string {
	way := "in "
	if e.out {
		way = "out"
	}
	return fmt.Sprintf("%s %5d  %-5s  tcp %-11s  %s", way, e.number, e.verdict(), ports(e.from, e.to), e.block)
}

func (e entry) verdict() string {
	if e.allow {
		return "allow"
	}
	return "deny"
}

func ports(from, to int) string {
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}

// acl puts the list acl-name in front of a subnet.
func (l *lan) acl(name, subnet string, entries ...entry) {
	sn := l.region.Subnets.Find("subnet-" + subnet)
	a := vpc.NetworkACL{ID: "acl-" + name, VPC: sn.VPC}
	l.keep(a.ID, "NetworkAcl.NetworkAclId", "create-network-acl --vpc-id $%s", variable(sn.VPC))
	for _, out := range []bool{false, true} { // kept by direction and number
		for _, e := range sortedByNumber(entries) {
			if e.out == out {
				a.Entries = append(a.Entries, vpc.ACLEntry{Number: e.number, Egress: e.out, Allow: e.allow, Protocol: 6, Prefix: netip.MustParsePrefix(e.block), From: e.from, To: e.to})
			}
		}
	}
	for _, e := range entries {
		way := "--ingress"
		if e.out {
			way = "--egress"
		}
		l.run("create-network-acl-entry --network-acl-id $%s %s --rule-number %d --protocol tcp --port-range From=%d,To=%d --cidr-block %s --rule-action %s", variable(a.ID), way, e.number, e.from, e.to, e.block, e.verdict())
	}
	l.region.ACLs.Add(a)
	sn.ACL = a.ID
	l.run("replace-network-acl-association --network-acl-id $%s --association-id $(aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=$%s --query \"NetworkAcls[0].Associations[?SubnetId=='$%s'].NetworkAclAssociationId\" --output text)",
		variable(a.ID), variable(sn.ID), variable(sn.ID))
}

func sortedByNumber(list []entry) []entry {
	out := append([]entry(nil), list...)
	for i := range out {
		for j := i; j > 0 && out[j].number < out[j-1].number; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// permit is a rule of a security group for TCP: exactly one of block and group
// says who.
type permit struct {
	out      bool
	block    string
	group    string
	from, to int
}

func (p permit) words() string {
	way, who := "in ", p.block
	if p.out {
		way = "out"
	}
	if p.group != "" {
		who = "sg-" + p.group
	}
	return fmt.Sprintf("%s  tcp %-11s  %s", way, ports(p.from, p.to), who)
}

// group adds the security group sg-name. Like a new one it lets everything
// out, unless shut.
func (l *lan) group(network, name string, shut bool, rules ...permit) {
	id := "sg-" + name
	g := vpc.SecurityGroup{ID: id, VPC: "vpc-" + network, Name: name}
	l.keep(id, "GroupId", "create-security-group --vpc-id $%s --group-name %s --description %s", variable(g.VPC), name, name)
	if shut {
		l.run("revoke-security-group-egress --group-id $%s --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'", variable(id))
	} else {
		g.Rules = append(g.Rules, vpc.GroupRule{ID: "sgr-0", Egress: true, Protocol: -1, From: -1, To: -1, Prefix: netip.MustParsePrefix("0.0.0.0/0")})
	}
	for i, p := range rules {
		r := vpc.GroupRule{ID: fmt.Sprintf("sgr-%d", i+1), Egress: p.out, Protocol: 6, From: p.from, To: p.to}
		way, who := "ingress", "IpRanges=[{CidrIp="+p.block+"}]"
		if p.out {
			way = "egress"
		}
		if p.group != "" {
			r.Group, r.GroupOwner = "sg-"+p.group, home.Account
			who = "UserIdGroupPairs=[{GroupId=$" + variable(r.Group) + "}]"
		} else {
			r.Prefix = netip.MustParsePrefix(p.block)
		}
		g.Rules = append(g.Rules, r)
		l.run("authorize-security-group-%s --group-id $%s --ip-permissions \"IpProtocol=tcp,FromPort=%d,ToPort=%d,%s\"", way, variable(id), p.from, p.to, who)
	}
	l.region.Groups.Add(g)
}
