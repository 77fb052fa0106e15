package route53

import (
	"cmp"
	"maps"
	"math"
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Result is what came of a crowd's lookups. Shares are from 0 to 1.
type Result struct {
	Name, Type string
	Seconds    float64
	Step       float64 // seconds
	Cities     int
	Groups     int
	Questions  int64 // to name servers, of all kinds
	Answers    int64 // that name servers gave to the question itself
	Shares     []Share
	Weights    []WeightedShares
	Dead       Loss // the address that users were given does not answer
	NoAnswer   Loss // there was none: NXDOMAIN, SERVFAIL, …
	Outage     Loss // either
	Stale      Staleness
	Statuses   []StatusShare
	Places     []PlaceShare
}

// Share is a value's part of all users' time and of all answers.
type Share struct {
	Value, Owner, Set string
	Users, Answers    float64
	Count             int64 // answers
}

// WeightedShares holds a weighted group's answers against its weights.
type WeightedShares struct {
	Name, Type string
	Answers    int64
	Within     bool
	Sets       []SetShare
}

// SetShare is one weighted record: Expected is its share by the weights of
// those that could be drawn at the time, Tolerance five standard deviations.
type SetShare struct {
	Set                           string
	Weight, Count                 int64
	Expected, Measured, Tolerance float64
	Within                        bool
}

// Loss is how much of the users' time was lost, and for how many seconds the
// shares of users lost it: P95 is what 95 % of them did not go beyond.
type Loss struct {
	Share              float64
	P50, P95, P99, Max float64
}

// Staleness is how much of the users' time went by with values that their
// records no longer had, and when the last of it ended.
type Staleness struct {
	Share float64
	Until string // empty: there was none
}

// StatusShare is the part of the users' time that an answer without records
// took, by its status.
type StatusShare struct {
	Status string
	Users  float64
}

// PlaceShare is what the users of one city were given most of the time.
type PlaceShare struct {
	City, Country string
	People        int64 // thousands
	Value, Set    string
	Users         float64 // of that city's users' time
	Outage        float64 // seconds, weighted over its resolvers
}

// Result sums up.
func (c *Crowd) Result() Result {
	t := &c.tally
	r := Result{
		Name: c.plan.Name, Type: c.plan.Type, Seconds: seconds(t.time), Step: seconds(c.plan.Step),
		Groups: len(c.plan.Groups), Questions: t.questions, Answers: t.answers,
		Shares: []Share{}, Weights: []WeightedShares{}, Statuses: []StatusShare{}, Places: []PlaceShare{},
	}
	for _, k := range slices.SortedFunc(maps.Keys(t.by), byLeaf) {
		x := t.by[k]
		r.Shares = append(r.Shares, Share{k.value, k.owner, k.set, part(x.users, t.users), part(x.answers, t.answers), x.answers})
	}
	r.Weights = t.weights()
	for _, s := range slices.Sorted(maps.Keys(t.statuses)) {
		r.Statuses = append(r.Statuses, StatusShare{s.String(), part(t.statuses[s], t.users)})
	}
	r.Dead = c.loss(t.dead, func(s *groupState) cloud.Time { return s.dead })
	r.NoAnswer = c.loss(t.noAnswer, func(s *groupState) cloud.Time { return s.none })
	r.Outage = c.loss(t.dead+t.noAnswer, func(s *groupState) cloud.Time { return s.lost })
	r.Stale.Share = part(t.stale, t.users)
	if t.stale > 0 {
		r.Stale.Until = t.lastStale.UTC().Format("2006-01-02T15:04:05Z")
	}
	r.Places = c.places()
	r.Cities = len(r.Places)
	return r
}

func seconds(t cloud.Time) float64 { return float64(t/cloud.Millisecond) / 1000 }

// part is a share rounded to a millionth, so that it prints alike everywhere.
func part(x, of int64) float64 {
	if of == 0 {
		return 0
	}
	return rounded(float64(x) / float64(of))
}

func rounded(f float64) float64 { return math.Round(float64(f*1e6)) / 1e6 }

func (t *Tally) weights() []WeightedShares {
	list := []WeightedShares{}
	keys := slices.SortedFunc(maps.Keys(t.draws), func(a, b groupKey) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.kind, b.kind))
	})
	for _, k := range keys {
		g := t.draws[k]
		w := WeightedShares{Name: k.name, Type: k.kind, Answers: g.answers, Within: true, Sets: []SetShare{}}
		n := float64(max(1, g.answers))
		for _, id := range slices.Sorted(maps.Keys(g.sets)) {
			s := g.sets[id]
			w.Sets = append(w.Sets, SetShare{
				id, s.weight, s.chosen, rounded(s.expected / n), part(s.chosen, g.answers), rounded((float64(Tolerance*math.Sqrt(s.variance)) + 1) / n), s.within(),
			})
			w.Within = w.Within && s.within()
		}
		list = append(list, w)
	}
	return list
}

// loss is a share of all time, and the seconds that shares of the users lost.
func (c *Crowd) loss(time int64, of func(*groupState) cloud.Time) Loss {
	order := make([]int, len(c.states))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(of(&c.states[a]), of(&c.states[b])) })
	at := func(share int64) float64 {
		sum := int64(0)
		for _, i := range order {
			if sum += c.plan.Groups[i].Users; sum*100 >= c.total*share {
				return seconds(of(&c.states[i]))
			}
		}
		return 0
	}
	return Loss{part(time, c.tally.users), at(50), at(95), at(99), at(100)}
}

// places is what each city was given most.
func (c *Crowd) places() []PlaceShare {
	all, best, lost := map[int]int64{}, map[int]cityLeaf{}, map[int]int64{}
	keys := slices.SortedFunc(maps.Keys(c.tally.cities), func(a, b cityLeaf) int { return cmp.Or(cmp.Compare(a.city, b.city), byLeaf(a.leaf, b.leaf)) })
	for _, k := range keys {
		all[k.city] += *c.tally.cities[k]
		if b, ok := best[k.city]; !ok || *c.tally.cities[k] > *c.tally.cities[b] {
			best[k.city] = k
		}
	}
	people := map[int]int64{}
	for i, g := range c.plan.Groups {
		lost[g.City] += g.Users * int64(c.states[i].lost/cloud.Millisecond)
		people[g.City] += g.Users
	}
	list := []PlaceShare{}
	for _, city := range slices.Sorted(maps.Keys(people)) {
		b, most := best[city], int64(0)
		if at := c.tally.cities[b]; at != nil {
			most = *at
		}
		list = append(list, PlaceShare{
			City: cities[city].Name, Country: cities[city].Country, People: int64(cities[city].People), Value: b.value, Set: b.set,
			Users: part(most, all[city]), Outage: rounded(float64(lost[city]) / float64(max(1, people[city])) / 1000),
		})
	}
	return list
}

// Reached tells whether somebody at an address of the world's internet gets an
// answer at a TCP port of another: declared places and the simulated cloud are
// asked; whoever nobody knows answers.
func (s *State) Reached(from, to netip.Addr, port uint16, at cloud.Time) bool {
	asked := Asked{Address: to, Port: port, Path: "/"}
	if site := s.Sites.Find(to.String()); site != nil {
		met := site.answer(asked, at)
		return !met.Silent && !met.Refused
	}
	if s.outside.Endpoints != nil {
		if met, known := s.outside.Endpoints.Probe(from, asked, at); known {
			return !met.Silent && !met.Refused
		}
	}
	return true
}
