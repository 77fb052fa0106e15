package mock

import (
	"strconv"
	"strings"
	"time"

	"skylab/quizzes/mock"
	"skylab/tui/frame"
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
	env, th, r := c.env, c.env.Theme, c.rows[i]
	name := frame.Fit(r.exam.Code, 8) + "  " + r.exam.Name.In(env.Lang())
	sign, note := "○", ""
	switch {
	case r.sitting != nil && !r.state.Over() && r.state.Left(r.state.Used) > r.state.Away(env.Now()):
		sign = "▶"
		left := r.state.Left(r.state.Used) - r.state.Away(env.Now())
		note = env.Say("exam.begun", "answered", r.state.Answered(), "of", len(r.sitting.Items), "left", Clock(left))
		if r.state.Paused {
			note += " " + env.Say("exam.paused-word")
		}
	case r.sitting != nil:
		sign = theme.Yes
		note = env.Say("exam.over", "day", r.sitting.Began.In(env.Now().Location()).Format("2006-01-02 15:04"))
	case r.refused != nil:
		sign, note = theme.No, env.Say("exam.refused."+refusedWord(r.refused))
	case r.offer.Full:
		note = env.Say("exam.whole", "items", r.offer.Questions(), "minutes", int(r.offer.Limit.Minutes()))
	default:
		note = env.Say("exam.shorter", "items", r.offer.Questions(), "of", r.exam.Questions(), "minutes", int(r.offer.Limit.Minutes()),
			"tasks", len(r.offer.Coverage)-len(r.offer.Small), "all", len(r.offer.Coverage))
	}
	line := frame.Ends("  "+sign+" "+name, note+"  ", w)
	switch {
	case i == c.pick:
		return th.Selected.Paint(frame.Fit("▸"+line[1:], w))
	case r.refused != nil:
		return th.Quiet.Paint(line)
	}
	return line
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
	case r.sitting != nil && r.state.Over():
		return paragraphs(env, w, []string{env.Say("exam.see-result")}), nil
	case r.sitting != nil:
		return paragraphs(env, w, []string{env.Say("exam.goes-on")}), nil
	case r.refused != nil:
		lines = paragraphs(env, w, []string{c.refusal(r)})
		if refusal, ok := r.refused.(*mock.Refusal); ok {
			lines = append(lines, c.coverage(refusal.Coverage, w)...)
		}
		return lines, nil
	}
	term := func(id, key, word string) {
		zones = append(zones, screens.Zone{ID: id, Y: len(lines), W: w, H: 1})
		lines = append(lines, "  "+th.Strong.Paint(key)+"  "+frame.Fit(env.Say("exam.term."+id), 14)+" "+word)
	}
	extra, pause := env.Say("exam.extra.none"), env.Say("exam.pause.no")
	if c.terms.Extra > 0 {
		extra = env.Say("exam.extra.some", "minutes", int(c.terms.Extra.Minutes()))
	}
	if c.terms.Pausable {
		pause = env.Say("exam.pause.yes")
	}
	term("extra", "x", extra)
	term("pause", "p", pause)
	lines = append(lines, paragraphs(env, w, append(r.offer.Notes(env.Text, env.Now()), env.Say("exam.pass", "mark", r.exam.Pass)))...)
	return append(lines, c.coverage(r.offer.Coverage, w)...), zones
}

// coverage is the table of how many items each task has.
func (c *Choose) coverage(list []mock.Coverage, w int) []string {
	env, th := c.env, c.env.Theme
	if len(list) == 0 {
		return nil
	}
	lines := []string{"", "  " + th.Strong.Paint(env.Say("exam.coverage"))}
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
