package lesson

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/tell"
	"skylab/tui/theme"
)

// checked is how the checks stand in a moment.
type checked struct {
	play    *play.Play
	number  int
	results []lessons.Result
	saved   bool // the pass was recorded
}

// check runs the step's checks against the current moment in the background.
// An answer that comes after a newer question is dropped.
func (l *Lesson) check() tea.Cmd {
	if l.step == nil || l.play == nil {
		return nil
	}
	l.checks++
	p, n, m, ctx := l.play, l.checks, l.now, l.ctx
	return func() tea.Msg {
		c := checked{play: p, number: n, results: p.Check(context.WithoutCancel(ctx), m)}
		if lessons.AllMet(c.results) {
			p.Pass()
			c.saved = true
		}
		return c
	}
}

// checkedNow takes the results over and says what is new.
func (l *Lesson) checkedNow(msg checked) tea.Cmd {
	if msg.play != l.play || msg.number != l.checks {
		return nil
	}
	before := l.results
	l.results, l.page.stale = msg.results, true
	l.env.Fail(l.play.Unsaved())
	for i, r := range msg.results {
		if i < len(before) {
			l.news(before[i], r)
		}
	}
	l.caution(before, msg.results)
	passed := lessons.AllMet(msg.results)
	if passed && !l.passed {
		l.pass(before == nil)
	}
	l.passed = passed
	return l.mayCarryOn()
}

// news says in the scrollback what a command did to a check.
func (l *Lesson) news(was, is lessons.Result) {
	title := tell.Title(l.env.Text, is.Check)
	switch {
	case is.State == lessons.Met && was.State != lessons.Met:
		l.back.say(theme.Yes+" "+title, allowed)
	case is.State != lessons.Met && was.State == lessons.Met:
		l.back.say(theme.No+" "+title, denied)
	}
}

// caution names the mistakes that a command has made, once each, after what it
// did to the checks.
func (l *Lesson) caution(was, is []lessons.Result) {
	known := map[*lessons.Trap]bool{}
	for _, r := range was {
		known[r.Trap] = true
	}
	for i, r := range is {
		if i < len(was) && r.Trap != nil && !known[r.Trap] {
			known[r.Trap] = true
			l.back.say("! "+tell.Plain(r.Trap.Caution.In(l.env.Lang())), unknown)
		}
	}
}

// pass shows what comes after; a step that was done already says so quietly.
func (l *Lesson) pass(already bool) {
	l.passed, l.page.stale = true, true
	if already {
		l.back.say(l.env.Say("lesson.already", "key", l.keyOf("next")), quiet)
		return
	}
	word := l.env.Say("lesson.solved")
	if l.play.Assisted() {
		word = l.env.Say("lesson.assisted")
	}
	l.back.say(theme.Yes+" "+word+" "+l.env.Say("lesson.read-on", "key", l.keyOf("next")), allowed)
	l.fresh[read] = true
	if l.page.width > 0 {
		l.pageLines(l.page.width)
		l.page.scroll.Top = l.page.after
	}
}

// header is the first line: where, how far, the checks.
func (l *Lesson) header(w int, o layout) (string, []screens.Zone) {
	th := l.env.Theme
	left := " " + th.Strong.Paint(l.env.Say("home.sandbox")) + " ▸ " + l.worldName()
	if l.step != nil {
		left = " " + th.Strong.Paint(l.step.Module.ID) + " ▸ " + th.Strong.Paint(l.step.ID) + "  " + th.Quiet.Paint(l.place())
	}
	if n := len(l.forks); n > 0 {
		left += "  " + th.Yours.Paint("⑂ "+tell.OneLine(l.forks[n-1]))
	}
	var zones []screens.Zone
	if !o.wide || l.zoomed {
		where := left
		if left, zones = l.tabs(where, true); frame.Width(left) > w-l.signs()-3 {
			if l.step != nil {
				where = " " + th.Strong.Paint(l.step.ID)
			}
			left, zones = l.tabs(where, false)
		}
	}
	right := ""
	if l.step != nil {
		right = l.checkLine(w - frame.Width(left) - 2)
		zones = append(zones, screens.Zone{ID: "checks", X: w - frame.Width(right) - 1, W: frame.Width(right), H: 1})
	}
	return frame.Ends(left, right+" ", w), zones
}

