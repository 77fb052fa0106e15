package play

import (
	"reflect"
	"strings"

	"skylab/console"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

// Event is something that fell due, or will.
type Event struct {
	At    cloud.Time
	ID    string // of the resource that it is about; may be empty
	Name  string // what a learner calls it; may be empty
	State string // of the resource after the event, as AWS calls it; empty while it is to come
}

// Fallen lists the events that were to come in a and whose time has come in b.
func Fallen(a, b *console.Moment) []Event {
	var list []Event
	for _, e := range a.World.Cloud.Pending() {
		if e.At <= b.World.Cloud.Now {
			ev := event(e, b.World)
			ev.State = stateOf(b.World, ev.ID)
			list = append(list, ev)
		}
	}
	return list
}

// Coming lists the events still to come, soonest first.
func Coming(m *console.Moment) []Event {
	var list []Event
	for _, e := range m.World.Cloud.Pending() {
		list = append(list, event(e, m.World))
	}
	return list
}

// event reads off an event's value which resource it is about: its first
// string that is an ID.
func event(e cloud.Event, w *simulators.World) Event {
	v := reflect.ValueOf(e.What)
	out := Event{At: e.At}
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String && strings.Contains(f.String(), "-") {
			out.ID = f.String()
			out.Name = find(w, out.ID, nameOf)
			break
		}
	}
	return out
}

// stateOf is the state of a resource as AWS calls it.
func stateOf(w *simulators.World, id string) string {
	return find(w, id, func(resource any) string {
		for _, field := range []string{"State", "Status"} {
			if f := reflect.ValueOf(resource).FieldByName(field); f.IsValid() && f.Kind() == reflect.String {
				return f.String()
			}
		}
		return ""
	})
}

// find looks a resource that changes by itself up, wherever it is.
func find(w *simulators.World, id string, ask func(any) string) string {
	if p := w.VPC.Peerings.Find(id); p != nil {
		return ask(*p)
	}
	for _, r := range w.VPC.Regions {
		switch {
		case r.Instances.Find(id) != nil:
			return ask(*r.Instances.Find(id))
		case r.NATGateways.Find(id) != nil:
			return ask(*r.NATGateways.Find(id))
		case r.Endpoints.Find(id) != nil:
			return ask(*r.Endpoints.Find(id))
		case r.Analyses.Find(id) != nil:
			return ask(*r.Analyses.Find(id))
		}
	}
	for _, t := range w.Things() {
		if t.ID == id {
			return ask(t)
		}
	}
	return ""
}

// ScriptTo is what led to a moment of the timeline, as a script.
func (p *Play) ScriptTo(index int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.scriptTo(index)
}
