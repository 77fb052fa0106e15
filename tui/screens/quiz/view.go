package quiz

import (
	"strings"

	"skylab/quizzes"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sheet"
)

// drawn is the body as it was last laid out, and where the eye should be.
type drawn struct {
	lines   []string
	zones   []screens.Zone
	width   int
	room    int
	version int
	at, key int

	toCursor, toKey, toEnd bool // what must be in sight at the next view
}

// View implements screens.Screen.
func (q *Quiz) View(w, h int) screens.View {
	v := screens.View{Lines: []string{q.header(w), ""}}
	room := max(0, h-2)
	q.width = w
	q.draw(w, room)
	c := &q.cache
	switch {
	case c.toCursor:
		if c.toEnd {
			q.scroll.See(len(c.lines)-1, room)
		}
		q.scroll.See(c.at+1, room)
		q.scroll.See(c.at, room)
	case c.toKey:
		q.scroll.Top = max(0, min(c.key-1, len(c.lines)-room))
	case c.toEnd:
		q.scroll.See(len(c.lines)-1, room)
	}
	c.toCursor, c.toKey, c.toEnd = false, false, false
	v.Lines = append(v.Lines, q.scroll.Show(c.lines, w, room, q.env.Theme)...)
	v.Zones = []screens.Zone{{ID: "body", Y: 2, W: w, H: room}}
	for _, z := range c.zones {
		z.X, z.Y = z.X+2, z.Y+2-q.scroll.Top
		if z.Y >= 2 && z.Y < 2+room {
			v.Zones = append(v.Zones, z)
		}
	}
	return v
}

// header says how far the run is, what the item is about and how it is known.
func (q *Quiz) header(w int) string {
	th, env := q.env.Theme, q.env
	left := " " + th.Strong.Paint(q.Title())
	if q.run == nil || q.stage == done {
		return frame.Fit(left, w)
	}
	if q.card.Item == nil {
		return frame.Fit(left, w)
	}
	n := env.Say("quiz.count", "n", q.card.N)
	if of := q.run.Total(); of > 0 {
		n = env.Say("quiz.count-of", "n", q.card.N, "of", max(of, q.card.N))
	}
	left += " " + n + "  " + th.Quiet.Paint(About(q.card.Item, q.wants.Exam))
	var right []string
	if sum := q.run.Sum(); sum.Answers > 0 {
		right = append(right, env.Say("quiz.score", "right", sum.Right, "n", sum.Answers))
	}
	return frame.Ends(left, th.Quiet.Paint(strings.Join(append(right, q.marks()...), "  "))+" ", w)
}

// marks are words about the item: a case study, drawn, proved.
func (q *Quiz) marks() []string {
	var list []string
	it := q.card.Item
	if it.Case != "" {
		list = append(list, q.env.Say("quiz.case"))
	}
	if _, n, ok := quizzes.Generated(it.ID); ok {
		list = append(list, q.env.Say("quiz.generated", "n", n))
	}
	if it.Proved {
		list = append(list, q.env.Say("quiz.proved"))
	}
	return list
}

// About is where an item belongs: the module and topic, and an exam task,
// the one of the exam that is practised, where there is one.
func About(it *quizzes.Item, exam string) string {
	about := it.Module
	if it.Topic != "" {
		about += "/" + it.Topic
	}
	for _, task := range it.Tasks {
		if exam == "" || strings.HasPrefix(task, exam+"/") {
			return task + " · " + about
		}
	}
	return about
}

func (q *Quiz) draw(w, room int) {
	c := &q.cache
	if c.lines != nil && c.width == w && c.room == room && c.version == q.env.Version {
		return
	}
	*c = drawn{width: w, room: room, version: q.env.Version, toCursor: c.toCursor, toKey: c.toKey, toEnd: c.toEnd}
	text := max(10, min(w-4, prose.Widest))
	switch {
	case q.stage == failed:
		q.add(prose.Words(q.failure(), text, q.env.Theme.Text)...)
	case q.stage == done:
		q.summary(text)
	case q.sheet == nil || q.stage == loading && q.said == 0:
		q.add(q.env.Theme.Quiet.Paint(q.env.Say("quiz.loading")))
	case w >= wide:
		q.drawItem(column)
		q.beside(w-column-8, room)
	default:
		q.drawItem(text)
	}
	for i, line := range c.lines {
		c.lines[i] = "  " + line
	}
}

func (q *Quiz) add(lines ...string) { q.cache.lines = append(q.cache.lines, lines...) }

func (q *Quiz) failure() string {
	why := ""
	if q.err != nil {
		why = q.err.Error()
	}
	return q.env.Say("quiz.failed", "error", why)
}

func (q *Quiz) drawItem(w int) {
	short := !q.card.Item.Scenario.Empty() && (q.short || w == column)
	d := q.sheet.Draw(sheet.Drawing{Say: q.say(), Theme: q.env.Theme, Width: w, Shown: q.stage == shown, Short: short})
	c := &q.cache
	c.zones, c.at, c.key = d.Zones, d.At, d.Key
	if short && w != column {
		q.add(q.env.Theme.Quiet.Paint(frame.Cut(q.env.Say("quiz.case-again"), w)), "")
		c.at, c.key = c.at+2, c.key+2
		for i := range c.zones {
			c.zones[i].Y += 2
		}
	}
	if q.stage == shown {
		q.add(d.Lines[:d.Key]...)
		q.add(q.verdict(w)...)
		q.add(d.Lines[d.Key:]...)
		if w != column {
			q.add(q.afterword(w)...)
		}
		return
	}
	q.add(d.Lines...)
	if q.stage == weighing || q.sheet.Whole() {
		q.weighing()
	}
}

// weighing asks how sure the learner is.
func (q *Quiz) weighing() {
	th, c := q.env.Theme, &q.cache
	sure, guess := q.env.Say("quiz.sure"), q.env.Say("quiz.guess")
	q.add("", th.Strong.Paint(q.env.Say("quiz.sure-ask")))
	y := len(c.lines)
	c.zones = append(c.zones, screens.Zone{ID: "sure", X: 2, Y: y, W: frame.Width(sure), H: 1},
		screens.Zone{ID: "guess", X: 6 + frame.Width(sure), Y: y, W: frame.Width(guess), H: 1})
	lead, between := "  ", "    "
	switch {
	case q.stage != weighing: // s and g answer at once; Enter chooses between them
	case q.sure:
		lead, sure = "▸ ", th.Selected.Paint(sure)
	default:
		between, guess = "  ▸ ", th.Selected.Paint(guess)
	}
	q.add(lead + sure + between + guess)
}
