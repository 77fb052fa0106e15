package console

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Thing names a resource.
type Thing struct {
	Kind   string // vpc, subnet, instance, …
	ID     string
	Name   string // of its tag Name
	Region string
}

// Change is one field of a resource that has another value. Where the field
// is a list, Was or Is is one element and the other is empty.
type Change struct {
	Thing
	Field, Was, Is string
}

// Cost is a line of the bill at one of the two points.
type Cost struct {
	Region string
	vpc.CostLine
}

// Difference is what lies between two moments.
type Difference struct {
	From, To  cloud.Time
	Appeared  []Thing
	Gone      []Thing
	Changed   []Change
	CostWas   []Cost // per hour, at the first point
	CostIs    []Cost // per hour, at the second
	HourlyWas vpc.MicroUSD
	HourlyIs  vpc.MicroUSD
}

// Compare tells what two moments differ in.
func Compare(a, b *Moment) Difference {
	d := Difference{From: a.Now(), To: b.Now()}
	// A Region is made when it is first looked at. Both sides are looked at in
	// copies, so that looking alone is no difference.
	before, after := a.World.Fork(), b.World.Fork()
	for _, scope := range scopes(before, after) {
		x := before.VPC.At(&cloud.Call{World: &before.Cloud, Scope: scope})
		y := after.VPC.At(&cloud.Call{World: &after.Cloud, Scope: scope})
		d.regions(scope.Region, x, y)
	}
	differ(&d, "vpc-peering-connection", "", &before.VPC.Peerings, &after.VPC.Peerings)
	differ(&d, "failure", "", &before.VPC.Failed, &after.VPC.Failed)
	d.things(before.Things(), after.Things())
	return d
}

