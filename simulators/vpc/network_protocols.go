package vpc

import (
	"strconv"
	"strings"
)

// protocolNames are the protocols that the API also knows by name.
var protocolNames = []struct {
	number int
	name   string
}{{1, "icmp"}, {6, "tcp"}, {17, "udp"}, {58, "icmpv6"}}

// protocolNumber reads a protocol: a name, a number from 0 to 255, or -1 for
// all. Names may be in capitals.
func protocolNumber(text string) (int, bool) {
	for _, p := range protocolNames {
		if strings.EqualFold(p.name, text) {
			return p.number, true
		}
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= allProtocols && n <= 255
}

// protocolName is how security groups print a protocol.
func protocolName(number int) string {
	for _, p := range protocolNames {
		if p.number == number {
			return p.name
		}
	}
	return strconv.Itoa(number)
}

// ported tells whether a protocol has ports: TCP and UDP.
func ported(protocol int) bool { return protocol == 6 || protocol == 17 }

// isICMP tells whether a protocol has types and codes: ICMP and ICMPv6.
func isICMP(protocol int) bool { return protocol == 1 || protocol == 58 }
