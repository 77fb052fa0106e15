package play

import (
	"reflect"
	"slices"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// Change is one resource that two worlds have otherwise.
type Change struct {
	Sign byte // + new, ~ different, - gone
	ID   string
	Name string // the tag Name, or a group's name; may be empty
}

// Changes lists what b has otherwise than a, Region by Region, kind by kind.
func Changes(a, b *simulators.World) []Change {
	var list []Change
	for _, scope := range scopes(a, b) {
		list = append(list, regionChanges(a.VPC.Regions[scope], b.VPC.Regions[scope])...)
	}
	list = append(list, compare(&a.VPC.Peerings, &b.VPC.Peerings)...)
	return append(list, thingChanges(a.Things(), b.Things())...)
}

// thingChanges compares what the services other than the network hold.
func thingChanges(a, b []cloud.Thing) []Change {
	type key struct {
		scope    cloud.Scope
		kind, id string
	}
	var list []Change
	was := map[key]cloud.Thing{}
	for _, t := range a {
		was[key{t.Scope, t.Kind, t.ID}] = t
	}
	for _, t := range b {
		k := key{t.Scope, t.Kind, t.ID}
		old, there := was[k]
		switch {
		case !there:
			list = append(list, Change{'+', t.ID, t.Name})
		case !reflect.DeepEqual(old, t):
			list = append(list, Change{'~', t.ID, t.Name})
		}
		delete(was, k)
	}
	for _, t := range a {
		if _, left := was[key{t.Scope, t.Kind, t.ID}]; left {
			list = append(list, Change{'-', t.ID, t.Name})
		}
	}
	return list
}

// Changed is the IDs of what is new or different.
func Changed(a, b *simulators.World) map[string]bool {
	ids := map[string]bool{}
	for _, c := range Changes(a, b) {
		if c.Sign != '-' {
			ids[c.ID] = true
		}
	}
	return ids
}

func scopes(a, b *simulators.World) []cloud.Scope {
	var list []cloud.Scope
	for s := range b.VPC.Regions {
		list = append(list, s)
	}
	for s := range a.VPC.Regions {
		if b.VPC.Regions[s] == nil {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(x, y cloud.Scope) int { return strings.Compare(x.Account+x.Region, y.Account+y.Region) })
	return list
}

// regionChanges leaves out the default VPC of a Region that was looked at for
// the first time: that is nothing that the learner did.
func regionChanges(a, b *vpc.Region) []Change {
	if a == nil {
		a = &vpc.Region{}
	}
	if b == nil {
		b = &vpc.Region{}
	}
	list := slices.Concat(
		compare(&a.VPCs, &b.VPCs), compare(&a.Subnets, &b.Subnets), compare(&a.Gateways, &b.Gateways),
		compare(&a.EgressGateways, &b.EgressGateways), compare(&a.RouteTables, &b.RouteTables), compare(&a.ACLs, &b.ACLs),
		compare(&a.Groups, &b.Groups), compare(&a.Interfaces, &b.Interfaces), compare(&a.Instances, &b.Instances),
		compare(&a.Addresses, &b.Addresses), compare(&a.NATGateways, &b.NATGateways), compare(&a.Endpoints, &b.Endpoints),
	)
	if a.Made {
		return list
	}
	mute := defaults(b)
	return slices.DeleteFunc(list, func(c Change) bool { return mute[c.ID] })
}

// defaults are the IDs of what comes with a Region's default VPC.
func defaults(r *vpc.Region) map[string]bool {
	ids := map[string]bool{}
	for v := range r.VPCs.All {
		if !v.Default {
			continue
		}
		ids[v.ID], ids[v.MainTable], ids[v.DefaultACL], ids[v.DefaultGroup] = true, true, true, true
		for s := range r.Subnets.All {
			ids[s.ID] = ids[s.ID] || s.VPC == v.ID && s.DefaultForZone
		}
		for g := range r.Gateways.All {
			ids[g.ID] = ids[g.ID] || g.VPC == v.ID
		}
	}
	return ids
}

func compare[T cloud.Resource[T]](a, b *cloud.Collection[T]) []Change {
	var list []Change
	for now := range b.All {
		id := (*now).Key()
		was := a.Find(id)
		switch {
		case was == nil:
			list = append(list, Change{'+', id, nameOf(*now)})
		case !reflect.DeepEqual(*was, *now):
			list = append(list, Change{'~', id, nameOf(*now)})
		}
	}
	for was := range a.All {
		if id := (*was).Key(); b.Find(id) == nil {
			list = append(list, Change{'-', id, nameOf(*was)})
		}
	}
	return list
}

// nameOf is what a learner calls a resource: its tag Name, or its own name.
func nameOf(resource any) string {
	v := reflect.ValueOf(resource)
	if f := v.FieldByName("Tags"); f.IsValid() {
		if tags, ok := f.Interface().(vpc.Tags); ok && tags.Name() != "" {
			return tags.Name()
		}
	}
	if f := v.FieldByName("Name"); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}
