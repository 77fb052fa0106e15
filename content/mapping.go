package content

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"skylab/text"
)

// mapping reads the keys of a YAML map and notes what is wrong, with places.
// offset is added to lines, for front matter that begins below line one.
type mapping struct {
	file     string
	offset   int
	node     *yaml.Node
	values   map[string]*yaml.Node
	keys     map[string]*yaml.Node
	problems []Problem
}

func newMapping(file string, offset int, node *yaml.Node, known ...string) *mapping {
	m := &mapping{file: file, offset: offset, node: node, values: map[string]*yaml.Node{}, keys: map[string]*yaml.Node{}}
	if node == nil {
		return m
	}
	if node.Kind != yaml.MappingNode {
		m.fail(nodePos(file, offset, node), "lint.yaml.map")
		return m
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		k := node.Content[i]
		switch {
		case m.keys[k.Value] != nil:
			m.fail(nodePos(file, offset, k), "lint.yaml.twice", "key", k.Value, "line", m.keys[k.Value].Line+offset)
		case !slices.Contains(known, k.Value):
			m.fail(nodePos(file, offset, k), "lint.yaml.unknown", "key", k.Value, "near", text.Nearest(k.Value, known), "known", strings.Join(known, ", "))
		}
		m.keys[k.Value], m.values[k.Value] = k, node.Content[i+1]
	}
	return m
}

func nodePos(file string, offset int, n *yaml.Node) Position {
	return Position{file, n.Line + offset, n.Column}
}

func (m *mapping) fail(pos Position, code string, args ...any) {
	m.problems = append(m.problems, At(pos, code, args...))
}

// pos is where a key's value stands; the map itself when it is not there.
func (m *mapping) pos(key string) Position {
	if n := m.values[key]; n != nil {
		return nodePos(m.file, m.offset, n)
	}
	if m.node == nil {
		return Position{File: m.file}
	}
	return nodePos(m.file, m.offset, m.node)
}

func (m *mapping) str(key string) string {
	n := m.values[key]
	switch {
	case n == nil:
		return ""
	case n.Kind != yaml.ScalarNode:
		m.fail(m.pos(key), "lint.yaml.scalar", "key", key)
		return ""
	}
	return n.Value
}

// words reads a text that is the same in all languages, or {en: …, ko: …}.
func (m *mapping) words(key string) Words {
	n := m.values[key]
	if n == nil || n.Kind == yaml.ScalarNode {
		s := m.str(key)
		return Words{s, s}
	}
	inner := newMapping(m.file, m.offset, n, "en", "ko")
	w := Words{inner.str("en"), inner.str("ko")}
	if w.EN == "" || w.KO == "" {
		inner.fail(m.pos(key), "lint.yaml.languages", "key", key)
	}
	m.problems = append(m.problems, inner.problems...)
	return w
}

func (m *mapping) number(key string) uint64 {
	n := m.values[key]
	if n == nil {
		return 0
	}
	v, err := strconv.ParseUint(n.Value, 10, 64)
	if err != nil || n.Kind != yaml.ScalarNode {
		m.fail(m.pos(key), "lint.yaml.number", "key", key, "value", n.Value)
	}
	return v
}

func (m *mapping) truth(key string, absent bool) bool {
	n := m.values[key]
	if n == nil {
		return absent
	}
	if n.Value != "true" && n.Value != "false" {
		m.fail(m.pos(key), "lint.yaml.truth", "key", key, "value", n.Value)
	}
	return n.Value == "true"
}

// list reads a list of scalars with their places.
func (m *mapping) list(key string) []Line {
	n := m.values[key]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		m.fail(m.pos(key), "lint.yaml.list", "key", key)
		return nil
	}
	var list []Line
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode {
			m.fail(nodePos(m.file, m.offset, item), "lint.yaml.item", "key", key)
			continue
		}
		list = append(list, Line{item.Value, nodePos(m.file, m.offset, item)})
	}
	return list
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)$`)

// yamlProblem gives the parser's own error its place in the file.
func yamlProblem(file string, offset int, err error) Problem {
	var typed *yaml.TypeError
	what := err.Error()
	if errors.As(err, &typed) && len(typed.Errors) > 0 {
		what = "yaml: " + typed.Errors[0]
	}
	pos := Position{File: file, Line: 1 + offset, Column: 1}
	if m := yamlLine.FindStringSubmatch(what); m != nil {
		n, _ := strconv.Atoi(m[1])
		pos.Line, what = n+offset, m[2]
	}
	return At(pos, "lint.yaml.syntax", "error", strings.TrimPrefix(what, "yaml: "))
}
