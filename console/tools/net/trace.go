package net

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/tools/dns"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// traceOptions is the command line of trace.
type traceOptions struct {
	words    []string
	proto    uint8
	fromPort uint16
	ipv6     bool
	json     bool
	help     bool
}

// Trace follows a packet there and back and prints every hop. Exit status: 0
// there and back, 1 not, 2 it cannot be told (or asked).
func Trace(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) > 0 && args[0] == "dns" {
		return dns.Trace(ctx, d, args[1:])
	}
	o, wrong := parseTrace(d, args)
	switch {
	case wrong != "":
		fmt.Fprintln(d.Stderr, wrong)
		return 2
	case o.help:
		fmt.Fprintln(d.Stdout, d.Text.Say("net.trace.usage"))
		return 0
	}
	v := look(d)
	t, err := v.trace(o)
	if err != nil {
		fmt.Fprintln(d.Stderr, placeError(v, err))
		return 2
	}
	d.Traced(t)
	if o.json {
		err = writeJSON(d.Stdout, v, t)
	} else {
		_, err = d.Stdout.Write([]byte(traceText(v, t)))
	}
	if err != nil {
		return 2
	}
	return map[cloud.Verdict]int{cloud.Allowed: 0, cloud.Denied: 1, cloud.Unknown: 2}[t.Verdict]
}

func (v view) trace(o traceOptions) (vpc.Trace, error) {
	from, to := v.here, o.words[len(o.words)-1]
	if len(o.words) == 2 {
		var err error
		if from, err = v.find(o.words[0]); err != nil {
			return vpc.Trace{}, err
		}
	}
	if from.Kind == vpc.AtInterface { // a name or a service means the sender's Region first
		v.scope = from.Scope
	}
	place, err := v.find(to)
	if err != nil {
		return vpc.Trace{}, err
	}
	return v.n.Ask(vpc.Ask{From: from, To: place, Proto: o.proto, FromPort: o.fromPort, IPv6: o.ipv6}, nil)
}

// parseTrace reads the command line; the second result says what is wrong.
func parseTrace(d *desk.Desk, args []string) (traceOptions, string) {
	o := traceOptions{proto: vpc.TCP}
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(args[i], "=")
		switch {
		case name == "--help" || name == "-h":
			o.help = true
			return o, ""
		case name == "-6" || name == "--ipv6":
			o.ipv6 = true
		case name == "--proto" || name == "--from-port" || name == "--client" || name == "--output":
			if !given && i+1 < len(args) {
				i++
				value = args[i]
			}
			if wrong := o.set(d, name, value); wrong != "" {
				return o, wrong
			}
		case strings.HasPrefix(name, "-"):
			return o, d.Text.Say("net.trace.bad-option", "option", clean(name))
		default:
			o.words = append(o.words, args[i])
		}
	}
	if len(o.words) < 1 || len(o.words) > 2 {
		return o, d.Text.Say("net.trace.bad-arguments")
	}
	return o, ""
}

func (o *traceOptions) set(d *desk.Desk, name, value string) string {
	known := map[string]string{"--proto": "tcp, udp, icmp", "--output": "text, json", "--from-port": "1-65535", "--client": clientNames()}[name]
	ok := true
	switch name {
	case "--proto":
		o.proto, ok = map[string]uint8{"tcp": vpc.TCP, "udp": vpc.UDP, "icmp": vpc.ICMP}[value], value == "tcp" || value == "udp" || value == "icmp"
	case "--client":
		var c vpc.Client
		c, ok = vpc.ClientNamed(value)
		o.fromPort = c.Port()
	case "--output":
		o.json, ok = value == "json", value == "json" || value == "text"
	case "--from-port":
		n, err := strconv.ParseUint(value, 10, 16)
		o.fromPort, ok = uint16(n), err == nil && n > 0
	}
	if ok {
		return ""
	}
	return d.Text.Say("net.trace.bad-value", "option", name, "value", clean(value), "known", known)
}

func clientNames() string {
	var names []string
	for _, c := range vpc.Clients {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}
