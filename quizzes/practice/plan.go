package practice

import "time"

// Why says for what reason an item is asked. Screens make sentences of it.
type Why string

// The reasons.
const (
	WhyDue     Why = "due"     // its review is due
	WhyMissed  Why = "missed"  // it was missed, or guessed, at its latest answer
	WhyChanged Why = "changed" // it reads otherwise than when it was answered
	WhyFresh   Why = "fresh"   // it was never answered
	WhyKnown   Why = "known"   // nothing else is left: the one answered longest ago
	WhyWeak    Why = "weak"    // of the topic that is known least
	WhyEasy    Why = "easy"    // for a start
)

// Pick is one item to ask.
type Pick struct {
	ID  string // of a generated item with its seed: ~route/17
	Why Why
}

// Plan is a row of items to ask, in their order.
type Plan struct {
	Items  []Pick
	Takes  time.Duration // by the learner's own median pace
	Behind time.Duration // see History.Behind
}

// Due plans the reviews of the learner's day: all that is due until its end,
// interleaved: no two of one topic in a row where that can be avoided.
func (h *History) Due(now time.Time) Plan { return Plan{} }

// NextDue is when the next review after today falls due; zero when none is.
func (h *History) NextDue(now time.Time) time.Time { return time.Time{} }

// Pace is how long the learner takes for an item: the median of their latest
// answers, one minute while there are fewer than five.
func (h *History) Pace() time.Duration { return time.Minute }

// WarmUp plans ten minutes: reviews that are due, then generated items on the
// weakest topic, then weak items of the banks. Who has answered nothing yet
// gets easy items of every module.
func (h *History) WarmUp(now time.Time, seed uint64) Plan { return Plan{} }
