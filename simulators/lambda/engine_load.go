package lambda

import (
	"math"
	"slices"

	"skylab/simulators/cloud"
)

// Plan is a load: streams of requests for a while.
type Plan struct {
	Streams []Stream
	For     cloud.Time
	Model   *Model // instead of what functions take
	Lanes   int    // how many environments to keep the calls of, for the picture
	Buckets int    // into how many parts of time to count
}

// Model is a published model's service: how long a call takes in an
// environment that is there, and in one that must be made first.
type Model struct{ Warm, Cold Distribution }

// Stream is requests of one kind.
type Stream struct {
	Function  string
	Qualifier string // alias, version or empty
	Shape     Arrival
	Rate      Rate
	Changes   []Change     // of a trace, by time
	Single    []cloud.Time // of a trace: single requests, by time
	Poison    bool
	Retries   int        // how often a caller who was throttled asks again
	Backoff   cloud.Time // how long it waits first; twice as long each time
	Queue     *Queue     // requests wait in a queue that Lambda polls
}

// Target is a version that a share of the calls goes to.
type Target struct {
	Version string
	Share   float64 // 0 to 1; all shares together are 1
}

// Resolver tells the versions behind a function's qualifier.
type Resolver func(function, qualifier string) []Target

// Load is a load that is being run.
type Load struct {
	engine     *Engine
	resolve    Resolver
	seed       uint64
	begin, end cloud.Time
	now        cloud.Time // as far as it has come
	model      *costs
	streams    []flow
	pools      []*pool // of the versions that take part, while Run goes on
	result     Result
	ran        uint64 // requests since step was last asked
	Step       func() bool
	Minutes    func(Minute) // told each minute of each version, in order of time
}

// flow is a Stream on its way.
type flow struct {
	Stream
	arrivals
	targets []target
	again   []retry // callers who will ask again, soonest first
	queue   queueState
}

// target is a version with what its calls cost now.
type target struct {
	pool  *pool
	gate  *gate
	costs costs
	below uint64 // a draw of the alias below it goes here
	tally *Tally
}

// Begin prepares a load from now on. resolve is asked again whenever Run goes
// on, so that an alias may be moved in the midst.
func (e *Engine) Begin(seed uint64, now cloud.Time, plan Plan, resolve Resolver) *Load {
	l := &Load{engine: e, resolve: resolve, seed: seed, begin: now, end: now + plan.For, now: now}
	l.result.begin(now, plan)
	if plan.Model != nil {
		l.model = &costs{modelled: true, call: plan.Model.Warm.sampler(), cold: plan.Model.Cold.sampler()}
	}
	e.settleAll(now)
	for i := range e.pools {
		e.pools[i].since, e.pools[i].lived = now, 0
	}
	for i, s := range plan.Streams {
		l.streams = append(l.streams, l.flow(i, s))
	}
	return l
}

func (l *Load) flow(i int, s Stream) flow {
	base := l.engine.gates[l.engine.function(s.Function)].requests
	a := arrivals{
		shape: s.Shape, rate: s.Rate, begin: l.begin, end: l.end, seed: l.seed, base: base,
		label: cloud.Label("lambda/"+s.Function+"/arrival") + uint64(i), changes: s.Changes, single: s.Single,
	}
	a.start()
	return flow{Stream: s, arrivals: a, queue: newQueueState(s.Queue, l.begin)}
}

// ready looks up what the streams go to as the world is now.
func (l *Load) ready() {
	e := l.engine
	l.pools = l.pools[:0]
	for i := range l.streams {
		s := &l.streams[i]
		s.targets = s.targets[:0]
		sum := 0.0
		for _, t := range l.resolve(s.Function, s.Qualifier) {
			p := e.pool(s.Function, t.Version)
			if p == nil {
				continue
			}
			sum += t.Share
			to := target{pool: p, gate: &e.gates[p.gate], below: share(sum), tally: l.result.tally(p)}
			to.tally.provisioned(l.now, p.wanted)
			if l.model != nil {
				to.costs = *l.model
			} else {
				to.costs = e.costsOf(&p.setting)
			}
			s.targets = append(s.targets, to)
			if !slices.Contains(l.pools, p) {
				l.pools = append(l.pools, p)
			}
		}
		if n := len(s.targets); n > 0 {
			s.targets[n-1].below = math.MaxUint64
		}
	}
}

func share(x float64) uint64 {
	if x >= 1 {
		return math.MaxUint64
	}
	return uint64(float64(x*(1<<63))) << 1
}

