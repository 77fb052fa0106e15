package route53

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

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
