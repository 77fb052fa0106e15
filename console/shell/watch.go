package shell

import (
	"runtime"
	"runtime/metrics"
)

// MaxGrowth is by how much the program's memory may grow during one line. It
// is the last line of defence behind the counted budgets, and what it cuts is
// never part of a journal.
const MaxGrowth = 160 << 20

// watch looks at the heap now and then.
type watch struct {
	sample [1]metrics.Sample
	base   uint64
}

func newWatch() *watch {
	w := &watch{}
	w.sample[0].Name = "/memory/classes/heap/objects:bytes"
	return w
}

func (w *watch) heap() uint64 {
	metrics.Read(w.sample[:])
	return w.sample[0].Value.Uint64()
}

// tooMuch tells that the line has made the heap grow too far. What only waits
// to be collected does not count.
func (w *watch) tooMuch() bool {
	now := w.heap()
	if w.base == 0 {
		w.base = now
	}
	if now <= w.base+MaxGrowth {
		return false
	}
	runtime.GC()
	now = w.heap()
	w.base = min(w.base, now)
	return now > w.base+MaxGrowth
}
