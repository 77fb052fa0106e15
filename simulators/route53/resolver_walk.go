package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Client is who asks a resolver.
type Client struct {
	Place   Place
	Address netip.Addr
	// Subnet is what the client itself asks to pass on (dig +subnet): only
	// resolvers that pass something on heed it.
	Subnet netip.Prefix
}

// Resolution is what a resolver answers.
type Resolution struct {
	Status  Status
	Records []RR // with the time that is left of their TTL
	SOA     []RR // of a negative answer
	Took    cloud.Time
	Cached  bool         // nobody else had to be asked
	Passed  netip.Prefix // what was passed on of the client's address
	Scope   netip.Prefix // for whom the answer is good; not valid: for everybody
	Steps   []Step       // who was asked, in order
}

// Step is one question of a resolver to a name server.
type Step struct {
	Server string // without trailing dot
	Zone   string // that the resolver took it for a server of
	Name   string
	Type   string
	Status Status
	Took   cloud.Time
	Answer Answer // what it said
}

// How patient a resolver is.
const (
	serverTimeout = 800 * cloud.Millisecond // before it tries another server
	mostRestarts  = 16                      // CNAMEs that it follows; BIND's limit is as many
	mostReferrals = 24
)

// Resolve answers a client's question as the resolver does: from its cache, or
// by asking from the root down. What it hears it keeps in caches.
func (n *Internet) Resolve(r Resolver, c Client, name, kind string, caches *Caches) Resolution {
	out, entries, changed := n.resolve(r, c, name, kind, caches.Of(r.Key))
	if changed {
		*caches = caches.With(Cache{r.Key, entries})
	}
	return out
}

// resolve is Resolve over what the resolver holds.
func (n *Internet) resolve(r Resolver, c Client, name, kind string, entries []Cached) (Resolution, []Cached, bool) {
	w := &walk{n: n, r: r, c: c, entries: entries, out: Resolution{Cached: true}}
	if r.PassesOn {
		w.out.Passed = passedOn(c)
	}
	w.resolve(name, kind)
	return w.out, w.entries, w.changed
}

// passedOn is the part of a client's address that resolvers pass on: 24 bits
// of IPv4, 56 of IPv6, or less when the client asks for less.
func passedOn(c Client) netip.Prefix {
	p := c.Subnet
	if !p.IsValid() {
		if !c.Address.IsValid() || c.Address.IsPrivate() {
			return netip.Prefix{}
		}
		p = netip.PrefixFrom(c.Address, c.Address.BitLen())
	}
	most := 24
	if p.Addr().Is6() {
		most = 56
	}
	return netip.PrefixFrom(p.Addr(), min(most, p.Bits())).Masked()
}

// walk is one resolution under way.
type walk struct {
	n       *Internet
	r       Resolver
	c       Client
	entries []Cached
	changed bool
	out     Resolution
}

func (w *walk) client() netip.Addr {
	if w.out.Passed.IsValid() {
		return w.out.Passed.Addr()
	}
	return netip.Addr{}
}

// resolve follows CNAMEs until there is an answer.
func (w *walk) resolve(name, kind string) {
	for range 2 * mostRestarts { // a CNAME takes two turns: heard, then used
		if e := w.known(name, kind); e != nil {
			w.use(e)
			return
		}
		if e := w.known(name, "CNAME"); e != nil && kind != "CNAME" && len(e.Records) > 0 {
			w.use(e)
			name = dotted(e.Records[0].Value)
			continue
		}
		a, ok := w.ask(name, kind)
		if !ok {
			w.out.Status, w.out.Records = ServFail, nil
			return
		}
		w.learn(name, kind, a)
		if w.known(name, kind) == nil && w.known(name, "CNAME") == nil { // nothing that lasts: TTL 0
			w.pass(a)
			if name = chainEnd(a, name, kind); name == "" {
				return
			}
		}
	}
	w.out.Status, w.out.Records = ServFail, nil
}

func (w *walk) known(name, kind string) *Cached {
	return fresh(w.entries, name, kind, w.client(), w.n.now)
}

// use puts what the cache has into the answer.
func (w *walk) use(e *Cached) {
	left := e.Left(w.n.now)
	for _, r := range e.Records {
		r.TTL = left
		w.out.Records = append(w.out.Records, r)
	}
	for _, r := range e.SOA {
		r.TTL = left
		w.out.SOA = append(w.out.SOA, r)
	}
	w.out.Status = e.Status
	if e.Scope.IsValid() {
		w.out.Scope = e.Scope
	}
}

// pass puts an answer that may not be kept into this one.
func (w *walk) pass(a *Answer) {
	w.out.Records = append(w.out.Records, a.Records...)
	w.out.Status = a.Status
	if len(a.Records) == 0 {
		w.out.SOA = append(w.out.SOA, a.Authority...)
	}
}

// chainEnd is the name to go on with after an answer that ends in a CNAME, or
// empty.
func chainEnd(a *Answer, name, kind string) string {
	if n := len(a.Records); n > 0 && kind != "CNAME" && a.Records[n-1].Type == "CNAME" {
		return dotted(a.Records[n-1].Value)
	}
	return ""
}