// Run lets the load go on until an instant, or to its end if that is sooner;
// events of the world that fall due at that instant come after the requests
// before it. It is false when Step ended it.
func (l *Load) Run(until cloud.Time) bool {
	l.ready()
	until = min(until, l.end)
	defer func() { l.now = until }()
	for {
		s, at := l.soonest()
		if s == nil || at >= until {
			break
		}
		l.next(s, at)
		if l.ran++; l.ran&(1<<14-1) == 0 && l.Step != nil && !l.Step() {
			return false
		}
	}
	return true
}

// soonest is the stream on which something happens first; of several at one
// instant the first.
func (l *Load) soonest() (s *flow, at cloud.Time) {
	at = never
	for i := range l.streams {
		if t := l.streams[i].soon(); t < at {
			s, at = &l.streams[i], t
		}
	}
	return s, at
}

func (s *flow) soon() cloud.Time {
	t := s.next
	if len(s.again) > 0 {
		t = min(t, s.again[0].at)
	}
	if s.Queue != nil {
		t = min(t, s.queue.due)
	}
	return t
}

// next is what happens on a stream at its soonest instant: those who ask again
// come first, then who asks for the first time, then the poller.
func (l *Load) next(s *flow, now cloud.Time) {
	switch {
	case len(s.again) > 0 && s.again[0].at == now:
		r := s.again[0]
		s.again = s.again[1:]
		if s.Queue != nil {
			l.put(s, now, message{r.asked, r.tries})
			return
		}
		l.request(s, now, r)
	case s.next == now:
		s.arrivals.advance()
		if s.Queue != nil {
			l.put(s, now, message{asked: now})
			return
		}
		l.request(s, now, retry{asked: now})
	default:
		l.poll(s, now)
	}
}

// retry is a request of a caller who has asked before, or asks first.
type retry struct {
	at, asked cloud.Time
	tries     int
}

// later notes that somebody asks again.
func (s *flow) later(r retry) {
	i, _ := slices.BinarySearchFunc(s.again, r.at, func(x retry, at cloud.Time) int {
		if x.at <= at {
			return -1
		}
		return 1
	})
	s.again = slices.Insert(s.again, i, r)
}

// pick is the version that the stream's next request goes to, and the request's
// ordinal; nil when there is no such function.
func (l *Load) pick(s *flow) (*target, uint64) {
	if len(s.targets) == 0 {
		l.result.Missing++
		return nil, 0
	}
	g := s.targets[0].gate
	n := g.requests
	g.requests++
	if len(s.targets) > 1 {
		draw := cloud.Roll(l.seed, g.labels.alias, n)
		for i := range s.targets {
			if draw < s.targets[i].below {
				return &s.targets[i], n
			}
		}
	}
	return &s.targets[len(s.targets)-1], n
}

// request is one attempt to run something now.
func (l *Load) request(s *flow, now cloud.Time, r retry) {
	e := l.engine
	if len(l.pools) > 1 {
		for _, p := range l.pools {
			e.settle(p, now)
		}
	}
	t, n := l.pick(s)
	if t == nil {
		return
	}
	p := t.pool
	e.settle(p, now)
	in, cold, reason := e.place(p, now)
	if reason != served {
		l.throttled(s, t, n, now, r, reason)
		return
	}
	done := t.costs.run(l.seed, &t.gate.labels, n, cold, p.slots[in].Reset, s.Poison)
	env := p.begin(in, now, &done)
	l.result.count(l, t, n, r.asked, now, cold, &done, &env)
}

// throttled turns a request away; its caller may come again.
func (l *Load) throttled(s *flow, t *target, n uint64, now cloud.Time, r retry, reason why) {
	last := r.tries >= s.Retries
	l.result.throttle(l, t, n, now, reason, last)
	if last {
		return
	}
	s.later(retry{at: now + s.Backoff<<min(r.tries, 20), asked: r.asked, tries: r.tries + 1})
}

// End brings everything up to the end and gives the result.
func (l *Load) End() *Result {
	l.engine.settleAll(l.end)
	for _, y := range l.result.Versions {
		y.provisioned(l.end, 0)
	}
	l.result.finish(l)
	return &l.result
}

// Result is what came out so far.
func (l *Load) Result() *Result { return &l.result }

// Share is how far the load has come, from 0 to 1.
func (l *Load) Share() float64 {
	_, at := l.soonest()
	return float64(min(at, l.end)-l.begin) / float64(max(1, l.end-l.begin))
}
