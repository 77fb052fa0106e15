package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// longHistory is how much of a check's history is kept; what is older is summed up
// in its Start, and in the flips.
const longHistory = 64

// Look lets the checkers find out what they would meet from now on. It is
// called whenever something may have changed that they can see; between two
// calls everybody stays as he is, but for faults that are known to come.
func (s *State) Look(w *cloud.World) {
	var edges []cloud.Time
	found := false
	for c := range s.Checks.All {
		if !c.Config.endpoint() {
			continue
		}
		if !found {
			found, edges = true, s.edges(w.Now)
		}
		s.look(w, c, edges)
	}
}

// edges are the instants from now on at which something known will happen:
// now itself is the first.
func (s *State) edges(now cloud.Time) []cloud.Time {
	list := []cloud.Time{now}
	for site := range s.Sites.All {
		for _, o := range site.Down {
			for _, t := range [...]cloud.Time{o.From, o.Until} {
				if t > now {
					list = append(list, t)
				}
			}
		}
	}
	for z := range s.Zones.All { // a name that is looked up may lead elsewhere
		if n := len(z.Served); n > 0 && z.Served[n-1].Until > now {
			list = append(list, z.Served[n-1].Until)
		}
	}
	for d := range s.Domains.All {
		if d.Since > now {
			list = append(list, d.Since)
		}
	}
	if s.outside.Endpoints != nil {
		list = append(list, s.outside.Endpoints.Edges(now)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// look makes one check's history from now on anew.
func (s *State) look(w *cloud.World, c *Check, edges []cloud.Time) {
	all := checkers(w.Seed, c)
	before := len(c.History)
	for before > 0 && c.History[before-1].From > edges[0] {
		before--
	}
	next := c.History[:before:before]
	for _, at := range edges {
		met := s.meetings(w, c, all, at)
		if n := len(next); n > 0 && slices.Equal(next[n-1].Met, met) {
			continue
		}
		if n := len(next); n > 0 && next[n-1].From == at {
			next = next[: n-1 : n-1]
		}
		next = append(next, Stretch{From: at, Met: met})
	}
	if slices.EqualFunc(next, c.History, sameStretch) && c.Flips != nil {
		return
	}
	c.History = next
	if len(c.History) > longHistory {
		at := max(c.History[len(c.History)-longHistory/2].From, c.Created)
		c.remember(at)
		c.settle(w.Seed, at)
	}
	c.work(w.Seed)
}

func sameStretch(a, b Stretch) bool { return a.From == b.From && slices.Equal(a.Met, b.Met) }

// meetings are what each checker meets; one for all when they meet the same.
func (s *State) meetings(w *cloud.World, c *Check, all []checker, at cloud.Time) []Encounter {
	list := make([]Encounter, len(all))
	same := true
	for i, k := range all {
		list[i] = s.probe(c, k.from, at)
		same = same && list[i] == list[0]
	}
	if same && len(list) > 0 {
		return list[:1:1]
	}
	return list
}

// probe is what one checker meets.
func (s *State) probe(c *Check, from netip.Addr, at cloud.Time) Encounter {
	t := Asked{Port: uint16(c.Config.Port), Path: c.Config.Path, Host: c.Config.Domain, Secure: strings.HasPrefix(c.Config.Type, "HTTPS")}
	a, err := netip.ParseAddr(c.Config.Address)
	if err != nil {
		list := s.resolve(c.Config.Domain, at)
		if len(list) == 0 {
			return Encounter{Silent: true}
		}
		a = list[0]
	}
	t.Address = a
	if site := s.Sites.Find(a.String()); site != nil {
		return site.answer(t, at).read(c.Config)
	}
	if s.outside.Endpoints != nil {
		if met, known := s.outside.Endpoints.Probe(from, t, at); known {
			return met.read(c.Config)
		}
	}
	return Encounter{Status: 200}
}

// read keeps of a page what the check looks at.
func (f Encounter) read(k CheckConfig) Encounter {
	if !k.searches() {
		f.Body = ""
	}
	f.Body = f.Body[:min(len(f.Body), bodyRead)]
	return f
}

func (s *State) resolve(name string, at cloud.Time) []netip.Addr {
	if s.outside.Endpoints == nil || name == "" {
		return nil
	}
	return s.outside.Endpoints.Resolve(name, at)
}

// answer is what a declared place answers.
func (s *Site) answer(t Asked, at cloud.Time) Encounter {
	for _, o := range s.Down {
		if o.From <= at && (o.Until == 0 || at < o.Until) {
			return Encounter{Silent: true}
		}
	}
	switch {
	case s.Port != 0 && s.Port != int32(t.Port):
		return Encounter{Refused: true}
	case s.Path != "" && s.Path != "/"+strings.TrimPrefix(path(t.Path), "/"):
		return Encounter{Status: 404, First: cloud.Time(s.LatencyMS) * cloud.Millisecond}
	}
	return Encounter{Status: s.Status, Body: s.Body, First: cloud.Time(s.LatencyMS) * cloud.Millisecond}
}

// path is the path of a URL's path and query.
func path(p string) string {
	p, _, _ = strings.Cut(p, "?")
	return p
}

// remember keeps what Route 53 thought until an instant, as far back as a
// history goes.
func (c *Check) remember(at cloud.Time) {
	past := slices.DeleteFunc(slices.Clone(c.Flips), func(f Flip) bool { return f.At > at })
	c.Past = past[max(0, len(past)-longHistory):]
}
