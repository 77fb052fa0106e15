package lambda

import (
	"fmt"
	"testing"

	"skylab/simulators/cloud"
)

// naive is the same world, thought of as simply as can be: a list of
// environments that is gone through from end to end at each request.
type naive struct {
	idle        cloud.Time
	limit       int
	functions   []naiveFunction
	list        []naiveEnvironment
	rate        naiveBucket
	burst, more int
}

type naiveFunction struct {
	reserved, provisioned int
	readyAt               cloud.Time
	made                  int
	scale, rate           naiveBucket
}

type naiveEnvironment struct {
	function, ordinal int
	until             cloud.Time
	provisioned       bool
}

// naiveBucket remembers every taking and goes through them all.
type naiveBucket struct {
	level, at int64 // what is used, in thing-nanoseconds
}

func (b *naiveBucket) used(now cloud.Time, perSecond int64) int64 {
	b.level = max(0, b.level-(int64(now)-b.at)*perSecond)
	b.at = int64(now)
	return b.level
}

func (w *naive) running(f int, now cloud.Time, provisioned bool) (n int) {
	for _, x := range w.list {
		if x.function == f && x.until > now && x.provisioned == provisioned {
			n++
		}
	}
	return n
}

// request is what becomes of one: the ordinal of its environment, or 0 and why.
func (w *naive) request(f int, now cloud.Time) (place int, cold bool, reason why) {
	x := &w.functions[f]
	best := -1
	for i, y := range w.list {
		if y.function == f && y.provisioned && now >= x.readyAt && y.until <= now && (best < 0 || w.newer(y, w.list[best])) {
			best = i
		}
	}
	if best >= 0 {
		return best, false, served
	}
	if reason := w.allowed(f, now); reason != served {
		return -1, false, reason
	}
	for i, y := range w.list {
		if y.function == f && !y.provisioned && y.until <= now && now < y.until+w.idle && (best < 0 || w.newer(y, w.list[best])) {
			best = i
		}
	}
	if best < 0 {
		if x.scale.used(now, int64(w.more)) > int64(w.burst-1)*1e9 {
			return -1, false, whyScaling
		}
		x.scale.level += 1e9
		x.made++
		w.list = append(w.list, naiveEnvironment{function: f, ordinal: x.made})
		best, cold = len(w.list)-1, true
	}
	if x.reserved >= 0 {
		x.rate.level += 1e9
	} else {
		w.rate.level += 1e9
	}
	return best, cold, served
}

func (w *naive) newer(a, b naiveEnvironment) bool {
	return a.until > b.until || a.until == b.until && a.ordinal > b.ordinal
}

func (w *naive) allowed(f int, now cloud.Time) why {
	x := &w.functions[f]
	if x.reserved >= 0 {
		if w.running(f, now, false)+x.provisioned >= x.reserved {
			return whyReserved
		}
		if x.rate.used(now, int64(10*x.reserved)) > int64(x.reserved-1)*1e9 {
			return whyReservedRate
		}
		return served
	}
	busy, left := 0, w.limit
	for i, y := range w.functions {
		if y.reserved >= 0 {
			left -= y.reserved
			continue
		}
		busy += w.running(i, now, false) + y.provisioned
	}
	if busy >= left {
		return whyAccount
	}
	if w.rate.used(now, int64(10*w.limit)) > int64(w.limit-1)*1e9 {
		return whyRate
	}
	return served
}

// Random settings and random requests: both worlds put each request into the
// same environment, or turn it away for the same reason.
func TestEngineIsTheNaiveOne(t *testing.T) {
	reasons := map[why]int{}
	colds, reused, provisioned := 0, 0, 0
	for seed := range uint64(400) {
		roll := func(n, below uint64) int { return int(cloud.RollBelow(seed, 1, n, below)) }
		e, w := randomWorlds(seed, roll)
		now := cloud.Time(0)
		for i := range uint64(400) {
			draw := func(k, below uint64) cloud.Time { return cloud.Time(roll(100+i*10+k, below)) }
			switch draw(0, 8) {
			case 0:
				now += draw(1, 30) * cloud.Second
			case 1, 2:
				now += draw(1, 100) * cloud.Millisecond
			case 3, 4:
				now += draw(1, 6_000) * 1000
			}
			f := int(draw(2, uint64(len(w.functions))))
			name := fmt.Sprint("f", f)
			got := e.Invoke(seed, now, Request{Function: name, Version: "1"})
			at, cold, reason := w.request(f, now)
			if reason != served {
				reasons[reason]++
				if got.Outcome != Throttled || got.Reason != reason.String() {
					t.Fatalf("seed %d, request %d to %s at %d: %v %q, want %q", seed, i, name, now, got.Outcome, got.Reason, reason)
				}
				continue
			}
			x := &w.list[at]
			x.until = got.End
			if cold {
				colds++
			} else {
				reused++
			}
			if x.provisioned {
				provisioned++
			}
			if got.Outcome == Throttled || got.Cold != cold || int(got.Environment.Ordinal) != x.ordinal || got.Environment.Provisioned != x.provisioned {
				t.Fatalf("seed %d, request %d to %s at %d: environment %+v cold %v %s, want %+v cold %v", seed, i, name, now, got.Environment, got.Cold, got.Reason, *x, cold)
			}
		}
		if e.Busy(now, "") < 0 {
			t.Fatal("less than nothing runs")
		}
	}
	if colds == 0 || reused == 0 || provisioned == 0 || len(reasons) != int(whys)-1 {
		t.Errorf("the random worlds show too little: %d cold, %d reused, %d provisioned, %v", colds, reused, provisioned, reasons)
	}
}

func randomWorlds(seed uint64, roll func(n, below uint64) int) (*Engine, *naive) {
	p := Measured()
	p.Idle = cloud.Time(1+roll(0, 20)) * cloud.Second
	p.Burst = 1 + roll(1, 6)
	p.Refill = 60 * (1 + roll(2, 4))
	e := NewEngine(p)
	e.Limit = 4 + roll(3, 12)
	w := &naive{idle: p.Idle, limit: e.Limit, burst: p.Burst, more: p.Refill / 60}
	for f := range 1 + roll(4, 3) {
		name := fmt.Sprint("f", f)
		longest := uint64(3000)
		if roll(uint64(40+f), 3) == 0 {
			longest = 10
		}
		body := Body{Kind: "wait", Wait: cloud.Time(1+roll(uint64(10+f), longest)) * cloud.Millisecond, Spread: 0.5}
		e.Put(0, Setting{Function: name, Version: "1", Memory: 128, Timeout: 20 * cloud.Second, Body: body})
		x := naiveFunction{reserved: -1}
		switch roll(uint64(20+f), 4) {
		case 0:
			x.reserved = roll(uint64(30+f), 4)
			e.Reserve(0, name, x.reserved)
		case 1:
			x.provisioned = 1 + roll(uint64(30+f), 2)
			x.readyAt = e.Provision(0, name, "1", x.provisioned)
			for range x.provisioned {
				x.made++
				w.list = append(w.list, naiveEnvironment{function: f, ordinal: x.made, until: x.readyAt, provisioned: true})
			}
		}
		w.functions = append(w.functions, x)
	}
	return &e, w
}
