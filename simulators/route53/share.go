package route53

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// Group is the users of one city that ask one resolver.
type Group struct {
	City     int
	Resolver Resolver
	Client   Client
	Users    int64 // people, in thousands, times a thousand
}

// Groups are the users of cities by the resolvers that they ask: as many as
// live there.
func Groups(of []int) []Group {
	var list []Group
	for _, c := range of {
		client := Client{Place: CityPlace(c), Address: CityPrefix(c).Addr().Next()}
		for _, r := range ResolversOf(c) {
			list = append(list, Group{City: c, Resolver: r, Client: client, Users: int64(cities[c].People) * int64(r.Share)})
		}
	}
	return list
}

// Plan is what a crowd asks, and for how long.
type Plan struct {
	Name, Type string
	Groups     []Group
	Step       cloud.Time
	// Rate is how many lookups all users make in a second, in thousandths: 0:
	// so many that every group asks in every step.
	Rate int64
}

// Crowd is users who look a name up again and again over virtual time, through
// their resolvers' caches, and what came of it.
type Crowd struct {
	plan   Plan
	caches map[string][]Cached
	dirty  map[string]bool
	states []groupState
	tally  Tally
	total  int64 // users
	label  uint64
	first  bool
}

// groupState is what a group of users has at the moment.
type groupState struct {
	status Status
	used   *leafCount // the address that it uses; nil when it was given none
	place  *int64
	until  cloud.Time
	has    bool
	lost   cloud.Time // how long it got a dead address or no answer, in all
	dead   cloud.Time
	none   cloud.Time
}

// NewCrowd is a crowd before its first step. What resolvers hold is taken from
// the caches, and given back by Caches.
func NewCrowd(p Plan, caches Caches) *Crowd {
	c := &Crowd{plan: p, caches: map[string][]Cached{}, dirty: map[string]bool{}, states: make([]groupState, len(p.Groups)), label: cloud.Label("crowd " + p.Name + p.Type), first: true}
	for _, g := range p.Groups {
		c.caches[g.Resolver.Key] = caches.Of(g.Resolver.Key)
		c.total += g.Users
	}
	c.tally = newTally()
	return c
}

// Step lets the crowd ask at the instant of n, and counts what it gets as what
// it uses for the step that begins. alive tells whether something answers at an
// address.
func (c *Crowd) Step(n *Internet, alive func(netip.Addr) bool) {
	now := n.Now()
	for i := range c.plan.Groups {
		s := &c.states[i]
		if !c.asks(n, i) {
			continue
		}
		if !s.has || now >= s.until {
			c.ask(n, i)
		}
		if s.used != nil && s.used.judged != now+1 {
			s.used.judge(n, alive)
		}
		c.count(now, i)
	}
	c.tally.time += c.plan.Step
	c.first = false
}

// asks draws whether a group looks the name up at all in this step: the
// lookups of many people come at random.
func (c *Crowd) asks(n *Internet, i int) bool {
	if c.plan.Rate == 0 {
		return true
	}
	mean := float64(c.plan.Rate) / 1000 * float64(c.plan.Groups[i].Users) / float64(max(1, c.total)) * float64(c.plan.Step/cloud.Millisecond) / 1000
	never := cloud.Exp(-mean)
	draw := float64(cloud.Roll(n.Seed, c.label^uint64(i+1), uint64(n.Now()))>>11) / (1 << 53)
	return draw >= never
}

// ask asks the group's resolver. When the crowd begins, resolvers that know
// nothing are taken to have asked before, at random, so that not all of the
// world's caches run out in the same second.
func (c *Crowd) ask(n *Internet, i int) {
	g, s, now := &c.plan.Groups[i], &c.states[i], n.Now()
	key := g.Resolver.Key
	out, entries, changed := n.resolve(g.Resolver, g.Client, c.plan.Name, c.plan.Type, c.caches[key])
	if changed {
		if c.first {
			c.age(n, entries, now, uint64(i))
		}
		c.caches[key], c.dirty[key] = entries, true
	}
	s.status, s.has, s.used = out.Status, true, nil
	for _, r := range out.Records {
		if r.Type == c.plan.Type {
			s.used, s.place = c.tally.leaf(r), c.tally.city(g.City, r)
			break
		}
	}
	s.until = now + cloud.Second
	if e := fresh(c.caches[key], c.plan.Name, c.plan.Type, clientOf(out), now); e != nil {
		s.until = e.Until
	} else if e := fresh(c.caches[key], c.plan.Name, "CNAME", clientOf(out), now); e != nil {
		s.until = c.chain(key, out, now, e.Until)
	}
	c.tally.asked(&out)
}

// chain is when the first link of a chain of CNAMEs runs out.
func (c *Crowd) chain(key string, out Resolution, now, until cloud.Time) cloud.Time {
	for _, r := range out.Records {
		if e := fresh(c.caches[key], r.Name, r.Type, clientOf(out), now); e != nil {
			until = min(until, e.Until)
		}
	}
	return until
}

func clientOf(out Resolution) netip.Addr {
	if out.Passed.IsValid() {
		return out.Passed.Addr()
	}
	return netip.Addr{}
}

// age makes what was heard just now look as if it had been heard some time ago.
func (c *Crowd) age(n *Internet, entries []Cached, now cloud.Time, i uint64) {
	for k := range entries {
		e := &entries[k]
		if e.At != now || e.Type == "NS" {
			continue
		}
		ago := cloud.Time(cloud.RollBelow(n.Seed, c.label, i, uint64(max(1, (e.Until-e.At)/cloud.Second)))) * cloud.Second
		e.At, e.Until = e.At-ago, e.Until-ago
	}
}

// count adds what a group uses for a step.
func (c *Crowd) count(now cloud.Time, i int) {
	s, t := &c.states[i], &c.tally
	weight := c.plan.Groups[i].Users * int64(c.plan.Step/cloud.Second)
	t.users += weight
	if s.used == nil {
		t.noAnswer += weight
		t.statuses[s.status] += weight
		s.none += c.plan.Step
		s.lost += c.plan.Step
		return
	}
	s.used.users += weight
	*s.place += weight
	if !s.used.alive {
		t.dead += weight
		s.dead += c.plan.Step
		s.lost += c.plan.Step
	}
	if !s.used.still {
		t.stale += weight
		t.lastStale = now + c.plan.Step
	}
}

// Caches gives the caches back, with what the crowd's resolvers hold now.
func (c *Crowd) Caches(was Caches) Caches {
	var keys []string
	for k := range c.dirty {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var list []Cache
	for _, k := range keys {
		list = append(list, Cache{k, c.caches[k]})
	}
	return was.With(list...)
}
