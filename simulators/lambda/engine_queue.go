package lambda

import "skylab/simulators/cloud"

// Queue is a queue that Lambda polls for a stream: requests wait in it instead
// of being turned away. This is the arithmetic of a standard SQS queue behind
// an event source mapping; the messages themselves are not made.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
type Queue struct {
	Name       string
	Batch      int        // messages a call gets at most
	Window     cloud.Time // how long a batch may wait to be filled
	Maximum    int        // batches at once; 0: the mapping's own growth alone
	Visibility cloud.Time // a batch that failed comes back after so long
	Receives   int        // after so many a message is a dead letter; 0: never
}

const (
	pollPause = 200 * cloud.Millisecond // before a batch that was throttled is tried again
	waitMost  = 2_000_000               // messages that are kept waiting
)

// message waits in a queue.
type message struct {
	asked cloud.Time
	tries int
}

// queueState is a queue on its way.
type queueState struct {
	Queue
	waiting []message
	head    int
	running ends       // batches
	grown   float64    // batches at once that the mapping allows now
	at      cloud.Time // as of then
	due     cloud.Time // when it is to be polled next
}

func newQueueState(q *Queue, now cloud.Time) queueState {
	s := queueState{at: now, due: never, grown: pollersFirst}
	if q != nil {
		s.Queue = *q
		s.Batch = max(1, s.Batch)
	}
	return s
}

func (q *queueState) len() int { return len(q.waiting) - q.head }

// allowed is how many batches may run at once. While messages wait it grows;
// once none do it falls back.
func (q *queueState) allowed(now cloud.Time) int {
	if q.len() > 0 {
		q.grown += float64(float64(now-q.at) * (pollersAMinute / 60e9))
	} else {
		q.grown = pollersFirst
	}
	q.at = now
	most := pollersMost
	if q.Maximum > 0 {
		most = q.Maximum
	}
	q.grown = min(q.grown, float64(most))
	return int(q.grown)
}

// put puts a message into the queue and sees whether a batch can go.
func (l *Load) put(s *flow, now cloud.Time, m message) {
	q := &s.queue
	if q.len() >= waitMost {
		l.result.Dropped++
		return
	}
	if q.len() == 0 {
		q.allowed(now)
	}
	if q.head > 1024 && q.head*2 > len(q.waiting) {
		q.waiting = append(q.waiting[:0], q.waiting[q.head:]...)
		q.head = 0
	}
	q.waiting = append(q.waiting, m)
	l.result.Waiting = max(l.result.Waiting, q.len())
	l.poll(s, now)
}

// poll starts as many batches as may run, and tells when to look again.
func (l *Load) poll(s *flow, now cloud.Time) {
	q := &s.queue
	for len(q.running) > 0 && q.running[0].at <= now {
		q.running.pop()
	}
	allowed := q.allowed(now)
	q.due = never
	for q.len() > 0 && len(q.running) < allowed {
		if ripe := q.waiting[q.head].asked + q.Window; q.len() < q.Batch && now < ripe {
			q.due = ripe
			return
		}
		end, ok := l.batch(s, now)
		if !ok {
			q.due = now + pollPause
			return
		}
		q.running.push(leaving{at: end})
	}
	if q.len() > 0 {
		more := cloud.Time((float64(allowed+1)-q.grown)*(60e9/pollersAMinute))/1000*1000 + 1000
		q.due = now + more
		if len(q.running) > 0 {
			q.due = min(q.due, q.running[0].at)
		}
	}
}

// batch hands a batch to the function, which takes as long as one call however
// many messages it has; false when it was throttled.
func (l *Load) batch(s *flow, now cloud.Time) (end cloud.Time, ok bool) {
	q := &s.queue
	t, n := l.pick(s)
	if t == nil {
		return 0, false
	}
	l.engine.settle(t.pool, now)
	in, cold, reason := l.engine.place(t.pool, now)
	if reason != served {
		l.result.throttle(l, t, n, now, reason, false)
		return 0, false
	}
	size := min(q.Batch, q.len())
	done := t.costs.run(l.seed, &t.gate.labels, n, cold, t.pool.slots[in].Reset, s.Poison)
	env := t.pool.begin(in, now, &done)
	batch := q.waiting[q.head : q.head+size]
	q.head += size
	l.result.count(l, t, n, batch[0].asked, now, cold, &done, &env)
	end = now + done.length()
	for _, m := range batch {
		l.delivered(s, m, end, done.outcome)
	}
	return end, true
}

// delivered is what becomes of a message whose batch is done: gone, back in
// the queue after its visibility timeout, or a dead letter.
func (l *Load) delivered(s *flow, m message, end cloud.Time, o Outcome) {
	if o == Succeeded {
		l.result.Wait.Add(end - m.asked)
		return
	}
	if m.tries++; s.queue.Receives > 0 && m.tries >= s.queue.Receives {
		l.result.DeadLetters++
		return
	}
	s.later(retry{at: end + s.queue.Visibility, asked: m.asked, tries: m.tries})
}
