package content

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// Front is the front matter: a YAML map between two lines of three dashes.
type Front struct {
	Pos    Position // of the first dashes
	Broken bool     // it is not there or cannot be read; that is reported already
	node   *yaml.Node
	offset int // lines above the YAML
}

// Keys reads the front matter; known are the keys that may stand there.
func (f Front) Keys(known ...string) *Keys {
	if f.node == nil {
		return &Keys{newMapping(f.Pos.File, 0, nil)}
	}
	return &Keys{newMapping(f.Pos.File, f.offset, f.node, known...)}
}

// Keys gives the values of a front matter and collects what is wrong in it.
type Keys struct{ m *mapping }

// Has tells whether a key is there.
func (k *Keys) Has(key string) bool { return k.m.values[key] != nil }

// Pos is where a key's value stands.
func (k *Keys) Pos(key string) Position { return k.m.pos(key) }

// String, Number, Truth and List read a value of their kind; where there is
// none they give the zero value (Truth: absent).
func (k *Keys) String(key string) string { return k.m.str(key) }

// Number is a whole number from 0.
func (k *Keys) Number(key string) uint64 { return k.m.number(key) }

// Truth is true or false.
func (k *Keys) Truth(key string, absent bool) bool { return k.m.truth(key, absent) }

// List is a list of scalars with their places.
func (k *Keys) List(key string) []Line { return k.m.list(key) }

// Problems lists what was wrong with the keys read so far.
func (k *Keys) Problems() []Problem { return k.m.problems }

// front reads the front matter and moves behind it.
func (p *parser) front() {
	p.doc.Front.Pos, p.doc.Front.Broken = p.pos(0, 1), true
	if strings.TrimRight(p.lines[0], " ") != "---" {
		p.fail(p.pos(0, 1), "lint.front.missing")
		return
	}
	for i := 1; i < len(p.lines); i++ {
		if strings.TrimRight(p.lines[i], " ") != "---" {
			continue
		}
		p.at = i + 1
		var root yaml.Node
		if err := yaml.Unmarshal([]byte(strings.Join(p.lines[1:i], "\n")), &root); err != nil {
			p.problems = append(p.problems, yamlProblem(p.doc.File, 1, err))
			return
		}
		p.doc.Front.Broken = false
		if len(root.Content) > 0 {
			p.doc.Front.node, p.doc.Front.offset = root.Content[0], 1
		}
		return
	}
	p.fail(p.pos(0, 1), "lint.front.open")
}
