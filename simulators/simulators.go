// Package simulators is a world with every simulated service in it. It is the
// one place that knows them all.
package simulators

import (
	"reflect"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// World is the whole simulated cloud at one instant. A copy is a Fork.
type World struct {
	Cloud cloud.World
	VPC   vpc.State
}

// Account is the account that a learner works in unless a lesson says
// otherwise; it is the number that AWS's own documentation uses.
const Account = "111122223333"

// New is an empty world: the same seed and start give the same world.
func New(seed uint64, start cloud.Time) *World {
	w := &World{Cloud: cloud.NewWorld(seed, start)}
	w.wire()
	return w
}

// Fork copies the world; afterwards the two share nothing that changes.
func (w *World) Fork() *World {
	c := &World{Cloud: w.Cloud.Clone(), VPC: w.VPC.Clone()}
	c.wire()
	return c
}

// wire plugs in the interfaces between services anew after each copy. The
// network alone asks nobody.
func (w *World) wire() {}

// Do runs one operation. in is an addressable struct value of op.In. The call
// is entered in the trail; its reasons come back beside its output.
func (w *World) Do(op *Operation, caller cloud.Caller, scope cloud.Scope, in reflect.Value) (any, []cloud.Reason, error) {
	c := &cloud.Call{World: &w.Cloud, Scope: scope, Caller: caller}
	out, err := op.Do(op.state(w), c, in)
	record := cloud.Record{At: w.Cloud.Now, Scope: scope, Caller: caller.ARN, Service: op.Service, Operation: op.Name, ReadOnly: op.ReadOnly}
	if e, ok := err.(*cloud.Error); ok {
		record.Error = e.Code
	}
	w.Cloud.Trail.Add(record)
	return out, c.Reasons, err
}

// Sleep lets virtual time pass and runs what falls due on the way.
func (w *World) Sleep(d cloud.Time) {
	until := w.Cloud.Now + d
	for {
		e, ok := w.Cloud.Due(until)
		if !ok {
			break
		}
		handlers[reflect.TypeOf(e.What)](w, e.What)
	}
	w.Cloud.Now = until
}
