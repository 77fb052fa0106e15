package progress

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// fill does everything that a learner's day does to a store.
func fill(t *testing.T, s Store) {
	t.Helper()
	a, err := s.Begin(Session{Base: "vpc/cut", Seed: 1<<64 - 1, Engine: "1", Lesson: "abc", Lang: "ko", Began: noon})
	b, err2 := s.Begin(Session{Base: "vpc/nat", Seed: 7, Began: noon.Add(time.Hour), From: a.ID, FromSeq: 1})
	err = errors.Join(err, err2,
		s.SetSettings(Settings{Lang: "ko", Theme: "light", Left: 40}),
		s.SetStep(StepProgress{Step: "vpc/cut", Solved: true, Hints: 2, Attempts: 1, Commands: 9, Started: noon, Passed: noon.Add(time.Minute), Answer: "aws ec2 create-subnet\n# 끝\n"}),
		s.SetStep(StepProgress{Step: "vpc/answer", Started: noon}),
		s.Append(a.ID, Entry{Seq: 1, Line: "cat <<E\n'\"한글\"\x1b[31m\nE", Status: 3, Virtual: 12345678901, At: noon}),
		s.Append(a.ID, Entry{Seq: 2, Line: "undo", At: noon}),
		s.Append(b.ID, Entry{Seq: 1, Line: "x", At: noon}),
		s.AddPrediction(Prediction{Step: "vpc/cut", Command: "c", Answer: "59", Truth: "62", Sure: true, At: noon}),
		s.Update(Session{ID: a.ID, Hints: 3, Assisted: true}),
		fillQuizzes(s))
	if err != nil {
		t.Fatal(err)
	}
}

// dump is all that a store tells.
func dump(t *testing.T, s Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := Export(s, &b); err != nil {
		t.Fatal(err)
	}
	latest, err := s.Latest()
	fmt.Fprintln(&b, latest.Base, err)
	return b.String()
}

func file(t *testing.T) (*SQLite, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a b%20?#.db")
	s, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func TestFileSaysWhatMemorySays(t *testing.T) {
	s, path := file(t)
	var m Memory
	fill(t, s)
	fill(t, &m)
	want := dump(t, &m)
	if got := dump(t, s); got != want {
		t.Fatalf("file:\n%s\nmemory:\n%s", got, want)
	}
	s.Close()
	again, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := dump(t, again); got != want {
		t.Fatalf("after opening again:\n%s\nwant:\n%s", got, want)
	}
	if err := again.Append(1, Entry{Seq: 2}); !errors.Is(err, ErrMoved) {
		t.Errorf("an entry that is there already: %v", err)
	}
	if err := again.Update(Session{ID: 99}); !errors.Is(err, ErrNone) {
		t.Errorf("update of a session that is not there: %v", err)
	}
}

func TestExportComesBackWhole(t *testing.T) {
	from, _ := file(t)
	fill(t, from)
	var b bytes.Buffer
	if err := Export(from, &b); err != nil {
		t.Fatal(err)
	}
	to, _ := file(t)
	for range 2 { // the second time changes nothing
		if err := Import(to, bytes.NewReader(b.Bytes())); err != nil {
			t.Fatal(err)
		}
	}
	var c bytes.Buffer
	if err := Export(to, &c); err != nil || c.String() != b.String() {
		t.Fatalf("%v\n%s\nwant\n%s", err, c.String(), b.String())
	}
}

func TestImportRefuses(t *testing.T) {
	for body, want := range map[string]string{
		"":                                     "not an export",
		"hello":                                "not an export",
		"skylab-progress: 9":                   "this program reads 1 to 2",
		"skylab-progress: 1\nsteps:\n- stp: x": "line 3",
		"skylab-progress: 1\nsessions:\n- base: a\n  journal:\n  - seq: 1\n  - seq: 1\n":   "twice",
		"skylab-progress: 1\nsessions:\n- {id: 1, base: a, from: 2}\n- {id: 2, base: b}\n": "session 2 that it grew from does not stand before it",
	} {
		var m Memory
		if err := Import(&m, strings.NewReader(body)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", body, err, want)
		}
		if steps, _ := m.Steps(); len(steps) != 0 {
			t.Errorf("%q left something", body)
		}
	}
}

func TestOpenNeverFails(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, FileName)
	o := Open(folder, noon)
	fill(t, o.Store)
	want := dump(t, o.Store)
	o.Close()
	good, _ := os.ReadFile(path)

	for name, spoil := range map[string][]byte{
		"no database": []byte("this is not a database, and it is longer than a header of one"),
		"half":        good[:len(good)/2+100],
		"torn":        append(append(append([]byte{}, good[:4096]...), bytes.Repeat([]byte{0xA5}, len(good)-8192)...), good[len(good)-4096:]...),
	} {
		os.Remove(path + "-wal")
		os.WriteFile(path, spoil, 0o600)
		o := Open(folder, noon)
		if o.Notice != SetAside || o.Cause == nil {
			t.Errorf("%s: notice %q (%v), want set-aside", name, o.Notice, o.Cause)
		}
		kept, _ := os.ReadFile(o.Path)
		if !bytes.Equal(kept, spoil) {
			t.Errorf("%s: the damaged file was not kept as it was", name)
		}
		fill(t, o.Store)
		o.Close()
		os.Remove(o.Path)
	}

	os.WriteFile(path, good, 0o600)
	if o := unsaved(path, errors.New("read-only")); dump(t, o.Store) == dump(t, new(Memory)) {
		t.Error("a file that cannot be written is not even read")
	} else if got := dump(t, o.Store); !strings.Contains(got, "vpc/cut") || !strings.Contains(want, "vpc/cut") {
		t.Error(got)
	}
	if o := Open(filepath.Join(path, "below a file"), noon); o.Notice != Unsaved || o.Store.SetSettings(Settings{}) != nil {
		t.Errorf("folder that cannot be made: %q", o.Notice)
	}
	if o := Open("", noon); o.Notice != NoFolder {
		t.Errorf("no folder: %q", o.Notice)
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, FileName)
	s, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s.db.Exec("PRAGMA user_version = 99")
	s.Close()
	before, _ := os.ReadFile(path)
	if o := Open(folder, noon); o.Notice != Newer || !errors.Is(o.Cause, ErrNewer) {
		t.Errorf("notice %q, %v", o.Notice, o.Cause)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("a file of a newer version was touched")
	}
}