func scopes(worlds ...*simulators.World) []cloud.Scope {
	var list []cloud.Scope
	for _, w := range worlds {
		for s := range w.VPC.Regions {
			if !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	slices.SortFunc(list, func(a, b cloud.Scope) int {
		return strings.Compare(a.Account+" "+a.Region, b.Account+" "+b.Region)
	})
	return list
}

func (d *Difference) regions(name string, x, y *vpc.Region) {
	differ(d, "vpc", name, &x.VPCs, &y.VPCs)
	differ(d, "subnet", name, &x.Subnets, &y.Subnets)
	differ(d, "internet-gateway", name, &x.Gateways, &y.Gateways)
	differ(d, "egress-only-internet-gateway", name, &x.EgressGateways, &y.EgressGateways)
	differ(d, "route-table", name, &x.RouteTables, &y.RouteTables)
	differ(d, "network-acl", name, &x.ACLs, &y.ACLs)
	differ(d, "security-group", name, &x.Groups, &y.Groups)
	differ(d, "prefix-list", name, &x.PrefixLists, &y.PrefixLists)
	differ(d, "network-interface", name, &x.Interfaces, &y.Interfaces)
	differ(d, "instance", name, &x.Instances, &y.Instances)
	differ(d, "volume", name, &x.Volumes, &y.Volumes)
	differ(d, "elastic-ip", name, &x.Addresses, &y.Addresses)
	differ(d, "natgateway", name, &x.NATGateways, &y.NATGateways)
	differ(d, "vpc-endpoint", name, &x.Endpoints, &y.Endpoints)
	differ(d, "key-pair", name, &x.KeyPairs, &y.KeyPairs)
	differ(d, "image", name, &x.Images, &y.Images)
	differ(d, "network-insights-path", name, &x.Paths, &y.Paths)
	differ(d, "network-insights-analysis", name, &x.Analyses, &y.Analyses)
	for _, c := range x.CostPerHour(d.From) {
		d.CostWas = append(d.CostWas, Cost{name, c})
		d.HourlyWas += c.PerHour
	}
	for _, c := range y.CostPerHour(d.To) {
		d.CostIs = append(d.CostIs, Cost{name, c})
		d.HourlyIs += c.PerHour
	}
}

// differ compares two collections of one kind.
func differ[T cloud.Resource[T]](d *Difference, kind, region string, x, y *cloud.Collection[T]) {
	for old := range x.All {
		thing := naming(kind, region, (*old).Key(), reflect.ValueOf(old).Elem())
		now := y.Find((*old).Key())
		if now == nil {
			d.Gone = append(d.Gone, thing)
			continue
		}
		d.fields(thing, reflect.ValueOf(old).Elem(), reflect.ValueOf(now).Elem())
	}
	for now := range y.All {
		if x.Find((*now).Key()) == nil {
			d.Appeared = append(d.Appeared, naming(kind, region, (*now).Key(), reflect.ValueOf(now).Elem()))
		}
	}
}

func naming(kind, region, id string, v reflect.Value) Thing {
	t := Thing{Kind: kind, ID: id, Region: region}
	if f := v.FieldByName("Tags"); f.IsValid() {
		if tags, ok := f.Interface().(vpc.Tags); ok {
			t.Name = tags.Name()
		}
	}
	return t
}

// fields compares the exported fields of two values of one resource.
func (d *Difference) fields(t Thing, x, y reflect.Value) {
	for i := range x.NumField() {
		f := x.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		a, b := x.Field(i), y.Field(i)
		if a.Kind() == reflect.Slice && a.Type().Elem().Kind() != reflect.Uint8 {
			d.elements(t, f.Name, a, b)
			continue
		}
		if a.Kind() == reflect.Map {
			continue // indexes over what is compared elsewhere
		}
		if was, is := written(a), written(b); was != is {
			d.Changed = append(d.Changed, Change{t, f.Name, was, is})
		}
	}
}

// elements compares two lists as sets.
func (d *Difference) elements(t Thing, field string, x, y reflect.Value) {
	was, is := make([]string, x.Len()), make([]string, y.Len())
	for i := range was {
		was[i] = written(x.Index(i))
	}
	for i := range is {
		is[i] = written(y.Index(i))
	}
	for _, w := range was {
		if !slices.Contains(is, w) {
			d.Changed = append(d.Changed, Change{t, field, w, ""})
		}
	}
	for _, s := range is {
		if !slices.Contains(was, s) {
			d.Changed = append(d.Changed, Change{t, field, "", s})
		}
	}
}

// written is a value in a few words: of a struct, the fields that say
// something.
func written(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case vpc.Tag:
		return x.Key + "=" + x.Value
	case vpc.Route:
		to := x.PrefixList
		if to == "" {
			to = x.Prefix.String()
		}
		s := to + " → " + x.Target
		if x.Blackhole {
			s += " (blackhole)"
		}
		return s
	case fmt.Stringer:
		if v.IsZero() {
			return ""
		}
		return x.String()
	}
	if v.Kind() != reflect.Struct {
		if v.IsZero() && v.Kind() == reflect.String {
			return ""
		}
		return fmt.Sprint(v.Interface())
	}
	var parts []string
	for i := range v.NumField() {
		f := v.Field(i)
		if !v.Type().Field(i).IsExported() || f.IsZero() || f.Kind() == reflect.Slice || f.Kind() == reflect.Map {
			continue
		}
		parts = append(parts, v.Type().Field(i).Name+"="+written(f))
	}
	return strings.Join(parts, " ")
}

// Empty tells that the two moments have the same resources.
func (d Difference) Empty() bool { return len(d.Appeared)+len(d.Gone)+len(d.Changed) == 0 }

// Dollars is an amount as it is read: $0.0450.
func Dollars(m vpc.MicroUSD) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s$%d.%04d", sign, m/1_000_000, m%1_000_000/100)
}

// Tell says the difference in lines: + what appeared, - what went, ~ what
// changed, then the cost.
func (d Difference) Tell(say text.Speaker) string {
	var b strings.Builder
	passed := d.To - d.From
	b.WriteString(say.Say("console.diff.time", "from", Local(d.From).Format("15:04:05 MST"), "to", Local(d.To).Format("15:04:05 MST"), "seconds", int64(passed/cloud.Second)) + "\n")
	for _, t := range d.Appeared {
		b.WriteString("+ " + t.String() + "\n")
	}
	for _, t := range d.Gone {
		b.WriteString("- " + t.String() + "\n")
	}
	for _, c := range d.Changed {
		switch {
		case c.Was == "":
			fmt.Fprintf(&b, "~ %s  %s + %s\n", c.Thing, c.Field, c.Is)
		case c.Is == "":
			fmt.Fprintf(&b, "~ %s  %s - %s\n", c.Thing, c.Field, c.Was)
		default:
			fmt.Fprintf(&b, "~ %s  %s %s → %s\n", c.Thing, c.Field, c.Was, c.Is)
		}
	}
	if d.Empty() {
		b.WriteString(say.Say("console.diff.none") + "\n")
	}
	b.WriteString(say.Say("console.diff.cost", "was", Dollars(d.HourlyWas), "is", Dollars(d.HourlyIs), "more", Dollars(d.HourlyIs-d.HourlyWas)) + "\n")
	return b.String()
}

// String is the kind, the ID and the name of a resource.
func (t Thing) String() string {
	s := t.Kind + " " + t.ID
	if t.Name != "" {
		s += " (" + t.Name + ")"
	}
	return s
}
