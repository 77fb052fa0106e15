package print

import (
	"io"
	"slices"

	"skylab/console/aws/value"
)

// Table writes v as boxes under a title, the operation's API name. A table
// wider than width turns its single rows upright, as the real command does on
// a narrow terminal.
func Table(to io.Writer, title string, v value.Value, width int) error {
	t := table{}
	if !shown(v) {
		return nil
	}
	if err := t.build(title, true, v, 0); err != nil {
		return err
	}
	s := newSink(to)
	t.render(s, width)
	return s.flush()
}

// shown is Python's truth, by which the table printer leaves things out: 0 is
// false too.
func shown(v value.Value) bool {
	if k := v.Kind(); k == value.Int || k == value.Float {
		return v.Number() != 0
	}
	return v.Filled()
}

// section is a titled block with one set of columns.
type section struct {
	title   string
	headers []string
	rows    [][]string
	depth   int
	columns int // -1 until known
	widths  []int
}

type table struct{ sections []*section }

func (t *table) last() *section { return t.sections[len(t.sections)-1] }

func (t *table) open(title string, depth int) {
	t.sections = append(t.sections, &section{title: title, depth: depth, columns: -1})
}

func (s *section) header(names []string) error {
	if s.columns < 0 {
		s.columns = len(names)
	}
	s.headers = names
	return s.widen(names)
}

func (s *section) row(cells []string) error {
	if s.columns < 0 {
		s.columns = len(cells)
	}
	if len(cells) != s.columns {
		return unprintable("Row should have %d elements, instead it has %d", s.columns, len(cells))
	}
	s.rows = append(s.rows, cells)
	return s.widen(cells)
}

func (s *section) widen(cells []string) error {
	if len(s.widths) == 0 {
		s.widths = make([]int, len(cells))
	}
	if len(cells) > len(s.widths) { // lists of several shapes under one title
		return unprintable("list index out of range")
	}
	for i, c := range cells {
		s.widths[i] = max(s.widths[i], columnsOf(c))
	}
	return nil
}

func (t *table) build(title string, titled bool, v value.Value, depth int) error {
	if !shown(v) {
		return nil
	}
	if titled {
		t.open(title, depth)
	}
	switch {
	case v.Kind() == value.Map:
		return t.one(v, depth)
	case v.Kind() == value.List && v.At(0).Kind() == value.Map:
		return t.many(v, depth, title)
	case v.Kind() == value.List:
		return t.list(v)
	}
	return nil
}

func (t *table) list(v value.Value) error {
	for _, x := range v.Elements() {
		var err error
		switch {
		case scalar(x):
			err = t.last().row([]string{value.Str(x)})
		case x.Kind() == value.Map:
			err = t.last().row(x.Keys())
		case !slices.ContainsFunc(x.Elements(), func(y value.Value) bool { return !scalar(y) }):
			err = t.last().row(strs(x.Elements()))
		default:
			err = t.build("", false, x, 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func strs(list []value.Value) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = value.Str(x)
	}
	return out
}

// one lays a single structure out: its scalars as a row, the rest below.
func (t *table) one(v value.Value, depth int) error {
	headers, more := split([]value.Value{v})
	switch {
	case len(headers) == 1:
		x, _ := v.Get(headers[0])
		if err := t.last().row([]string{headers[0], value.Str(x)}); err != nil {
			return err
		}
	case len(headers) > 1:
		if err := t.last().header(headers); err != nil {
			return err
		}
		if err := t.last().row(cells(v, headers)); err != nil {
			return err
		}
	}
	for _, k := range more {
		x, _ := v.Get(k)
		if err := t.build(k, true, x, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// many lays a list of structures out: a row each, or, when they hold more than
// scalars, a section each.
func (t *table) many(v value.Value, depth int, title string) error {
	for _, x := range v.Elements() {
		if x.Kind() != value.Map {
			return unprintable("'%s' object is not iterable", value.TypeName(x))
		}
	}
	headers, more := split(v.Elements())
	for i, x := range v.Elements() {
		if i > 0 && len(more) > 0 {
			t.open(title, depth)
		}
		if i == 0 || len(more) > 0 {
			if err := t.last().header(headers); err != nil {
				return err
			}
		}
		if err := t.last().row(cells(x, headers)); err != nil {
			return err
		}
		for _, k := range more {
			if y, ok := x.Get(k); ok {
				if err := t.build(k, true, y, depth+1); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func cells(v value.Value, headers []string) []string {
	out := make([]string, len(headers))
	for i, h := range headers {
		if x, ok := v.Get(h); ok {
			out[i] = value.Str(x)
		}
	}
	return out
}

// split sorts the names of members into those with scalars and the others.
func split(list []value.Value) (headers, more []string) {
	for _, x := range list {
		for i, k := range x.Keys() {
			if scalar(x.At(i)) {
				headers = append(headers, k)
			} else {
				more = append(more, k)
			}
		}
	}
	slices.Sort(headers)
	slices.Sort(more)
	return slices.Compact(headers), slices.Compact(more)
}
