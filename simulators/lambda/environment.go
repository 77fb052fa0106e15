package lambda

import "skylab/simulators/cloud"

// Environment is one execution environment: a microVM that belongs to one
// version of one function until it is destroyed. It is never handed to another
// function or customer.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
type Environment struct {
	Ordinal     uint64     // of all environments of the version, from 1
	Born        cloud.Time // when INIT began
	Ready       cloud.Time // when INIT was done
	Calls       uint64     // since the process began: what a global variable counts
	Served      uint64     // since the environment began: what a file in /tmp counts
	Until       cloud.Time // busy until then
	Provisioned bool
	Reset       bool // after a timeout or crash: the next call runs the function's INIT again
}

type pool struct{ setting Setting }

func (p pool) clone() pool { return p }

type functionGate struct{ name string }

type bucket struct {
	left cloud.Time
	at   cloud.Time
}
