package simulators

import (
	"reflect"

	"skylab/simulators/cloud"
)

// wire plugs in the interfaces between services anew after each copy: a
// service that needs another declares a small interface, and the adaptor to it
// stands here in a file wire_SERVICE.go.
func (w *World) wire() {
	w.wireKMS()
	w.wireIAM()
	w.wireRoute53()
	w.wireACM()
	w.wireELB()
	w.wireS3()
	w.wireRDS()
	w.wireDynamoDB()
	w.wireLambda()
}

// access is who judges callers.
func (w *World) access() cloud.Access { return &w.IAM }

// judge asks whether the caller may call the operation at all. Operations on
// what has a policy of its own ask themselves.
func (w *World) judge(op *Operation, c *cloud.Call, in reflect.Value) error {
	if op.Decides || c.Access == nil {
		return nil
	}
	q := cloud.Request{Action: op.Action, Resource: "*"}
	if q.Action == "" {
		q.Action = vendor(op.Service) + ":" + op.Name
	}
	if op.On != nil {
		q.Resource = op.On(op.state(w), c, in)
	}
	return c.Authorize(q)
}

// vendor is how policies call a service where the aws command calls it
// otherwise. docs.aws.amazon.com/service-authorization/latest/reference/
func vendor(service string) string {
	switch service {
	case "elbv2":
		return "elasticloadbalancing"
	case "s3api":
		return "s3"
	case "service-quotas":
		return "servicequotas"
	}
	return service
}
