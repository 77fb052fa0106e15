package study

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/text"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// clock is a wall clock that the test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// library has four items of one topic and one whose world cannot be made.
func library(t *testing.T, others ...quizzes.Other) *quizzes.Library {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\ntitle: Small\nmodule: vpc\n---\n")
	for i := range 4 {
		fmt.Fprintf(&b, "\n## Item %d {#i%d kind=choice topic=t%d level=1 tasks=SAA-C03/3.4}\n\nWhich?\n\n", i, i, i)
		for k := range 4 {
			mark := " "
			if k == 0 {
				mark = "x"
			}
			fmt.Fprintf(&b, "- [%s] o%d: answer %d\n  > Reason %d.\n", mark, k, k, k)
		}
	}
	b.WriteString("\n## Broken {#broken kind=choice topic=broken level=1 tasks=SAA-C03/3.4}\n\n```world\nexit 9\n```\n\nWhich?\n\n")
	for k := range 4 {
		mark := " "
		if k == 0 {
			mark = "x"
		}
		fmt.Fprintf(&b, "- [%s] o%d: answer %d\n  > Reason %d.\n", mark, k, k, k)
	}
	for k := range 4 {
		fmt.Fprintf(&b, "\n```claim o%d\n[ %d = 0 ]\n```\n", k, k)
	}
	lib, _ := quizzes.Open(nil, others, nil, quizzes.Source{Name: "test", FS: fstest.MapFS{"vpc/small.md": {Data: []byte(b.String())}}})
	if n := len(lib.Entries()); n != 5+len(others) {
		t.Fatalf("%d items", n)
	}
	return lib
}

func ask(t *testing.T, r *Run) Card {
	t.Helper()
	card, more, err := r.Next(context.Background())
	if err != nil || !more {
		t.Fatalf("more %v, %v", more, err)
	}
	return card
}

