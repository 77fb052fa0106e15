package net

import (
	"fmt"
	"net/netip"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// siteOf is the address of a place on the internet that can fail: one that was
// declared with site, by its address or name, or any other public address that
// no host of the account has.
func siteOf(d *desk.Desk, word string) (address string, ok bool) {
	if s := d.World.Route53.SiteNamed(word); s != nil {
		return s.Address, true
	}
	a, err := netip.ParseAddr(word)
	if err != nil || a.Zone() != "" || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || vpc.GivesOut(a) {
		return "", false
	}
	return a.String(), look(d).n.PlaceAt(a).Kind != vpc.AtInterface
}

// failSite takes a place on the internet down.
func failSite(d *desk.Desk, address string, since, lasts cloud.Time) int {
	until := cloud.Time(0)
	if lasts > 0 {
		until = since + lasts
	}
	d.World.Route53.FailSite(address, since, until)
	fmt.Fprintln(d.Stdout, siteText(d, address, since, until))
	return 0
}

func siteText(d *desk.Desk, address string, since, until cloud.Time) string {
	end, name := "", address
	if until != 0 {
		end = until.UTC().Format(time.RFC3339)
	}
	if s := d.World.Route53.SiteNamed(address); s != nil && s.Name != "" {
		name = s.Name + " (" + address + ")"
	}
	return d.Text.Say("net.fault.failed", "kind", "host", "name", clean(name), "since", since.UTC().Format(time.RFC3339), "until", end)
}

// listSites prints the outages of places that are not over; false when there
// are none.
func listSites(d *desk.Desk) (found bool) {
	for s := range d.World.Route53.Sites.All {
		for _, o := range s.Down {
			if o.Until == 0 || d.World.Cloud.Now < o.Until {
				fmt.Fprintln(d.Stdout, siteText(d, s.Address, o.From, o.Until))
				found = true
			}
		}
	}
	return found
}

// site is what a program meets at a place that was declared with site.
func (v view) site(a netip.Addr, port uint16, path string) (met route53.Encounter, declared bool) {
	if v.d.World.Route53.Sites.Find(a.String()) == nil {
		return met, false
	}
	return v.d.World.Route53.Visit(route53.Asked{Address: a, Port: port, Path: path}, v.d.World.Cloud.Now), true
}

func siteOutcome(met route53.Encounter) outcome {
	switch {
	case met.Refused:
		return refused
	case met.Silent:
		return silent
	}
	return connected
}

// sitePage is the page of a declared place.
func sitePage(met route53.Encounter) response {
	r := page("text/html", met.Body)
	r.status, r.reason = int(met.Status), route53.StatusText(met.Status)
	return r
}