func TestFullDisk(t *testing.T) {
	s, _ := file(t)
	a, err := s.Begin(Session{Base: "b"})
	if err != nil {
		t.Fatal(err)
	}
	s.db.Exec("PRAGMA max_page_count = 16")
	for seq := 1; seq < 1000 && err == nil; seq++ {
		err = s.Append(a.ID, Entry{Seq: seq, Line: strings.Repeat("x", 500)})
	}
	if !Unwritable(err) {
		t.Fatalf("%v, want a full disk", err)
	}
	if j, err := s.Journal(a.ID); err != nil || len(j) == 0 {
		t.Fatalf("what was kept is lost: %d, %v", len(j), err)
	}
}

func TestTwoProgramsInOneFile(t *testing.T) {
	_, path := file(t)
	var all sync.WaitGroup
	for p := range 2 {
		all.Go(func() {
			s, err := OpenFile(path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			v, err := s.Begin(Session{Base: fmt.Sprint(p)})
			for seq := 1; seq <= 100 && err == nil; seq++ {
				err = s.Append(v.ID, Entry{Seq: seq, Line: fmt.Sprint(p)})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s, _ := OpenFile(path)
	defer s.Close()
	for p := range 2 {
		_, j, err := s.Resume(fmt.Sprint(p))
		if err != nil || len(j) != 100 {
			t.Errorf("program %d has %d lines, %v", p, len(j), err)
		}
	}
}

func TestMigrationsAreInOrder(t *testing.T) {
	s, _ := file(t)
	var n int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&n); err != nil || n != len(schema) {
		t.Fatal(n, err)
	}
	if !reflect.DeepEqual(Settings{}, func() Settings { v, _ := s.Settings(); return v }()) {
		t.Fatal("a fresh file has settings")
	}
}

func BenchmarkAppend(b *testing.B) {
	s, err := OpenFile(filepath.Join(b.TempDir(), "p.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	v, _ := s.Begin(Session{Base: "b"})
	seq := 0
	for b.Loop() {
		seq++
		if err := s.Append(v.ID, Entry{Seq: seq, Line: "aws ec2 describe-vpcs"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "p.db")
	for b.Loop() {
		s, err := OpenFile(path)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
