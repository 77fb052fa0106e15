package lambda

import (
	"testing"

	"skylab/simulators/cloud"
)

// One more serves only when it is made, one less is gone at once or after its
// call, and nothing is counted twice.
func TestProvisionedGrowsAndShrinks(t *testing.T) {
	e := NewEngine(Measured())
	e.Put(0, Setting{Function: "f", Version: "1", Memory: 128, Body: Body{Wait: 10 * cloud.Second}})
	ask := func(now cloud.Time) bool {
		return e.Invoke(1, now, Request{Function: "f", Version: "1"}).Environment.Provisioned
	}
	tell := func(now cloud.Time, requested, allocated, available, busy int) {
		t.Helper()
		r, a, v := e.Provisioned(now, "f", "1")
		if b := e.Busy(now, "f"); r != requested || a != allocated || v != available || b != busy {
			t.Errorf("at %d s %d, %d, %d and %d busy, want %d, %d, %d and %d", now/cloud.Second, r, a, v, b, requested, allocated, available, busy)
		}
	}
	first := e.Provision(0, "f", "1", 2)
	tell(first-1, 2, 0, 0, 0)
	if ask(first - 1) {
		t.Error("it serves before it is made")
	}
	tell(first, 2, 2, 2, 1)
	now := first + cloud.Minute
	second := e.Provision(now, "f", "1", 3)
	tell(now, 3, 2, 2, 0)
	for i := range 3 {
		if got := ask(now); got != (i < 2) {
			t.Errorf("request %d: provisioned %v", i, got)
		}
	}
	tell(now, 3, 2, 0, 3)
	tell(second, 3, 3, 3, 0)
	ask(second)
	ask(second)
	e.Provision(second, "f", "1", 1)
	tell(second, 1, 1, 0, 2)
	tell(second+11*cloud.Second, 1, 1, 1, 0)
	// Withdrawn while it is being made: it never serves.
	e.Provision(second+cloud.Minute, "f", "1", 5)
	e.Provision(second+cloud.Minute, "f", "1", 0)
	tell(second+cloud.Hour, 0, 0, 0, 0)
	if ask(second+cloud.Hour) || len(e.Environments(second+cloud.Hour, "f")) != 1 {
		t.Errorf("left over: %+v", e.Environments(second+cloud.Hour, "f"))
	}
}

// New code: nobody is served by old environments, and what was provisioned is
// made anew.
func TestNewCode(t *testing.T) {
	e := NewEngine(Measured())
	s := Setting{Function: "f", Version: "1", Memory: 128, Code: "a", Body: Body{Wait: cloud.Second}}
	e.Put(0, s)
	ready := e.Provision(0, "f", "1", 1)
	old := e.Invoke(1, ready, Request{Function: "f", Version: "1"})
	other := e.Invoke(1, ready, Request{Function: "f", Version: "1"})
	if !old.Environment.Provisioned || !other.Cold {
		t.Fatalf("%+v %+v", old, other)
	}
	s.Code = "b"
	e.Put(ready, s)
	if got := e.Invoke(1, other.End+cloud.Second, Request{Function: "f", Version: "1"}); !got.Cold {
		t.Error("old code serves")
	}
	later := ready + 10*cloud.Minute
	if got := e.Invoke(1, later, Request{Function: "f", Version: "1"}); !got.Environment.Provisioned || got.Environment.Ordinal == old.Environment.Ordinal {
		t.Errorf("provisioned anew: %+v", got.Environment)
	}
	if n := e.Busy(later, ""); n != 1 {
		t.Errorf("%d run", n)
	}
}
