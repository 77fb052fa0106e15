package console

import (
	"strings"

	"skylab/simulators/cloud"
)

// thingKey is what makes two things the same one.
type thingKey struct {
	scope    cloud.Scope
	kind, id string
}

func keyOf(t cloud.Thing) thingKey { return thingKey{t.Scope, t.Kind, t.ID} }

// things compares what the services other than the network hold.
func (d *Difference) things(x, y []cloud.Thing) {
	was, is := map[thingKey]cloud.Thing{}, map[thingKey]bool{}
	for _, t := range x {
		was[keyOf(t)] = t
		d.HourlyWas += t.PerHour
	}
	for _, t := range y {
		is[keyOf(t)] = true
		d.HourlyIs += t.PerHour
		if old, ok := was[keyOf(t)]; ok {
			d.changedThing(old, t)
			continue
		}
		d.Appeared = append(d.Appeared, named(t))
	}
	for _, t := range x {
		if !is[keyOf(t)] {
			d.Gone = append(d.Gone, named(t))
		}
	}
}

func named(t cloud.Thing) Thing {
	return Thing{Kind: t.Kind, ID: t.ID, Name: t.Name, Region: t.Scope.Region}
}

// changedThing compares the fields of one thing, and its state before them.
func (d *Difference) changedThing(x, y cloud.Thing) {
	if x.State != y.State {
		d.Changed = append(d.Changed, Change{named(y), "State", x.State, y.State})
	}
	old := map[string]string{}
	for _, f := range x.Fields {
		old[f.Name] = f.Value
	}
	for _, f := range y.Fields {
		if was := old[f.Name]; was != f.Value {
			d.Changed = append(d.Changed, Change{named(y), f.Name, brief(was), brief(f.Value)})
		}
		delete(old, f.Name)
	}
	for _, f := range x.Fields {
		if was, left := old[f.Name]; left {
			d.Changed = append(d.Changed, Change{named(y), f.Name, brief(was), ""})
		}
	}
}

// brief keeps a long value, such as a policy, to the length of a line.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
