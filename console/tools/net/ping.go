package net

import (
	"context"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// pingOptions is the command line of ping.
type pingOptions struct {
	host  string
	count int
	wait  int // seconds between two requests
	last  int // seconds to wait for the last answer
	quiet bool
}

// defaultPings stands for the pings that a person lets run before Ctrl-C.
const defaultPings = 4

// Ping asks for echoes, in the words of iputils. Without -c it sends four.
// Exit status: 0 an answer came, 1 none did, 2 the name or an option is wrong.
func Ping(_ context.Context, d *desk.Desk, args []string) int {
	o, wrong := parsePing(args)
	if wrong != "" {
		fmt.Fprintln(d.Stderr, "ping: "+wrong)
		return 2
	}
	v := look(d)
	c := v.dial(o.host, vpc.ICMP, 0)
	switch c.outcome {
	case unresolved:
		fmt.Fprintf(d.Stderr, "ping: %s: Name or service not known\n", o.host)
		return 2
	case mute:
		fmt.Fprintln(d.Stderr, "ping: connect: Network is unreachable")
		return 2
	}
	fmt.Fprintf(d.Stdout, "PING %s (%s) 56(84) bytes of data.\n", o.host, c.address)
	if c.outcome != connected {
		return unanswered(d, o, o.host)
	}
	return answered(d, o, v, c)
}

func unanswered(d *desk.Desk, o pingOptions, host string) int {
	wait(d, (o.count-1)*o.wait+o.last)
	fmt.Fprintf(d.Stdout, "\n--- %s ping statistics ---\n%d packets transmitted, 0 received, 100%% packet loss, time %dms\n\n",
		host, o.count, (o.count-1)*o.wait*1000)
	return 1
}

func answered(d *desk.Desk, o pingOptions, v view, c connection) int {
	var low, high, sum, squares int64
	for i := range o.count {
		if i > 0 {
			wait(d, o.wait)
		}
		t := v.roundTrip(c, uint64(i))
		if !o.quiet {
			fmt.Fprintf(d.Stdout, "64 bytes from %s: icmp_seq=%d ttl=%d time=%s ms\n", c.address, i+1, v.ttl(c), millis(t))
		}
		if i == 0 || t < low {
			low = t
		}
		high, sum, squares = max(high, t), sum+t, squares+t*t
	}
	n := int64(o.count)
	mean := sum / n
	fmt.Fprintf(d.Stdout, "\n--- %s ping statistics ---\n%d packets transmitted, %d received, 0%% packet loss, time %dms\n", o.host, n, n, (o.count-1)*o.wait*1000)
	fmt.Fprintf(d.Stdout, "rtt min/avg/max/mdev = %s/%s/%s/%s ms\n", fixed(low), fixed(mean), fixed(high), fixed(root(squares/n-mean*mean)))
	return 0
}

// ttl is what a Linux sender's 64 has left on arrival.
func (v view) ttl(c connection) int {
	if c.to.Kind == vpc.AtInternet || v.here.Kind == vpc.AtInternet {
		return 52
	}
	return 64
}

var pingLabel = cloud.Label("ping round trip")

// roundTrip draws a round trip in microseconds: a third of a millisecond in a
// zone, near one between zones, some to the internet, many between Regions.
func (v view) roundTrip(c connection, n uint64) int64 {
	base := uint64(300)
	switch {
	case c.address.IsLoopback():
		base = 20
	case c.to.Kind == vpc.AtInternet || v.here.Kind == vpc.AtInternet:
		base = 9_000
	case c.to.Scope.Region != v.here.Scope.Region && c.to.Scope.Region != "":
		base = 140_000
	case v.zoneOf(c.to) != v.zoneOf(v.here):
		base = 800
	}
	w := &v.d.World.Cloud
	draw := cloud.RollBelow(w.Seed, pingLabel, uint64(w.Now)+n, base/3+1)
	return int64(base + draw)
}

func (v view) zoneOf(p vpc.Place) string {
	for _, r := range v.d.World.VPC.Regions {
		if e := r.Interfaces.Find(p.ID); e != nil {
			return e.ZoneName
		}
	}
	return ""
}

// millis writes microseconds with three digits that count, as ping does.
func millis(us int64) string {
	switch {
	case us >= 100_000:
		return strconv.FormatInt((us+500)/1000, 10)
	case us >= 10_000:
		return fmt.Sprintf("%d.%d", us/1000, us%1000/100)
	case us >= 1000:
		return fmt.Sprintf("%d.%02d", us/1000, us%1000/10)
	}
	return fixed(us)
}

func fixed(us int64) string { return fmt.Sprintf("%d.%03d", us/1000, us%1000) }

// root is the whole square root.
func root(n int64) int64 {
	if n <= 0 {
		return 0
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

func parsePing(args []string) (pingOptions, string) {
	o := pingOptions{count: defaultPings, wait: 1, last: 10}
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "-q":
			o.quiet = true
		case a == "-4" || a == "-n":
		case len(a) >= 2 && a[0] == '-' && strings.ContainsRune("cWi", rune(a[1])):
			value := a[2:]
			if value == "" && i+1 < len(args) {
				i++
				value = args[i]
			}
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > 3600 {
				return o, "invalid argument: '" + value + "'"
			}
			*map[byte]*int{'c': &o.count, 'W': &o.last, 'i': &o.wait}[a[1]] = n
		case strings.HasPrefix(a, "-"):
			return o, "invalid option -- '" + strings.TrimLeft(a, "-") + "'"
		case o.host == "":
			o.host = a
		default:
			return o, "usage error: one destination"
		}
	}
	if o.host == "" {
		return o, "usage error: Destination address required"
	}
	if a, err := netip.ParseAddr(o.host); err == nil {
		o.host = a.String()
	}
	return o, ""
}