func TestADrillGoesOnWithoutEnd(t *testing.T) {
	c := &clock{noon}
	r := Open(library(t), nil, &progress.Memory{}, c.now).Drill(practice.Filter{})
	last := ""
	for n := 1; n <= 12; n++ {
		card := ask(t, r)
		if card.N != n || r.Total() != 0 {
			t.Fatalf("item %d is number %d of %d", n, card.N, r.Total())
		}
		if card.Item.ID == last {
			t.Errorf("%s twice in a row", last)
		}
		last = card.Item.ID
		c.at = c.at.Add(time.Minute)
		r.Answer(card, quizzes.Response{"o0"}, record.Certain, time.Minute)
	}
	if s := r.Sum(); s.Answers != 12 || s.Right != 12 || s.Sure != 12 || len(s.Missed) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAMissedItemComesBackByItself(t *testing.T) {
	c, store := &clock{noon}, &progress.Memory{}
	st := Open(library(t), nil, store, c.now)
	r := st.Row("vpc/i1", "vpc/i2")
	if r.Total() != 2 {
		t.Fatal(r.Total())
	}
	said := r.Answer(ask(t, r), quizzes.Response{"o2"}, record.Certain, 3*time.Hour)
	if said.Right || !said.Due.After(noon) || said.Unsaved != nil {
		t.Errorf("%+v", said)
	}
	r.Answer(ask(t, r), quizzes.Response{"o0"}, record.Guess, time.Second)
	if _, more, _ := r.Next(context.Background()); more {
		t.Error("a row of two has three")
	}
	kept, _ := store.Answers()
	if len(kept) != 2 || kept[0].Item != "vpc/i1" || kept[0].Took != Longest || kept[1].Sure != record.Guess {
		t.Errorf("%+v", kept)
	}
	if due := st.NextDue(); !due.After(noon) {
		t.Errorf("the next review is at %v", due)
	}
	c.at = noon.Add(26 * time.Hour) // the next day, in another program
	next := Open(library(t), nil, store, c.now)
	rev := next.Review()
	if rev.Total() == 0 || ask(t, rev).Item.ID != "vpc/i1" {
		t.Errorf("%d to review", rev.Total())
	}
}

// An item that vanished, and one that cannot be made, are told and passed over.
func TestItemsThatCannotBeShown(t *testing.T) {
	bad := quizzes.Other{Entry: quizzes.Entry{ID: "vpc/bad.predict", Module: "vpc", Topic: "bad", Kind: quizzes.Predict},
		Load: func(context.Context) (*quizzes.Item, error) { return nil, errors.New("no world") }}
	r := Open(library(t, bad), nil, &progress.Memory{}, (&clock{noon}).now).Row("vpc/gone", "vpc/bad.predict", "vpc/i3")
	var none *quizzes.NoItem
	if _, more, err := r.Next(context.Background()); !more || !errors.As(err, &none) || none.ID != "vpc/gone" {
		t.Errorf("%v %v", more, err)
	}
	if _, more, err := r.Next(context.Background()); !more || err == nil || err.Error() != "no world" {
		t.Errorf("%v %v", more, err)
	}
	if card := ask(t, r); card.Item.ID != "vpc/i3" || card.N != 1 {
		t.Errorf("%+v", card)
	}
	// A drill is not stopped by it for ever.
	d := Open(library(t, bad), nil, &progress.Memory{}, (&clock{noon}).now).Drill(practice.Filter{Topic: "bad"})
	for range 3 {
		if _, more, err := d.Next(context.Background()); !more || err == nil {
			t.Errorf("%v %v", more, err)
		}
	}
}

// What was answered of an item that is in no bank any more is kept and is not
// asked again.
func TestAReviewLeavesOutWhatVanished(t *testing.T) {
	c, store := &clock{noon}, &progress.Memory{}
	for _, id := range []string{"vpc/gone", "vpc/i0"} {
		if _, err := store.AddAnswer(record.Answer{Item: id, Mode: record.Drill, Chosen: "o1", At: noon.Add(-48 * time.Hour), Took: time.Minute}); err != nil {
			t.Fatal(err)
		}
	}
	st := Open(library(t), nil, store, c.now)
	r := st.Review()
	if r.Total() != 1 || ask(t, r).Item.ID != "vpc/i0" {
		t.Error(r.Total())
	}
	st.Ask(func(h *practice.History, _ time.Time) {
		if gone := h.Gone(); len(gone) != 1 {
			t.Errorf("%v", gone)
		}
	})
}

func TestAWorldThatCannotBeMade(t *testing.T) {
	st := Open(library(t), nil, &progress.Memory{}, (&clock{noon}).now)
	it, err := st.Item(context.Background(), "vpc/broken")
	if err != nil {
		t.Fatal(err)
	}
	if list, err := World(context.Background(), it, text.English); err == nil {
		t.Errorf("a world that ends with 9 said %+v", list)
	}
}

// broken is a store on a full disk.
type broken struct{ progress.Memory }

var errFull = errors.New("the disk is full")

func (b *broken) AddAnswer(record.Answer) (record.Answer, error) { return record.Answer{}, errFull }
func (b *broken) Answers() ([]record.Answer, error)              { return nil, errFull }

func TestAStoreThatFailsIsToldAndPractisingGoesOn(t *testing.T) {
	st := Open(library(t), nil, &broken{}, (&clock{noon}).now)
	if !errors.Is(st.Unsaved(), errFull) {
		t.Error(st.Unsaved())
	}
	r := st.Row("vpc/i0", "vpc/i1")
	said := r.Answer(ask(t, r), quizzes.Response{"o1"}, record.Guess, time.Second)
	if !errors.Is(said.Unsaved, errFull) || said.Due.IsZero() {
		t.Errorf("%+v", said)
	}
	if ask(t, r).Item.ID != "vpc/i1" || r.Sum().Answers != 1 {
		t.Error("the run stopped")
	}
}

// What a lesson asked counts as soon as anything is looked up, and once.
func TestPredictionsCountAtOnce(t *testing.T) {
	store := &progress.Memory{}
	st := Open(library(t), nil, store, (&clock{noon}).now)
	said := func() (n int) {
		st.Ask(func(h *practice.History, _ time.Time) {
			for _, c := range h.Calibration() {
				n += c.Said
			}
		})
		return n
	}
	for want := 1; want <= 3; want++ {
		if err := store.AddPrediction(progress.Prediction{Step: "vpc/gate", Answer: "ok", Truth: "no", Sure: true, At: noon}); err != nil {
			t.Fatal(err)
		}
		st.Refresh()
		st.Refresh()
		if got := said(); got != want {
			t.Errorf("%d said, want %d", got, want)
		}
	}
}

// A clock that is set back takes no review away and makes none early.
func TestAClockSetBack(t *testing.T) {
	c := &clock{noon}
	st := Open(library(t), nil, &progress.Memory{}, c.now)
	r := st.Row("vpc/i0", "vpc/i1")
	r.Answer(ask(t, r), quizzes.Response{"o1"}, record.Certain, time.Minute)
	c.at = noon.Add(-72 * time.Hour)
	said := r.Answer(ask(t, r), quizzes.Response{"o1"}, record.Certain, time.Minute)
	if said.Due.IsZero() {
		t.Error("no review")
	}
	if n := st.Review().Total(); n != 0 {
		t.Errorf("%d reviews are due before their time", n)
	}
	c.at = noon.Add(48 * time.Hour)
	if n := st.Review().Total(); n != 2 {
		t.Errorf("%d reviews two days later", n)
	}
}

// Who guessed is not told of having been sure; who was sure and wrong before
// is, with how often.
func TestOnlyTheSureAreToldOfBeingSure(t *testing.T) {
	c := &clock{noon}
	s := Open(library(t), nil, &progress.Memory{}, c.now)
	r := s.Drill(practice.Filter{Topic: "t0"})
	wrong := func(sure record.Sure) Answered {
		c.at = c.at.Add(time.Minute)
		return r.Answer(ask(t, r), quizzes.Response{"o1"}, sure, time.Second)
	}
	wrong(record.Certain)
	if a := wrong(record.Certain); a.Wrong != 2 || a.Sure != 2 || a.Topic != "t0" {
		t.Errorf("sure and wrong twice: %+v", a)
	}
	if a := wrong(record.Guess); a.Wrong != 0 || a.Topic != "" {
		t.Errorf("a guess: %+v", a)
	}
}

// An answer says in which way of practising it was given.
func TestAnswersKnowTheirMode(t *testing.T) {
	store := &progress.Memory{}
	s := Open(library(t), nil, store, (&clock{noon}).now)
	for _, r := range []*Run{s.Drill(practice.Filter{}), s.WarmUp()} {
		r.Answer(ask(t, r), quizzes.Response{"o1"}, record.Guess, time.Second)
		list, err := store.Answers()
		if err != nil || list[len(list)-1].Mode != r.Mode {
			t.Errorf("%v: %+v %v", r.Mode, list, err)
		}
	}
}
