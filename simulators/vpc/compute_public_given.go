package vpc

import "net/netip"

// GivesOut tells whether an address is one of those that the lab draws public
// addresses of instances and Elastic IPs from, in whatever Region.
func GivesOut(a netip.Addr) bool {
	if !a.Is4() {
		return false
	}
	b := a.As4()
	block := uint16(b[0])<<8 | uint16(b[1])
	for _, two := range publicRanges {
		if two[0] == block || two[1] == block {
			return true
		}
	}
	return false
}
