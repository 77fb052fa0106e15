package net

import (
	"context"
	"fmt"
	"net/netip"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/vpc"
)

// digOptions is the command line of dig.
type digOptions struct {
	name, kind, server string
	short              bool
}

// Dig asks a resolver for a name: the VPC's own on a host, the internet's on
// the laptop. It knows the names that a VPC gives, those of AWS's services,
// and example.com. Exit status 0, or 9 when no resolver answers.
func Dig(_ context.Context, d *desk.Desk, args []string) int {
	o, wrong := parseDig(args)
	if wrong != "" {
		fmt.Fprintf(d.Stderr, "Invalid option: %s\nUsage:  dig [@global-server] [domain] [q-type] {+short}\n", wrong)
		return 1
	}
	v := look(d)
	if o.server == "" {
		o.server = v.resolver()
	}
	if !v.resolverAnswers(o.server) {
		wait(d, 15)
		lost := ";; communications error to " + o.server + "#53: timed out\n"
		fmt.Fprintf(d.Stdout, "%s\n; <<>> DiG 9.18 <<>> %s\n;; no servers could be reached\n", strings.Repeat(lost, 3), o.name)
		return 9
	}
	answer, known := v.lookUp(o.name, o.kind)
	if !o.short {
		fmt.Fprint(d.Stdout, digText(o, answer, known))
	} else if answer.IsValid() {
		fmt.Fprintln(d.Stdout, answer)
	}
	return 0
}

// parseDig reads the command line; the second result is a word that means
// nothing here.
func parseDig(args []string) (digOptions, string) {
	o := digOptions{kind: "A"}
	for _, a := range args {
		switch {
		case a == "+short":
			o.short = true
		case strings.HasPrefix(a, "@"):
			o.server = a[1:]
		case strings.HasPrefix(a, "+"):
		case strings.EqualFold(a, "A") || strings.EqualFold(a, "AAAA"):
			o.kind = strings.ToUpper(a)
		case strings.HasPrefix(a, "-") || o.name != "":
			return o, a
		default:
			o.name = a
		}
	}
	return o, ""
}

// resolver is who is asked when the line names nobody.
func (v view) resolver() string {
	if v.d.Host == "" {
		return "203.0.113.1"
	}
	return "169.254.169.253"
}

// resolverAnswers asks the network whether the resolver can be reached. The
// office's own always can.
func (v view) resolverAnswers(server string) bool {
	if v.d.Host == "" && server == v.resolver() {
		return true
	}
	return v.dial(server, vpc.UDP, 53).outcome == connected
}

// lookUp finds a name's address as the asker would get it: the public name of
// a host stands for its private address inside its own VPC.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
func (v view) lookUp(name, kind string) (netip.Addr, bool) {
	if !strings.Contains(name, ".") {
		return netip.Addr{}, false
	}
	p, err := v.find(strings.TrimSuffix(name, "."))
	if _, literal := netip.ParseAddr(name); err != nil || literal == nil {
		return netip.Addr{}, false
	}
	if kind == "AAAA" {
		return p.Addr6, true
	}
	switch {
	case p.Kind == vpc.AtInterface && strings.HasSuffix(name, "amazonaws.com") && p.VPC != v.here.VPC && p.Public.IsValid():
		return p.Public, true
	case p.Kind == vpc.AtInterface && v.d.Host == "":
		return netip.Addr{}, false // private names are known inside a VPC only
	}
	packet, _, err := v.n.Between(vpc.Ask{From: v.here, To: p, Proto: vpc.TCP})
	if err != nil {
		return p.Addr, true
	}
	return packet.Dst, true
}

func digText(o digOptions, answer netip.Addr, known bool) string {
	status, count, name := "NOERROR", 0, strings.TrimSuffix(o.name, ".")
	if !known {
		status = "NXDOMAIN"
	}
	if answer.IsValid() {
		count = 1
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n; <<>> DiG 9.18 <<>> %s %s\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: %s\n;; flags: qr rd ra; QUERY: 1, ANSWER: %d, AUTHORITY: 0, ADDITIONAL: 0\n\n", o.name, o.kind, status, count)
	fmt.Fprintf(&b, ";; QUESTION SECTION:\n;%s.\t\tIN\t%s\n\n", name, o.kind)
	if count == 1 {
		fmt.Fprintf(&b, ";; ANSWER SECTION:\n%s.\t60\tIN\t%s\t%s\n\n", name, o.kind, answer)
	}
	fmt.Fprintf(&b, ";; SERVER: %s#53(%s) (UDP)\n\n", o.server, o.server)
	return b.String()
}
