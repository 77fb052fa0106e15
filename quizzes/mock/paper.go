package mock

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"skylab/console"
	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// paper is what both exports say, in one language.
type paper struct {
	Result
	speaker text.Speaker
	facts   *content.Facts
	cited   []content.Fact // in the order in which they are first cited
}

func (p *paper) say(id string, args ...any) string { return p.speaker.Say(id, args...) }

func (p *paper) words(w content.Words) string {
	return console.Harmless([]byte(w.In(p.speaker.Lang())))
}

func (p *paper) title() string {
	return p.say("mock.result.title", "exam", p.Exam.Code, "name", p.words(p.Exam.Name), "day", p.Sitting.Began.Format(time.DateOnly))
}

// percent is a share in whole percent.
func percent(share float64) int { return int(math.Round(share * 100)) }

func (s Score) bounds() (low, high int) {
	l, h := s.Interval()
	return percent(l), percent(h)
}

// clockTime is 1:02:03, or 2:03.
func clockTime(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// Summary says the result in sentences of the speaker's language: the raw
// figure with its interval, the pass mark beside it, time, and whatever makes
// the result worth less than it looks.
func (r Result) Summary(s text.Speaker) []string {
	p := paper{Result: r, speaker: s}
	var list []string
	say := func(when bool, id string, args ...any) {
		if when {
			list = append(list, p.say("mock.result."+id, args...))
		}
	}
	low, high := r.Scored.bounds()
	say(r.Scored.Of > 0, "raw", "right", r.Scored.Right, "of", r.Scored.Of, "percent", percent(r.Scored.Share()), "low", low, "high", high)
	say(r.Scored.Of == 0, "nothing")
	if line := r.Compared(s); line != "" {
		list = append(list, line)
	}
	say(r.Exam.Pass > 0, "pass", "exam", r.Exam.Code, "pass", r.Exam.Pass)
	unscored := 0
	for _, l := range r.Lines {
		if !l.Drawn.Scored {
			unscored++
		}
	}
	say(unscored > 0, "unscored", "n", unscored, "of", len(r.Lines))
	say(r.Sitting.Short, "short", "items", len(r.Lines), "of", r.Exam.Questions())
	extra := ""
	if r.Sitting.Extra > 0 {
		extra = clockTime(r.Sitting.Extra)
	}
	say(true, "time", "used", clockTime(r.State.Used), "limit", clockTime(r.Sitting.Limit), "extra", extra)
	say(r.State.End == Expired, "expired")
	say(r.State.End == Running, "running")
	say(r.Unanswered > 0, "unanswered", "n", r.Unanswered)
	say(r.Changed > 0, "changed", "n", r.Changed)
	say(r.Vanished > 0, "vanished", "n", r.Vanished)
	say(r.State.Back, "back")
	say(r.State.LongAway, "long-away")
	return list
}

// Compared says how the result lies beside that of the mock before; empty when
// there is none.
func (r Result) Compared(s text.Speaker) string {
	e := r.Earlier
	if e == nil || r.Scored.Of == 0 {
		return ""
	}
	return s.Say("mock.result.earlier", "day", e.Began.Format(time.DateOnly), "percent", percent(e.Score.Share()), "right", e.Score.Right, "of", e.Score.Of,
		"differs", r.Scored.Differs(e.Score), "again", e.Again)
}

// row is a line of a table of scores.
type row struct {
	Name       string
	Score      Score
	Percent    int
	Low, High  int
	Took, Each string
}

func (p *paper) row(name string, s Score, took time.Duration) row {
	low, high := s.bounds()
	return row{name, s, percent(s.Share()), low, high, clockTime(took), clockTime(took / time.Duration(max(s.Of, 1)))}
}

func (p *paper) domainRows() []row {
	var list []row
	for _, d := range p.Domains {
		list = append(list, p.row(p.say("mock.result.domain", "id", d.Domain.ID, "title", d.Domain.Title(p.speaker.Lang()), "weight", d.Domain.Weight), d.Score, d.Took))
	}
	return list
}

func (p *paper) taskRows() []row {
	var list []row
	for _, t := range p.Tasks {
		list = append(list, p.row(t.Task.ID+" "+t.Task.Title(p.speaker.Lang()), t.Score, t.Took))
	}
	return list
}

// calibration says how sureness and truth went together; empty when the
// learner never said how sure they were.
func (p *paper) calibration() []string {
	var list []string
	for _, c := range []struct {
		id string
		Score
	}{{"certain", p.Calibration.Certain}, {"guess", p.Calibration.Guess}} {
		if c.Of > 0 {
			low, high := c.bounds()
			list = append(list, p.say("mock.result."+c.id, "right", c.Right, "of", c.Of, "percent", percent(c.Share()), "low", low, "high", high))
		}
	}
	return list
}

func (p *paper) study() []string {
	var list []string
	for _, s := range p.Study {
		list = append(list, p.say("mock.result.study", "task", s.Task.ID, "title", s.Task.Title(p.speaker.Lang()),
			"right", s.Score.Right, "of", s.Score.Of, "steps", strings.Join(s.Steps, ", ")))
	}
	return list
}

// verdict is right, wrong, unanswered or not counted.
func (l Line) verdict() string {
	switch {
	case !l.Counted:
		return "not-counted"
	case l.Right:
		return "right"
	case len(l.Mark.Response) == 0:
		return "blank"
	}
	return "wrong"
}

// About says of a line whether it was right, what it was about and how it was
// answered.
func (r Result) About(l Line, s text.Speaker) []string {
	p := paper{Result: r, speaker: s}
	return append([]string{p.say("mock.item." + l.verdict())}, p.about(l)...)
}

// Sureness says how sureness and truth went together; empty when the learner
// never said how sure they were.
func (r Result) Sureness(s text.Speaker) []string {
	p := paper{Result: r, speaker: s}
	return p.calibration()
}

// about lists what is to be known of a line beside its verdict.
func (p *paper) about(l Line) []string {
	task, _ := p.Exam.Task(l.Drawn.Task)
	list := []string{strings.TrimSpace(l.Drawn.Task + " " + task.Title(p.speaker.Lang())), clockTime(l.Mark.Took)}
	add := func(when bool, id string) {
		if when {
			list = append(list, p.say("mock.item."+id))
		}
	}
	add(!l.Drawn.Scored, "unscored")
	add(l.Mark.Flagged, "flagged")
	add(l.Mark.Sure == record.Certain, "certain")
	add(l.Mark.Sure == record.Guess, "guess")
	add(l.Sight == Changed, "changed")
	add(l.Item != nil && l.Item.Proved, "proved")
	return append(list, l.Drawn.Item)
}

// option says of an option whether it holds and whether it was chosen.
func (p *paper) option(l Line, o quizzes.Option) string {
	chosen := slices.Contains(l.Mark.Response, o.ID)
	switch {
	case o.Key && chosen:
		return p.say("mock.option.key-chosen")
	case o.Key:
		return p.say("mock.option.key")
	case chosen:
		return p.say("mock.option.chosen")
	}
	return ""
}

var citation = regexp.MustCompile(`\[\^([^\]\s]+)\]`)

// cite gives a fact its number among those cited; 0 when there is no such fact.
func (p *paper) cite(id string) int {
	if i := slices.IndexFunc(p.cited, func(f content.Fact) bool { return f.ID == id }); i >= 0 {
		return i + 1
	}
	f, ok := p.facts.Find(id)
	if !ok {
		return 0
	}
	p.cited = append(p.cited, f)
	return len(p.cited)
}
