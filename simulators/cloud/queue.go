package cloud

// Event is something that falls due. What is a small struct value without
// pointers; its type selects the handler (see On), so a queue can be copied.
type Event struct {
	At   Time
	Seq  uint64
	What any
}

func (e Event) before(o Event) bool { return e.At < o.At || e.At == o.At && e.Seq < o.Seq }

// queue is a binary heap by (At, Seq): events of the same instant run in the
// order in which they were scheduled.
type queue struct {
	heap []Event
	seq  uint64
}

func (q *queue) push(t Time, what any) {
	q.seq++
	q.heap = append(q.heap, Event{At: t, Seq: q.seq, What: what})
	for i := len(q.heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !q.heap[i].before(q.heap[parent]) {
			return
		}
		q.heap[i], q.heap[parent] = q.heap[parent], q.heap[i]
		i = parent
	}
}

func (q *queue) pop(until Time) (Event, bool) {
	if len(q.heap) == 0 || q.heap[0].At > until {
		return Event{}, false
	}
	first, last := q.heap[0], len(q.heap)-1
	q.heap[0], q.heap[last] = q.heap[last], Event{}
	q.heap = q.heap[:last]
	q.sink()
	return first, true
}

func (q *queue) sink() {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(q.heap) {
			return
		}
		if child+1 < len(q.heap) && q.heap[child+1].before(q.heap[child]) {
			child++
		}
		if !q.heap[child].before(q.heap[i]) {
			return
		}
		q.heap[i], q.heap[child] = q.heap[child], q.heap[i]
		i = child
	}
}

func (q *queue) clone() queue { return queue{heap: append([]Event(nil), q.heap...), seq: q.seq} }
