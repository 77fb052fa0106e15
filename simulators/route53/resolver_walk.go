package route53

import (
	"net/netip"

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
