package lessons

import (
	"slices"
	"strconv"
	"strings"

	"skylab/content"
	"skylab/text"
)

// longestStep is how many minutes nine learners of ten need at most; a longer
// step is two steps.
const longestStep = 12

// step reads one section of lesson.md.
func (r *reader) step(s content.Section) {
	st := &Step{Module: r.m, Pos: s.Pos, proofs: newProofs()}
	st.Title = st.Title.With(text.English, s.Title)
	st.given = slices.Clone(r.given)
	r.attributes(st, s)
	sr := &stepReader{reader: r, st: st}
	for _, n := range s.Nodes {
		sr.node(n)
	}
	sr.finish()
	r.m.Steps = append(r.m.Steps, st)
}

func (r *reader) attributes(st *Step, s content.Section) {
	if s.Title == "" {
		r.fail(s.Pos, "lint.heading.title")
	}
	seen := map[string]bool{}
	for _, a := range s.Attrs {
		if seen[a.Key] && a.Key != "" {
			r.fail(a.Pos, "lint.heading.twice", "key", a.Key)
		}
		seen[a.Key] = true
		r.attribute(st, a)
	}
	if !seen["id"] {
		r.fail(s.Pos, "lint.heading.id", "title", s.Title)
	}
	if !seen["level"] {
		r.fail(s.Pos, "lint.heading.level", "levels", levels())
	}
}

func (r *reader) attribute(st *Step, a content.Attr) {
	switch a.Key {
	case "id":
		st.ID = a.Value
		if !anID.MatchString(a.Value) {
			r.fail(a.Pos, "lint.id.form", "id", a.Value)
		} else if first := r.m.Step(a.Value); first != nil {
			r.fail(a.Pos, "lint.step.twice", "id", a.Value, "line", first.Pos.Line)
		}
	case "level":
		st.Level = Level(a.Value)
		if !slices.Contains(Levels(), st.Level) {
			r.fail(a.Pos, "lint.level.unknown", "level", a.Value, "levels", levels())
		}
	case "start":
		switch {
		case a.Value != "previous-step":
			r.fail(a.Pos, "lint.start.unknown", "value", a.Value)
		case len(r.m.Steps) == 0:
			r.fail(a.Pos, "lint.start.first")
		default:
			st.previous = r.m.Steps[len(r.m.Steps)-1]
		}
	case "setup":
		r.useSetup(st, a)
	case "minutes":
		n, err := strconv.Atoi(a.Value)
		if err != nil || n < 1 || n > longestStep {
			r.fail(a.Pos, "lint.minutes.range", "value", a.Value, "most", longestStep)
		}
		st.Minutes = n
	default:
		r.fail(a.Pos, "lint.heading.unknown", "key", written(a), "known", "#id, level, start, setup, minutes")
	}
}

// written is an attribute as it stands in the source.
func written(a content.Attr) string {
	if a.Key == "" {
		return a.Value
	}
	return a.Key + "=" + a.Value
}

func (r *reader) useSetup(st *Step, a content.Attr) {
	for name := range strings.SplitSeq(a.Value, ",") {
		b, ok := r.setups[name]
		if !ok {
			r.fail(a.Pos, "lint.setup.unknown", "name", name)
			continue
		}
		r.used[name] = true
		st.shared = append(st.shared, b)
	}
}

func levels() string {
	var list []string
	for _, l := range Levels() {
		list = append(list, string(l))
	}
	return strings.Join(list, ", ")
}

// stepReader reads the nodes of one step.
type stepReader struct {
	*reader
	st    *Step
	prose []string
	task  *content.Alert
	ask   *content.Alert // the prediction's question
	after *content.Alert
	trap  *Trap // the trap just read, whose caution must follow
	words wordCount
}

func (r *stepReader) node(n content.Node) {
	if r.trap != nil && (n.Alert == nil || n.Alert.Kind != "CAUTION") {
		r.fail(r.trap.Block.Pos, "lint.trap.caution", "id", r.trap.ID)
		r.trap = nil
	}
	switch {
	case n.Prose != nil:
		r.passage(*n.Prose)
	case n.Alert != nil:
		r.alert(n.Alert)
	default:
		r.machine(*n.Block)
	}
}

