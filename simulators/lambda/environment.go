package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// Environment is one execution environment: a microVM that belongs to one
// version of one function until it is destroyed. It is never handed to another
// function or customer.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
type Environment struct {
	Ordinal     uint32     // of all environments of the version, from 1
	Provisioned bool       // initialised in advance; kept as long as that is wanted
	Reset       bool       // after a timeout or crash: the next call runs INIT again
	Calls       uint64     // since the process began: what a global variable counts
	Served      uint64     // since the environment began: what a file in /tmp counts
	Born        cloud.Time // when it began to be made
	Ready       cloud.Time // when INIT was done
	Until       cloud.Time // end of its last call; idle from then on
}

// slot is the place of an environment in its pool.
type slot struct {
	Environment
	alive, stale bool // stale: of old code or settings; shut down when its call ends
}

// pool is the environments of one function version. Which of several idle ones
// serves next AWS does not say; here it is the one that became idle last, so
// that the others can be reclaimed, as published models have it
// (Mahmoudi and Khazaei, SimFaaS; doi.org/10.1109/TCC.2020.3007414).
type pool struct {
	setting Setting
	gate    int32 // place of its function's gate
	made    uint32
	slots   []slot
	free    []int32 // places without an environment
	idle    []int32 // idle ones, the one idle for longest at [bottom]
	bottom  int     //
	ready   []int32 // idle provisioned ones
	leaving ends    // of running calls

	busy     int        // on-demand environments that run
	wanted   int        // provisioned concurrency asked for
	occupied int        // provisioned environments that run
	lived    cloud.Time // lengths of life, from since on, of those that are gone
	since    cloud.Time
}

func (p pool) clone() pool {
	p.slots, p.free, p.ready = slices.Clone(p.slots), slices.Clone(p.free), slices.Clone(p.ready)
	p.idle, p.bottom = slices.Clone(p.idle[p.bottom:]), 0
	p.leaving = slices.Clone(p.leaving)
	return p
}

// take is the environment that became idle last, or -1.
func (p *pool) take() int32 {
	n := len(p.idle)
	if n == p.bottom {
		return -1
	}
	in := p.idle[n-1]
	p.idle = p.idle[:n-1]
	return in
}

// rest puts an environment among the idle ones. What lies below the bottom is
// dropped now and then, so that the list stays as short as what it holds.
func (p *pool) rest(in int32) {
	if p.bottom > 64 && p.bottom*2 > len(p.idle) {
		p.idle = append(p.idle[:0], p.idle[p.bottom:]...)
		p.bottom = 0
	}
	p.idle = append(p.idle, in)
}

// make begins a new environment and gives its place.
func (p *pool) make(now cloud.Time) int32 {
	p.made++
	s := slot{Environment: Environment{Ordinal: p.made, Born: now}, alive: true}
	if n := len(p.free); n > 0 {
		in := p.free[n-1]
		p.free = p.free[:n-1]
		p.slots[in] = s
		return in
	}
	p.slots = append(p.slots, s)
	return int32(len(p.slots) - 1)
}

// destroy ends an environment. Nothing of it is kept for anybody.
func (p *pool) destroy(in int32, at cloud.Time) {
	s := &p.slots[in]
	p.lived += max(0, at-max(s.Born, p.since))
	*s = slot{}
	p.free = append(p.free, in)
}

// alive counts the environments that exist.
func (p *pool) alive() int { return len(p.slots) - len(p.free) }

// occupy runs a call in an environment until an instant.
func (p *pool) occupy(in int32, until cloud.Time) {
	s := &p.slots[in]
	s.Until = until
	s.Calls++
	s.Served++
	p.leaving.push(leaving{until, s.Ordinal, in})
}

// flush shuts down what is idle, and marks what runs to be shut down after its
// call: the version has other code or settings now.
func (p *pool) flush(now cloud.Time) {
	for _, in := range p.idle[p.bottom:] {
		p.destroy(in, now)
	}
	for _, in := range p.ready {
		p.destroy(in, now)
	}
	p.idle, p.bottom, p.ready = p.idle[:0], 0, p.ready[:0]
	for i := range p.slots {
		p.slots[i].stale = p.slots[i].alive
	}
}
