package study

import (
	"context"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

// Run is one sitting of practice: a drill without end, or a row of items. It
// belongs to one goroutine at a time.
type Run struct {
	Study  *Study
	Mode   record.Mode
	Filter practice.Filter // of a drill
	Given  []Given         // what was answered, in order
	Asked  int             // items that were shown

	queue []practice.Pick // of a plan
	plan  bool
	began time.Time
	tries uint64
}

// Given is one answered item of a run.
type Given struct {
	Item   *quizzes.Item
	Answer record.Answer
}

// Card is the next item to answer.
type Card struct {
	Item    *quizzes.Item
	Why     practice.Why
	N       int  // its place in the run, from 1
	Changed bool // it has changed since it was last answered
}

// Drill asks items that pass a filter, without end.
func (s *Study) Drill(f practice.Filter) *Run {
	s.Refresh()
	return &Run{Study: s, Mode: record.Drill, Filter: f, began: s.now()}
}

// Review asks what is due today.
func (s *Study) Review() *Run {
	s.Refresh()
	r := &Run{Study: s, Mode: record.Review, plan: true, began: s.now()}
	s.Ask(func(h *practice.History, now time.Time) { r.queue = h.Due(now).Items })
	return r
}

// WarmUp asks ten minutes of what the learner needs most.
func (s *Study) WarmUp() *Run {
	s.Refresh()
	r := &Run{Study: s, Mode: record.WarmUp, plan: true, began: s.now()}
	s.Ask(func(h *practice.History, now time.Time) { r.queue = h.WarmUp(now, s.seed()).Items })
	return r
}

// Row asks certain items, in their order.
func (s *Study) Row(ids ...string) *Run {
	r := &Run{Study: s, Mode: record.Drill, plan: true, began: s.now()}
	for _, id := range ids {
		r.queue = append(r.queue, practice.Pick{ID: id})
	}
	return r
}

// seed differs from one answer to the next, and from learner to learner.
func (s *Study) seed() uint64 { return s.Learner + uint64(s.answers) }

// Total is how many items the run has; 0 when it has no end.
func (r *Run) Total() int {
	if !r.plan {
		return 0
	}
	return r.Asked + len(r.queue)
}

// Next is the item to ask now. False when there is none (left); an item that
// cannot be loaded is an error, and the one after it comes at the next call.
func (r *Run) Next(ctx context.Context) (card Card, more bool, err error) {
	pick, ok := r.pick()
	if !ok {
		return Card{}, false, nil
	}
	it, err := r.Study.Item(ctx, pick.ID)
	if err != nil {
		return Card{}, true, err
	}
	r.Asked++
	return Card{Item: it, Why: pick.Why, N: len(r.Given) + 1, Changed: pick.Why == practice.WhyChanged}, true, nil
}

func (r *Run) pick() (pick practice.Pick, ok bool) {
	if r.plan {
		if len(r.queue) == 0 {
			return pick, false
		}
		pick, r.queue = r.queue[0], r.queue[1:]
		return pick, true
	}
	r.tries++ // an item that could not be loaded is not asked for ever
	s := r.Study
	s.Ask(func(h *practice.History, now time.Time) {
		f, seed := r.Filter, s.seed()+r.tries<<32
		if gens := s.Library.Generators; f.Generator == AnyGenerator && len(gens) > 0 {
			f.Generator = gens[cloud.RollBelow(seed, cloud.Label("study/generator"), 0, uint64(len(gens)))].ID
		}
		pick, ok = h.Next(f, now, seed)
	})
	return pick, ok
}

// AnyGenerator as a filter's generator takes another one each time.
const AnyGenerator = "*"

// Longest is the longest time that counts for one item: who went to lunch did
// not think for an hour.
const Longest = 10 * time.Minute

// Answered is what is to be said after an answer.
type Answered struct {
	Right   bool
	Due     time.Time // when it comes back; zero: not by itself
	Topic   string    // with Sure and Wrong: was sure and wrong on this topic before
	Sure    int
	Wrong   int
	Teaches string // the lesson step; may be empty
	Unsaved error
}

// Answer marks and keeps an answer.
func (r *Run) Answer(c Card, given quizzes.Response, sure record.Sure, took time.Duration) Answered {
	s := r.Study
	right := c.Item.Right(given)
	a := s.Keep(record.Answer{Item: c.Item.ID, Hash: c.Item.Hash, Mode: r.Mode, Chosen: given.String(), Right: right, Sure: sure, Took: min(took, Longest), At: s.now()})
	r.Given = append(r.Given, Given{c.Item, a})
	out := Answered{Right: right, Teaches: c.Item.Step, Unsaved: s.Unsaved()}
	s.Ask(func(h *practice.History, now time.Time) {
		out.Due = h.Standing(c.Item.ID, now).Due
		if right || sure != record.Certain {
			return
		}
		for _, o := range h.Overconfident() {
			if o.Module == c.Item.Module && o.Topic == c.Item.Topic {
				out.Topic, out.Sure, out.Wrong = o.Topic, o.Sure, o.Wrong
			}
		}
	})
	return out
}

// Sum is what a run came to.
type Sum struct {
	Answers, Right  int
	Sure, SureRight int
	Guesses, Lucky  int
	Took            time.Duration
	Missed          []Given
}

// Sum adds the run up.
func (r *Run) Sum() Sum {
	var s Sum
	for _, g := range r.Given {
		one := 0
		if g.Answer.Right {
			one = 1
		} else {
			s.Missed = append(s.Missed, g)
		}
		s.Answers, s.Right, s.Took = s.Answers+1, s.Right+one, s.Took+g.Answer.Took
		switch g.Answer.Sure {
		case record.Certain:
			s.Sure, s.SureRight = s.Sure+1, s.SureRight+one
		case record.Guess:
			s.Guesses, s.Lucky = s.Guesses+1, s.Lucky+one
		}
	}
	return s
}
