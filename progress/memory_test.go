package progress

import (
	"errors"
	"testing"
)

func TestMemoryKeepsAJournal(t *testing.T) {
	var m Memory
	if _, err := m.Latest(); !errors.Is(err, ErrNone) {
		t.Fatalf("empty store: Latest says %v", err)
	}
	a, _ := m.Begin(Session{Base: "vpc/cut"})
	b, _ := m.Begin(Session{Base: "vpc/cut"})
	if a.ID == b.ID {
		t.Fatal("two sessions share an ID")
	}
	if err := m.Append(a.ID, Entry{Seq: 1, Line: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := m.Append(a.ID, Entry{Seq: 1, Line: "y"}); !errors.Is(err, ErrMoved) {
		t.Fatalf("second entry 1: %v, want ErrMoved", err)
	}
	if s, _ := m.Latest(); s.ID != a.ID {
		t.Errorf("latest is %d, want the one last written to, %d", s.ID, a.ID)
	}
	s, j, err := m.Resume("vpc/cut")
	if err != nil || s.ID != b.ID || len(j) != 0 {
		t.Errorf("Resume gives %v %v %v, want the newest session, empty", s, j, err)
	}
	j, _ = m.Journal(a.ID)
	if len(j) != 1 || j[0].Line != "x" {
		t.Errorf("journal is %v", j)
	}
}

func TestMemoryFailsWhenTold(t *testing.T) {
	full := errors.New("disk full")
	m := Memory{Fail: func() error { return full }}
	if err := m.SetStep(StepProgress{Step: "vpc/cut"}); !errors.Is(err, full) {
		t.Errorf("SetStep says %v", err)
	}
	if l, _ := m.Steps(); len(l) != 0 {
		t.Errorf("kept %v", l)
	}
}
