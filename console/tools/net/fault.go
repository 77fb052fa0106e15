package net

import (
	"context"
	"fmt"
	"strings"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// Fault makes a host, a zone or a Region fail, lists what is down, or repairs
// it all. Exit status 0, or 2 when it cannot be done.
func Fault(_ context.Context, d *desk.Desk, args []string) int {
	verb := ""
	if len(args) > 0 {
		verb = args[0]
	}
	switch verb {
	case "":
		return fault2(d, "net.fault.bad-arguments")
	case "--help", "-h":
		fmt.Fprintln(d.Stdout, d.Text.Say("net.fault.usage"))
		return 0
	case "list":
		return listFaults(d)
	case "clear":
		d.World.VPC.Repair()
		d.World.Route53.RepairSites()
		fmt.Fprintln(d.Stdout, d.Text.Say("net.fault.cleared"))
		return 0
	case "host", "az", "region":
		return makeFault(d, verb, args[1:])
	}
	return fault2(d, "net.fault.bad-kind", "kind", clean(verb))
}

func fault2(d *desk.Desk, id string, args ...any) int {
	say(d, id, args...)
	return 2
}

func listFaults(d *desk.Desk) int {
	found := listSites(d)
	for f := range d.World.VPC.Failed.All {
		if f.Until == 0 || d.World.Cloud.Now < f.Until {
			fmt.Fprintln(d.Stdout, faultText(d, *f))
			found = true
		}
	}
	if !found {
		fmt.Fprintln(d.Stdout, d.Text.Say("net.fault.none"))
	}
	return 0
}

func faultText(d *desk.Desk, f vpc.Failure) string {
	until := ""
	if f.Until != 0 {
		until = f.Until.UTC().Format(time.RFC3339)
	}
	name := f.Name
	if called := nameOf(d.World, name); called != "" {
		name = called + " (" + name + ")"
	}
	return d.Text.Say("net.fault.failed", "kind", f.Kind, "name", name, "since", f.Since.UTC().Format(time.RFC3339), "until", until)
}

// faultOptions is what follows host, az or region.
type faultOptions struct {
	name         string
	since, lasts cloud.Time
}

// makeFault reads NAME [--at WHEN] [--for TIME] and notes the fault.
func makeFault(d *desk.Desk, kind string, args []string) int {
	o := faultOptions{since: d.World.Cloud.Now}
	if status := o.read(d, args); status != 0 {
		return status
	}
	if address, ok := siteOf(d, o.name); kind == "host" && ok {
		return failSite(d, address, o.since, o.lasts)
	}
	id, status := whatFails(d, kind, o.name)
	if status != 0 {
		return status
	}
	until := cloud.Time(0)
	if o.lasts > 0 {
		until = o.since + o.lasts
	}
	d.World.VPC.Fail(kind, id, o.since, until)
	fmt.Fprintln(d.Stdout, faultText(d, *d.World.VPC.Failed.Find(kind + "/" + id)))
	return 0
}

// read takes the words apart; the result is an exit status, 0 when all is well.
func (o *faultOptions) read(d *desk.Desk, args []string) int {
	for i := 0; i < len(args); i++ {
		option, value, given := strings.Cut(args[i], "=")
		switch {
		case option == "--at" || option == "--for":
			if !given && i+1 < len(args) {
				i++
				value = args[i]
			}
			at, ok := when(d, value, option == "--at")
			if !ok {
				return fault2(d, "net.fault.bad-time", "option", option, "value", clean(value))
			}
			*map[string]*cloud.Time{"--at": &o.since, "--for": &o.lasts}[option] = at
		case strings.HasPrefix(option, "-"):
			return fault2(d, "net.fault.bad-option", "option", clean(option))
		case o.name == "":
			o.name = args[i]
		default:
			return fault2(d, "net.fault.bad-arguments")
		}
	}
	if o.name == "" {
		return fault2(d, "net.fault.bad-arguments")
	}
	return 0
}

// when reads a length of time, or (instants allowed) a time from now or an
// instant in RFC 3339.
func when(d *desk.Desk, s string, instants bool) (cloud.Time, bool) {
	if length, err := time.ParseDuration(s); err == nil && length > 0 {
		if instants {
			return d.World.Cloud.Now + cloud.Time(length), true
		}
		return cloud.Time(length), true
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil && instants {
		return cloud.Time(t.UnixNano()), true
	}
	return 0, false
}

// whatFails finds the ID under which a fault is kept: an instance's, a zone's
// or a Region's name.
func whatFails(d *desk.Desk, kind, name string) (string, int) {
	v := look(d)
	switch kind {
	case "host":
		p, err := v.find(name)
		if err != nil {
			fmt.Fprintln(d.Stderr, placeError(v, err))
			return "", 2
		}
		if p.Instance == "" {
			return "", fault2(d, "net.fault.bad-host", "name", clean(name))
		}
		return p.Instance, 0
	case "az":
		return v.zone(name)
	}
	if len(vpc.Zones(name)) == 0 {
		return "", fault2(d, "net.fault.bad-region", "name", clean(name))
	}
	return name, 0
}

// zone finds a zone's ID by its ID or its name, in whatever Region it lies.
func (v view) zone(name string) (string, int) {
	if z, ok := v.d.World.VPC.ZoneAnywhere(v.scope.Account, name); ok {
		return z.ID, 0
	}
	var known []string
	for _, z := range v.d.World.VPC.ZonesOf(v.scope.Account, v.scope.Region) {
		known = append(known, z.Name+" ("+z.ID+")")
	}
	return "", fault2(v.d, "net.fault.bad-zone", "name", clean(name), "region", v.scope.Region, "known", strings.Join(known, ", "))
}
