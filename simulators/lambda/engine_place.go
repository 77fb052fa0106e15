package lambda

import "skylab/simulators/cloud"

// gate is what all versions of a function share.
type gate struct {
	name        string
	requests    uint64 // so far: the next one's ordinal
	labels      labels
	reserved    int // -1: no reserved concurrency
	busy        int // on-demand environments that run
	provisioned int // provisioned ones asked for, over all versions
	scale       bucket
	rate        bucket // of a reservation
}

// bucket is a rate limit: so much at once, and so much more as time passes;
// what is not used does not pile up beyond that. A thing is 1e9 units.
type bucket struct {
	used cloud.Time // things taken and not yet refilled, × 1e9
	at   cloud.Time // as of then
}

// refill lets time pass; per is things a minute.
func (b *bucket) refill(now cloud.Time, per int) {
	const second = 60
	if now <= b.at {
		return // a request told late: what was refilled stays
	}
	if b.used == 0 || per <= 0 {
		b.at = now
		return
	}
	// used/per minutes empty it: compare first, as a long time times a rate
	// would not fit.
	passed := now - b.at
	if passed >= b.used/cloud.Time(per)*second+second {
		b.used = 0
	} else {
		b.used = max(0, b.used-passed*cloud.Time(per)/second)
	}
	b.at = now
}

// has tells whether one more of at most size is left.
func (b *bucket) has(size int) bool { return b.used+1e9 <= cloud.Time(size)*1e9 }

func (b *bucket) take() { b.used += 1e9 }

// Why a request was turned away: AWS's own words in TooManyRequestsException
// where it has any.
// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
const (
	ReasonReserved     = "ReservedFunctionConcurrentInvocationLimitExceeded" // the function's own reservation is used up
	ReasonAccount      = "ConcurrentInvocationLimitExceeded"                 // the account's unreserved concurrency is used up
	ReasonRate         = "FunctionInvocationRateLimitExceeded"               // more than 10 × concurrency requests a second
	ReasonReservedRate = "ReservedFunctionInvocationRateLimitExceeded"       // the same of a reservation
	ReasonScaling      = "FunctionScalingRateExceeded"                       // ours, AWS names none: more than 1,000 new environments in 10 s
)

// why is one of the reasons, small enough for counting.
type why uint8

const (
	served why = iota
	whyReserved
	whyAccount
	whyReservedRate
	whyRate
	whyScaling
	whys
)

// String is the reason as it is told.
func (w why) String() string {
	return [whys]string{"", ReasonReserved, ReasonAccount, ReasonReservedRate, ReasonRate, ReasonScaling}[w]
}

// RequestsPerEnvironment is the requests a second that a unit of concurrency
// is good for: with a quota of 1,000, no more than 10,000 requests a second.
// docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
const RequestsPerEnvironment = 10

// settle brings a pool up to an instant: calls end, idle environments are
// reclaimed.
func (e *Engine) settle(p *pool, now cloud.Time) {
	for len(p.leaving) > 0 && p.leaving[0].at <= now {
		e.leave(p, p.leaving.pop())
	}
	for p.bottom < len(p.idle) {
		in := p.idle[p.bottom]
		gone := p.slots[in].Until + e.Parameters.Idle
		if gone > now {
			return
		}
		p.bottom++
		p.destroy(in, gone)
	}
}

// leave ends a call.
func (e *Engine) leave(p *pool, l leaving) {
	s := &p.slots[l.in]
	switch {
	case s.Provisioned && s.Calls == 0: // it has been made
	case s.Provisioned:
		p.occupied--
	default:
		g := &e.gates[p.gate]
		p.busy--
		g.busy--
		if g.reserved < 0 {
			e.busy--
		}
	}
	switch {
	case s.stale:
		p.destroy(l.in, l.at)
	case s.Provisioned:
		p.ready = append(p.ready, l.in)
	default:
		p.rest(l.in)
	}
}

// settleAll brings all pools up to an instant.
func (e *Engine) settleAll(now cloud.Time) {
	for i := range e.pools {
		e.settle(&e.pools[i], now)
	}
}

// place finds an environment for a request that comes now: a provisioned one,
// else one that is idle, else a new one; or why there is none. The pool has
// been settled. The environment is the caller's to occupy.
func (e *Engine) place(p *pool, now cloud.Time) (in int32, cold bool, reason why) {
	if n := len(p.ready); n > 0 {
		in = p.ready[n-1]
		p.ready = p.ready[:n-1]
		p.occupied++
		return in, false, served
	}
	g := &e.gates[p.gate]
	if reason = e.room(g, now); reason != served {
		return -1, false, reason
	}
	if in = p.take(); in < 0 {
		if !e.Plain {
			g.scale.refill(now, e.Parameters.Refill)
			if !g.scale.has(e.Parameters.Burst) {
				return -1, false, whyScaling
			}
			g.scale.take()
		}
		in, cold = p.make(now), true
	}
	p.busy++
	g.busy++
	if g.reserved < 0 {
		e.busy++
		e.rate.take()
	} else {
		g.rate.take()
	}
	return in, cold, served
}

// room tells whether a function may run one more on-demand environment: within
// its reservation, or else within what the account leaves unreserved; and not
// more requests a second than ten for each unit.
func (e *Engine) room(g *gate, now cloud.Time) why {
	if g.reserved >= 0 {
		return e.roomReserved(g, now)
	}
	if e.busy+e.provisioned >= e.Limit-e.reserved {
		e.settleAll(now) // others' calls may have ended by now
		if e.busy+e.provisioned >= e.Limit-e.reserved {
			return whyAccount
		}
	}
	if !e.Plain {
		e.rate.refill(now, 60*RequestsPerEnvironment*e.Limit)
		if !e.rate.has(e.Limit) {
			return whyRate
		}
	}
	return served
}

func (e *Engine) roomReserved(g *gate, now cloud.Time) why {
	if g.busy+g.provisioned >= g.reserved {
		e.settleAll(now)
		if g.busy+g.provisioned >= g.reserved {
			return whyReserved
		}
	}
	if !e.Plain {
		g.rate.refill(now, 60*RequestsPerEnvironment*g.reserved)
		if !g.rate.has(g.reserved) {
			return whyReservedRate
		}
	}
	return served
}
