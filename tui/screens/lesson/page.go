package lesson

import (
	"strings"

	"skylab/lessons"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/tell"
	"skylab/tui/theme"
)

// page is what stands on the left: prose, prediction, task, checks, hints, and
// what comes after the pass. Its lines are kept until something changes.
type page struct {
	scroll  frame.Scroll
	lines   []string
	width   int
	version int
	stale   bool
	task    int // the line where the task begins
	hint    int // the line where the newest hint begins
	after   int // the line where the part after the pass begins
	prose   *prose.Kept
}

// pageLines lays the page out for a width.
func (l *Lesson) pageLines(w int) []string {
	p := &l.page
	if p.lines != nil && !p.stale && p.width == w && p.version == l.env.Version {
		return p.lines
	}
	if p.prose == nil || p.version != l.env.Version || p.width != w {
		p.prose = prose.Keep(l.env.Theme) // what was laid out for another width is not wanted again
	}
	p.width, p.version, p.stale, p.lines = w, l.env.Version, false, []string{}
	d := drawing{l.env.Theme, min(w-4, prose.Widest), &p.lines, p.prose}
	if l.template.Page != "" {
		d.markdown(l.template.Page)
	} else if l.step == nil {
		d.markdown(l.env.Say("sandbox.page", "template", l.env.Say("sandbox."+l.template.ID)))
	} else {
		l.drawStep(d)
	}
	for i, line := range p.lines {
		p.lines[i] = "  " + line
	}
	return p.lines
}

// drawing collects the page's lines.
type drawing struct {
	th  theme.Theme
	w   int
	out *[]string
	md  *prose.Kept
}

func (d drawing) add(lines ...string) { *d.out = append(*d.out, lines...) }

func (d drawing) gap() {
	if n := len(*d.out); n > 0 && (*d.out)[n-1] != "" {
		d.add("")
	}
}

func (d drawing) markdown(s string) {
	d.gap()
	d.add(d.md.Render(s, d.w)...)
}

// beside draws Markdown with a bar or sign at its left.
func (d drawing) beside(lead, rest, s string) {
	for i, line := range d.md.Render(s, d.w-frame.Width(lead)) {
		if i == 0 {
			d.add(lead + line)
		} else {
			d.add(rest + line)
		}
	}
}

func (l *Lesson) drawStep(d drawing) {
	lang, s := l.env.Lang(), l.step
	title, about := s.Title.In(lang), l.about()
	if one := frame.Width(title) + 3 + frame.Width(about); one <= d.w {
		d.add(frame.Ends(d.th.Strong.Paint(title), d.th.Quiet.Paint(about), d.w))
	} else {
		d.add(d.th.Strong.Paint(frame.Cut(title, d.w)), d.th.Quiet.Paint(frame.Cut(about, d.w)))
	}
	if steps := l.play.Earlier(); len(steps) > 0 {
		d.add(prose.Words(l.env.Say("lesson.own-world", "steps", Refs(steps)), d.w, d.th.Yours)...)
	}
	if s == s.Module.Steps[0] {
		d.gap()
		for _, line := range s.Module.Story {
			d.add(d.md.Render(line.In(lang), d.w)...)
		}
	}
	d.markdown(prose.Cited(s.Prose.In(lang), s.Facts))
	l.drawPrediction(d)
	d.gap()
	l.page.task = len(*d.out)
	bar := d.th.Yours.Paint("▎ ")
	d.beside(bar, bar, prose.Cited(s.Task.In(lang), s.Facts))
	l.drawChecks(d)
	l.drawHints(d)
	l.page.after = len(*d.out)
	if l.passed {
		l.drawAfter(d)
	}
	l.drawFacts(d)
	d.gap()
}

// about is the step's level and how long it takes.
func (l *Lesson) about() string {
	words := l.env.Say("level." + string(l.step.Level))
	if l.step.Minutes > 0 {
		words += " · " + l.env.Say("steps.minutes", "minutes", l.step.Minutes)
	}
	return words
}

func (l *Lesson) drawChecks(d drawing) {
	d.gap()
	for i, c := range l.step.Checks {
		var r *lessons.Result
		if i < len(l.results) {
			r = &l.results[i]
		}
		sign, ink := l.sign(r)
		d.beside(ink.Paint(sign)+" ", "  ", c.Title.In(l.env.Lang()))
		if r == nil || r.State == lessons.Met {
			continue
		}
		for _, fact := range tell.Facts(l.env.Text, *r) {
			d.beside("    ", "      ", fact)
		}
		if r.Trap != nil {
			d.beside("    "+d.th.Unknown.Paint("! "), "      ", r.Trap.Caution.In(l.env.Lang()))
		}
	}
}

// sign of a check: met, unmet, cannot be told, or not looked at yet.
func (l *Lesson) sign(r *lessons.Result) (string, theme.Ink) {
	th := l.env.Theme
	switch {
	case r == nil:
		return "·", th.Quiet
	case r.State == lessons.Met:
		return theme.Yes, th.Allowed
	case r.State == lessons.Unknown:
		return theme.Maybe, th.Unknown
	}
	return theme.No, th.Denied
}

func (l *Lesson) drawHints(d drawing) {
	for i, h := range l.hinting {
		d.gap()
		l.page.hint = len(*d.out)
		d.add(d.th.Unknown.Paint(l.env.Say("lesson.hint", "n", i+1, "of", l.hintCount())))
		d.beside("  ", "  ", h)
	}
}

func (l *Lesson) drawAfter(d drawing) {
	d.gap()
	l.page.after = len(*d.out)
	word := l.env.Say("lesson.solved")
	if l.play.Assisted() {
		word = l.env.Say("lesson.assisted")
	}
	d.add(d.th.Allowed.Paint(theme.Yes + " " + word))
	d.markdown(prose.Cited(l.step.After.In(l.env.Lang()), l.step.Facts))
	if len(l.step.Solutions) > 0 {
		d.markdown(l.env.Say("lesson.compare", "key", l.keyOf("solution")))
	}
	if ref := l.following(); ref != "" {
		words := l.env.Say("lesson.next", "step", ref, "key", l.keyOf("next"))
		if l.mayGoOn() {
			words += " " + l.env.Say("lesson.carry-on", "key", l.keyOf("carry-on"))
		}
		d.markdown(words)
	} else {
		d.markdown(l.env.Say("lesson.last", "module", l.step.Module.ID))
	}
}

// keyOf is the key shown for a binding.
func (l *Lesson) keyOf(id string) string {
	for _, b := range l.Keys() {
		if b.ID == id && len(b.Keys) > 0 {
			return keys.Shown(b.Keys[len(b.Keys)-1])
		}
	}
	return ""
}

// drawFacts lists the facts that the text shown so far cites.
func (l *Lesson) drawFacts(d drawing) {
	lang := l.env.Lang()
	text := l.step.Prose.In(lang) + l.step.Task.In(lang)
	if l.passed {
		text += l.step.After.In(lang)
	}
	d.gap()
	for i, id := range l.step.Facts {
		f, ok := l.step.Module.Fact(id)
		if !ok || !strings.Contains(text, "[^"+id+"]") {
			continue
		}
		said := l.env.Say("lesson.fact", "value", f.Value.In(lang), "day", f.Checked, "source", f.Source)
		for k, line := range prose.Words(said, d.w-3, d.th.Quiet) {
			lead := "   "
			if k == 0 {
				lead = frame.Fit(prose.Superscript(i+1), 3)
			}
			d.add(d.th.Quiet.Paint(lead) + line)
		}
	}
}
