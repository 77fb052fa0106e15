package quizzes_test

import (
	"context"
	"testing"
	"time"

	"skylab/lessons"
	"skylab/quizzes"
	"skylab/text"
)

// TestBuiltinBanksAreProved: every item of the program is well-formed, reads in
// both languages, and is proved where it says so.
func TestBuiltinBanksAreProved(t *testing.T) {
	course, problems := lessons.Open(lessons.Builtin())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	lib, found := quizzes.Load(course.Course(), course.Predictions(), nil, quizzes.Builtin())
	r := quizzes.Proof{Today: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}.Lint(context.Background(), lib, found)
	for _, p := range r.Problems {
		if !p.Warn || p.Code == "lint.bank.korean" {
			t.Error(p.Say(text.For(text.English)))
		}
	}
	proved := 0
	for _, e := range lib.Entries() {
		if e.Proved && e.Kind != "" {
			proved++
		}
		if e.Hash == "" || e.Title.KO == "" || e.Level < 1 {
			t.Errorf("%s: %+v", e.ID, e)
		}
	}
	if r.Items == 0 || proved < r.Proved {
		t.Errorf("%d items, %d proved, %d entries that say so", r.Items, r.Proved, proved)
	}
}

// TestEveryBuiltinItemIsRead: what the linter proved is what learners get.
func TestEveryBuiltinItemIsRead(t *testing.T) {
	course, _ := lessons.Open(lessons.Builtin())
	lib, _ := quizzes.Open(course.Course(), nil, nil, quizzes.Builtin())
	for _, e := range lib.Entries() {
		it, err := lib.Item(context.Background(), e.ID)
		if err != nil {
			t.Error(err)
			continue
		}
		if it.Proved && it.World == nil || !it.Korean || it.Stem.KO == "" {
			t.Errorf("%s: world %v, Korean %t", e.ID, it.World, it.Korean)
		}
		if right := key(it); !it.Right(right) {
			t.Errorf("%s: its own key %v is marked wrong", e.ID, right)
		}
	}
}

// key is the right response to an item.
func key(it *quizzes.Item) quizzes.Response {
	var r quizzes.Response
	for _, o := range it.Options {
		switch {
		case it.Kind == quizzes.Order:
			r = append(r, o.ID)
		case it.Kind == quizzes.Match && o.Right != "":
			r = append(r, o.ID+"="+o.Right)
		case it.Kind == quizzes.Number && o.Key:
			r = append(r, o.Text.EN)
		case o.Key:
			r = append(r, o.ID)
		}
	}
	return r
}
