package progress

import (
	"bytes"
	"database/sql"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// grow makes three sessions, each in the world of the one before, and returns
// the last.
func grow(t *testing.T, s Store) Session {
	t.Helper()
	var last Session
	for i, name := range []string{"vpc/a", "vpc/b", "vpc/c"} {
		v := Session{Base: name, Seed: 7, Began: noon}
		if i > 0 {
			v.From, v.FromSeq = last.ID, 2
		}
		v, err := s.Begin(v)
		if err != nil {
			t.Fatal(err)
		}
		for seq := 1; seq <= 3; seq++ { // the third line came after the next step was begun
			if err := s.Append(v.ID, Entry{Seq: seq, Line: name + " " + strconv.Itoa(seq)}); err != nil {
				t.Fatal(err)
			}
		}
		last = v
	}
	return last
}

func lineage(t *testing.T, s Store, base string) string {
	t.Helper()
	v, _, err := s.Resume(base)
	if err != nil {
		t.Fatal(err)
	}
	way, err := Lineage(s, v)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, g := range way {
		for _, e := range g.Journal {
			lines = append(lines, e.Line)
		}
	}
	return strings.Join(lines, ", ")
}

const way = "vpc/a 1, vpc/a 2, vpc/b 1, vpc/b 2"

func TestLineage(t *testing.T) {
	s, path := file(t)
	for _, store := range []Store{s, new(Memory)} {
		last := grow(t, store)
		if got := lineage(t, store, "vpc/c"); got != way {
			t.Errorf("%T: %s", store, got)
		}
		if got := lineage(t, store, "vpc/a"); got != "" {
			t.Errorf("%T: begun afresh, and grew from %s", store, got)
		}
		for _, broken := range []Session{{ID: 9, From: 8}, {ID: 1, From: 1}, {ID: 9, From: last.ID, FromSeq: 4}} {
			if _, err := Lineage(store, broken); !errors.Is(err, ErrNone) {
				t.Errorf("%T: %+v: %v", store, broken, err)
			}
		}
	}
	s.Close()
	again, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := lineage(t, again, "vpc/c"); got != way {
		t.Errorf("after opening again: %s", got)
	}
}

// An export names sessions by their numbers in it; where it comes in, other
// sessions have those numbers.
func TestLineageIsExported(t *testing.T) {
	from := new(Memory)
	grow(t, from)
	var b bytes.Buffer
	if err := Export(from, &b); err != nil {
		t.Fatal(err)
	}
	to, _ := file(t)
	for range 4 {
		if _, err := to.Begin(Session{Base: "vpc/other", Began: noon}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time changes nothing
		if err := Import(to, bytes.NewReader(b.Bytes())); err != nil {
			t.Fatal(err)
		}
	}
	if got := lineage(t, to, "vpc/c"); got != way {
		t.Errorf("came in as %s", got)
	}
	if all, _ := to.Sessions(); len(all) != 7 {
		t.Errorf("%d sessions", len(all))
	}
}

// A file of the first version is brought up to date with all that it holds.
func TestMigratesTheFirstVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{schema[0], "PRAGMA user_version = 1",
		"INSERT INTO sessions (base, seed, engine, lesson, lang, began, hints, assisted, touched) VALUES ('vpc/old', '7', '1', 'abc', 'ko', 0, 2, 1, 1)",
		"INSERT INTO entries VALUES (1, 1, 'echo old', 0, 0, 0)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	s, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v, journal, err := s.Resume("vpc/old")
	if err != nil || v.Hints != 2 || !v.Assisted || v.From != 0 || v.FromSeq != 0 || len(journal) != 1 || journal[0].Line != "echo old" {
		t.Fatalf("%+v %v %v", v, journal, err)
	}
	if next, err := s.Begin(Session{Base: "vpc/new", From: v.ID, FromSeq: 1}); err != nil || lineage(t, s, "vpc/new") != "echo old" {
		t.Errorf("%+v %v", next, err)
	}
}
