package print

import (
	"io"

	"skylab/console/aws/value"
)

// JSON writes v with an indent of four. An empty response prints nothing.
func JSON(to io.Writer, v value.Value) error {
	if emptyMap(v) {
		return nil
	}
	s := newSink(to)
	s.json(v, 0)
	s.b = append(s.b, '\n')
	return s.flush()
}

const indents = "\n                                                                "

// line begins a new line at a depth of four spaces each.
func (s *sink) line(depth int) {
	if n := 1 + 4*depth; n <= len(indents) {
		s.b = append(s.b, indents[:n]...)
		return
	}
	s.b = append(s.b, '\n')
	s.spaces(4 * depth)
}

func (s *sink) json(v value.Value, depth int) {
	switch v.Kind() {
	case value.String:
		s.b = value.AppendJSONString(s.b, v.Text(), false)
	case value.List:
		s.jsonItems(v, depth, '[', ']')
	case value.Map:
		s.jsonItems(v, depth, '{', '}')
	default:
		s.b = value.AppendJSON(s.b, v)
	}
}

func (s *sink) jsonItems(v value.Value, depth int, open, shut byte) {
	s.b = append(s.b, open)
	keys := v.Keys()
	for i, x := range v.Elements() {
		if !s.full() {
			return
		}
		if i > 0 {
			s.b = append(s.b, ',')
		}
		s.line(depth + 1)
		if keys != nil {
			s.b = value.AppendJSONString(s.b, keys[i], false)
			s.b = append(s.b, ": "...)
		}
		s.json(x, depth+1)
	}
	if v.Len() > 0 {
		s.line(depth)
	}
	s.b = append(s.b, shut)
}
