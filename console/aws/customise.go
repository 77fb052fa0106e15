package aws

import (
	"slices"
	"strings"

	"skylab/console/aws/value"
)

// customisations are where the real command's options differ from the API's
// members, by service and operation. Each changes the plan of one operation.
// docs.aws.amazon.com/cli/latest/reference/ec2/ shows the options.
var customisations = map[string]func(*plan){
	"ec2 AuthorizeSecurityGroupIngress": groupRule,
	"ec2 AuthorizeSecurityGroupEgress":  groupRule,
	"ec2 RevokeSecurityGroupIngress":    groupRule,
	"ec2 RevokeSecurityGroupEgress":     groupRule,
	"ec2 RunInstances":                  runInstances,
	"lambda CreateFunction":             createFunction,
	"lambda UpdateFunctionCode":         updateFunctionCode,
	"lambda Invoke":                     invokeFunction,
	"s3api PutObject":                   func(p *plan) { p.bodyFrom("body", "Body") },
	"s3api GetObject":                   func(p *plan) { p.outfile = "Body" },
}

// finishers change the parameters of an operation once all are together.
var finishers = map[string]func(*params){
	"ec2 RunInstances":           finishInstances,
	"ec2 CreateNetworkAclEntry":  finishACLEntry,
	"ec2 ReplaceNetworkAclEntry": finishACLEntry,
}

func str(s string) value.Value { return value.OfString(s) }

// object makes a structure of name, value pairs.
func object(name string, v value.Value) value.Value {
	return value.OfMap([]string{name}, []value.Value{v})
}

func list(v ...value.Value) value.Value { return value.OfList(v) }

// within changes the first structure of a list parameter, which is made when
// it is not there.
func (p *params) within(name string, start value.Value, change func(value.Value) value.Value) {
	v, ok := p.get(name)
	if !ok || v.Kind() != value.List || v.Len() == 0 {
		v = list(start)
	}
	items := slices.Clone(v.Elements())
	items[0] = change(items[0])
	p.put(name, value.OfList(items))
}

// groupRule lets a rule be written with --protocol, --port, --cidr and
// --source-group instead of --ip-permissions.
func groupRule(p *plan) {
	p.conflict = func(p *plan, typed parsed) *failure {
		if !p.nonEmpty(typed, "ip-permissions") {
			return nil
		}
		for _, name := range [...]string{"protocol", "port", "cidr", "source-group", "group-owner"} {
			if p.nonEmpty(typed, name) {
				return invalid("The --" + strings.ReplaceAll(name, "-", "_") + " option is not compatible with the --ip-permissions option ")
			}
		}
		return nil
	}
	p.hide("ip-protocol", "from-port", "to-port", "cidr-ip", "source-security-group-name", "source-security-group-owner-id")
	simple := func(name, doc string, set func(*params, string) *failure) argument {
		return argument{option: option{name: name}, role: special, doc: doc, set: func(p *params, values []string) *failure {
			if values[0] == "" {
				return nil
			}
			return set(p, values[0])
		}}
	}
	p.add(
		simple("protocol", "the protocol: tcp, udp, icmp, all, or a number", setProtocol),
		simple("port", "one port (22), a range (22-25), all; for icmp a type or type-code", setPort),
		simple("cidr", "the IPv4 range", func(p *params, v string) *failure {
			p.permission("IpRanges", list(object("CidrIp", str(v))))
			return nil
		}),
		simple("source-group", "the ID or the name of the group that is let in", func(p *params, v string) *failure {
			if strings.HasPrefix(v, "sg-") {
				return p.pairWith("GroupId", v)
			}
			return p.pairWith("GroupName", v)
		}),
		simple("group-owner", "the account of that group", func(p *params, v string) *failure { return p.pairWith("UserId", v) }),
	)
}

func (p *params) permission(key string, v value.Value) {
	p.within("IpPermissions", value.OfMap(nil, nil), func(rule value.Value) value.Value { return rule.With(key, v) })
}

func (p *params) pairWith(key, v string) *failure {
	p.within("IpPermissions", value.OfMap(nil, nil), func(rule value.Value) value.Value {
		pair := value.OfMap(nil, nil)
		if pairs, ok := rule.Get("UserIdGroupPairs"); ok {
			pair = pairs.At(0)
		}
		return rule.With("UserIdGroupPairs", list(pair.With(key, str(v))))
	})
	return nil
}

func setProtocol(p *params, v string) *failure {
	if n, ok := integer(v); ok {
		if n < -1 || n > 255 {
			return invalid("protocol numbers must be in the range 0-255 or -1 to specify all protocols")
		}
	} else if !contains([]string{"tcp", "udp", "icmp", "all"}, v) {
		return invalid("protocol parameter should be one of: tcp|udp|icmp|all or any valid protocol number.")
	}
	if v == "all" {
		v = "-1"
	}
	p.permission("IpProtocol", str(v))
	return nil
}

func setPort(p *params, v string) *failure {
	from, to := v, v
	switch a, b, isRange := strings.Cut(v, "-"); {
	case v == "-1" || v == "all":
		from, to = "-1", "-1"
	case isRange:
		from, to = a, b
	}
	first, ok := integer(from)
	last, fine := integer(to)
	if !ok || !fine {
		return invalid("port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)")
	}
	p.permission("FromPort", value.OfInt(first))
	p.permission("ToPort", value.OfInt(last))
	return nil
}

// finishACLEntry turns the names of protocols into the numbers that the API
// takes.
func finishACLEntry(p *params) {
	v, ok := p.get("Protocol")
	if !ok {
		return
	}
	if n, ok := map[string]string{"tcp": "6", "udp": "17", "icmp": "1", "all": "-1"}[v.Text()]; ok {
		p.put("Protocol", str(n))
	}
}
