package aws

import (
	"encoding/binary"
	"encoding/hex"
	"reflect"
	"strings"

	"skylab/console/aws/value"
	"skylab/simulators/cloud"
)

// parse reads the options of an operation and refuses what it does not know.
func (c *call) parse(args []string) (parsed, *failure) {
	typed, f := c.plan.grammar.parse(args)
	if f != nil {
		return typed, f
	}
	if missing := c.outfile(&typed, c.missing(&typed)); len(missing) > 0 && !(len(typed.rest) == 0 && typed.word == "help") {
		return typed, misused("the following arguments are required: " + strings.Join(missing, ", "))
	}
	if typed.hasWord && typed.word != "help" {
		typed.rest = append(typed.rest, typed.word)
	}
	if len(typed.rest) > 0 {
		return typed, c.unknownOptions(typed.rest)
	}
	return typed, nil
}

// missing lists required options that were not given; --cli-input-json and
// --generate-cli-skeleton make none required.
func (c *call) missing(typed *parsed) []string {
	var missing []string
	for i := range c.plan.args {
		switch a := &c.plan.args[i]; {
		case typed.given[i].set && (a.role == inputJSON || a.role == inputYAML):
			return nil
		case typed.given[i].set && a.role == skeleton && !contains(typed.given[i].values, "output"):
			return nil
		case a.required && !typed.given[i].set && a.role == plain: // a switch is missed later
			missing = append(missing, "--"+a.name)
		}
	}
	return missing
}

// params turns the options into the parameters of the call.
func (c *call) params(typed parsed) (*params, *failure) {
	p := &params{d: c.d, plan: c.plan, raw: c.globals.raw}
	p.paging = paging{on: len(c.plan.facts.pages) > 0 && c.globals.paginate, max: -1}
	if c.plan.conflict != nil {
		if f := c.plan.conflict(c.plan, typed); f != nil {
			return nil, f
		}
	}
	if f := p.checkPaging(typed); f != nil {
		return nil, f
	}
	for i := range c.plan.args {
		if typed.given[i].set {
			if f := p.take(i, typed); f != nil {
				return nil, f
			}
		}
	}
	if f := p.inputs(typed); f != nil {
		return nil, f
	}
	if c.plan.finish != nil {
		c.plan.finish(p)
	}
	c.fillToken(p)
	return p, nil
}

// take hands one option's words to what it sets.
func (p *params) take(i int, typed parsed) *failure {
	a, g := &p.plan.args[i], typed.given[i]
	switch a.role {
	case special:
		w, f := p.load(a, g.values)
		if f != nil {
			return f
		}
		if w.whole && a.arity == one {
			return a.set(p, []string{w.text})
		}
		return a.set(p, g.values)
	case switchOn, switchOff:
		return p.takeSwitch(i, typed)
	case valueOn, valueOff:
		return p.takeValue(i, typed)
	case startingToken:
		p.paging.from = g.values[0]
	case pageSize:
		p.paging.size = g.values[0]
	case maxItems:
		p.paging.max, _ = integer(g.values[0])
	case plain:
		v, f := p.unpack(a, g.values)
		if f != nil {
			return f
		}
		p.put(a.member.name, v)
	}
	return nil
}

// takeSwitch: of --dry-run and --no-dry-run the later one counts.
func (p *params) takeSwitch(i int, typed parsed) *failure {
	a := &p.plan.args[i]
	other := i + 1
	if a.role == switchOff {
		other = i - 1
	}
	if o := typed.given[other]; !o.set || o.at < typed.given[i].at {
		p.put(a.member.name, value.OfBool(a.role == switchOn))
	}
	return nil
}

// takeValue sets a structure whose one member is a boolean.
func (p *params) takeValue(i int, typed parsed) *failure {
	a, values := &p.plan.args[i], typed.given[i].values
	switch {
	case a.role == valueOn && typed.given[i+1].set:
		return invalid(`Cannot specify both the "--` + a.name + `" option and the "--` + p.plan.args[i+1].name + `" option.`)
	case len(values) == 0:
		p.put(a.member.name, object("Value", value.OfBool(a.role == valueOn)))
		return nil
	}
	v, f := p.unpack(a, values)
	p.put(a.member.name, v)
	return f
}

// fillToken makes the idempotency token that the real command makes up when
// none is given.
func (c *call) fillToken(p *params) {
	m := c.plan.in.find(c.plan.facts.token)
	if m == nil {
		return
	}
	if _, ok := p.get(m.name); ok {
		return
	}
	w := &c.d.World.Cloud
	n := w.Next(cloud.Scope{Account: c.globals.caller.Account, Region: c.globals.region}, "client-token")
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], cloud.Roll(w.Seed, tokens, 2*n))
	binary.BigEndian.PutUint64(b[8:], cloud.Roll(w.Seed, tokens, 2*n+1))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	p.put(m.name, str(h[:8]+"-"+h[8:12]+"-"+h[12:16]+"-"+h[16:20]+"-"+h[20:]))
}

var tokens = cloud.Label("aws client token")

// bind checks the parameters and writes them into the operation's input.
func (c *call) bind(p *params) *failure {
	var r report
	r.structure(c.plan.in, value.OfMap(p.names, p.values), "")
	if len(r.lines) > 0 {
		f := invalid("Parameter validation failed:\n" + r.String())
		f.note = c.noteUnknownMembers(&r)
		return f
	}
	c.in = reflect.New(c.plan.in.of).Elem()
	for i, name := range p.names {
		if err := c.plan.in.find(name).write(c.in, p.values[i]); err != nil {
			return broken(err.Error())
		}
	}
	return nil
}
