package aws

import (
	"context"
	"reflect"

	"skylab/console/desk"
	"skylab/simulators"
)

// Do calls an operation for another tool, with the credentials and, where region
// is empty, the Region that the command itself would take. in points to the
// operation's input. The error is a *cloud.Error of the service, or says what is
// wrong with the surroundings.
func Do(ctx context.Context, d *desk.Desk, region, profile, service, operation string, in any) (any, error) {
	var options []string
	if region != "" {
		options = append(options, "--region", region)
	}
	if profile != "" {
		options = append(options, "--profile", profile)
	}
	top, f := globalGrammar.parse(options)
	if f != nil {
		return nil, f
	}
	g, f := resolve(d, &top)
	if f != nil {
		return nil, f
	}
	op, _ := simulators.Find(service, operation)
	c := &call{ctx: ctx, d: d, globals: g, service: service, command: &command{name: optionName(operation), op: op}, in: reflect.ValueOf(in).Elem()}
	if f := c.unreachable(); f != nil {
		return nil, f
	}
	return c.attempt()
}
