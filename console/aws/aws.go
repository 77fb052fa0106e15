// Package aws is the aws command: the grammar, the words and the output of
// AWS's own CLI (version 2), over the operations of the simulators. Where AWS
// has something that the lab does not simulate, it says so.
package aws

import (
	"context"
	"slices"

	"skylab/console/desk"
)

// version is what --version prints; the numbers are those of the release whose
// words and output the lab was compared with.
const version = "aws-cli/2.9.19 Skylab/1 simulated"

// Run is the command as a tool of the console. The exit status is the real
// one's: 0, 252 for a wrong command line, 253 for a wrong configuration, 254
// for an error of the service, 255 for the rest.
func Run(ctx context.Context, d *desk.Desk, args []string) int {
	if f := run(ctx, d, offered(), args); f != nil {
		return f.print(d.Stderr)
	}
	return 0
}

func run(ctx context.Context, d *desk.Desk, c *catalogue, args []string) *failure {
	top, f := globalGrammar.parse(args)
	switch {
	case f != nil:
		return f
	case top.given[gVersion].set:
		return say(d, version+"\n")
	case !top.hasWord:
		return misused("the following arguments are required: command")
	case top.word == "help":
		return helpTop(d, c)
	case top.word == "configure":
		return configure(d, &top)
	}
	s := c.byName[top.word]
	if s == nil {
		return unknownService(d, c, top.word)
	}
	g, f := resolve(d, &top)
	if f != nil {
		return f
	}
	return s.run(&call{ctx: ctx, d: d, globals: g, service: s.name}, top.rest)
}

var noOptions = newGrammar(nil)

// run finds the operation in what follows the service's name.
func (s *service) run(c *call, args []string) *failure {
	p, f := noOptions.parse(args)
	switch {
	case f != nil:
		return f
	case !p.hasWord:
		return misused("the following arguments are required: operation")
	case p.word == "help":
		return s.help(c.d)
	case p.word == "wait" && len(s.waiters) > 0:
		return s.wait(c, p.rest)
	}
	command := s.byName[p.word]
	if command == nil {
		return s.unknownOperation(c.d, p.word)
	}
	c.command = command
	return c.start(p.rest)
}

// start reads the operation's options and calls it.
func (c *call) start(args []string) *failure {
	c.plan = c.command.plan()
	if slices.Equal(args, []string{"help"}) {
		return c.help()
	}
	typed, f := c.parse(args)
	if f != nil {
		return f
	}
	if typed.word == "help" {
		return c.help()
	}
	p, f := c.params(typed)
	if f != nil {
		return f
	}
	if done, f := c.skeleton(typed); done || f != nil {
		return f
	}
	if f := c.bind(p); f != nil {
		return f
	}
	return c.run(p.paging)
}

// say prints to the standard output; when that is refused the run is over.
func say(d *desk.Desk, s string) *failure {
	if _, err := d.Stdout.Write([]byte(s)); err != nil {
		return broken(err.Error())
	}
	return nil
}
