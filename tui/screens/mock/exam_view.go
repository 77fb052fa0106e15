package mock

import (
	"strconv"
	"strings"
	"time"

	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sheet"
)

// View implements screens.Screen.
func (e *Exam) View(w, h int) screens.View {
	v := screens.View{Lines: []string{e.header(w), ""}}
	room := max(0, h-2)
	var lines []string
	var zones []screens.Zone
	state, _ := e.sit.State()
	text := max(10, min(w-4, prose.Widest))
	switch {
	case state.Paused:
		lines = prose.Words(e.env.Say("exam.paused"), text, e.env.Theme.Text)
	case e.grid:
		lines, zones = e.drawGrid(state, text)
	case e.sheet == nil:
		lines = prose.Words(e.env.Say("exam.vanished"), text, e.env.Theme.Text)
	default:
		d := e.sheet.Draw(sheet.Drawing{Say: e.say(), Theme: e.env.Theme, Width: text})
		lines, zones = d.Lines, d.Zones
		if e.seen {
			e.scroll.See(d.At+1, room)
			e.scroll.See(d.At, room)
			e.seen = false
		}
	}
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	v.Lines = append(v.Lines, e.scroll.Show(lines, w, room, e.env.Theme)...)
	v.Zones = []screens.Zone{{ID: "body", Y: 2, W: w, H: room}}
	for _, z := range zones {
		if z.Y -= e.scroll.Top; z.Y >= 0 && z.Y < room {
			z.X, z.Y = z.X+2, z.Y+2
			v.Zones = append(v.Zones, z)
		}
	}
	return v
}

// header is the exam's line: which item, what is marked, the time.
func (e *Exam) header(w int) string {
	env, th := e.env, e.env.Theme
	state, used := e.sit.State()
	left := " " + th.Strong.Paint(state.Sitting.Exam)
	if !e.grid {
		left += "  " + env.Say("quiz.count-of", "n", e.at+1, "of", len(state.Sitting.Items))
		m := state.Marks[e.at]
		if m.Flagged {
			left += "  " + th.Unknown.Paint("⚑ "+env.Say("exam.flagged"))
		}
		switch m.Sure {
		case record.Guess:
			left += "  " + th.Quiet.Paint(env.Say("exam.guess"))
		case record.Certain:
			left += "  " + th.Quiet.Paint(env.Say("exam.sure"))
		}
	} else {
		left += "  " + env.Say("key.review-screen")
	}
	if e.sit.Shared() {
		left += "  " + th.Unknown.Paint(env.Say("exam.shared"))
	}
	return frame.Ends(left, e.timing(state, used)+" ", w)
}

// timing is the time left, and where an even pace would be.
func (e *Exam) timing(state mock.State, used time.Duration) string {
	env, th := e.env, e.env.Theme
	left, pace := state.Left(used), state.Pace(used)
	ink := th.Text
	if left < state.Sitting.Limit/10 {
		ink = th.Unknown
	}
	words := ink.Paint(env.Say("exam.left", "left", Clock(left)))
	switch behind := pace.Expected - pace.Answered; {
	case behind > 0:
		words = th.Quiet.Paint(env.Say("exam.behind", "n", behind)) + "   " + words
	case behind < 0:
		words = th.Quiet.Paint(env.Say("exam.ahead", "n", -behind)) + "   " + words
	}
	return words
}

// gridWide is how many items stand in a row of the review screen.
const gridWide = 10

// drawGrid is the review screen: every item with its sign.
func (e *Exam) drawGrid(state mock.State, w int) ([]string, []screens.Zone) {
	env, th := e.env, e.env.Theme
	lines := prose.Words(env.Say("exam.grid", "answered", state.Answered(), "of", len(state.Marks), "flagged", state.Flagged()), w, th.Text)
	lines = append(lines, "")
	var zones []screens.Zone
	var b strings.Builder
	for i, m := range state.Marks {
		sign := "·"
		if len(m.Response) > 0 {
			sign = "•"
		}
		flag := " "
		if m.Flagged {
			flag = "⚑"
		}
		cell := frame.Fit(" "+pad(i+1)+sign+flag, 6)
		if i == e.at {
			cell = th.Selected.Paint(cell)
		}
		zones = append(zones, screens.Zone{ID: "item-" + strconv.Itoa(i), X: i % gridWide * 6, Y: len(lines), W: 6, H: 1})
		b.WriteString(cell)
		if i%gridWide == gridWide-1 || i == len(state.Marks)-1 {
			lines = append(lines, b.String())
			b.Reset()
		}
	}
	lines = append(lines, "", th.Quiet.Paint(frame.Cut(env.Say("exam.signs"), w)))
	return lines, zones
}

func pad(n int) string {
	if n < 10 {
		return " " + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
