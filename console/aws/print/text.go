package print

import (
	"io"
	"slices"
	"strings"

	"skylab/console/aws/value"
)

// Text writes v as lines of fields separated by tabs. Members come in the
// order of their names, lists of structures under the name of their member in
// capitals.
func Text(to io.Writer, v value.Value) error {
	s := newSink(to)
	s.item(v, "", nil)
	return s.flush()
}

// item writes any value. name is the member that it stands under; columns,
// when not nil, are the scalar members of all its neighbours.
func (s *sink) item(v value.Value, name string, columns []string) {
	if !s.full() {
		return
	}
	switch v.Kind() {
	case value.Map:
		s.row(v, name, columns)
	case value.List:
		s.rows(v, name)
	default:
		s.b = append(value.AppendStr(s.b, v), '\n')
	}
}

func (s *sink) rows(v value.Value, name string) {
	list := v.Elements()
	is := func(k value.Kind) func(value.Value) bool {
		return func(x value.Value) bool { return x.Kind() == k }
	}
	switch {
	case len(list) == 0:
	case slices.ContainsFunc(list, is(value.Map)):
		for _, x := range list {
			if x.Kind() != value.Map {
				_ = s.flush()
				s.err = unprintable("'%s' object has no attribute 'items'", value.TypeName(x))
				return
			}
		}
		columns := scalarKeys(list)
		for _, x := range list {
			s.item(x, name, columns)
		}
	case slices.ContainsFunc(list, is(value.List)):
		s.scalars(slices.DeleteFunc(slices.Clone(list), func(x value.Value) bool { return !scalar(x) }), name, true)
		for _, x := range list {
			if !scalar(x) {
				s.item(x, name, nil)
			}
		}
	default:
		s.scalars(list, name, false)
	}
}

// scalars writes a list without structure: one line each under a name, all on
// one line without.
func (s *sink) scalars(list []value.Value, name string, mixed bool) {
	if mixed && len(list) == 0 {
		return
	}
	for i, x := range list {
		if !s.full() {
			return
		}
		if name != "" {
			s.text(strings.ToUpper(name))
			s.b = append(s.b, '\t')
		} else if i > 0 {
			s.b = append(s.b, '\t')
		}
		s.b = value.AppendStr(s.b, x)
		if name != "" {
			s.b = append(s.b, '\n')
		}
	}
	if name == "" {
		s.b = append(s.b, '\n')
	}
}

// scalarKeys are the names of scalar members in any of the maps, sorted.
func scalarKeys(list []value.Value) []string {
	keys := []string{}
	for _, x := range list {
		for i, k := range x.Keys() {
			if scalar(x.At(i)) {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (s *sink) row(v value.Value, name string, columns []string) {
	if columns == nil {
		columns = scalarKeys([]value.Value{v})
	}
	if len(columns) > 0 && name != "" {
		s.text(strings.ToUpper(name))
		s.b = append(s.b, '\t')
	}
	for i, k := range columns {
		if i > 0 {
			s.b = append(s.b, '\t')
		}
		// A column that this one lacks stays empty; one that is a list here and
		// a scalar elsewhere is shown as Python shows a list.
		if x, ok := v.Get(k); ok {
			s.b = value.AppendStr(s.b, x)
		}
	}
	if len(columns) > 0 {
		s.b = append(s.b, '\n')
	}
	for _, k := range slices.Sorted(slices.Values(v.Keys())) {
		if _, column := slices.BinarySearch(columns, k); !column {
			x, _ := v.Get(k)
			s.item(x, k, nil)
		}
	}
}
