package lesson

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// hintCount is how many hints the step has in all.
func (l *Lesson) hintCount() int {
	if l.step == nil {
		return 0
	}
	return len(l.step.Ladder())
}

// takeHint shows the next hint where the task stands, and records it.
func (l *Lesson) takeHint() tea.Cmd {
	if l.step == nil || l.play == nil {
		return screens.Send(screens.Tell{Text: l.env.Say("why.sandbox")})
	}
	if l.hints >= l.hintCount() {
		return screens.Send(screens.Tell{Text: l.env.Say("why.no-more-hints")})
	}
	l.hints++
	l.tab, l.lastPane, l.zoomed = read, read, false // esc leads to what was asked for
	p, words := l.play, l.wordHints(true)
	return func() tea.Msg { p.TakeHint(); return words() }
}

// hinted is the text of the hints taken so far, as of a moment.
type hinted struct {
	play  *play.Play
	hints []string
	look  bool // the newest one is to be shown
}

// wordHints words the hints taken so far; one of them is about what is wrong
// now, so it is made anew after each command.
func (l *Lesson) wordHints(look bool) tea.Cmd {
	if l.hints == 0 || l.play == nil {
		return nil
	}
	p, m, n, say, ctx := l.play, l.now, l.hints, l.env.Text, context.WithoutCancel(l.ctx)
	return func() tea.Msg {
		h := hinted{play: p, look: look}
		for i := range n {
			h.hints = append(h.hints, p.Hint(ctx, i, m, say))
		}
		return h
	}
}

func (l *Lesson) hinted(msg hinted) {
	if msg.play != l.play || len(msg.hints) < len(l.hinting) {
		return
	}
	l.hinting, l.page.stale = msg.hints, true
	if msg.look && l.page.width > 0 {
		l.pageLines(l.page.width)
		l.page.scroll.Top = l.page.hint
	}
}

// solve asks for the solution to be typed, after the learner was warned.
type solve struct{}

// askSolution shows the author's way: after the pass beside the learner's own,
// before it only when the learner agrees to be assisted.
func (l *Lesson) askSolution() tea.Cmd {
	if l.step == nil || len(l.step.Solutions) == 0 {
		return screens.Send(screens.Tell{Text: l.env.Say("why.no-solution")})
	}
	if l.passed {
		return screens.Send(screens.Show{Dialog: l.compare()})
	}
	if l.play.Assisted() {
		return l.solve()
	}
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(l.env, l.env.Say("key.solution"), l.env.Say("lesson.solution"), solve{})})
}

// solution is the author's way, to be typed.
type solution struct {
	play *play.Play
	text string
}

// solve records that the solution is shown, and fetches it.
func (l *Lesson) solve() tea.Cmd {
	if l.play == nil || l.step == nil || len(l.step.Solutions) == 0 {
		return nil
	}
	p, ctx := l.play, context.WithoutCancel(l.ctx)
	return func() tea.Msg {
		p.Assist()
		return solution{p, p.Solution(ctx)}
	}
}

// typeSolution types it into the console; the learner runs it.
func (l *Lesson) typeSolution(msg solution) {
	if msg.play != l.play {
		return
	}
	l.focus(prompt)
	l.zoomed = false
	l.line.Set(msg.text)
	l.back.say(l.env.Say("lesson.typed"), unknown)
}

// compare shows the learner's way and the author's, side by side where there
// is room.
func (l *Lesson) compare() *both {
	return &both{Page: dialogs.Page{Env: l.env, Head: l.env.Say("key.solution"), Body: func(w int) []string {
		own := "```sh\n" + strings.TrimSpace(l.play.Script()) + "\n```"
		if strings.TrimSpace(l.play.Script()) == "" {
			own = l.env.Say("lesson.nothing-typed")
		}
		left := "**" + l.env.Say("lesson.yours") + "**\n\n" + own
		var right string
		for _, sol := range l.step.Solutions {
			right += "**" + strings.TrimSpace(l.env.Say("lesson.authors")+" "+sol.Name) + "**\n\n```sh\n" + sol.Text() + "\n```\n\n"
		}
		if w < 90 {
			return prose.Render(left+"\n\n"+right, w, l.env.Theme)
		}
		half := (w - 3) / 2
		a, b := prose.Render(left, half, l.env.Theme), prose.Render(right, half, l.env.Theme)
		h := max(len(a), len(b))
		return frame.Beside(frame.Block(a, 0, half, h), l.env.Theme.Quiet.Paint(" │ "), frame.Block(b, 0, half, h))
	}}}
}

// both is a page that takes all the width there is.
type both struct{ dialogs.Page }

// Size implements screens.Dialog.
func (b *both) Size(w, h int) (int, int) {
	return w - 6, min(h-4, b.Height(w-6)+2)
}
