package site

import (
	"context"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// Tools is the table of this package's tools by name.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{"site": Site} }

// Site declares a place on the internet, lists those that are declared, or
// takes one away. Exit status 0, or 2 when it cannot be done.
func Site(_ context.Context, d *desk.Desk, args []string) int {
	verb := ""
	if len(args) > 0 {
		verb = args[0]
	}
	switch verb {
	case "":
		return bad(d, "site.bad-arguments")
	case "--help", "-h":
		fmt.Fprintln(d.Stdout, d.Text.Say("site.usage"))
		return 0
	case "list":
		return list(d, args[1:])
	case "remove":
		return remove(d, args[1:])
	}
	return declare(d, args)
}

func bad(d *desk.Desk, id string, args ...any) int {
	fmt.Fprintln(d.Stderr, d.Text.Say(id, args...))
	return 2
}

// clean shows control characters as a dot, so that no word can move the cursor.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '·'
		}
		return r
	}, s)
}

// declaration is a site as the command line describes it.
type declaration struct {
	site  route53.Site
	since cloud.Time // 0: it does not fail
	lasts cloud.Time
}

// declare reads ADDRESS and options, and puts the site there.
func declare(d *desk.Desk, args []string) int {
	x := declaration{site: route53.Site{Status: 200}}
	for i := 0; i < len(args); i++ {
		option, value, given := strings.Cut(args[i], "=")
		if !strings.HasPrefix(option, "--") {
			if x.site.Address != "" {
				return bad(d, "site.bad-arguments")
			}
			x.site.Address = args[i]
			continue
		}
		if !given && i+1 < len(args) {
			i++
			value = args[i]
		}
		known, ok := x.option(d, option, value)
		switch {
		case !known:
			return bad(d, "site.bad-option", "option", clean(option))
		case !ok:
			return bad(d, "site.bad-value", "option", option, "value", clean(value))
		}
	}
	a, err := netip.ParseAddr(x.site.Address)
	if err != nil || a.Zone() != "" || a.IsPrivate() || a.IsLoopback() || a.IsUnspecified() || a.IsMulticast() || a.IsLinkLocalUnicast() {
		return bad(d, "site.bad-address", "address", clean(x.site.Address))
	}
	x.site.Address = a.String()
	x.put(d)
	fmt.Fprintln(d.Stdout, line(d, d.World.Route53.Sites.Find(x.site.Address)))
	return 0
}

func (x *declaration) put(d *desk.Desk) {
	if x.since != 0 || x.lasts != 0 {
		if x.since == 0 {
			x.since = d.World.Cloud.Now
		}
		o := route53.Outage{From: x.since}
		if x.lasts != 0 {
			o.Until = x.since + x.lasts
		}
		x.site.Down = []route53.Outage{o}
	}
	d.World.Route53.Declare(x.site)
}

// option takes one option; known is false for one that site has not.
func (x *declaration) option(d *desk.Desk, option, value string) (known, ok bool) {
	switch option {
	case "--name":
		x.site.Name = value
		return true, value != ""
	case "--port":
		n, err := strconv.Atoi(value)
		x.site.Port = int32(n)
		return true, err == nil && n >= 1 && n <= 65535
	case "--path":
		x.site.Path = value
		return true, strings.HasPrefix(value, "/")
	case "--status":
		n, err := strconv.Atoi(value)
		x.site.Status = int32(n)
		return true, err == nil && n >= 100 && n <= 599
	case "--body":
		x.site.Body = value
		return true, len(value) <= 1<<16
	case "--latency":
		t, err := time.ParseDuration(value)
		x.site.LatencyMS = t.Milliseconds()
		return true, err == nil && t >= 0 && t <= time.Hour
	case "--down-at":
		x.since, ok = when(d, value)
		return true, ok
	case "--for":
		t, err := time.ParseDuration(value)
		x.lasts = cloud.Time(t)
		return true, err == nil && t > 0
	}
	return false, false
}

// when reads a time from now on, or an instant in RFC 3339.
func when(d *desk.Desk, s string) (cloud.Time, bool) {
	if t, err := time.ParseDuration(s); err == nil && t >= 0 {
		return d.World.Cloud.Now + cloud.Time(t), true
	}
	t, err := time.Parse(time.RFC3339, s)
	return cloud.Time(t.UnixNano()), err == nil
}

func remove(d *desk.Desk, args []string) int {
	if len(args) != 1 {
		return bad(d, "site.bad-arguments")
	}
	site := d.World.Route53.SiteNamed(args[0])
	if site == nil {
		return bad(d, "site.unknown", "name", clean(args[0]))
	}
	d.World.Route53.Sites.Remove(site.Address)
	return 0
}