func (r *stepReader) passage(p content.Passage) {
	if r.task != nil {
		r.fail(p.Lines[0].Pos, "lint.prose.late")
	}
	r.reader.prose(p, r.st)
	r.words.count(p)
	r.prose = append(r.prose, p.String())
}

func (r *stepReader) alert(a *content.Alert) {
	r.reader.prose(a.Text, r.st)
	twice := func(first *content.Alert) {
		if first != nil {
			r.fail(a.Pos, "lint.alert.twice", "kind", a.Kind, "line", first.Pos.Line)
		}
	}
	switch a.Kind {
	case "IMPORTANT":
		twice(r.task)
		r.task = a
	case "WARNING":
		twice(r.ask)
		r.ask = a
	case "NOTE":
		twice(r.after)
		r.after = a
		r.st.After = r.st.After.With(text.English, a.Text.String())
	case "TIP":
		r.st.Hints = append(r.st.Hints, content.WordsOf(a.Text.String(), ""))
		r.st.hintPos = append(r.st.hintPos, a.Pos)
	case "CAUTION":
		if r.trap == nil {
			r.fail(a.Pos, "lint.caution.alone")
			return
		}
		r.trap.Caution = content.WordsOf(a.Text.String(), "")
		r.trap = nil
	}
}

// finish checks what only the whole step can tell.
func (r *stepReader) finish() {
	if r.trap != nil {
		r.fail(r.trap.Block.Pos, "lint.trap.caution", "id", r.trap.ID)
	}
	st := r.st
	st.Prose = st.Prose.With(text.English, strings.Join(r.prose, "\n\n"))
	r.need(r.task != nil, "lint.step.task")
	r.need(len(st.Checks) > 0, "lint.step.check")
	r.need(len(st.Solutions) > 0, "lint.step.solution")
	r.need(len(st.Hints) >= 2, "lint.step.hints", "n", len(st.Hints))
	r.need(r.after != nil, "lint.step.note")
	if r.task != nil {
		titles, rest := r.titles(r.task, st)
		for i, c := range st.Checks {
			c.Title = c.Title.With(text.English, titles[i])
		}
		st.Task = st.Task.With(text.English, rest)
	}
	r.question()
	r.names()
	if r.words.words > 120 {
		r.fail(r.words.at, "lint.prose.long", "n", r.words.words)
	}
}

func (r *stepReader) need(ok bool, code string, args ...any) {
	if !ok {
		r.fail(r.st.Pos, code, append(args, "step", r.st.ID)...)
	}
}

func (r *stepReader) question() {
	p := r.st.Predict
	switch {
	case p == nil && r.ask != nil:
		r.fail(r.ask.Pos, "lint.warning.alone")
	case p != nil && r.ask == nil:
		r.fail(p.Block.Pos, "lint.predict.question")
	case p != nil:
		question, labels := options(r.ask.Text)
		p.Question = p.Question.With(text.English, question)
		if len(labels) != len(p.Options) {
			r.fail(r.ask.Pos, "lint.predict.labels", "labels", len(labels), "options", len(p.Options))
			return
		}
		for i := range p.Options {
			p.Options[i].Label = p.Options[i].Label.With(text.English, labels[i])
		}
	}
}

// names checks what several blocks of a kind need: names that differ, and
// traps that name checks of the step.
func (r *stepReader) names() {
	seen := map[string]bool{}
	for _, s := range r.st.Solutions {
		if s.Name == "" && len(r.st.Solutions) > 1 {
			r.fail(s.Block.Pos, "lint.solution.name")
		} else if seen[s.Name] {
			r.fail(s.Block.Pos, "lint.solution.twice", "name", s.Name)
		}
		seen[s.Name] = true
	}
	var ids []string
	for _, c := range r.st.Checks {
		ids = append(ids, c.ID)
	}
	for _, t := range r.st.Traps {
		for _, c := range t.Checks {
			if r.st.Named(c) == nil {
				r.fail(t.Block.Pos, "lint.trap.check", "check", c, "near", text.Nearest(c, ids))
			}
		}
	}
}
