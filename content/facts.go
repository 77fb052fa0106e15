package content

import (
	_ "embed" // facts.yaml and exams.yaml are part of the program
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"

	"skylab/text"
)

// Fact is a statement that ages: a number, a limit, a price.
type Fact struct {
	ID      string // vpc.reserved-addresses
	Value   Words  // what is stated, a number or a short sentence
	Source  string // address of the page that says so
	Checked string // the day on which it was read there, 2026-11-20
	Stale   string // the day after which it must be read again
	Pos     Position
}

// Facts is a set of facts by id.
type Facts struct {
	byID  map[string]Fact
	order []string
}

//go:embed facts.yaml
var builtinFacts []byte

// BuiltinFacts are those of content/facts.yaml, which every lesson and quiz item
// may cite. It is read once; do not change what is given (see Plus).
func BuiltinFacts() (*Facts, []Problem) {
	f, problems := readBuiltin()
	return f, slices.Clone(problems)
}

var readBuiltin = sync.OnceValues(func() (*Facts, []Problem) {
	f := &Facts{}
	return f, f.Read("content/facts.yaml", builtinFacts)
})

// Find looks a fact up.
func (f *Facts) Find(id string) (Fact, bool) {
	if f == nil {
		return Fact{}, false
	}
	fact, ok := f.byID[id]
	return fact, ok
}

// IDs lists the ids, sorted.
func (f *Facts) IDs() []string {
	if f == nil {
		return nil
	}
	list := slices.Clone(f.order)
	slices.Sort(list)
	return list
}

// All lists the facts in the order of their files.
func (f *Facts) All() []Fact {
	list := make([]Fact, len(f.order))
	for i, id := range f.order {
		list[i] = f.byID[id]
	}
	return list
}

// Plus is f with a module's own facts from dir/facts.yaml, if there is one.
func (f *Facts) Plus(from fs.FS, dir string) (*Facts, []Problem) {
	body, err := ReadFile(from, path.Join(dir, "facts.yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	name := path.Join(dir, "facts.yaml")
	if err != nil {
		return f, []Problem{Unread(Position{File: name}, err)}
	}
	c := &Facts{byID: map[string]Fact{}, order: slices.Clone(f.order)}
	for id, fact := range f.byID {
		c.byID[id] = fact
	}
	return c, c.Read(name, body)
}

// Read adds the facts of a YAML file: a list of maps with id, value, source,
// checked and stale.
func (f *Facts) Read(file string, body []byte) []Problem {
	if f.byID == nil {
		f.byID = map[string]Fact{}
	}
	var root yaml.Node
	if err := yaml.Unmarshal(body, &root); err != nil {
		return []Problem{yamlProblem(file, 0, err)}
	}
	if len(root.Content) == 0 {
		return nil
	}
	list := root.Content[0]
	if list.Kind != yaml.SequenceNode {
		return []Problem{At(nodePos(file, 0, list), "lint.fact.list")}
	}
	var problems []Problem
	for _, item := range list.Content {
		problems = append(problems, f.add(file, item)...)
	}
	return problems
}

func (f *Facts) add(file string, item *yaml.Node) []Problem {
	m := newMapping(file, 0, item, "id", "value", "source", "checked", "stale")
	fact := Fact{Pos: nodePos(file, 0, item), ID: m.str("id"), Value: m.words("value"), Source: m.str("source"), Checked: m.str("checked"), Stale: m.str("stale")}
	switch {
	case fact.ID == "":
		m.fail(fact.Pos, "lint.fact.key", "key", "id")
	case f.byID[fact.ID].ID != "":
		m.fail(m.pos("id"), "lint.fact.twice", "id", fact.ID, "first", f.byID[fact.ID].Pos.String())
	case fact.Value.Empty():
		m.fail(fact.Pos, "lint.fact.key", "key", "value")
	}
	if u, err := url.Parse(fact.Source); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
		m.fail(m.pos("source"), "lint.fact.source", "id", fact.ID)
	}
	checked, ok1 := day(fact.Checked)
	stale, ok2 := day(fact.Stale)
	switch {
	case !ok1:
		m.fail(m.pos("checked"), "lint.fact.day", "key", "checked", "value", fact.Checked)
	case !ok2:
		m.fail(m.pos("stale"), "lint.fact.day", "key", "stale", "value", fact.Stale)
	case !stale.After(checked):
		m.fail(m.pos("stale"), "lint.fact.order", "id", fact.ID)
	}
	if _, twice := f.byID[fact.ID]; !twice && fact.ID != "" {
		f.byID[fact.ID] = fact
		f.order = append(f.order, fact.ID)
	}
	return m.problems
}

func day(s string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

// StaleOn tells whether the fact must be read again by the given day.
func (f Fact) StaleOn(today time.Time) bool {
	stale, ok := day(f.Stale)
	return ok && today.After(stale)
}

// In is the fact's value in a language.
func (f Fact) In(lang text.Lang) string { return f.Value.In(lang) }
