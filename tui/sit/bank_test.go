package sit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/content"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/study"
)

type noCourse struct{}

func (noCourse) Steps() []string                           { return nil }
func (noCourse) Traps(string) ([]string, bool)             { return nil, false }
func (noCourse) World(string, bool) (*quizzes.World, bool) { return nil, false }

// bank is enough for a short mock: n items on two tasks. Broken ones have
// options without a reason.
func bank(t testing.TB, n int, broken ...int) *quizzes.Library {
	t.Helper()
	return bankOf(t, n, broken, -1)
}

func bankOf(t testing.TB, n int, broken []int, but int) *quizzes.Library {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\ntitle: Many\nmodule: vpc\n---\n")
	for i := range n {
		if i == but {
			continue
		}
		fmt.Fprintf(&b, "\n## Plain %02d {#plain-%02d kind=choice topic=plain level=1 tasks=%s}\n\nWhich number is %d?\n\n", i, i, []string{"SAA-C03/3.4", "SAA-C03/1.2"}[i%2], i)
		for k := range 4 {
			mark := " "
			if k == i%4 {
				mark = "x"
			}
			fmt.Fprintf(&b, "- [%s] n%d: %d\n", mark, k, i-i%4+k)
			if !slices.Contains(broken, i) {
				fmt.Fprintf(&b, "  > It is %d.\n", k)
			}
		}
	}
	lib, problems := quizzes.Open(noCourse{}, nil, nil, quizzes.Source{Name: "bank", FS: fstest.MapFS{"vpc/plain.md": {Data: []byte(b.String())}}})
	for _, p := range problems {
		if !p.Warn && len(broken) == 0 {
			t.Fatal(p)
		}
	}
	return lib
}

// clock is a wall clock without a monotonic reading, as between two programs.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }

func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

func saa(t testing.TB) content.Exam {
	t.Helper()
	e, ok := content.FindExam("SAA-C03")
	if !ok {
		t.Fatal("no SAA-C03")
	}
	return e
}

func opened(t testing.TB, lib *quizzes.Library, store progress.Store, now func() time.Time) *study.Study {
	t.Helper()
	st := study.Open(lib, nil, store, now)
	if err := st.Unsaved(); err != nil {
		t.Fatal(err)
	}
	return st
}

// begun is a new sitting.
func begun(t testing.TB, st *study.Study, store progress.Store, now func() time.Time, terms mock.Terms) *Sit {
	t.Helper()
	past, err := store.Sittings()
	if err != nil {
		t.Fatal(err)
	}
	offer, err := mock.Propose(st.Library.Entries(), saa(t), now(), past)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Begin(context.Background(), st, store, now, offer, past, terms)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func retaken(t testing.TB, st *study.Study, store progress.Store, now func() time.Time, sitting record.Sitting) *Sit {
	t.Helper()
	s, err := Take(context.Background(), st, store, now, sitting)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
