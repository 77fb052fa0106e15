package route53

import (
	"cmp"
	"slices"
	"strings"
)

// Records are the record sets of a zone in Route 53's order. A Records is
// never changed: Put and Drop give another one that shares what stayed the
// same, so a copy of a zone, however large, costs a few words.
type Records struct {
	full  [][]node // chunks in order, each in order; never written once here
	count int
}

// node is all that stands at one name.
type node struct {
	key  string
	sets []RecordSet // by type, then set identifier
}

// chunk is how many names a chunk holds at most before it is cut in two: one
// change copies one chunk.
const chunk = 128

// Key is a name in the form that names are sorted by: the labels reversed,
// each followed by a dot (com.example.www.), escapes undone.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
func Key(name string) string {
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	slices.Reverse(labels)
	return unescape(strings.Join(labels, ".")) + "."
}

// Len counts the record sets.
func (r Records) Len() int { return r.count }

// At gives all record sets at a name, by type and set identifier; nil when
// there are none. Read only.
func (r Records) At(name string) []RecordSet { return r.AtKey(Key(name)) }

// AtKey is At for a name that was made a key before.
func (r Records) AtKey(key string) []RecordSet {
	c, i, ok := r.place(key)
	if !ok {
		return nil
	}
	return r.full[c][i].sets
}

// Lookup gives the record sets of a name and type: several where a routing
// policy chooses among them. Read only.
func (r Records) Lookup(name, kind string) []RecordSet { return OfType(r.At(name), kind) }

// OfType is the part of the record sets at one name that has a type.
func OfType(sets []RecordSet, kind string) []RecordSet {
	for i := range sets {
		if sets[i].Type == kind {
			n := i + 1
			for n < len(sets) && sets[n].Type == kind {
				n++
			}
			return sets[i:n:n]
		}
	}
	return nil
}

// Below tells whether there are record sets at names under the name: it exists
// then even where it has no record of its own.
func (r Records) Below(name string) bool {
	key := Key(name)
	for k := range r.keysFrom(key) {
		if k != key {
			return strings.HasPrefix(k, key)
		}
	}
	return false
}

// All walks the record sets in order. They may not be changed.
func (r Records) All(yield func(*RecordSet) bool) { r.From("", "", "")(yield) }

// From walks the record sets in order from a name, type and set identifier on.
func (r Records) From(key, kind, id string) func(func(*RecordSet) bool) {
	start := RecordSet{Type: kind, SetID: id}
	return func(yield func(*RecordSet) bool) {
		c, i, found := r.place(key)
		for ; c < len(r.full); c, i = c+1, 0 {
			for ; i < len(r.full[c]); i++ {
				sets := r.full[c][i].sets
				for j := range sets {
					if found && bySet(sets[j], start) < 0 {
						continue
					}
					if !yield(&sets[j]) {
						return
					}
				}
				found = false
			}
		}
	}
}

func (r Records) keysFrom(key string) func(func(string) bool) {
	return func(yield func(string) bool) {
		c, i, _ := r.place(key)
		for ; c < len(r.full); c, i = c+1, 0 {
			for ; i < len(r.full[c]); i++ {
				if !yield(r.full[c][i].key) {
					return
				}
			}
		}
	}
}

// place finds the chunk and the place in it of a key, or where it belongs.
func (r Records) place(key string) (int, int, bool) {
	c, _ := slices.BinarySearchFunc(r.full, key, func(ns []node, k string) int {
		return cmp.Compare(ns[len(ns)-1].key, k)
	})
	if c == len(r.full) {
		return c, 0, false
	}
	i, ok := slices.BinarySearchFunc(r.full[c], key, func(n node, k string) int { return cmp.Compare(n.key, k) })
	return c, i, ok
}

func bySet(a, b RecordSet) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.SetID, b.SetID))
}

// Put gives the records with one more set, or with one in the place of that of
// the same name, type and set identifier.
func (r Records) Put(set RecordSet) Records {
	key := Key(set.Name)
	old := r.AtKey(key)
	at, there := slices.BinarySearchFunc(old, set, bySet)
	sets := make([]RecordSet, 0, len(old)+1)
	sets = append(append(sets, old[:at]...), set)
	if there {
		at++
	} else {
		r.count++
	}
	return r.with(node{key, append(sets, old[at:]...)})
}

// Drop gives the records without one set.
func (r Records) Drop(set RecordSet) Records {
	key := Key(set.Name)
	old := r.AtKey(key)
	at, there := slices.BinarySearchFunc(old, set, bySet)
	if !there {
		return r
	}
	r.count--
	sets := make([]RecordSet, 0, len(old)-1)
	return r.with(node{key, append(append(sets, old[:at]...), old[at+1:]...)})
}

// with puts a node in its place, in a copy of its chunk; an empty node goes.
func (r Records) with(n node) Records {
	c, i, there := r.place(n.key)
	if c == len(r.full) && c > 0 {
		c, i = c-1, len(r.full[c-1])
	}
	var was []node
	if c < len(r.full) {
		was = r.full[c]
	}
	now := make([]node, 0, len(was)+1)
	now = append(now, was[:i]...)
	if len(n.sets) > 0 {
		now = append(now, n)
	}
	if there {
		i++
	}
	r.full = replaced(r.full, c, append(now, was[i:]...))
	return r
}

// replaced is a copy of the chunks with one of them exchanged, cut in two when
// it has become large, gone when it is empty.
func replaced(chunks [][]node, c int, now []node) [][]node {
	list := make([][]node, 0, len(chunks)+1)
	list = append(list, chunks[:c]...)
	switch half := len(now) / 2; {
	case len(now) > chunk:
		list = append(list, now[:half:half], now[half:])
	case len(now) > 0:
		list = append(list, now)
	}
	if c < len(chunks) {
		list = append(list, chunks[c+1:]...)
	}
	return list
}
