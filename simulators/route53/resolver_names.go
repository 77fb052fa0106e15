package route53

import (
	"net/netip"
	"strings"
)

// QueryName is a name as somebody types it in the form in which zones keep
// names. problem is what is wrong with it, or empty.
func QueryName(typed string) (name, problem string) {
	if typed == "." || typed == "" {
		return ".", ""
	}
	return canonical(typed)
}

// ReverseName is the name under which an address's own name is looked up.
func ReverseName(a netip.Addr) string {
	const digits = "0123456789abcdef"
	if a.Is4() {
		b := a.As4()
		p := netip.AddrFrom4([4]byte{b[3], b[2], b[1], b[0]})
		return p.String() + ".in-addr.arpa."
	}
	b := a.As16()
	var s strings.Builder
	for i := 15; i >= 0; i-- {
		s.WriteByte(digits[b[i]&15])
		s.WriteByte('.')
		s.WriteByte(digits[b[i]>>4])
		s.WriteByte('.')
	}
	return s.String() + "ip6.arpa."
}

// ServerAt is the name of the name server that answers at an address.
func ServerAt(a netip.Addr) (string, bool) {
	if a.Is4() {
		b := a.As4()
		if n := int(b[2]-192)<<8 | int(b[3]); b[0] == 205 && b[1] == 251 && b[2] >= 192 && n < 2048 {
			return "ns-" + itoa(n) + "." + awsDomain(n), true
		}
	}
	for _, z := range registries() {
		for _, s := range z.servers {
			if four, _, ok := registryAddress(s); ok && four == a {
				return s, true
			}
		}
	}
	return "", false
}

func registries() []registry {
	list := []registry{rootZone, example("example.com."), amazonZone}
	for _, t := range tops {
		list = append(list, top(t))
	}
	return list
}

func itoa(n int) string {
	if n < 10 {
		return string([]byte{byte('0' + n)})
	}
	return itoa(n/10) + string([]byte{byte('0' + n%10)})
}

// RootServers are the names of the root's servers.
func RootServers() []string { return rootZone.servers }
