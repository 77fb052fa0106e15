package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Internet is the DNS of the world at an instant: every name server by its
// name. It compiles a zone when it is first asked for. It reads the state and
// changes nothing.
type Internet struct {
	State *State
	Seed  uint64
	// Names answers for names of AWS's own (amazonaws.com), and for the rest of
	// example.com: nil knows none.
	Names func(name, kind string) (values []string, ttl int64, exists bool)
	// Explain keeps the findings of whoever decided with each answer.
	Explain bool
	// Draws counts the questions to name servers: each has a chance of its own.
	Draws uint64

	now      cloud.Time
	compiled map[version]*serving
}

// version names a state of a zone that a server answers from.
type version struct {
	zone string
	n    int
}

type serving struct {
	index *Index
	view  *View
	at    cloud.Time
}

// Internet is the world's DNS at an instant.
func (s *State) Internet(seed uint64, now cloud.Time) *Internet {
	return &Internet{State: s, Seed: seed, now: now, compiled: map[version]*serving{}}
}

// At lets time pass. Zones may not change otherwise meanwhile.
func (n *Internet) At(now cloud.Time) { n.now = now }

// Now is the instant.
func (n *Internet) Now() cloud.Time { return n.now }

// Zone is what one of a zone's servers (0 to 3) answers from at the instant.
func (n *Internet) Zone(z *Zone, server int) (*Index, *View) {
	i, records := z.versionAt(server, n.now)
	key := version{z.ID, i}
	c := n.compiled[key]
	if c == nil {
		c = &serving{index: Compile(z, records, n.State.CIDRs.Find)}
		n.compiled[key] = c
	}
	if c.view == nil || c.at != n.now {
		if v := n.View(c.index); !v.Same(c.view) {
			c.view = v
		}
		c.at = n.now
	}
	return c.index, c.view
}

// View judges an index's records at the instant.
func (n *Internet) View(x *Index) *View {
	return x.View(func(id string) bool { return n.State.Healthy(id, n.now) }, n.target)
}

// target looks up what an alias leads to outside of its zone.
func (n *Internet) target(_, name, kind string) Target {
	_, addresses, healthy, known := n.State.Balancer(strings.TrimPrefix(name, "dualstack."), n.now)
	t := Target{Known: known, Healthy: healthy}
	for _, a := range addresses {
		if a.Is4() == (kind == "A") {
			t.Addresses = append(t.Addresses, a.String())
		}
	}
	return t
}

// versionAt is Serving with the number of the version.
func (z *Zone) versionAt(server int, now cloud.Time) (int, Records) {
	for i := len(z.Served) - 1; i > 0; i-- {
		if v := &z.Served[i]; v.At+(v.Until-v.At)*cloud.Time(server+1)/4 <= now {
			return i, v.Records
		}
	}
	if len(z.Served) == 0 {
		return 0, z.Records
	}
	return 0, z.Served[0].Records
}

// Hosted is the public zone that a name server answers for a name from, and
// which of the zone's servers it is; nil when it has none.
func (s *State) Hosted(server, name string) (*Zone, int) {
	var best *Zone
	at := 0
	for z := range s.Zones.All {
		if z.Private || !below(name, z.Name) || best != nil && len(best.Name) >= len(z.Name) {
			continue
		}
		if i := slices.Index(z.NameServers, server); i >= 0 {
			best, at = z, i
		}
	}
	return best, at
}

// Ask asks a name server, which is named without a trailing dot. Silent stands
// for a server that does not exist.
func (n *Internet) Ask(server string, q *Query, a *Answer) {
	server = strings.TrimSuffix(lower(server), ".")
	if zone, ok := registryOf(server); ok {
		a.reset()
		n.registry(zone, q, a)
		return
	}
	if !awsServer(server) {
		a.reset()
		a.Status, a.Authoritative = Silent, false
		return
	}
	z, i := n.State.Hosted(server, q.Name)
	if z == nil {
		a.reset()
		a.Status, a.Authoritative = Refused, false
		asking{q: q, a: a}.note(Finding{Reason: cloud.Reason{Code: CodeNotServed, At: server, Rule: none, Verdict: cloud.Denied}, Name: q.Name})
		return
	}
	x, v := n.Zone(z, i)
	x.Ask(v, q, a)
	x.authority(q, a)
}

// authority names the zone's servers beside an answer, as Route 53 does.
func (x *Index) authority(q *Query, a *Answer) {
	g := x.groupOf(0, "NS")
	if len(a.Records) == 0 || len(a.Authority) > 0 || g == none || q.Type == "NS" && q.Name == x.name {
		return
	}
	set := x.records[x.groups[g].first].set
	for _, s := range set.Values {
		a.Authority = append(a.Authority, RR{Name: set.Name, Type: "NS", TTL: set.TTL, Value: dotted(s), Owner: set.Name})
	}
}

// awsServer tells whether one of Route 53's name servers has that name: their
// numbers run from 0 to 2,047 and tell the rest of it.
func awsServer(server string) bool {
	n, rest, ok := awsNumber(server)
	return ok && rest == awsDomain(n)
}

func awsNumber(server string) (n int, rest string, ok bool) {
	first, rest, _ := strings.Cut(server, ".")
	digits, ok := strings.CutPrefix(first, "ns-")
	if !ok || digits == "" || len(digits) > 4 || len(digits) > 1 && digits[0] == '0' {
		return 0, "", false
	}
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, "", false
		}
		n = n*10 + int(d-'0')
	}
	return n, rest, n < 2048
}

func awsDomain(n int) string {
	group := n % 512 / 8
	return "awsdns-" + string([]byte{byte('0' + group/10), byte('0' + group%10)}) + "." + [...]string{"com", "net", "org", "co.uk"}[n/512]
}

// ServerAddress is where a name server is reached: Route 53's have 205.251.192.0
// and their number. Not known where no such server exists.
func ServerAddress(server string) (four, six netip.Addr, ok bool) {
	server = strings.TrimSuffix(lower(server), ".")
	if n, rest, valid := awsNumber(server); valid && rest == awsDomain(n) {
		four = netip.AddrFrom4([4]byte{205, 251, byte(192 + n>>8), byte(n)})
		six = netip.AddrFrom16([16]byte{0x26, 0x00, 0x90, 0x00, 0x53, byte(n >> 8), byte(n), 0, 0, 0, 0, 0, 0, 0, 0, 1})
		return four, six, true
	}
	return registryAddress(server)
}
