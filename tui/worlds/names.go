package worlds

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

func namesLive(s Scene) bool { return s.World.Route53.Zones.Len() > 0 }

// drawNames shows the zones with what they hold, and from a few cities of the
// world who is sent where, on a map where there is room for one.
func drawNames(s Scene, o Options) []Picture {
	var b block
	d := atlas{s, o, s.World.Fork(), nil}
	if s.World.Route53.Zones.Len() == 0 {
		b.add(span{text: o.Text.Say("names.no-zones"), role: Quiet})
		return []Picture{b.picture(o)}
	}
	name, kind, ok := d.shown()
	var rest block
	if ok {
		d.ask(name, kind)
	}
	if d.Crowd != nil {
		rest.below(d.shares(d.mostShares()), 0)
	}
	rest.below(d.zones(), 0)
	most := len(d.cities)
	if o.Height > 0 {
		most = min(most, max(4, o.Height/2-4))
	}
	if ok && o.Width >= 60 {
		m := d.globe()
		if room := o.Height - len(m.lines) - len(rest.lines) - 1; o.Height == 0 || room >= leastCities {
			if b = m; o.Height > 0 {
				most = min(len(d.cities), room)
			}
		}
	}
	if ok {
		b.below(d.told(name, kind, most), 0)
	}
	b.below(rest, 0)
	return []Picture{b.picture(o)}
}

// leastCities is how many cities are listed at least below a map: what is not
// in the list is on the map.
const leastCities = 6

// atlas is what one drawing of names knows.
type atlas struct {
	Scene
	o      Options
	world  *simulators.World // a copy: to ask is to make caches
	cities []answered
}

// answered is what a city's own resolver gives.
type answered struct {
	city     route53.City
	values   []string
	fresh    []string // what it would be told if it asked now
	why      string
	cached   int64 // seconds left
	fromMind bool
	status   route53.Status
}

// watched are the cities that are asked, most telling first.
var watched = []string{"Seoul", "Busan", "Tokyo", "Berlin", "New York", "Singapore", "London", "Sao Paulo", "Sydney", "San Francisco", "Mumbai", "Cape Town"}

// shown is the name that is asked for: the last that the learner asked for,
// else the first name with a choice to make, else the first address.
func (d *atlas) shown() (name, kind string, ok bool) {
	if d.Asked.Name != "" && (d.Asked.Type == "A" || d.Asked.Type == "AAAA" || d.Asked.Type == "CNAME") {
		return d.Asked.Name, d.Asked.Type, true
	}
	for z := range d.World.Route53.Zones.All {
		for r := range z.Records.All {
			if z.Private || r.Type != "A" && r.Type != "AAAA" && r.Type != "CNAME" {
				continue
			}
			if !ok || r.Policy != route53.Simple {
				name, kind, ok = r.Name, r.Type, true
			}
			if r.Policy != route53.Simple {
				return name, kind, true
			}
		}
	}
	if !ok { // that nobody is told anything is worth a look too
		for z := range d.World.Route53.Zones.All {
			if !z.Private {
				return z.Name, "A", true
			}
		}
	}
	return name, kind, ok
}

// mostShares is how many lines of shares have room; 0 is all.
func (d *atlas) mostShares() int {
	if d.o.Height == 0 {
		return 0
	}
	return max(2, d.o.Height/6)
}

// ask asks every watched city's resolver, once as it stands and once without
// its memory.
func (d *atlas) ask(name, kind string) {
	now := d.world.Cloud.Now
	for _, word := range watched {
		n := route53.CityNumber(word)
		if n < 0 {
			continue
		}
		client := route53.Client{Place: route53.CityPlace(n), Address: route53.CityPrefix(n).Addr()}
		resolver := route53.Provider(n)
		held := d.world.Route53.Caches
		got := d.world.Internet(now).Resolve(resolver, client, name, kind, &held)
		var empty route53.Caches
		fresh := d.world.Internet(now).Resolve(resolver, client, name, kind, &empty)
		a := answered{city: route53.Cities()[n], values: values(got), fresh: values(fresh), status: got.Status, fromMind: got.Cached, why: d.why(fresh)}
		if got.Cached && len(got.Records) > 0 {
			a.cached = got.Records[len(got.Records)-1].TTL
		} else if got.Cached && len(got.SOA) > 0 {
			a.cached = got.SOA[0].TTL
		}
		d.cities = append(d.cities, a)
	}
}

// values of the last type in an answer, sorted so that the order of a draw is
// no difference.
func values(r route53.Resolution) []string {
	var list []string
	for _, x := range r.Records {
		if x.Type != "CNAME" || len(r.Records) == 1 {
			list = append(list, x.Value)
		}
	}
	slices.Sort(list)
	return list
}

