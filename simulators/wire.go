package simulators

import (
	"reflect"

	"skylab/simulators/cloud"
)

// wire plugs in the interfaces between services anew after each copy: a
// service that needs another declares a small interface, and the adaptor to it
// stands here in a file wire_SERVICE.go.
func (w *World) wire() {
}

// access is who judges callers.
func (w *World) access() cloud.Access { return nil }

// judge asks whether the caller may call the operation at all. Operations on
// what has a policy of its own ask themselves.
func (w *World) judge(op *Operation, c *cloud.Call, in reflect.Value) error {
	if op.Decides || c.Access == nil {
		return nil
	}
	q := cloud.Request{Action: op.Action, Resource: "*"}
	if q.Action == "" {
		q.Action = op.Service + ":" + op.Name
	}
	if op.On != nil {
		q.Resource = op.On(op.state(w), c, in)
	}
	return c.Authorize(q)
}
