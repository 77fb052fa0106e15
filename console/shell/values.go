package shell

import (
	"maps"
	"slices"
	"strings"
)

// Value is a variable as it reads from outside: an array's elements stand in
// the order of their keys, a line each.
type Value struct{ Name, Value string }

// Values lists every variable that is set, by name.
func (st *State) Values() []Value {
	var list []Value
	all := st.visible()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		v := all[name]
		switch {
		case v.array != nil:
			list = append(list, Value{name, strings.Join(v.array.values, "\n")})
		case v.assoc != nil:
			var words []string
			for _, key := range slices.Sorted(maps.Keys(v.assoc.values)) {
				words = append(words, v.assoc.values[key])
			}
			list = append(list, Value{name, strings.Join(words, "\n")})
		case v.Set:
			list = append(list, Value{name, v.Str})
		}
	}
	return list
}
