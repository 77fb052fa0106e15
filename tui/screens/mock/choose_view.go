package mock

import (
	"strconv"
	"strings"
	"time"

	"skylab/quizzes/mock"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/theme"
)

func rowZone(i int) string { return "row-" + strconv.Itoa(i) }

// View implements screens.Screen.
func (c *Choose) View(w, h int) screens.View {
	env, th := c.env, c.env.Theme
	v := screens.View{Lines: []string{"  " + th.Strong.Paint(c.Title()), ""}}
	if !c.read {
		v.Lines = append(v.Lines, "  "+th.Quiet.Paint(env.Say("quiz.loading")))
		return v
	}
	if c.err != nil {
		v.Lines = append(v.Lines, paragraphs(env, w, []string{env.Say("exam.cannot", "error", c.err.Error())})...)
		return v
	}
	list := max(1, min(len(c.rows), h/2-2))
	top := max(0, min(c.pick-list/2, len(c.rows)-list))
	for i := top; i < min(top+list, len(c.rows)); i++ {
		v.Zones = append(v.Zones, screens.Zone{ID: rowZone(i), Y: len(v.Lines), W: w, H: 1})
		v.Lines = append(v.Lines, c.line(i, w))
	}
	v.Lines = append(v.Lines, "")
	details, zones := c.details(w)
	y := len(v.Lines)
	room := max(0, h-y)
	v.Lines = append(v.Lines, c.scroll.Show(details, w, room, th)...)
	for _, z := range zones {
		if z.Y -= c.scroll.Top; z.Y >= 0 && z.Y < room {
			z.Y += y
			v.Zones = append(v.Zones, z)
		}
	}
	return v
}

// line is one row: the exam, and what can be had of it.
func (c *Choose) line(i, w int) string {
	th, r := c.env.Theme, c.rows[i]
	sign := "○"
	switch {
	case r.Sitting != nil && !r.Over:
		sign = "▶"
	case r.Sitting != nil:
		sign = theme.Yes
	case r.Refused != nil:
		sign = theme.No
	}
	note := r.note(c.env)
	switch {
	case w >= 60 || r.Over:
	case r.Sitting != nil:
		note = Clock(r.left(c.env.Now()))
	case r.Refused == nil:
		note = c.env.Say("exam.minutes", "minutes", int(r.Offer.Limit.Minutes()))
	}
	line := frame.Ends("  "+sign+" "+frame.Fit(r.Exam.Code, 8)+"  "+r.Exam.Name.In(c.env.Lang()), note+"  ", w)
	switch {
	case i == c.pick:
		return th.Selected.Paint(frame.Fit("▸"+line[1:], w))
	case r.Refused != nil:
		return th.Quiet.Paint(line)
	}
	return line
}

// RowText is a row as a sentence.
func RowText(env *screens.Env, r Row) string {
	return r.Exam.Code + ", " + r.Exam.Name.In(env.Lang()) + ": " + r.note(env)
}

// note is what can be had of an exam, in a few words.
func (r Row) note(env *screens.Env) string {
	switch {
	case r.Sitting != nil && r.Over:
		return env.Say("exam.over", "day", r.Sitting.Began.In(env.Now().Location()).Format("2006-01-02 15:04"), "percent", percent(r.Score.Share()), "of", r.Score.Of)
	case r.Sitting != nil:
		note := env.Say("exam.begun", "answered", r.State.Answered(), "of", len(r.Sitting.Items), "left", Clock(r.left(env.Now())))
		if r.State.Paused {
			note += " " + env.Say("exam.paused-word")
		}
		return note
	case r.Refused != nil:
		return env.Say("exam.refused."+refusedWord(r.Refused), "first", r.Exam.ValidFrom, "last", r.Exam.LastDay)
	case r.Offer.Full:
		return env.Say("exam.whole", "items", r.Offer.Questions(), "minutes", int(r.Offer.Limit.Minutes()))
	}
	return env.Say("exam.shorter", "items", r.Offer.Questions(), "of", r.Exam.Questions(), "minutes", int(r.Offer.Limit.Minutes()))
}

func refusedWord(err error) string {
	if r, ok := err.(*mock.Refusal); ok {
		return string(r.Why)
	}
	return string(mock.NoItems)
}

// Clock is a time that is left: 1:02:33, or 2:33.
func Clock(d time.Duration) string {
	s := int(max(0, d+time.Second-1) / time.Second)
	if s >= 3600 {
		return strconv.Itoa(s/3600) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	return strconv.Itoa(s/60) + ":" + two(s%60)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// details are about the chosen row: the terms, what is left out, coverage.
func (c *Choose) details(w int) (lines []string, zones []screens.Zone) {
	env, th := c.env, c.env.Theme
	if c.pick >= len(c.rows) {
		return nil, nil
	}
	r := c.rows[c.pick]
	switch {
	case r.Sitting != nil && r.Over:
		return paragraphs(env, w, []string{env.Say("exam.see-result")}), nil
	case r.Sitting != nil:
		return paragraphs(env, w, []string{env.Say("exam.goes-on")}), nil
	case r.Refused != nil:
		lines = paragraphs(env, w, []string{RefusalText(c.env, r)})
		if refusal, ok := r.Refused.(*mock.Refusal); ok {
			lines = append(lines, c.coverage(refusal.Coverage, w)...)
		}
		return lines, nil
	}
	extra, pause := env.Say("exam.extra.none"), env.Say("exam.pause.no")
	if t := c.terms(r); t.Extra > 0 {
		extra = env.Say("exam.extra.some", "minutes", int(t.Extra.Minutes()))
	}
	if c.pauses {
		pause = env.Say("exam.pause.yes")
	}
	for _, t := range [][3]string{{"extra", "x", extra}, {"pause", "p", pause}} {
		lead := "  " + th.Strong.Paint(t[1]) + "  " + frame.Fit(env.Say("exam.term."+t[0]), 12) + " "
		from := len(lines)
		for i, line := range prose.Words(t[2], max(10, min(w-4, prose.Widest)-frame.Width(lead)), th.Text) {
			if i > 0 {
				lead = frame.Fit("", frame.Width(lead))
			}
			lines = append(lines, lead+line)
		}
		zones = append(zones, screens.Zone{ID: t[0], Y: from, W: w, H: len(lines) - from})
	}
	o := r.Offer
	o.Small = nil // the table below says it better
	lines = append(lines, paragraphs(env, w, append(o.Notes(env.Text, env.Now()), env.Say("exam.pass", "mark", r.Exam.Pass)))...)
	return append(lines, c.coverage(r.Offer.Coverage, w)...), zones
}

// coverage is the table of how many items each task has.
func (c *Choose) coverage(list []mock.Coverage, w int) []string {
	env, th := c.env, c.env.Theme
	if len(list) == 0 {
		return nil
	}
	lines := []string{""}
	for _, line := range prose.Words(env.Say("exam.coverage", "enough", mock.Enough), max(10, min(w-4, prose.Widest)), th.Strong) {
		lines = append(lines, "  "+line)
	}
	for _, t := range list {
		sign := theme.Yes
		if t.Small() {
			sign = theme.No
		}
		words := env.Say("exam.coverage.items", "items", t.Items, "fresh", t.Fresh)
		line := frame.Ends("  "+sign+" "+frame.Fit(t.Task.ID, 4)+" "+t.Task.Title(env.Lang()), words, min(w-3, 78))
		if t.Small() {
			line = th.Quiet.Paint(line)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
