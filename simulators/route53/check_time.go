package route53

import (
	"cmp"
	"slices"

	"skylab/simulators/cloud"
)

// Aggregate tells whether an endpoint is healthy of which n of all checkers
// say so: more than 18 % must; 18 % exactly is not enough.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
func Aggregate(n, all int) bool { return n*100 > 18*all }

// probes counts those of a checker in [from, until), and tells the first one.
func (k checker) probes(from, until, every cloud.Time) (count int64, first cloud.Time) {
	next := func(t cloud.Time) int64 { return int64((t - k.phase + every - 1) / every) }
	a, b := next(from), next(until)
	return b - a, k.phase + cloud.Time(a)*every
}

// turn is an instant at which one checker changes its mind.
type turn struct {
	at      cloud.Time
	content bool
}

// minds follows one checker through the history: what it thinks, and how many
// probes in a row told otherwise. It never walks single probes, so a year
// costs as much as a minute. The last stretch is looked at until its end.
type minds struct {
	content bool
	against int64
}

func (m *minds) meet(k checker, from, until, every cloud.Time, passed bool, threshold int64, out []turn) []turn {
	n, first := k.probes(from, until, every)
	if n <= 0 {
		return out
	}
	if passed == m.content {
		m.against = 0
		return out
	}
	if m.against+n < threshold {
		m.against += n
		return out
	}
	at := first + cloud.Time(threshold-m.against-1)*every
	m.content, m.against = passed, 0
	return append(out, turn{at, passed})
}

// passes tells whether checker i got what the check wants in a stretch.
func (x *Stretch) passes(k CheckConfig, i int) bool {
	ok, _ := Judge(k, x.met(i))
	return ok
}

func (x *Stretch) met(i int) Encounter {
	if len(x.Met) == 1 {
		return x.Met[0]
	}
	return x.Met[i]
}

// forever is an instant that no lesson reaches.
const forever = cloud.Time(1<<63 - 1)

// work makes the flips of an endpoint's check anew from its history.
func (c *Check) work(seed uint64) {
	all := checkers(seed, c)
	every := cloud.Time(c.Config.Interval) * cloud.Second
	var turns []turn
	content := 0
	for i, k := range all {
		m := minds{content: c.Start.Content>>i&1 == 1}
		if i < len(c.Start.Against) {
			m.against = int64(c.Start.Against[i])
		}
		if m.content {
			content++
		}
		for j := range c.History {
			until := forever / 2
			if j+1 < len(c.History) {
				until = c.History[j+1].From
			}
			turns = m.meet(k, c.History[j].From, until, every, c.History[j].passes(c.Config, i), int64(c.Config.Threshold), turns)
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	list := flips(turns, content, len(all))
	if len(c.Past) > 0 { // the opinion from before the start stands until it changes
		was := c.Past[len(c.Past)-1].Healthy
		if list[0].Healthy == was {
			list = list[1:]
		} else {
			list[0].At = c.Past[len(c.Past)-1].At
		}
	}
	c.Flips = append(slices.Clone(c.Past), list...)
}

// flips sweeps over the checkers' turns and keeps those instants at which the
// whole changes.
func flips(turns []turn, content, all int) []Flip {
	list := []Flip{{-forever, Aggregate(content, all)}}
	for _, t := range turns {
		if t.content {
			content++
		} else {
			content--
		}
		if now := Aggregate(content, all); now != list[len(list)-1].Healthy {
			list = append(list, Flip{t.at, now})
		}
	}
	return list
}

// settle makes an instant the start of the history: how the checkers stand
// then is kept, and what came before is forgotten.
func (c *Check) settle(seed uint64, at cloud.Time) {
	all := checkers(seed, c)
	every := cloud.Time(c.Config.Interval) * cloud.Second
	next := Start{Against: make([]int32, len(all))}
	for i, k := range all {
		m := minds{content: c.Start.Content>>i&1 == 1}
		if i < len(c.Start.Against) {
			m.against = int64(c.Start.Against[i])
		}
		for j := range c.History {
			until := at
			if j+1 < len(c.History) {
				until = min(at, c.History[j+1].From)
			}
			if c.History[j].From < until {
				m.meet(k, c.History[j].From, until, every, c.History[j].passes(c.Config, i), int64(c.Config.Threshold), nil)
			}
		}
		if m.content {
			next.Content |= 1 << i
		}
		next.Against[i] = int32(m.against)
	}
	keep := len(c.History) - 1
	for keep > 0 && c.History[keep].From > at {
		keep--
	}
	c.Start = next
	if len(c.History) > 0 {
		c.History = slices.Clone(c.History[keep:])
		c.History[0].From = at
	}
}

// everybody is a start at which all checkers are content.
func everybody(n int) Start { return Start{Content: 1<<n - 1, Against: make([]int32, n)} }
