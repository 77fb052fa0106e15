package lessons

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLibraryStep(t *testing.T) {
	m := &Module{ID: "vpc"}
	for _, id := range []string{"cut", "gate", "nat"} {
		m.Steps = append(m.Steps, &Step{Module: m, ID: id})
	}
	l := &Library{Modules: []*Module{{ID: "empty"}, m}}
	done := func(s *Step) bool { return s.ID == "cut" }
	for _, c := range []struct{ ref, step, near string }{
		{"vpc/gate", "gate", ""},
		{"/vpc/nat/", "nat", ""},
		{"vpc", "gate", ""}, // the first that is not done
		{"vpc/gaet", "", "vpc/gate"},
		{"vpc/elephant", "", "vpc"},
		{"vcp", "", "vpc"},
		{"vcp/cut", "", "vpc"},
		{"empty", "", "empty"},
		{"elephant/cut", "", ""},
		{"", "", ""},
	} {
		s, err := l.Step(c.ref, done)
		var none *NoStep
		switch {
		case c.step != "" && (err != nil || s.ID != c.step):
			t.Errorf("%q: %v, %v; want %s", c.ref, s, err, c.step)
		case c.step == "" && (!errors.As(err, &none) || none.Ref != c.ref || none.Near != c.near):
			t.Errorf("%q: %v, %#v; want near %q", c.ref, s, none, c.near)
		}
	}
	if s, _ := l.Step("vpc", nil); s.ID != "cut" {
		t.Errorf("of a module alone: %s", s.ID)
	}
	if s := m.Next(func(*Step) bool { return true }); s.ID != "cut" {
		t.Errorf("when all are done: %s", s.ID)
	}
}

func TestModulesComeInTheOrderOfTheirChapters(t *testing.T) {
	files := fstest.MapFS{}
	for name, chapter := range map[string]string{"a": "", "b": "chapter: 4\n", "c": "chapter: 2\n", "d": ""} {
		for _, f := range Template(name) {
			files[name+"/"+f.Name] = &fstest.MapFile{Data: []byte(strings.Replace(f.Body, "\nminutes:", "\n"+chapter+"minutes:", 1))}
		}
	}
	lib, _ := Load(files)
	var order []string
	for _, m := range lib.Modules {
		order = append(order, m.ID)
	}
	if got := strings.Join(order, " "); got != "c b a d" {
		t.Errorf("in the order %s", got)
	}
}
