package quiz

import (
	"slices"

	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/prose"
)

// On a screen of this width the explanation stands beside the options, which
// keep a column of their own, before the answer as after it: nothing jumps.
const (
	wide   = 116
	column = 66
)

// beside puts, in w cells right of what is drawn, a case study before the
// answer and the explanation after it: at the top while everything fits, else
// from the verdict on, which is what is scrolled to.
func (q *Quiz) beside(w, room int) {
	c := &q.cache
	right := q.explanation(w)
	if len(right) == 0 {
		return
	}
	from := 0
	if q.stage == shown && len(c.lines) > room {
		from = c.key
	}
	rule := q.env.Theme.Quiet.Paint("│")
	for i, line := range right {
		for from+i >= len(c.lines) {
			q.add("")
		}
		c.lines[from+i] = frame.Fit(c.lines[from+i], column) + "  " + rule + "  " + line
	}
}

func (q *Quiz) explanation(w int) []string {
	th, it, lang := q.env.Theme, q.card.Item, q.say().Lang()
	if q.stage != shown {
		if it.Scenario.Empty() {
			return nil
		}
		return append([]string{th.Strong.Paint(q.env.Say("quiz.case")), ""}, q.laid(it.Scenario.In(lang), w)...)
	}
	lines := q.afterword(w)[1:]
	section := func(head string, body []string) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(append(lines, th.Strong.Paint(q.env.Say(head))), body...)
	}
	if q.told != nil && q.told.err == nil && len(q.told.list) > 0 {
		section("quiz.world-said", prose.Render(q.whyBeside(), w, th))
	}
	if len(it.Facts) > 0 {
		section("quiz.sources", prose.Render(SourcesText(q.say(), q.run.Study, it), w, th))
	}
	return lines
}

func (q *Quiz) laid(markdown string, w int) []string {
	return slices.Clone(prose.Render(prose.Cited(markdown, q.card.Item.Facts), w, q.env.Theme))
}

// scenario is a case study's text as a page, for its later questions.
func (q *Quiz) scenario() *dialogs.Page {
	words := prose.Cited(q.card.Item.Scenario.In(q.say().Lang()), q.card.Item.Facts)
	return &dialogs.Page{Env: q.env, Head: q.env.Say("quiz.case"), Body: func(w int) []string {
		return prose.Render(words, w, q.env.Theme)
	}}
}
