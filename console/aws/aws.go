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

func run(ctx context.Context, d *desk.Desk, offered *catalogue, args []string) *failure {
	c, rest, f := route(ctx, d, offered, args)
	if c == nil {
		return f
	}
	p, f := c.prepare(rest)
	if p == nil {
		return f
	}
	return c.run(p.paging)
}

// route finds the operation that a command line means and gives its options.
// No call means that all is done: help was printed, a wait is over, or f says
// what is wrong.
func route(ctx context.Context, d *desk.Desk, offered *catalogue, args []string) (*call, []string, *failure) {
	top, f := globalGrammar.parse(args)
	switch {
	case f != nil:
		return nil, nil, f
	case top.given[gVersion].set:
		return nil, nil, say(d, version+"\n")
	case !top.hasWord:
		return nil, nil, misused("the following arguments are required: command")
	case top.word == "help":
		return nil, nil, helpTop(d, offered)
	case top.word == "configure":
		return nil, nil, configure(ctx, d, &top)
	}
	s := offered.byName[top.word]
	if top.word == "s3" {
		g, f := resolve(d, &top)
		if f != nil {
			return nil, nil, f
		}
		return nil, nil, runStorage(ctx, d, g, top.rest)
	}
	if s == nil {
		return nil, nil, unknownService(d, offered, top.word)
	}
	g, f := resolve(d, &top)
	if f != nil {
		return nil, nil, f
	}
	return s.route(&call{ctx: ctx, d: d, globals: g, service: s.name}, top.rest)
}

var noOptions = newGrammar(nil)

// route finds the operation in what follows the service's name.
func (s *service) route(c *call, args []string) (*call, []string, *failure) {
	p, f := noOptions.parse(args)
	switch {
	case f != nil:
		return nil, nil, f
	case !p.hasWord:
		return nil, nil, misused("the following arguments are required: operation")
	case p.word == "help":
		return nil, nil, s.help(c.d)
	case p.word == "wait" && len(s.waiters) > 0:
		return nil, nil, s.wait(c, p.rest)
	case p.word == "tail" && s.name == "logs":
		return nil, nil, s.tail(c, p.rest)
	}
	if c.command = s.byName[p.word]; c.command == nil {
		return nil, nil, s.unknownOperation(c.d, p.word)
	}
	return c, p.rest, nil
}

// prepare reads the operation's options into its input. No parameters mean
// that all is done.
func (c *call) prepare(args []string) (*params, *failure) {
	c.plan = c.command.plan()
	if slices.Equal(args, []string{"help"}) {
		return nil, c.help()
	}
	typed, f := c.parse(args)
	if f != nil {
		return nil, f
	}
	if typed.word == "help" {
		return nil, c.help()
	}
	p, f := c.params(typed)
	if f != nil {
		return nil, f
	}
	if done, f := c.skeleton(typed); done || f != nil {
		return nil, f
	}
	if f := c.bind(p); f != nil {
		return nil, f
	}
	return p, nil
}

// say prints to the standard output.
func say(d *desk.Desk, s string) *failure {
	_, err := d.Stdout.Write([]byte(s))
	return printed(err)
}
