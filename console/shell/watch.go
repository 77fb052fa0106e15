package shell

import "runtime/metrics"

// MaxGrowth is by how much the program's memory may grow during one line. It
// is the last line of defence behind the counted budgets, and what it cuts is
// never part of a journal.
const MaxGrowth = 160 << 20

type watch struct {
	sample [1]metrics.Sample
	base   uint64
	turns  int
}

func newWatch() *watch {
	w := &watch{}
	w.sample[0].Name = "/memory/classes/heap/objects:bytes"
	return w
}

// tooMuch looks at the heap every 16th time that it is asked: reading the
// metric takes a microsecond or two.
func (w *watch) tooMuch() bool {
	if w.turns++; w.turns%16 != 1 {
		return false
	}
	metrics.Read(w.sample[:])
	now := w.sample[0].Value.Uint64()
	if w.base == 0 {
		w.base = now
	}
	return now > w.base+MaxGrowth
}
