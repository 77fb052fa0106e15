package mock

import (
	"strconv"
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
	state, _ := e.state()
	text := max(10, min(w-4, prose.Widest))
	switch {
	case state.Paused:
		lines = prose.Words(e.env.Say("exam.paused"), text, e.env.Theme.Text)
	case e.grid:
		lines, zones = e.drawGrid(state, text, room)
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

// wide is from how many cells on the exam's line has room for all of it.
const wide = 64

// header is the exam's line: which item, what is marked, the time.
func (e *Exam) header(w int) string {
	env, th := e.env, e.env.Theme
	state, used := e.state()
	left := " " + th.Strong.Paint(state.Sitting.Exam)
	if w < wide {
		left = ""
	}
	if e.grid {
		left += "  " + env.Say("key.review-screen")
	} else {
		left += e.about(state, w)
	}
	if e.sit.Shared() {
		left += "  " + th.Unknown.Paint(env.Say("exam.shared"))
	}
	return frame.Ends(left, e.timing(state, used, w)+" ", w)
}

// about is which item it is and what was said of it.
func (e *Exam) about(state mock.State, w int) string {
	env, th, m := e.env, e.env.Theme, state.Marks[e.at]
	if w < wide {
		words := " " + strconv.Itoa(e.at+1) + "/" + strconv.Itoa(len(state.Marks))
		if m.Flagged {
			words += " " + th.Unknown.Paint("⚑")
		}
		return words + e.sureness(m)
	}
	words := "  " + env.Say("exam.item-of", "n", e.at+1, "of", len(state.Marks))
	if m.Flagged {
		words += "  " + th.Unknown.Paint("⚑ "+env.Say("exam.flagged"))
	}
	return words + e.sureness(m)
}

func (e *Exam) sureness(m mock.Mark) string {
	switch m.Sure {
	case record.Guess:
		return "  " + e.env.Theme.Quiet.Paint(e.env.Say("exam.guess"))
	case record.Certain:
		return "  " + e.env.Theme.Quiet.Paint(e.env.Say("exam.sure"))
	}
	return ""
}

// timing is the time left, and where an even pace would be.
func (e *Exam) timing(state mock.State, used time.Duration, w int) string {
	env, th := e.env, e.env.Theme
	left, pace := state.Left(used), state.Pace(used)
	ink := th.Text
	if left < state.Sitting.Limit/10 {
		ink = th.Unknown
	}
	words := ink.Paint(env.Say("exam.left", "left", Clock(left)))
	if w < wide {
		return words
	}
	switch behind := pace.Expected - pace.Answered; {
	case behind > 0:
		words = th.Quiet.Paint(env.Say("exam.behind", "n", behind)) + "   " + words
	case behind < 0:
		words = th.Quiet.Paint(env.Say("exam.ahead", "n", -behind)) + "   " + words
	}
	return words
}
