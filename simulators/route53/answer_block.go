package route53

import "net/netip"

// holds tells whether a block holds the whole of a subnet.
func holds(block, subnet netip.Prefix) bool {
	return subnet.IsValid() && subnet.Bits() >= block.Bits() && block.Contains(subnet.Addr())
}

// zoneGroupPlace is where a Local Zone group lies: near the city that its name
// ends with, where the lab knows it; else in its Region.
// docs.aws.amazon.com/local-zones/latest/ug/available-local-zones.html
func zoneGroupPlace(group string) (Place, bool) {
	if group == "" {
		return Place{}, false
	}
	for i := range localZones {
		if z := &localZones[i]; len(group) >= len(z.code) && group[len(group)-len(z.code):] == z.code || hasPart(group, z.code) {
			return FindPlace(z.city)
		}
	}
	for i := range regions {
		if n := regions[i].Name; len(group) > len(n) && group[:len(n)] == n {
			return RegionPlace(n)
		}
	}
	return Place{}, false
}

// hasPart tells whether a code stands in a group's name between hyphens, with
// or without a number behind it: us-east-1-bue-1.
func hasPart(group, code string) bool {
	for i := 0; i+len(code) <= len(group); i++ {
		if group[i:i+len(code)] == code && (i == 0 || group[i-1] == '-') && (i+len(code) == len(group) || group[i+len(code)] == '-') {
			return true
		}
	}
	return false
}

// localZones: the codes in the names of Local Zone groups, and their cities.
var localZones = []struct{ code, city string }{
	{"atl", "Atlanta"}, {"bos", "Boston"}, {"chi", "Chicago"}, {"dfw", "Dallas"}, {"den", "Denver"}, {"iah", "Houston"},
	{"lax", "Los Angeles"}, {"las", "Las Vegas"}, {"mia", "Miami"}, {"msp", "Minneapolis"}, {"nyc", "New York"}, {"phl", "Philadelphia"},
	{"phx", "Phoenix"}, {"pdx", "Portland"}, {"sea", "Seattle"}, {"bue", "Buenos Aires"}, {"lim", "Lima"}, {"scl", "Santiago"},
	{"bkk", "Bangkok"}, {"ccu", "Kolkata"}, {"del", "Delhi"}, {"ham", "Hamburg"}, {"hel", "Helsinki"}, {"cph", "Copenhagen"},
	{"waw", "Warsaw"}, {"akl", "Auckland"}, {"per", "Perth"}, {"mnl", "Manila"}, {"tpe", "Taipei"}, {"los", "Lagos"}, {"mct", "Muscat"},
}