// Peek answers from a resolver's cache alone, as for a question that does not
// want recursion: ok tells whether the cache knows.
func (n *Internet) Peek(r Resolver, c Client, name, kind string, caches *Caches) (out Resolution, ok bool) {
	w := &walk{n: n, r: r, c: c, entries: caches.Of(r.Key), out: Resolution{Cached: true}}
	if r.PassesOn {
		w.out.Passed = passedOn(c)
	}
	for range mostRestarts {
		if e := w.known(name, kind); e != nil {
			w.use(e)
			return w.out, true
		}
		e := w.known(name, "CNAME")
		if e == nil || kind == "CNAME" || len(e.Records) == 0 {
			break
		}
		w.use(e)
		name = dotted(e.Records[0].Value)
	}
	return w.out, len(w.out.Records) > 0
}

// learn keeps an answer: each set of records by itself, or that there is none.
func (w *walk) learn(name, kind string, a *Answer) {
	scope := netip.Prefix{}
	if a.Located {
		scope = w.out.Passed
	}
	end := name
	for i := 0; i < len(a.Records); {
		j := i + 1
		for j < len(a.Records) && a.Records[j].Name == a.Records[i].Name && a.Records[j].Type == a.Records[i].Type {
			j++
		}
		first := a.Records[i]
		w.keep(Cached{Name: first.Name, Type: first.Type, Scope: scope, Records: slices.Clone(a.Records[i:j])}, first.TTL)
		if first.Type == "CNAME" {
			end = dotted(first.Value)
		} else {
			end = ""
		}
		i = j
	}
	if end == "" || len(a.Authority) == 0 || a.Authority[0].Type != "SOA" {
		return
	}
	soa := a.Authority[0]
	if a.Status == NXDomain {
		kind = ""
	}
	w.keep(Cached{Name: end, Type: kind, Scope: scope, Status: a.Status, SOA: []RR{soa}}, soa.TTL)
}

func (w *walk) keep(e Cached, ttl int64) {
	if ttl <= 0 {
		return
	}
	e.At, e.Until = w.n.now, w.n.now+cloud.Time(ttl)*cloud.Second
	w.entries, w.changed = keep(w.entries, e, w.n.now), true
}

// ask goes down the tree from the nearest zone whose servers are known. It
// gives the answer of the first server that has one; false: nobody has.
func (w *walk) ask(name, kind string) (*Answer, bool) {
	w.out.Cached = false
	zone, servers := w.start(name, kind)
	for range mostReferrals {
		a := w.askAny(zone, servers, name, kind)
		if a == nil {
			return nil, false
		}
		if !a.Referral() {
			return a, true
		}
		zone = a.Authority[0].Name
		servers = nil
		for _, r := range a.Authority {
			servers = append(servers, strings.TrimSuffix(r.Value, "."))
		}
		w.keep(Cached{Name: zone, Type: "NS", Records: slices.Clone(a.Authority)}, a.Authority[0].TTL)
	}
	return nil, false
}

// start is the nearest zone above a name whose servers the cache knows.
func (w *walk) start(name, kind string) (string, []string) {
	for at := name; at != ""; _, at, _ = strings.Cut(at, ".") {
		if at == name && kind == "DS" {
			continue
		}
		e := fresh(w.entries, at, "NS", netip.Addr{}, w.n.now)
		if e == nil || len(e.Records) == 0 {
			continue
		}
		var servers []string
		for _, r := range e.Records {
			servers = append(servers, strings.TrimSuffix(r.Value, "."))
		}
		return at, servers
	}
	return ".", rootZone.servers
}

// askAny asks a zone's servers, one after the other from a drawn one on, until
// one answers what is of use: one that refuses, is silent, or refers upwards is
// no server of the zone.
func (w *walk) askAny(zone string, servers []string, name, kind string) *Answer {
	if len(servers) == 0 {
		return nil
	}
	w.n.Draws++
	draw := Draw(w.n.Seed, cloud.Label(w.r.Key+name+kind), w.n.Draws)
	first := int(cloud.RollBelow(draw, cloud.Label(zone), 0, uint64(len(servers))))
	for i := range servers {
		s := servers[(first+i)%len(servers)]
		a := &Answer{Explain: w.n.Explain}
		q := &Query{Name: name, Type: kind, From: w.r.Place, Subnet: w.source(), Draw: draw}
		if w.out.Passed.IsValid() {
			q.Subnet = w.out.Passed
			q.From = Locate(w.out.Passed.Addr())
		}
		w.n.Ask(s, q, a)
		took := Nearby(w.r.Place)
		if a.Status == Silent {
			took = serverTimeout
		}
		w.out.Took += took
		w.out.Steps = append(w.out.Steps, Step{s, zone, name, kind, a.Status, took, *a})
		if a.Status == NoError || a.Status == NXDomain {
			if a.Referral() && !(len(a.Authority[0].Name) > len(zone) && below(name, a.Authority[0].Name)) {
				continue
			}
			return a
		}
	}
	return nil
}

// source is the resolver's own address as a subnet.
func (w *walk) source() netip.Prefix {
	if !w.r.Source.IsValid() {
		return netip.Prefix{}
	}
	return netip.PrefixFrom(w.r.Source, w.r.Source.BitLen())
}
