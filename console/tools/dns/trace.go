package dns

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// traceOptions is the command line of trace dns.
type traceOptions struct {
	name, kind, server, from string
	json                     bool
}

// traced is what trace dns found out.
type traced struct {
	name, kind string
	asker      asker
	resolver   *route53.Resolver
	server     string
	held       *route53.Resolution // what the resolver's cache has
	out        route53.Resolution  // what the name servers say now
}

// Trace tells how a name is answered and why: what the resolver holds, who
// decides, which records were looked at, and what became of each. args are what
// follows "trace dns". It asks without leaving a trace in any cache. Exit
// status 0 when there is an answer, 1 when there is none, 2 when the words
// cannot be read.
func Trace(_ context.Context, d *desk.Desk, args []string) int {
	o, wrong := readTrace(args)
	switch {
	case wrong != nil:
		fmt.Fprintln(d.Stderr, d.Text.Say(wrong[0].(string), wrong[1:]...))
		return 2
	case o.name == "":
		fmt.Fprintln(d.Stdout, d.Text.Say("dns.trace.usage"))
		return 0
	}
	v := look(d)
	if o.from != "" {
		a, ok := from(o.from)
		if !ok {
			fmt.Fprintln(d.Stderr, d.Text.Say("dns.place.unknown", "tool", "trace dns", "word", clean(o.from), "near", nearest(o.from)))
			return 2
		}
		v.asker = a
	}
	t, failure := v.trace(o)
	if failure != nil {
		fmt.Fprintln(d.Stderr, d.Text.Say(failure[0].(string), failure[1:]...))
		return 2
	}
	var err error
	if o.json {
		e := json.NewEncoder(d.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "    ")
		err = e.Encode(traceJSON(t))
	} else {
		_, err = fmt.Fprint(d.Stdout, traceText(d.Text, t))
	}
	v.d.Answered(t.answer(d.World.Cloud.Now))
	if err != nil {
		return 2
	}
	given := t.given()
	if given.Status != route53.NoError || len(given.Records) == 0 {
		return 1
	}
	return 0
}

// readTrace reads the command line.
func readTrace(args []string) (o traceOptions, wrong []any) {
	o.kind = "A"
	for i := 0; i < len(args); i++ {
		option, value, given := strings.Cut(args[i], "=")
		switch {
		case option == "--help" || option == "-h":
			return traceOptions{}, nil
		case option == "--from" || option == "--output":
			if !given {
				if i++; i >= len(args) {
					return o, []any{"dns.trace.no-value", "option", option}
				}
				value = args[i]
			}
			if option == "--from" {
				o.from = value
			} else if o.json = value == "json"; !o.json && value != "text" {
				return o, []any{"dns.trace.bad-value", "option", option, "value", clean(value)}
			}
		case strings.HasPrefix(args[i], "@"):
			o.server = args[i][1:]
		case strings.HasPrefix(args[i], "-"):
			return o, []any{"dns.trace.bad-option", "option", clean(args[i])}
		case o.name == "":
			o.name = args[i]
		case isType(args[i]):
			o.kind = strings.ToUpper(args[i])
		default:
			return o, []any{"dns.trace.bad-word", "word", clean(args[i])}
		}
	}
	if o.name == "" {
		return o, []any{"dns.trace.no-name"}
	}
	return o, nil
}

func isType(word string) bool {
	for _, t := range digTypes {
		if strings.EqualFold(t, word) {
			return true
		}
	}
	return false
}

// trace asks twice: the cache, and whoever decides.
func (v *view) trace(o traceOptions) (*traced, []any) {
	name, problem := queryName(o.name)
	if problem != "" {
		return nil, []any{"dns.trace.bad-name", "word", clean(o.name)}
	}
	to, failure := v.target(o.server)
	if failure != "" || to.resolver == nil && to.server == "" {
		return nil, []any{"dns.trace.bad-server", "word", clean(o.server)}
	}
	t := &traced{name: name, kind: o.kind, asker: v.asker, resolver: to.resolver, server: to.server}
	if to.resolver == nil {
		var r reply
		v.direct(&r, to.server, name, o.kind)
		t.out = route53.Resolution{Status: r.status, Records: r.answer, Took: r.took, Steps: []route53.Step{{
			Server: to.server, Name: name, Type: o.kind, Status: r.status, Answer: route53.Answer{Status: r.status, Records: r.answer, Findings: r.findings},
		}}}
		return t, nil
	}
	if held, ok := v.net.Peek(*to.resolver, v.asker.client, name, o.kind, &v.d.World.Route53.Caches); ok {
		t.held = &held
	}
	nobody := route53.Caches{}
	if in := v.asker.inside; in != nil && to.resolver.Key == in.VPC.ID {
		t.out = v.net.ResolveInside(*to.resolver, *in, v.asker.client, name, o.kind, &nobody)
	} else {
		t.out = v.net.Resolve(*to.resolver, v.asker.client, name, o.kind, &nobody)
	}
	return t, nil
}

// given is what whoever asks is given now.
func (t *traced) given() *route53.Resolution {
	if t.held != nil {
		return t.held
	}
	return &t.out
}

// answer is the trace for the picture.
func (t *traced) answer(now cloud.Time) desk.Answer {
	g := t.given()
	a := desk.Answer{At: now, From: t.asker.client.Place.Name, Server: t.server, Name: t.name, Type: t.kind, Status: g.Status.String(), Records: g.Records, Cached: t.held != nil}
	if t.resolver != nil {
		a.Resolver, a.Server = t.resolver.Key, t.resolver.Address.String()
	}
	for _, s := range t.out.Steps {
		if len(s.Answer.Findings) > 0 && !s.Answer.Referral() {
			a.Findings = s.Answer.Findings
		}
	}
	return a
}

// Trace's JSON: its names and codes are the same in every language and do not
// change.
type (
	tracedJSON struct {
		Name, Type string
		From       fromJSON
		Resolver   *resolverJSON `json:",omitempty"`
		Cached     *answerJSON
		Steps      []stepJSON
		Answer     answerJSON
	}
	fromJSON struct {
		Place, Country, Continent, Subdivision, Address string
		Known                                           bool
	}
	resolverJSON struct {
		Key, Address, Place string
		PassesOn            bool
		Subnet              string
	}
	answerJSON struct {
		Status  string
		Records []recordJSON
	}
	recordJSON struct {
		Name, Type, Value string
		TTL               int64
		Owner, Set        string
	}
	stepJSON struct {
		Server, Zone, Name, Type, Status string
		Findings                         []findingJSON
	}
	findingJSON struct {
		Code, Verdict   string
		Depth, Rule     int32
		Name, Type, Set string
		Figure          int64
		Detail          string
	}
)
