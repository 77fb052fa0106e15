package lessons

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// Record is what a learner did in one step, as far as it was kept.
type Record struct {
	Step        *Step
	Way         []Leg    // the steps before in the same world; none when it was begun afresh
	Lines       []string // the journal: what was typed, in order, undo and jumps included
	Seed        uint64
	Stale       bool // the lesson has changed since: the lines cannot be replayed
	Hints       int
	Assisted    bool // passed after the solution was shown
	Passed      time.Time
	Predictions []PredictionMade
	TookMinutes int // 0: not known
}

// PredictionMade is an answer given before a command ran: the keys of options.
type PredictionMade struct{ Answer, Truth string }

// Shown is a command of the record with what it printed.
type Shown struct {
	Line   string
	Output string
	Status int
	Trace  bool // it looked at the network: its output belongs into the notes
}

// Replay runs a record's lines again, undo and jumps included, and gives the
// lines that stand on the timeline up to where the learner is, with what they
// printed.
func (r Record) Replay(ctx context.Context, lang text.Lang) ([]Shown, error) {
	begin, err := r.Step.Begin(ctx, lang, cmp.Or(r.Seed, r.Step.Module.Seed), r.Way...)
	if err != nil {
		return nil, err
	}
	moments, err := replay(ctx, begin.Step, begin.Start, r.Lines)
	var list []Shown
	for _, m := range moments {
		list = append(list, Shown{Line: m.Line, Output: console.Harmless(m.Output), Status: m.Status, Trace: len(m.Traces) > 0})
	}
	return list, err
}

// replay plays lines in a session and gives the moments after the first, up to
// the current one. A line that is cut off, or a wish that cannot be fulfilled,
// leaves nothing behind.
func replay(ctx context.Context, s *Step, start *console.Moment, lines []string) ([]*console.Moment, error) {
	session := console.NewSession(start, console.Base{Name: s.Ref(), Hash: s.Hash()})
	for _, line := range lines {
		if _, err := session.Do(ctx, line); err != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	var list []*console.Moment
	for i := 1; i <= session.Position(); i++ {
		m, err := session.Moment(i)
		if err != nil {
			return list, err
		}
		list = append(list, m)
	}
	return list, nil
}

// WriteNotes writes records up as Markdown in the speaker's language: tasks,
// commands, traces, predictions that were wrong, sources.
func WriteNotes(ctx context.Context, w io.Writer, say text.Speaker, now time.Time, records []Record) error {
	n := &notes{w: w, say: say}
	n.line("# " + say.Say("notes.title"))
	n.line("")
	n.line(say.Say("notes.made", "day", now.Format(time.DateOnly)))
	var module *Module
	for _, r := range records {
		if r.Step.Module != module {
			module = r.Step.Module
			n.line("")
			n.line("## " + module.Title.In(say.Lang()))
		}
		n.step(ctx, r)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	n.sources()
	return n.err
}

type notes struct {
	w     io.Writer
	say   text.Speaker
	facts []content.Fact
	err   error
}

func (n *notes) line(s string) {
	if n.err == nil {
		_, n.err = fmt.Fprintln(n.w, s)
	}
}

// section writes a heading of the third level and its body, if there is any.
func (n *notes) section(id, body string) {
	if strings.TrimSpace(body) == "" {
		return
	}
	n.line("")
	n.line("**" + n.say.Say(id) + "**")
	n.line("")
	n.line(strings.TrimRight(body, "\n"))
}

// cite puts the number of the source in the place of each [^id].
func (n *notes) cite(s *Step, body string) string {
	return citation.ReplaceAllStringFunc(body, func(mark string) string {
		id := citation.FindStringSubmatch(mark)[1]
		i := slices.IndexFunc(n.facts, func(f content.Fact) bool { return f.ID == id })
		if i < 0 {
			f, ok := s.Module.Fact(id)
			if !ok {
				return mark
			}
			n.facts = append(n.facts, f)
			i = len(n.facts) - 1
		}
		return fmt.Sprintf(" [%d]", i+1)
	})
}

func (n *notes) step(ctx context.Context, r Record) {
	s, lang := r.Step, n.say.Lang()
	n.line("")
	n.line("### " + s.Title.In(lang))
	n.line("")
	n.line(n.state(r))
	n.section("notes.task", n.cite(s, s.Task.In(lang))+"\n\n"+checkList(s, lang))
	shown, err := r.Replay(ctx, lang)
	if err != nil || r.Stale {
		shown = nil
		for _, line := range r.Lines {
			shown = append(shown, Shown{Line: line})
		}
	}
	n.section("notes.commands", fence("sh", commandLines(shown)))
	n.section("notes.traces", traces(shown))
	n.section("notes.predictions", n.wrong(r))
	if !r.Passed.IsZero() {
		n.section("notes.after", n.cite(s, s.After.In(lang)))
	}
	for _, id := range s.Facts {
		n.cite(s, "[^"+id+"]")
	}
}

func (n *notes) state(r Record) string {
	id := "notes.open"
	switch {
	case r.Passed.IsZero():
	case r.Assisted:
		id = "notes.assisted"
	default:
		id = "notes.solved"
	}
	return n.say.Say(id, "day", r.Passed.Format(time.DateOnly), "hints", r.Hints, "commands", len(r.Lines))
}

func checkList(s *Step, lang text.Lang) string {
	var b strings.Builder
	for _, c := range s.Checks {
		fmt.Fprintf(&b, "- %s\n", c.Title.In(lang))
	}
	return b.String()
}

func commandLines(shown []Shown) string {
	var b strings.Builder
	for _, s := range shown {
		b.WriteString(strings.TrimRight(s.Line, "\n") + "\n")
	}
	return b.String()
}

// traces are the commands that looked at the network, with their output.
func traces(shown []Shown) string {
	var b strings.Builder
	for _, s := range shown {
		if s.Trace {
			b.WriteString("$ " + strings.TrimSpace(s.Line) + "\n" + strings.TrimRight(s.Output, "\n") + "\n")
		}
	}
	return fence("text", b.String())
}

// fence wraps text so that no backticks inside can end it.
func fence(kind, body string) string {
	if strings.TrimSpace(body) == "" {
		return ""
	}
	mark := "```"
	for strings.Contains(body, mark) {
		mark += "`"
	}
	return mark + kind + "\n" + strings.TrimRight(body, "\n") + "\n" + mark
}

func (n *notes) wrong(r Record) string {
	p := r.Step.Predict
	if p == nil {
		return ""
	}
	lang := n.say.Lang()
	label := func(key string) string {
		for _, o := range p.Options {
			if o.Key == key {
				return o.Label.In(lang)
			}
		}
		return key
	}
	var b strings.Builder
	for _, made := range r.Predictions {
		if made.Answer != made.Truth {
			fmt.Fprintf(&b, "- %s\n  %s\n", strings.ReplaceAll(p.Question.In(lang), "\n", "\n  "),
				n.say.Say("notes.wrong", "answer", label(made.Answer), "truth", label(made.Truth)))
		}
	}
	return b.String()
}

// sources are the facts that the steps cite, by number.
func (n *notes) sources() {
	if len(n.facts) == 0 {
		return
	}
	n.line("")
	n.line("## " + n.say.Say("notes.sources"))
	n.line("")
	for i, f := range n.facts {
		n.line(fmt.Sprintf("%d. %s %s", i+1, f.In(n.say.Lang()), n.say.Say("notes.source", "source", f.Source, "day", f.Checked)))
	}
}
