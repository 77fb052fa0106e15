package aws

import (
	"context"
	"reflect"

	"skylab/console/aws/print"
	"skylab/console/aws/value"
	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// tableWidth is the width of tables; the real command takes 80 when its output
// is no terminal, and what the console prints may be kept and compared.
const tableWidth = 80

// call is one call of an operation on its way.
type call struct {
	ctx     context.Context
	d       *desk.Desk
	globals globals
	service string
	command *command
	plan    *plan
	in      reflect.Value // the operation's input
	file    string        // the file that part of the answer goes into
}

// do calls the operation once. One second of virtual time passes afterwards.
func (c *call) do() (any, *failure) {
	out, err := c.attempt()
	if err == nil {
		return out, nil
	}
	if f, ok := err.(*failure); ok {
		return nil, f
	}
	e, ok := err.(*cloud.Error)
	if !ok {
		return nil, broken(err.Error())
	}
	return nil, &failure{status: statusService, text: "An error occurred (" + e.Code + ") when calling the " + c.command.op.Name + " operation: " + e.Message}
}

func (c *call) attempt() (any, error) {
	op := c.command.op
	if err := c.identify(); err != nil {
		return nil, err
	}
	scope := cloud.Scope{Account: c.globals.caller.Account, Region: c.globals.region}
	out, reasons, err := c.d.World.Do(op, c.globals.caller, scope, c.in)
	c.called(op.Service, op.Name, op.ReadOnly, reasons, err)
	c.d.World.Sleep(cloud.Second)
	return out, err
}

func (c *call) called(service, operation string, readOnly bool, reasons []cloud.Reason, err error) {
	record := desk.Call{Service: service, Operation: operation, ReadOnly: readOnly, Reasons: reasons, Caller: c.globals.caller.ARN}
	if e, ok := err.(*cloud.Error); ok {
		record.Code = e.Code
	}
	c.d.Called(record)
}

// run calls the operation and prints its answer.
func (c *call) run(p paging) *failure {
	if f := c.unreachable(); f != nil {
		return f
	}
	if !p.on {
		out, f := c.do()
		if f != nil {
			return f
		}
		answer, f := c.deliver(c.plan.out.read(reflect.ValueOf(out)))
		if f != nil {
			return f
		}
		return c.show(answer)
	}
	g, f := c.pages(p)
	if f != nil {
		return f
	}
	if c.globals.output == "text" {
		return g.text()
	}
	whole, f := g.all()
	if f != nil {
		return f
	}
	return c.show(whole)
}

// text prints each page as it comes; --query sees one page at a time.
func (g *pages) text() *failure {
	for n := 0; ; n++ {
		page, more, f := g.next()
		if f != nil {
			return f
		}
		shown := value.OfMap(nil, nil)
		if n == 0 {
			shown = g.kept
		}
		for _, k := range g.keys {
			v, _ := page.Get(k)
			shown = shown.With(k, v)
		}
		if f := g.show(shown); f != nil || !more {
			if f == nil && g.resume != "" {
				f = g.show(object("NextToken", object("NextToken", value.OfString(g.resume))))
			}
			return f
		}
	}
}

// show prints a value through --query in the format wanted.
func (c *call) show(v value.Value) *failure {
	if c.globals.query != nil {
		var err error
		if v, err = c.globals.query.Search(v); err != nil {
			return broken(err.Error())
		}
	}
	var err error
	switch out := c.d.Stdout; c.globals.output {
	case "text":
		err = print.Text(out, v)
	case "table":
		err = print.Table(out, c.command.op.Name, v, tableWidth)
	case "yaml":
		err = print.YAML(out, v)
	case "yaml-stream":
		if v.Kind() != value.Map || v.Len() > 0 {
			err = print.YAML(out, value.OfList([]value.Value{v}))
		}
	default:
		err = print.JSON(out, v)
	}
	return printed(err)
}

// printed: a value that cannot be shown is said to be so; a writer that
// refuses has cut the run off, and nobody listens any more.
func printed(err error) *failure {
	if err == nil {
		return nil
	}
	f := &failure{status: statusGeneral}
	if u, ok := err.(*print.Unprintable); ok {
		f.text = u.Message
	}
	return f
}