// stale tells whether a resolver holds what nobody would be told now. Where a
// draw decides, an older draw is not stale.
func (a *answered) stale(current map[string]bool) bool {
	if !a.fromMind {
		return false
	}
	return slices.ContainsFunc(a.values, func(v string) bool { return !current[v] }) || len(a.values) == 0 && len(a.fresh) > 0
}

// current are all values that the zones give at this instant.
func (d *atlas) current() map[string]bool {
	all := map[string]bool{}
	for _, a := range d.cities {
		for _, v := range a.fresh {
			all[v] = true
		}
	}
	for z := range d.World.Route53.Zones.All {
		for r := range z.Records.All {
			for _, v := range r.Values {
				all[v] = true
			}
		}
	}
	return all
}

// why says in a few words which policy led to an answer, and what it looked
// at: of the record set that the last value came from.
func (d *atlas) why(r route53.Resolution) string {
	n := len(r.Records)
	if n == 0 {
		return ""
	}
	last := r.Records[n-1]
	for z := range d.World.Route53.Zones.All {
		if z.Private || last.Owner == "" {
			continue
		}
		for set := range z.Records.All {
			if set.Name == last.Owner && set.SetID == last.Set && set.Type == last.Type && set.Policy != route53.Simple {
				return strings.TrimRight(d.o.Text.Say(policyWords[set.Policy])+" "+policyDetail(set), " ")
			}
		}
	}
	return ""
}

// letters give each answer a letter of its own, in the order of appearance.
func (d *atlas) letters() (of map[string]string, order []string) {
	of = map[string]string{}
	for _, a := range d.cities {
		key := strings.Join(a.values, " ")
		if _, seen := of[key]; !seen && key != "" && len(order) < 26 {
			of[key] = string(rune('A' + len(order)))
			order = append(order, key)
		}
	}
	return of, order
}

// globe marks each city with the letter of its answer; a small letter is an
// answer that nobody would be given now.
func (d *atlas) globe() block {
	of, _ := d.letters()
	current := d.current()
	g := newGlobe(min(d.o.Width, 100))
	for i := range d.cities {
		a := &d.cities[i]
		s := span{text: of[strings.Join(a.values, " ")], role: Strong}
		switch {
		case s.text == "":
			s = span{text: "?", role: Denied}
		case a.stale(current):
			s = span{text: strings.ToLower(s.text), role: Denied}
		}
		g.mark(float64(a.city.Lat)/100, float64(a.city.Lon)/100, s)
	}
	return g.block()
}

// told lists the first cities with what they are told and why.
func (d *atlas) told(name, kind string, most int) block {
	of, _ := d.letters()
	current := d.current()
	var b block
	b.add(span{text: strings.TrimSuffix(name, ".") + " " + kind, role: Strong}, span{text: "  " + d.o.Text.Say("names.told"), role: Quiet})
	room := d.o.Width - 16
	for i := range d.cities[:most] {
		a := &d.cities[i]
		key := strings.Join(a.values, " ")
		letter := of[key]
		if a.stale(current) { // as on the map
			letter = strings.ToLower(letter)
		}
		l := line{{text: pad(a.city.Name, 15), role: Plain}, {text: pad(letter, 2), role: Strong}}
		switch {
		case key == "" && a.status != route53.NoError:
			l = append(l, span{text: a.status.String(), role: Denied})
		case key == "":
			l = append(l, span{text: d.o.Text.Say("names.nothing"), role: Denied})
		case a.stale(current):
			l = append(l, span{text: shorten(key, 24), role: Denied}, span{text: "  ✗ " + d.o.Text.Say("names.stale", "for", d.o.length(cloud.Time(a.cached)*cloud.Second)), role: Denied})
		default:
			l = append(l, span{text: shorten(key, 24), role: Plain})
		}
		if !a.stale(current) {
			if a.cached > 0 {
				l = append(l, span{text: "  " + d.o.Text.Say("names.cached", "for", d.o.length(cloud.Time(a.cached)*cloud.Second)), role: Quiet})
			}
			if a.why != "" && !a.fromMind && l.width()+cells(a.why)+2 <= room+16 {
				l = append(l, span{text: "  " + a.why, role: Quiet})
			}
		}
		b.add(l...)
	}
	return b
}

// shorten keeps an answer of many values to a few cells.
func shorten(s string, width int) string {
	if cells(s) <= width {
		return s
	}
	first, _, _ := strings.Cut(s, " ")
	return first + " +" + strconv.Itoa(strings.Count(s, " "))
}

func pad(s string, width int) string { return s + strings.Repeat(" ", max(0, width-cells(s))) }
