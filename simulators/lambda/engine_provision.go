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
		if p.wanted == 0 {
			p.readyAt = ready
		}
		for range more {
			in := p.make(now)
			s := &p.slots[in]
			s.Provisioned, s.Ready, s.Until = true, ready, ready
			p.ready = append(p.ready, in)
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
// that run go on as on-demand ones and are shut down after their call.
func (p *pool) withdraw(now cloud.Time, n int) {
	for ; n > 0 && len(p.ready) > 0; n-- {
		p.destroy(p.ready[0], now)
		p.ready = p.ready[1:]
	}
	for i := range p.slots {
		if s := &p.slots[i]; n > 0 && s.alive && s.Provisioned {
			s.Provisioned, s.stale = false, true
			p.occupied--
			p.busy++
			n--
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
	if now < p.readyAt {
		return p.wanted, 0, 0
	}
	return p.wanted, p.wanted, len(p.ready)
}
