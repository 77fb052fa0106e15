package aws

import (
	"strings"

	"gopkg.in/yaml.v3"

	"skylab/console/aws/value"
)

// checkPaging turns the command's own paging off where the API's paging is
// used by hand, and refuses to mix the two.
func (p *params) checkPaging(typed parsed) *failure {
	if len(p.plan.facts.pages) == 0 {
		return nil
	}
	var used []string
	for i := range p.plan.args {
		a := &p.plan.args[i]
		if !typed.given[i].set {
			continue
		}
		switch {
		case a.role == plain && (a.name == optionName(p.plan.facts.sizeName()) || contains(p.plan.tokenOptions(), a.name)):
			p.paging.on = false
		case a.role == startingToken || a.role == pageSize || a.role == maxItems:
			used = append(used, "--"+a.name)
		}
	}
	if !p.paging.on && len(used) > 0 {
		return invalid("Cannot specify --no-paginate along with pagination arguments: " + strings.Join(used, ", "))
	}
	return nil
}

// inputs takes in --cli-input-json or --cli-input-yaml; options win over it.
func (p *params) inputs(typed parsed) *failure {
	var chosen []int
	for i := range p.plan.args {
		if r := p.plan.args[i].role; typed.given[i].set && (r == inputJSON || r == inputYAML) {
			chosen = append(chosen, i)
		}
	}
	switch len(chosen) {
	case 0:
		return nil
	case 2:
		return invalid("Only one --cli-input- parameter may be specified.")
	}
	a := &p.plan.args[chosen[0]]
	w, f := p.load(a, typed.given[chosen[0]].values)
	if f != nil {
		return f
	}
	v, f := decodeInput(a, w.text)
	if f != nil {
		return f
	}
	for i, k := range v.Keys() {
		if f := p.plan.facts; contains(f.tokensIn(), k) || k == f.sizeName() {
			p.paging.on = false
		}
		if _, ok := p.get(k); !ok {
			p.put(k, v.At(i))
		}
	}
	return nil
}

func decodeInput(a *argument, s string) (value.Value, *failure) {
	var v value.Value
	var err error
	if a.role == inputJSON {
		if v, err = value.Decode(s); err != nil {
			return v, invalid("Error parsing parameter 'cli-input-json': Invalid JSON received.")
		}
	} else {
		var n yaml.Node
		if err := yaml.Unmarshal([]byte(s), &n); err != nil {
			return v, invalid("Error parsing parameter 'cli-input-yaml': Invalid YAML received.")
		}
		v = fromYAML(&n, 0)
	}
	if v.Kind() != value.Map {
		return v, wrong(a, "Invalid type: expecting map, received <class '"+value.TypeName(v)+"'>")
	}
	return v, nil
}

// maxYAMLDepth bounds nesting; aliases are not followed, so that a few lines
// cannot grow without bound.
const maxYAMLDepth = 100

func fromYAML(n *yaml.Node, depth int) value.Value {
	if depth > maxYAMLDepth {
		return value.Value{}
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return fromYAML(n.Content[0], depth+1)
	case yaml.SequenceNode:
		list := make([]value.Value, len(n.Content))
		for i, x := range n.Content {
			list[i] = fromYAML(x, depth+1)
		}
		return value.OfList(list)
	case yaml.MappingNode:
		v := value.OfMap(nil, nil)
		for i := 0; i+1 < len(n.Content); i += 2 {
			v = v.With(n.Content[i].Value, fromYAML(n.Content[i+1], depth+1))
		}
		return v
	case yaml.ScalarNode:
		switch n.Tag {
		case "!!str", "!!timestamp":
			return value.OfString(n.Value)
		}
		if v, err := value.Decode(strings.ToLower(n.Value)); err == nil {
			return v
		}
		if n.Tag == "!!null" {
			return value.Value{}
		}
	}
	return value.OfString(n.Value)
}

// skeleton prints an empty input (or output) when asked; then nothing is
// called.
func (c *call) skeleton(typed parsed) (done bool, f *failure) {
	for i := range c.plan.args {
		if c.plan.args[i].role != skeleton || !typed.given[i].set {
			continue
		}
		of, output := c.plan.in, "json"
		switch values := typed.given[i].values; {
		case len(values) > 0 && values[0] == "output":
			of, output = c.plan.out, c.globals.output
		case len(values) > 0 && values[0] == "yaml-input":
			output = "yaml"
		}
		c.globals.output = output
		return true, c.show(blank(of, "", of == c.plan.out, nil))
	}
	return false, nil
}

// blank is a sample value: texts empty (or, in an output, the member's name),
// numbers 0, switches true, lists of one.
func blank(s *shape, name string, named bool, above []*shape) value.Value {
	for _, a := range above {
		if a == s {
			return value.OfMap(nil, nil)
		}
	}
	above = append(above, s)
	switch s.kind {
	case kInteger:
		return value.OfInt(0)
	case kFloat:
		return value.OfFloat(0)
	case kBoolean:
		return value.OfBool(true)
	case kTimestamp:
		return value.OfString("1970-01-01T00:00:00")
	case kBlob:
		return value.Value{}
	case kList:
		return list(blank(s.element, name, named, above))
	case kMap:
		return object("KeyName", blank(s.element, "", named, above))
	case kStructure:
		v := value.OfMap(nil, nil)
		for i := range s.members {
			m := &s.members[i]
			x := blank(m.shape, m.name, named, above)
			if len(m.enum) > 0 && !named {
				x = value.OfString(m.enum[0])
			}
			v = v.With(m.name, x)
		}
		return v
	}
	if named {
		return value.OfString(name)
	}
	return value.OfString("")
}
