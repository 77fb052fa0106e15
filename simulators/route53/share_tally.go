package route53

import (
	"cmp"
	"math"
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Tally is what has been counted so far.
type Tally struct {
	time                         cloud.Time
	users, noAnswer, dead, stale int64 // user-time
	lastStale                    cloud.Time
	statuses                     map[Status]int64
	by                           map[leaf]*leafCount
	draws                        map[groupKey]*groupCount
	cities                       map[cityLeaf]*int64
	questions, answers           int64
}

// leaf is what an answer gave: a value of a record.
type leaf struct{ owner, set, value string }

// leafCount counts a leaf, and knows of the instant judged-1 whether something
// answers there and whether its record still has the value.
type leafCount struct {
	rr             RR
	users, answers int64
	judged         cloud.Time
	alive, still   bool
}

type cityLeaf struct {
	city int
	leaf
}

// groupKey names a weighted group.
type groupKey struct{ name, kind string }

type groupCount struct {
	answers int64
	sets    map[string]*setCount
}

// setCount is how often one weighted record was chosen, how often its weight
// lets one expect, and the variance of that.
type setCount struct {
	weight, chosen     int64
	expected, variance float64
}

func newTally() Tally {
	return Tally{statuses: map[Status]int64{}, by: map[leaf]*leafCount{}, draws: map[groupKey]*groupCount{}, cities: map[cityLeaf]*int64{}}
}

func (t *Tally) leaf(r RR) *leafCount {
	k := leaf{r.Owner, r.Set, r.Value}
	if t.by[k] == nil {
		t.by[k] = &leafCount{rr: r}
	}
	return t.by[k]
}

func (t *Tally) city(city int, r RR) *int64 {
	k := cityLeaf{city, leaf{r.Owner, r.Set, r.Value}}
	if t.cities[k] == nil {
		t.cities[k] = new(int64)
	}
	return t.cities[k]
}

// judge looks at a leaf once in a step. An answer is stale when the record that
// it came from would not give that value any more.
func (l *leafCount) judge(n *Internet, alive func(netip.Addr) bool) {
	a, err := netip.ParseAddr(l.rr.Value)
	l.judged, l.alive, l.still = n.Now()+1, err != nil || alive(a), n.still(l.rr)
}

// asked counts what name servers said for one lookup.
func (t *Tally) asked(out *Resolution) {
	t.questions += int64(len(out.Steps))
	for i := range out.Steps {
		s := &out.Steps[i]
		if s.Status != NoError || s.Answer.Referral() {
			continue
		}
		for _, r := range s.Answer.Records {
			if r.Type == s.Type {
				t.leaf(r).answers++
				t.answers++
				break
			}
		}
		t.drawn(s.Answer.Findings)
	}
}

// drawn counts the choices of weighted groups: expected is what the weights
// say of those records that were in the draw at that time.
func (t *Tally) drawn(findings []Finding) {
	for i := 0; i < len(findings); i++ {
		if findings[i].Code != policyCodes[Weighted] {
			continue
		}
		k := groupKey{findings[i].Name, findings[i].Type}
		if t.draws[k] == nil {
			t.draws[k] = &groupCount{sets: map[string]*setCount{}}
		}
		t.draws[k].add(findings[i+1:], k)
	}
}

func (g *groupCount) add(rest []Finding, k groupKey) {
	in, total := []Finding{}, int64(0)
	for _, f := range rest {
		if f.Name != k.name || f.Type != k.kind {
			break
		}
		switch f.Code {
		case CodeChosen, CodeNotDrawn:
			in = append(in, f)
			total += f.Figure
		case CodeZeroWeight, CodeUnhealthy:
			g.set(f).weight = f.Figure
		}
	}
	g.answers++
	for _, f := range in {
		s := g.set(f)
		s.weight = f.Figure
		p := 1 / float64(len(in))
		if total > 0 {
			p = float64(f.Figure) / float64(total)
		}
		s.expected += p
		s.variance += float64(p * (1 - p))
		if f.Code == CodeChosen {
			s.chosen++
		}
	}
}

func (g *groupCount) set(f Finding) *setCount {
	if g.sets[f.Set] == nil {
		g.sets[f.Set] = &setCount{}
	}
	return g.sets[f.Set]
}

func (n *Internet) still(r RR) bool {
	var best *Zone
	for z := range n.State.Zones.All {
		if !z.Private && below(r.Owner, z.Name) && (best == nil || len(z.Name) > len(best.Name)) {
			best = z
		}
	}
	if best == nil {
		return true
	}
	x, v := n.Zone(best, 3) // the last server to hear of a change
	o, ok := x.names[r.Owner]
	if !ok {
		return false
	}
	g := x.groupOf(o, r.Type)
	if g == none {
		return false
	}
	for i := x.groups[g].first; i < x.groups[g].first+x.groups[g].count; i++ {
		c := &x.records[i]
		if c.set.SetID != r.Set {
			continue
		}
		if c.leads == toOutside {
			return slices.Contains(v.outside[c.to].Addresses, r.Value)
		}
		return slices.Contains(c.set.Values, r.Value)
	}
	return false
}

// Tolerance is how many standard deviations a measured share may lie from the
// configured one: once in 1.7 million measurements chance alone is farther.
const Tolerance = 5

// within tells whether a count is as near to what was expected as chance lets
// one want, give or take one answer.
func (s *setCount) within() bool {
	return math.Abs(float64(s.chosen)-s.expected) <= float64(Tolerance*math.Sqrt(s.variance))+1
}

func byLeaf(a, b leaf) int {
	return cmp.Or(strings.Compare(a.owner, b.owner), strings.Compare(a.set, b.set), strings.Compare(a.value, b.value))
}
