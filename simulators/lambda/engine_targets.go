package lambda

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Why a load cannot reach a function.
const (
	NoFunction  = "NO_FUNCTION"
	NoQualifier = "NO_QUALIFIER"
	NotActive   = "NOT_ACTIVE" // it is still being deployed
)

// Reachable tells why a function cannot be invoked by that qualifier now, in
// one of the codes above; empty when it can.
func (r *Region) Reachable(now cloud.Time, function, qualifier string) string {
	f := r.Functions.Find(function)
	if f == nil {
		return NoFunction
	}
	targets := r.Targets(function, qualifier)
	if len(targets) == 0 {
		return NoQualifier
	}
	for _, t := range targets {
		if v := f.version(t.Version); v == nil || v.state(now) != "Active" {
			return NotActive
		}
	}
	return ""
}

// Targets are the versions that the calls of a qualifier go to, with a share
// each: of an alias one or two. None when there is no such thing.
func (r *Region) Targets(function, qualifier string) []Target {
	f := r.Functions.Find(function)
	if f == nil {
		return nil
	}
	if qualifier == "" {
		qualifier = latest
	}
	if a := f.alias(qualifier); a != nil {
		if a.Second == "" {
			return []Target{{a.Version, 1}}
		}
		return []Target{{a.Version, 1 - a.Share}, {a.Second, a.Share}}
	}
	if f.version(qualifier) == nil {
		return nil
	}
	return []Target{{qualifier, 1}}
}

// Poisons tells whether a function's body fails on a payload.
func (r *Region) Poisons(function, payload string) bool {
	f := r.Functions.Find(function)
	return f != nil && f.Latest.poisoned(payload)
}

// QueueOf is the queue, by name, that a mapping polls for a function, with the
// mapping's own settings; ok is false when no enabled mapping polls it.
func (s *State) QueueOf(scope cloud.Scope, name string) (function, qualifier string, q Queue, ok bool) {
	for m := range s.At(scope).Mappings.All {
		if m.State != "Enabled" || m.Source[strings.LastIndexByte(m.Source, ':')+1:] != name {
			continue
		}
		q = Queue{Name: name, Batch: m.Batch, Window: cloud.Time(m.Window) * cloud.Second, Maximum: m.Maximum, Visibility: 30 * cloud.Second}
		if s.around.queues != nil {
			if v, ok := s.around.queues.Exists(m.Source); ok {
				q.Visibility = v
			}
		}
		return m.Function, m.Alias, q, true
	}
	return "", "", Queue{}, false
}

// Names lists the Region's functions, sorted.
func (r *Region) Names() []string {
	var list []string
	for f := range r.Functions.All {
		list = append(list, f.Name)
	}
	slices.Sort(list)
	return list
}

// Scopes lists where there are functions, by account and Region.
func (s *State) Scopes() []cloud.Scope {
	var list []cloud.Scope
	for scope, r := range s.Regions {
		if r.Functions.Len() > 0 {
			list = append(list, scope)
		}
	}
	slices.SortFunc(list, func(a, b cloud.Scope) int {
		return strings.Compare(a.Account+" "+a.Region, b.Account+" "+b.Region)
	})
	return list
}
