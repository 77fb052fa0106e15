package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Caches is what all resolvers of the world hold. It is never changed: With
// gives another one that shares what stayed the same.
type Caches struct{ full []Cache } // by key; nothing in it is written once it is here

// Cache is what one resolver holds, by name and type.
type Cache struct {
	Key     string // the resolver's
	Entries []Cached
}

// Cached is one set of records, or the knowledge that there is none.
type Cached struct {
	Name, Type string // Type is empty where the whole name does not exist
	Scope      netip.Prefix
	Status     Status
	Records    []RR // with the TTL that they came with; empty: there is none
	SOA        []RR // of a negative entry
	At, Until  cloud.Time
}

// Of is what one resolver holds; read only.
func (c Caches) Of(key string) []Cached {
	if i, ok := c.place(key); ok {
		return c.full[i].Entries
	}
	return nil
}

// All walks the caches by the resolvers' keys; read only.
func (c Caches) All(yield func(Cache) bool) {
	for _, x := range c.full {
		if !yield(x) {
			return
		}
	}
}

// Len counts the resolvers that hold anything.
func (c Caches) Len() int { return len(c.full) }

func (c Caches) place(key string) (int, bool) {
	return slices.BinarySearchFunc(c.full, key, func(x Cache, k string) int { return strings.Compare(x.Key, k) })
}

// With gives the caches with other entries for some resolvers. What they give
// belongs to the caches from now on.
func (c Caches) With(changed ...Cache) Caches {
	list := slices.Clone(c.full)
	for _, x := range changed {
		n := Caches{list}
		if i, ok := n.place(x.Key); ok {
			list[i] = x
		} else {
			list = slices.Insert(list, i, x)
		}
	}
	return Caches{list}
}

// mostCached is how many entries a resolver keeps: enough for a lesson, and a
// bound for whoever asks for a million names.
const mostCached = 4096

// keep adds an entry to what a resolver holds, in place of an older one, and
// drops what has run out.
func keep(entries []Cached, e Cached, now cloud.Time) []Cached {
	list := make([]Cached, 0, len(entries)+1)
	for _, x := range entries {
		if x.Until > now && !(x.Name == e.Name && x.Type == e.Type && x.Scope == e.Scope) {
			list = append(list, x)
		}
	}
	if len(list) >= mostCached {
		list = list[1:]
	}
	return append(list, e)
}

// fresh finds what is known of a name and type for a client.
func fresh(entries []Cached, name, kind string, client netip.Addr, now cloud.Time) *Cached {
	for i := range entries {
		e := &entries[i]
		if e.Name == name && (e.Type == kind || e.Type == "" && e.Status == NXDomain) && now < e.Until && (!e.Scope.IsValid() || e.Scope.Contains(client)) {
			return e
		}
	}
	return nil
}

// Left is how many seconds of an entry's time are left.
func (e *Cached) Left(now cloud.Time) int64 {
	return int64((e.Until - now + cloud.Second - 1) / cloud.Second)
}
