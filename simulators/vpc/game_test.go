package vpc_test

import (
	"reflect"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// hand makes one random move after another in a Region, among what is there.
type hand struct {
	seed, n uint64
	s       *vpc.State
	w       *cloud.World
	scope   cloud.Scope
}

func (h *hand) roll(below int) int {
	h.n++
	return int(cloud.RollBelow(h.seed, 1, h.n, uint64(below)))
}

func (h *hand) region() *vpc.Region { return h.s.At(h.call()) }

func (h *hand) call() *cloud.Call { return &cloud.Call{World: h.w, Scope: h.scope} }

// anyOf draws the ID of a resource, or one that names nothing.
func anyOf[T cloud.Resource[T]](h *hand, of *cloud.Collection[T], none string) string {
	if of.Len() == 0 || h.roll(20) == 0 {
		return none
	}
	n := h.roll(of.Len())
	for x := range of.All {
		if n == 0 {
			return (*x).Key()
		}
		n--
	}
	return none
}

func (h *hand) vpc() string     { return anyOf(h, &h.region().VPCs, "vpc-0123456789abcdef0") }
func (h *hand) subnet() string  { return anyOf(h, &h.region().Subnets, "subnet-0123456789abcdef0") }
func (h *hand) gateway() string { return anyOf(h, &h.region().Gateways, "igw-0123456789abcdef0") }
func (h *hand) egress() string  { return anyOf(h, &h.region().EgressGateways, "eigw-0123456789abcdef0") }
func (h *hand) table() string   { return anyOf(h, &h.region().RouteTables, "rtb-0123456789abcdef0") }
func (h *hand) acl() string     { return anyOf(h, &h.region().ACLs, "acl-0123456789abcdef0") }
func (h *hand) group() string   { return anyOf(h, &h.region().Groups, "sg-0123456789abcdef0") }
func (h *hand) list() string    { return anyOf(h, &h.region().PrefixLists, "pl-63a5400a") }

// move is one thing that a hand can try.
type move struct {
	name string
	play func(h *hand, c *cloud.Call) error
}

// game is random play: so many games of so many moves each, and what must hold
// of every state that comes of them.
type game struct {
	seeds   uint64
	steps   int
	begin   func(*testing.T, *hand)
	moves   []move
	pauses  []cloud.Time             // one of them passes after each move; nil: none
	unsound func(*vpc.Region) string // says what is wrong, or nothing
}

// play plays all games. In the middle of each the world is copied, and the copy
// has to go the same way as the original; a move that fails has to change
// nothing; each move has to succeed some time, or the game does not test it.
func (g game) play(t *testing.T) {
	worked := map[string]int{}
	for seed := range g.seeds {
		w := cloud.NewWorld(seed, cloud.DefaultStart)
		h := &hand{seed: seed, s: &vpc.State{}, w: &w, scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}}
		g.begin(t, h)
		twin := h
		for step := range g.steps {
			if step == g.steps/2 {
				cw, cs := w.Clone(), h.s.Clone()
				twin = &hand{seed: seed, s: &cs, w: &cw, scope: h.scope}
			}
			g.step(t, h, twin, step, worked)
		}
		if !reflect.DeepEqual(h.s, twin.s) {
			t.Fatalf("seed %d: a copy went another way than its original", seed)
		}
	}
	for _, m := range g.moves {
		if worked[m.name] == 0 {
			t.Errorf("%s never succeeded: the game does not test it", m.name)
		}
	}
}

// step makes one move, on the copy too when there is one (twin is h before).
func (g game) step(t *testing.T, h, twin *hand, step int, worked map[string]int) {
	t.Helper()
	m := g.moves[h.roll(len(g.moves))]
	before, n := h.s.Clone(), h.n
	err := m.play(h, h.call())
	if err == nil {
		worked[m.name]++
	} else if !reflect.DeepEqual(&before, h.s) {
		t.Fatalf("seed %d step %d: %s failed (%v) and yet changed something", h.seed, step, m.name, err)
	}
	if twin != h {
		twin.n = n
		if other := m.play(twin, twin.call()); !reflect.DeepEqual(err, other) {
			t.Fatalf("seed %d step %d: %s says %v, on a copy %v", h.seed, step, m.name, err, other)
		}
	}
	if why := g.unsound(h.region()); why != "" {
		t.Fatalf("seed %d step %d: after %s (%v) %s", h.seed, step, m.name, err, why)
	}
	if len(g.pauses) == 0 {
		return
	}
	pause := g.pauses[h.roll(len(g.pauses))]
	elapse(h.s, h.w, pause)
	if twin != h {
		elapse(twin.s, twin.w, pause)
	}
	if why := g.unsound(h.region()); why != "" {
		t.Fatalf("seed %d step %d: %v after %s: %s", h.seed, step, pause, m.name, why)
	}
}

// elapse lets time pass and runs what falls due on the way.
func elapse(s *vpc.State, w *cloud.World, d cloud.Time) {
	until := w.Now + d
	for {
		e, ok := w.Due(until)
		if !ok {
			break
		}
		for _, on := range vpc.Events {
			if on.What == reflect.TypeOf(e.What) {
				on.Do(s, w, e.What)
			}
		}
	}
	w.Now = until
}
