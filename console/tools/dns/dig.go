package dns

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// Dig asks a resolver or a name server, in the words of dig 9.18. Exit status
// as dig's: 0 there was an answer, 1 usage, 9 nobody answered, 10 the name or
// the server's name is none.
func Dig(ctx context.Context, d *desk.Desk, args []string) int {
	list, bad := parseDig(args)
	if bad != nil {
		to := d.Stderr
		if bad.exit == 0 {
			to = d.Stdout
		}
		fmt.Fprint(to, bad.text)
		if bad.exit != 0 && !strings.HasSuffix(bad.text, "\n") {
			fmt.Fprintln(to)
		}
		return bad.exit
	}
	exit := 0
	for _, o := range list {
		if ctx.Err() != nil || d.Shell != nil && !d.Shell.Spend(1) {
			return 10
		}
		exit = max(exit, digOne(d, o))
	}
	return exit
}

// digOne asks one question of the command line.
func digOne(d *desk.Desk, o digOptions) int {
	v := look(d)
	if o.from != "" {
		a, ok := from(o.from)
		if !ok {
			fmt.Fprintln(d.Stderr, unknownPlace(d, o.from))
			return 1
		}
		v.asker = a
	}
	if o.subnet.IsValid() {
		v.asker.client.Subnet = o.subnet
	}
	name, problem := queryName(o.name)
	if problem != "" {
		fmt.Fprintf(d.Stderr, "dig: '%s' is not a legal name (%s)\n", o.name, problem)
		return 10
	}
	t, failure := v.target(o.server)
	if failure != "" {
		fmt.Fprintln(d.Stderr, failure)
		return 10
	}
	if trouble := v.reach(t.address); trouble != "" {
		return noServers(d, o, t, trouble)
	}
	if o.trace {
		return v.digTrace(o, t, name)
	}
	if o.kind == "AXFR" || o.kind == "IXFR" {
		fmt.Fprintf(d.Stdout, "%s; Transfer failed.\n", commandLine(o))
		return 9
	}
	r, ok := v.ask(o, t, name)
	if !ok {
		return noServers(d, o, t, "timed out")
	}
	v.record(o, r, name)
	if _, err := fmt.Fprint(d.Stdout, digText(o, r)); err != nil {
		return 10
	}
	return 0
}

// queryName is a typed name as zones keep it, or dig's word for what is wrong.
func queryName(typed string) (string, string) {
	name, problem := route53.QueryName(typed)
	switch {
	case problem == "":
		return name, ""
	case strings.Contains(problem, "TooLong") && strings.Contains(problem, "Name"):
		return "", "ran out of space"
	case strings.Contains(problem, "TooLong"):
		return "", "label too long"
	case strings.Contains(problem, "Escape"):
		return "", "bad escape"
	case strings.Contains(problem, "Empty"):
		return "", "empty label"
	}
	return "", "bad label type"
}

// ask puts the question; false when nobody answers at the address.
func (v *view) ask(o digOptions, t target, name string) (reply, bool) {
	r := reply{word: t.word, address: t.address, tcp: o.tcp, rd: o.recurse, id: v.id(name), at: v.d.World.Cloud.Now}
	switch {
	case t.resolver != nil && !o.recurse:
		got, _ := v.net.Peek(*t.resolver, v.asker.client, name, o.kind, &v.d.World.Route53.Caches)
		r.resolved(v, *t.resolver, got)
	case t.resolver != nil:
		r.resolved(v, *t.resolver, v.resolve(*t.resolver, v.asker, name, o.kind))
	case t.server != "":
		v.direct(&r, t.server, name, o.kind)
	default:
		return r, false
	}
	r.name, r.kind = name, o.kind
	return r, true
}

// id is the number of a message.
func (v *view) id(name string) uint16 {
	return uint16(cloud.Roll(v.net.Seed, cloud.Label("dig "+name), v.net.Draws))
}

// direct asks a name server itself: no cache stands between.
func (v *view) direct(r *reply, server, name, kind string) {
	c := v.asker.client
	q := &route53.Query{Name: name, Type: kind, From: c.Place, Draw: route53.Draw(v.net.Seed, cloud.Label("dig "+c.Place.Name+name), v.net.Draws)}
	switch {
	case c.Subnet.IsValid():
		q.Subnet, q.From = c.Subnet, route53.Locate(c.Subnet.Addr())
	case c.Address.IsValid():
		q.Subnet = netip.PrefixFrom(c.Address, c.Address.BitLen())
	}
	a := &route53.Answer{Explain: true}
	v.net.Ask(server, q, a)
	r.status, r.aa, r.answer, r.authority, r.additional = a.Status, a.Authoritative, a.Records, a.Authority, a.Additional
	r.took, r.udp, r.findings = route53.Nearby(c.Place), 4096, a.Findings
	if c.Subnet.IsValid() {
		r.passed = c.Subnet
		if a.Located {
			r.scope = c.Subnet.Bits()
		}
	}
}

// record notes the answer for the picture.
func (v *view) record(o digOptions, r reply, name string) {
	a := desk.Answer{
		At: v.d.World.Cloud.Now, From: v.asker.client.Place.Name, Name: name, Type: o.kind, Status: r.status.String(),
		Records: slices.Clone(r.answer), Cached: r.cached, Findings: r.findings, Resolver: r.resolver, Server: r.address.String(),
	}
	v.d.Answered(a)
}

// noServers is dig's patience at its end: three tries of five seconds.
func noServers(d *desk.Desk, o digOptions, t target, trouble string) int {
	if trouble == "timed out" {
		d.World.Sleep(15 * cloud.Second)
	}
	lost := fmt.Sprintf(";; communications error to %s#53: %s\n", t.address, trouble)
	fmt.Fprint(d.Stdout, strings.Repeat(lost, 3))
	fmt.Fprintf(d.Stdout, "%s;; no servers could be reached\n", commandLine(o))
	if o.show.cmd {
		fmt.Fprintln(d.Stdout)
	}
	return 9
}
