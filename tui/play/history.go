package play

import (
	"reflect"
	"strings"

	"skylab/console"
	"skylab/simulators/cloud"
)

// Event is something that fell due, or will.
type Event struct {
	At   cloud.Time
	Kind string // name of the event's type
	ID   string // of the resource that it is about; may be empty
}

// Fallen lists the events that were to come in a and whose time has come in b.
func Fallen(a, b *console.Moment) []Event {
	var list []Event
	for _, e := range a.World.Cloud.Pending() {
		if e.At <= b.World.Cloud.Now {
			list = append(list, event(e))
		}
	}
	return list
}

// Coming lists the events still to come, soonest first.
func Coming(m *console.Moment) []Event {
	var list []Event
	for _, e := range m.World.Cloud.Pending() {
		list = append(list, event(e))
	}
	return list
}

func event(e cloud.Event) Event {
	v := reflect.ValueOf(e.What)
	out := Event{At: e.At, Kind: v.Type().Name()}
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String && strings.Contains(f.String(), "-") {
			out.ID = f.String()
			break
		}
	}
	return out
}

// ScriptTo is what led to a moment of the timeline, as a script.
func (p *Play) ScriptTo(index int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.scriptTo(index)
}
