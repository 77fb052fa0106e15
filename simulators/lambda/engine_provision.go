package lambda

import "skylab/simulators/cloud"

// Provision asks for n environments initialised in advance for a version; 0
// takes them away. After a preparation they are allocated at up to 6,000 a
// minute, and none serves before all are there. It tells when they will be.
// docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
func (e *Engine) Provision(now cloud.Time, function, version string, n int) (ready cloud.Time) {
	p := e.pool(function, version)
	if p == nil {
		return now
	}
	e.settle(p, now)
	more := n - p.wanted
	switch {
	case more > 0:
		ready = now + e.Parameters.Prepare + cloud.Time(more)*cloud.Minute/AllocatedAMinute
		for range more {
			in := p.make(now)
			s := &p.slots[in]
			s.Provisioned, s.Ready, s.Until = true, ready, ready
			p.leaving.push(leaving{ready, s.Ordinal, in}) // until then it is being made
		}
	default:
		p.withdraw(now, -more)
		ready = now
	}
	p.wanted = n
	e.count()
	return ready
}

// withdraw takes n provisioned environments away: idle ones at once; those
// that are being made will be no more when they are done; those that run go on
// as on-demand ones and are shut down after their call.
func (p *pool) withdraw(now cloud.Time, n int) {
	for ; n > 0 && len(p.ready) > 0; n-- {
		p.destroy(p.ready[0], now)
		p.ready = p.ready[1:]
	}
	for i := range p.slots {
		s := &p.slots[i]
		if n == 0 || !s.alive || !s.Provisioned {
			continue
		}
		n--
		if s.stale = true; s.Calls > 0 {
			s.Provisioned = false
			p.occupied--
			p.busy++
		}
	}
}

// Provisioned tells of a version's provisioned concurrency: how many are asked
// for, allocated so far, and of those idle.
func (e *Engine) Provisioned(now cloud.Time, function, version string) (requested, allocated, available int) {
	p := e.pool(function, version)
	if p == nil {
		return 0, 0, 0
	}
	e.settle(p, now)
	for i := range p.slots {
		if s := &p.slots[i]; s.alive && s.Provisioned && !s.stale && s.Ready <= now {
			allocated++
		}
	}
	return p.wanted, allocated, len(p.ready)
}
