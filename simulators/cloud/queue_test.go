package cloud

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

type bell struct{ n int }

// TestQueueIsAStableSort: events come out by time, and those of one instant in
// the order in which they were put in, whatever is put in meanwhile.
func TestQueueIsAStableSort(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		var q queue
		var want []Event
		for n := range r.IntN(60) {
			at := Time(r.IntN(8))
			q.push(at, bell{n})
			want = append(want, Event{At: at, Seq: uint64(n + 1), What: bell{n}})
			if r.IntN(4) == 0 {
				slices.SortStableFunc(want, func(a, b Event) int { return cmp.Compare(a.At, b.At) })
				e, ok := q.pop(5)
				if ok != (want[0].At <= 5) || ok && e != want[0] {
					t.Fatalf("popped %v %v of %v", e, ok, want)
				}
				if ok {
					want = want[1:]
				}
			}
		}
		slices.SortStableFunc(want, func(a, b Event) int { return cmp.Compare(a.At, b.At) })
		copied := q.clone()
		copied.push(0, bell{-1})
		for _, w := range want {
			if e, ok := q.pop(100); !ok || e != w {
				t.Fatalf("popped %v %v, want %v", e, ok, w)
			}
		}
		if e, ok := q.pop(100); ok {
			t.Fatalf("an empty queue gave %v", e)
		}
		if len(copied.heap) != len(want)+1 {
			t.Fatalf("the copy has %d events, want %d", len(copied.heap), len(want)+1)
		}
	}
}

func TestWorldClock(t *testing.T) {
	w := NewWorld(1, 100)
	w.At(130, bell{2})
	w.At(120, bell{1})
	w.At(90, bell{0}) // scheduled for a time that is over: due at once
	if list := w.Pending(); len(list) != 3 || list[0].What != (bell{0}) || list[2].What != (bell{2}) {
		t.Fatalf("pending %v", list)
	}
	for _, c := range []struct {
		until, now Time
		what       any // nil: nothing is due
	}{{100, 100, bell{0}}, {119, 100, nil}, {120, 120, bell{1}}, {129, 120, nil}, {500, 130, bell{2}}, {500, 130, nil}} {
		e, ok := w.Due(c.until)
		if ok != (c.what != nil) || e.What != c.what || w.Now != c.now {
			t.Fatalf("until %d: %v at %d, want %v at %d", c.until, e.What, w.Now, c.what, c.now)
		}
	}
	if len(w.Pending()) != 0 {
		t.Error("something is left")
	}
}
