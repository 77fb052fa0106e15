package mock

import (
	"strings"
	"time"

	"skylab/content"
	"skylab/text"
)

// Why is the reason of a refusal.
type Why string

// The reasons.
const (
	Ended   Why = "ended"    // its last day lies in the past
	NotYet  Why = "not-yet"  // its first day lies in the future
	NoItems Why = "no-items" // no task has enough items
)

// Refusal says why there is no mock of an exam now, and what there is instead.
type Refusal struct {
	Why         Why
	Exam        content.Exam
	Successor   string     // of Ended: code of the version to take instead; empty: none
	Predecessor string     // of NotYet: code of the version that is given until then; empty: none
	Coverage    []Coverage // of NoItems
}

// Say is the refusal in the speaker's language, with what can be done.
func (r *Refusal) Say(s text.Speaker) string {
	best := 0
	for _, c := range r.Coverage {
		best = max(best, c.Items)
	}
	return s.Say("mock.refused."+string(r.Why), "exam", r.Exam.Code, "last", r.Exam.LastDay, "first", r.Exam.ValidFrom,
		"successor", r.Successor, "before", r.Predecessor, "enough", Enough, "best", best)
}

// Error is the refusal in English.
func (r *Refusal) Error() string { return r.Say(text.For(text.English)) }

// Notes are the sentences that belong beside an offer: that and why it is
// shorter, what is left out, the days on which versions end.
func (o Offer) Notes(s text.Speaker, today time.Time) []string {
	var list []string
	say := func(id string, args ...any) { list = append(list, s.Say(id, args...)) }
	if !o.Full {
		say("mock.note.short", "items", o.Questions(), "of", o.Exam.Questions(), "minutes", int(o.Limit.Minutes()), "whole", o.Exam.Minutes)
	}
	if len(o.LeftOut) > 0 {
		var names []string
		for _, id := range o.LeftOut {
			d, _ := o.Exam.Domain(id)
			names = append(names, id+" "+d.Title(s.Lang()))
		}
		say("mock.note.left-out", "domains", strings.Join(names, "; "))
	}
	if len(o.Small) > 0 {
		say("mock.note.small", "tasks", strings.Join(o.Small, ", "), "enough", Enough)
	}
	if last := o.Exam.LastDay; last != "" {
		say("mock.note.last-day", "exam", o.Exam.Code, "last", last, "successor", o.Exam.Successor)
	}
	switch last := o.Exam.KoreanLastDay; {
	case last != "" && o.Exam.KoreanOver(today):
		say("mock.note.korean-over", "exam", o.Exam.Code, "last", last)
	case last != "":
		say("mock.note.korean", "exam", o.Exam.Code, "last", last)
	}
	return list
}