func (l *Lesson) place() string {
	for i, s := range l.step.Module.Steps {
		if s == l.step {
			return strconv.Itoa(i+1) + "/" + strconv.Itoa(len(l.step.Module.Steps))
		}
	}
	return ""
}

// signs is the width of the checks at their shortest.
func (l *Lesson) signs() int {
	if l.step == nil {
		return 0
	}
	return len(l.step.Checks)
}

// tabs are the panes that share the room of a narrow screen; without room only
// the shown one is named.
func (l *Lesson) tabs(left string, named bool) (string, []screens.Zone) {
	th := l.env.Theme
	var zones []screens.Zone
	left += "  "
	for i, p := range []pane{read, world, traced} {
		if p == traced && !l.trace.shown() {
			continue
		}
		word := strconv.Itoa(i + 1)
		if named || p == l.shownTab() {
			word += " " + l.env.Say("tab."+zoneNames[p])
		}
		switch {
		case p == l.shownTab():
			word = th.Strong.Paint("[" + word + "]")
		case l.fresh[p]:
			word = " " + th.Yours.Paint(word+"•")
		default:
			word = " " + th.Quiet.Paint(word) + " "
		}
		zones = append(zones, screens.Zone{ID: "tab." + zoneNames[p], X: frame.Width(left), W: frame.Width(word), H: 1})
		left += word
	}
	return left, zones
}

func (l *Lesson) shownTab() pane {
	if l.zoomed {
		return l.shownPane()
	}
	return l.tab
}

// checkLine tells the checks by title, by id or by sign alone, as fits.
func (l *Lesson) checkLine(w int) string {
	hints := l.env.Theme.Quiet.Paint("   " + l.env.Say("lesson.hints", "n", l.hints, "of", l.hintCount()))
	for _, name := range []func(*lessons.Check) string{
		func(c *lessons.Check) string { return " " + tell.Title(l.env.Text, c) },
		func(c *lessons.Check) string { return " " + strings.ReplaceAll(c.ID, "-", " ") },
	} {
		if line := l.checkSigns(name, "  ") + hints; frame.Width(line) <= w {
			return line
		}
	}
	if line := l.checkSigns(func(*lessons.Check) string { return "" }, "") + hints; frame.Width(line) <= w {
		return line
	}
	return l.checkSigns(func(*lessons.Check) string { return "" }, "")
}

func (l *Lesson) checkSigns(name func(*lessons.Check) string, between string) string {
	var parts []string
	for i, c := range l.step.Checks {
		var r *lessons.Result
		if i < len(l.results) {
			r = &l.results[i]
		}
		sign, ink := l.sign(r)
		parts = append(parts, ink.Paint(sign)+name(c))
	}
	return strings.Join(parts, between)
}

// ruleWords stand on the rule above the console: the first check that is not
// met, with what is wanted, what is, and why.
func (l *Lesson) ruleWords() string {
	th := l.env.Theme
	for _, r := range l.results {
		if r.State == lessons.Met {
			continue
		}
		sign, ink := l.sign(&r)
		words := ink.Paint(sign) + " " + tell.Title(l.env.Text, r.Check)
		if facts := tell.Facts(l.env.Text, r); len(facts) > 0 {
			words += th.Quiet.Paint(" — " + tell.Short(strings.Join(facts, " · ")))
		}
		return words
	}
	if l.passed {
		return th.Allowed.Paint(theme.Yes) + " " + l.env.Say("lesson.go-on", "key", l.keyOf("next"))
	}
	return ""
}

// showChecks is the dialog with every check in full.
func (l *Lesson) showChecks() tea.Cmd {
	if l.step == nil {
		return screens.Send(screens.Tell{Text: l.env.Say("why.sandbox")})
	}
	return screens.Send(screens.Show{Dialog: &dialogs.Page{Env: l.env, Head: l.env.Say("key.checks"), Body: func(w int) []string {
		var lines []string
		d := drawing{l.env.Theme, w, &lines, prose.Keep(l.env.Theme)}
		l.drawChecks(d)
		return lines
	}}})
}
