package aws

import (
	"encoding/base64"
	"strings"

	"skylab/console/aws/value"
)

// runInstances: --count instead of two numbers, and the most used parts of
// --network-interfaces as options of their own.
func runInstances(p *plan) {
	p.remove("min-count")
	p.remove("max-count")
	p.conflict = func(p *plan, typed parsed) *failure {
		for _, name := range [...]string{"secondary-private-ip-addresses", "secondary-private-ip-address-count", "associate-public-ip-address"} {
			if p.nonEmpty(typed, "network-interfaces") && p.nonEmpty(typed, name) {
				return invalid("Mixing the --network-interfaces option with the simple, scalar options is not supported.")
			}
		}
		return nil
	}
	p.add(argument{option: option{name: "count"}, role: special, set: setCount, doc: "how many: 3, or at least and at most 1:3"})
	simple := func(name string, n arity, doc string, v func([]string) (string, value.Value)) {
		p.add(argument{option: option{name: name, arity: n, whole: name == "secondary-private-ip-address-count"}, role: special, doc: doc, set: func(p *params, values []string) *failure {
			key, x := v(values)
			p.networkInterface(key, x)
			return nil
		}})
	}
	simple("secondary-private-ip-addresses", many, "further private addresses", func(values []string) (string, value.Value) {
		addresses := []value.Value{}
		for _, v := range values {
			addresses = append(addresses, object("PrivateIpAddress", str(v)).With("Primary", value.OfBool(false)))
		}
		return "PrivateIpAddresses", value.OfList(addresses)
	})
	simple("secondary-private-ip-address-count", one, "how many further private addresses", func(values []string) (string, value.Value) {
		n, _ := integer(values[0])
		return "SecondaryPrivateIpAddressCount", value.OfInt(n)
	})
	simple("associate-public-ip-address", none, "give the instance a public address", func([]string) (string, value.Value) {
		return "AssociatePublicIpAddress", value.OfBool(true)
	})
	simple("no-associate-public-ip-address", none, "give the instance no public address", func([]string) (string, value.Value) {
		return "AssociatePublicIpAddress", value.OfBool(false)
	})
}

func setCount(p *params, values []string) *failure {
	least, most, isRange := strings.Cut(values[0], ":")
	if !isRange {
		most = least
	}
	low, ok := integer(least)
	high, fine := integer(most)
	if !ok || !fine {
		return invalid("count parameter should be of form min[:max] (e.g. 1 or 1:10)")
	}
	p.put("MinCount", value.OfInt(low))
	p.put("MaxCount", value.OfInt(high))
	return nil
}

func (p *params) networkInterface(key string, v value.Value) {
	if v.Kind() == value.List && v.Len() == 0 || v.Kind() == value.Int && v.Integer() == 0 {
		return
	}
	p.within("NetworkInterfaces", object("DeviceIndex", value.OfInt(0)), func(i value.Value) value.Value {
		if _, ok := i.Get(key); ok && key == "PrivateIpAddresses" {
			return i
		}
		return i.With(key, v)
	})
}

// finishInstances moves what the API wants inside the network interface there,
// defaults the count and encodes the user data, as the real command does.
func finishInstances(p *params) {
	for _, name := range [...]string{"MaxCount", "MinCount"} {
		if _, ok := p.get(name); !ok {
			p.put(name, value.OfInt(1))
		}
	}
	if v, ok := p.get("UserData"); ok && v.Kind() == value.String {
		p.put("UserData", str(base64.StdEncoding.EncodeToString([]byte(v.Text()))))
	}
	v, ok := p.get("NetworkInterfaces")
	if !ok || v.Kind() != value.List || v.Len() == 0 || v.At(0).Kind() != value.Map {
		return
	}
	simple := false
	for _, key := range [...]string{"PrivateIpAddresses", "SecondaryPrivateIpAddressCount", "AssociatePublicIpAddress"} {
		_, has := v.At(0).Get(key)
		simple = simple || has
	}
	if !simple {
		return
	}
	for _, move := range [...][2]string{
		{"SubnetId", "SubnetId"}, {"SecurityGroupIds", "Groups"}, {"PrivateIpAddress", "PrivateIpAddresses"},
		{"Ipv6AddressCount", "Ipv6AddressCount"}, {"Ipv6Addresses", "Ipv6Addresses"},
	} {
		x, ok := p.get(move[0])
		if !ok {
			continue
		}
		if move[0] == "PrivateIpAddress" {
			x = list(object("PrivateIpAddress", x).With("Primary", value.OfBool(true)))
		}
		p.within("NetworkInterfaces", value.Value{}, func(i value.Value) value.Value { return i.With(move[1], x) })
		p.drop(move[0])
	}
}
