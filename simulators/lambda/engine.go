package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// Engine is the execution environments of one account in one Region: who gets
// one, how fast, and who is turned away. Plain values; Clone copies all of it.
//
// Time only goes forward: each method that takes an instant must be called
// with one that is not before the last.
type Engine struct {
	Parameters Parameters // what AWS does not publish; see Named
	Limit      int        // concurrent executions in the Region, by default DefaultLimit
	Plain      bool       // a published model is replayed: none of AWS's rates, only Limit

	gates       []gate // by function, in order of appearance
	pools       []pool // by version
	rate        bucket // requests a second of all that is unreserved
	busy        int    // environments that run of functions without a reservation
	reserved    int    // all reservations together
	provisioned int    // all provisioned concurrency of functions without a reservation
}

// DefaultLimit is the concurrent executions of an account in a Region.
// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const DefaultLimit = 1000

// AlwaysUnreserved is what reservations must leave to functions without one.
// docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
const AlwaysUnreserved = 100

// AllocatedAMinute is how many provisioned environments a function gets a minute.
// docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
const AllocatedAMinute = 6000

// Setting is what the engine must know of a function version to run it.
type Setting struct {
	Function     string // name
	Version      string // $LATEST, 1, 2, …
	Runtime      string // python3.13, …; empty for an image
	Architecture string // x86_64 or arm64
	Code         string // hash of the package: other code, other environments
	PackageSize  int64  // bytes of the zip file or image
	Image        bool
	Memory       int        // MB
	Ephemeral    int        // MB of /tmp
	Timeout      cloud.Time // of one invocation; 0: none
	VPC          bool
	SnapStart    bool
	Body         Body
}

// NewEngine is an engine without functions.
func NewEngine(p Parameters) Engine { return Engine{Parameters: p, Limit: DefaultLimit} }

// Clone copies the engine; afterwards the two share nothing that changes.
func (e *Engine) Clone() Engine {
	c := *e
	c.gates = slices.Clone(e.gates)
	c.pools = slices.Clone(e.pools)
	for i := range c.pools {
		c.pools[i] = c.pools[i].clone()
	}
	return c
}

// Put makes a function version known, or changes its settings or code: its
// idle environments are shut down then, busy ones when they are done. Code
// that changes without any setting is told by Refresh.
func (e *Engine) Put(now cloud.Time, s Setting) {
	if p := e.pool(s.Function, s.Version); p != nil {
		if p.setting != s {
			p.setting = s
			e.Refresh(now, s.Function, s.Version)
		}
		return
	}
	e.pools = append(e.pools, pool{setting: s, gate: int32(e.function(s.Function))})
}

// Refresh shuts down the environments of a version, as new code does; what is
// provisioned is made anew.
func (e *Engine) Refresh(now cloud.Time, function, version string) {
	p := e.pool(function, version)
	if p == nil {
		return
	}
	e.settle(p, now)
	p.flush(now)
	if n := p.wanted; n > 0 {
		e.Provision(now, function, version, 0)
		e.Provision(now, function, version, n)
	}
}

// Drop forgets a version, or with version "" the whole function.
func (e *Engine) Drop(now cloud.Time, function, version string) {
	for i := len(e.pools) - 1; i >= 0; i-- {
		p := &e.pools[i]
		if p.setting.Function == function && (version == "" || p.setting.Version == version) {
			e.Provision(now, function, p.setting.Version, 0)
			e.pools = slices.Delete(e.pools, i, i+1)
		}
	}
	if version == "" {
		e.Reserve(now, function, -1)
	}
	e.count()
}

// Reserve sets the reserved concurrency of a function; -1 takes it away.
func (e *Engine) Reserve(now cloud.Time, function string, n int) {
	e.settleAll(now)
	g := &e.gates[e.function(function)]
	g.reserved, g.rate = n, bucket{}
	e.count()
}

// Unreserved is what the account has for functions without a reservation.
func (e *Engine) Unreserved() int { return e.Limit - e.reserved }

// Reservable is the most that one more reservation of a function can be.
func (e *Engine) Reservable(function string) int {
	n := e.Limit - e.reserved - AlwaysUnreserved
	for i := range e.gates {
		if g := &e.gates[i]; g.name == function && g.reserved > 0 {
			n += g.reserved
		}
	}
	return max(0, n)
}

// Busy counts what runs of a function now; of all functions with "".
func (e *Engine) Busy(now cloud.Time, function string) int {
	e.settleAll(now)
	n := 0
	for i := range e.pools {
		if p := &e.pools[i]; function == "" || p.setting.Function == function {
			n += p.busy + p.occupied
		}
	}
	return n
}

// Environments lists the environments of a function that exist now, by version
// and age.
func (e *Engine) Environments(now cloud.Time, function string) []Environment {
	e.settleAll(now)
	var list []Environment
	for i := range e.pools {
		p := &e.pools[i]
		if p.setting.Function != function {
			continue
		}
		from := len(list)
		for k := range p.slots {
			if s := &p.slots[k]; s.alive && !s.stale {
				list = append(list, s.Environment)
			}
		}
		slices.SortFunc(list[from:], func(a, b Environment) int { return int(a.Ordinal) - int(b.Ordinal) })
	}
	return list
}

// Setting is what the engine was told of a version.
func (e *Engine) Setting(function, version string) (Setting, bool) {
	if p := e.pool(function, version); p != nil {
		return p.setting, true
	}
	return Setting{}, false
}

// pool of a version, or nil.
func (e *Engine) pool(function, version string) *pool {
	for i := range e.pools {
		if s := &e.pools[i].setting; s.Function == function && s.Version == version {
			return &e.pools[i]
		}
	}
	return nil
}

// function is the place of a function's gate, which is made when there is none.
func (e *Engine) function(name string) int {
	for i := range e.gates {
		if e.gates[i].name == name {
			return i
		}
	}
	e.gates = append(e.gates, gate{name: name, reserved: -1, labels: labelsOf(name)})
	return len(e.gates) - 1
}

// count adds up anew what is reserved, provisioned and running.
func (e *Engine) count() {
	e.reserved, e.provisioned, e.busy = 0, 0, 0
	for i := range e.gates {
		e.gates[i].busy, e.gates[i].provisioned = 0, 0
	}
	for i := range e.pools {
		g := &e.gates[e.pools[i].gate]
		g.busy += e.pools[i].busy
		g.provisioned += e.pools[i].wanted
	}
	for i := range e.gates {
		if g := &e.gates[i]; g.reserved >= 0 {
			e.reserved += g.reserved
		} else {
			e.busy += g.busy
			e.provisioned += g.provisioned
		}
	}
}
