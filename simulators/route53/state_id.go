package route53

import (
	"fmt"

	"skylab/simulators/cloud"
)

// global is where Route 53 keeps what an account has: it has no Regions.
func global(account string) cloud.Scope { return cloud.Scope{Account: account} }

// draw is the keyed draw for the next thing of a kind in an account.
func draw(w *cloud.World, account, kind string) func(i, below uint64) uint64 {
	n := w.Next(global(account), kind)
	label := cloud.Label("route53 " + account + " " + kind)
	return func(i, below uint64) uint64 { return cloud.RollBelow(w.Seed, label, n*64+i, below) }
}

// newID makes an ID in the form of Route 53's: a letter, a zero, and 19 digits
// and capitals (Z, C or N first).
func newID(w *cloud.World, account, first string) string {
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	roll := draw(w, account, "id "+first)
	b := []byte(first + "0")
	for i := range uint64(19) {
		if i < 7 {
			b = append(b, signs[roll(i, 10)])
			continue
		}
		b = append(b, signs[roll(i, 36)])
	}
	return string(b)
}

// newUUID makes an ID in the form of a UUID, version 4.
func newUUID(w *cloud.World, account, kind string) string {
	roll := draw(w, account, kind)
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", roll(0, 1<<32), roll(1, 1<<16), roll(2, 1<<12), 0x8000+roll(3, 1<<14), roll(4, 1<<48))
}

// nameServers draws four servers, one of each of the four top-level domains
// that Route 53 spreads a set over, in an order of its own. Their numbers tell
// their names: ns-512 to ns-1023 are in .net, eight of them to a domain.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/GetInfoAboutHostedZone.html
func nameServers(w *cloud.World, account string) []string {
	tops := [...]string{"com", "net", "org", "co.uk"}
	roll := draw(w, account, "name servers")
	list := make([]string, 4)
	order := [4]int{0, 1, 2, 3}
	for i := range uint64(4) {
		j := i + roll(8+i, 4-i)
		order[i], order[j] = order[j], order[i]
	}
	for i, top := range order {
		n := roll(uint64(i), 512)
		list[i] = fmt.Sprintf("ns-%d.awsdns-%02d.%s", uint64(top)*512+n, n/8, tops[top])
	}
	return list
}

// privateServers stand in the NS record of every private zone; nobody can ask
// them.
func privateServers() []string {
	return []string{"ns-1536.awsdns-00.co.uk", "ns-0.awsdns-00.com", "ns-1024.awsdns-00.org", "ns-512.awsdns-00.net"}
}
