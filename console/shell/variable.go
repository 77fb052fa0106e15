package shell

import (
	"maps"
	"slices"
)

// Kind is what sort of value a variable holds.
type Kind uint8

// The kinds.
const (
	Scalar Kind = iota
	Indexed
	Associative
	Reference // declare -n: Str names the variable that is meant
)

// Variable is a shell variable. Its arrays belong to the owner written in
// them; whoever is not the owner copies before writing.
type Variable struct {
	Kind               Kind
	Set                bool
	Exported, ReadOnly bool
	Integer            bool // declare -i
	Lower, Upper       bool // declare -l, -u
	Str                string
	array              *array
	assoc              *assoc
}

// owner marks who may write to a map or an array in place: one shell during
// one run. It has a size, so that no two are at one address.
type owner struct{ _ byte }

// array is an indexed array: values[i] stands at index[i], ascending; a nil
// index means that value i stands at i.
type array struct {
	owner  *owner
	index  []int
	values []string
	bytes  int
}

type assoc struct {
	owner  *owner
	values map[string]string
	bytes  int
}

// elementBytes is what an element costs besides its text.
const elementBytes = 32

func (v *Variable) bytes() int {
	n := 96 + len(v.Str)
	if v.array != nil {
		n += v.array.bytes
	}
	if v.assoc != nil {
		n += v.assoc.bytes
	}
	return n
}

// first is what $name gives: the value, or the element 0 of an array.
func (v *Variable) first() (string, bool) {
	switch v.Kind {
	case Indexed:
		return v.array.get(0)
	case Associative:
		return v.assoc.get("0")
	}
	return v.Str, v.Set
}

func (v *Variable) isSet() bool {
	_, ok := v.first()
	return ok
}

func (a *array) get(i int) (string, bool) {
	if a == nil {
		return "", false
	}
	if a.index != nil {
		k, ok := slices.BinarySearch(a.index, i)
		if !ok {
			return "", false
		}
		i = k
	}
	if i < 0 || i >= len(a.values) {
		return "", false
	}
	return a.values[i], true
}

func (a *array) len() int {
	if a == nil {
		return 0
	}
	return len(a.values)
}

// end is one past the highest index.
func (a *array) end() int {
	switch {
	case a.len() == 0:
		return 0
	case a.index != nil:
		return a.index[len(a.index)-1] + 1
	}
	return len(a.values)
}

func (a *array) list() []string {
	if a == nil {
		return nil
	}
	return a.values
}

func (a *array) keys() []int {
	if a == nil {
		return nil
	}
	if a.index != nil {
		return a.index
	}
	keys := make([]int, len(a.values))
	for i := range keys {
		keys[i] = i
	}
	return keys
}

// own gives an array that this owner may write to: a itself or a copy.
func (a *array) own(o *owner) *array {
	if a == nil {
		return &array{owner: o}
	}
	if a.owner == o {
		return a
	}
	return &array{owner: o, index: slices.Clone(a.index), values: slices.Clone(a.values), bytes: a.bytes}
}

func (a *array) set(i int, s string) {
	if a.index == nil && i < len(a.values) {
		a.bytes += len(s) - len(a.values[i])
		a.values[i] = s
		return
	}
	if a.index == nil && i > len(a.values) {
		a.index = a.keys()
	}
	if a.index == nil {
		a.values = append(a.values, s)
		a.bytes += len(s) + elementBytes
		return
	}
	k, found := slices.BinarySearch(a.index, i)
	if found {
		a.bytes += len(s) - len(a.values[k])
		a.values[k] = s
		return
	}
	a.index = slices.Insert(a.index, k, i)
	a.values = slices.Insert(a.values, k, s)
	a.bytes += len(s) + elementBytes
}

func (a *array) unset(i int) {
	if a.index == nil {
		a.index = a.keys()
	}
	if k, ok := slices.BinarySearch(a.index, i); ok {
		a.bytes -= len(a.values[k]) + elementBytes
		a.index = slices.Delete(a.index, k, k+1)
		a.values = slices.Delete(a.values, k, k+1)
	}
}

func (a *assoc) get(k string) (string, bool) {
	if a == nil {
		return "", false
	}
	s, ok := a.values[k]
	return s, ok
}

// keys are sorted: bash's own order is that of its hash table and says
// nothing, and nothing seen may depend on the order of a map.
func (a *assoc) keys() []string {
	if a == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(a.values))
}

func (a *assoc) list() []string {
	keys := a.keys()
	for i, k := range keys {
		keys[i] = a.values[k]
	}
	return keys
}

func (a *assoc) own(o *owner) *assoc {
	if a == nil {
		return &assoc{owner: o, values: map[string]string{}}
	}
	if a.owner == o {
		return a
	}
	return &assoc{owner: o, values: maps.Clone(a.values), bytes: a.bytes}
}

func (a *assoc) set(k, s string) {
	if old, ok := a.values[k]; ok {
		a.bytes += len(s) - len(old)
	} else {
		a.bytes += len(k) + len(s) + elementBytes
	}
	a.values[k] = s
}

func (a *assoc) unset(k string) {
	if old, ok := a.values[k]; ok {
		a.bytes -= len(k) + len(old) + elementBytes
		delete(a.values, k)
	}
}
