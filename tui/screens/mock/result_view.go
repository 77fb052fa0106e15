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
	"skylab/tui/theme"
)

// View implements screens.Screen.
func (r *Result) View(w, h int) screens.View {
	env, th := r.env, r.env.Theme
	head := "  " + th.Strong.Paint(env.Say("exam.result"))
	if r.result.Exam.Code != "" {
		head += "  " + r.result.Exam.Code + "  " + th.Quiet.Paint(r.result.Exam.Name.In(env.Lang()))
	}
	v := screens.View{Lines: []string{head, ""}}
	switch {
	case !r.read:
		v.Lines = append(v.Lines, "  "+th.Quiet.Paint(env.Say("quiz.loading")))
		return v
	case r.err != nil:
		v.Lines = append(v.Lines, paragraphs(env, w, []string{env.Say("exam.cannot", "error", r.err.Error())})...)
		return v
	}
	text := max(20, min(w-4, prose.Widest+4))
	lines := r.figures(text)
	items := len(lines)
	lines = append(lines, r.items(text)...)
	room := max(0, h-2)
	if r.chosen {
		r.scroll.See(items+r.pick, room)
		r.chosen = false
	}
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	v.Lines = append(v.Lines, r.scroll.Show(lines, w, room, th)...)
	for i := range r.result.Lines {
		if y := items + i - r.scroll.Top; y >= 0 && y < room {
			v.Zones = append(v.Zones, screens.Zone{ID: rowZone(i), Y: 2 + y, W: w, H: 1})
		}
	}
	return v
}

// figures is what was measured.
func (r *Result) figures(w int) []string {
	env, th, res := r.env, r.env.Theme, r.result
	var lines []string
	add := func(ink theme.Ink, words string) { lines = append(lines, prose.Words(words, w, ink)...) }
	if res.State.End == mock.Expired {
		add(th.Unknown, env.Say("exam.time-up"))
		lines = append(lines, "")
	}
	low, high := res.Scored.Interval()
	add(th.Strong, env.Say("exam.score", "right", res.Scored.Right, "of", res.Scored.Of, "percent", percent(res.Scored.Share())))
	add(th.Text, env.Say("exam.interval", "low", percent(low), "high", percent(high)))
	if words := res.Compared(env.Text); words != "" {
		add(th.Text, words)
	}
	add(th.Quiet, env.Say("exam.no-scale", "mark", res.Exam.Pass))
	if res.Sitting.Short {
		add(th.Quiet, env.Say("exam.short", "items", len(res.Lines), "of", res.Exam.Questions()))
	}
	lines = append(lines, "")
	lines = append(lines, r.table(w)...)
	lines = append(lines, "")
	add(th.Text, env.Say("exam.time", "used", Clock(res.State.Used), "limit", Clock(res.Sitting.Limit)))
	if res.Unanswered > 0 {
		add(th.Text, env.Say("exam.unanswered", "n", res.Unanswered))
	}
	for _, words := range res.Sureness(env.Text) {
		add(th.Text, words)
	}
	if res.Changed > 0 {
		add(th.Unknown, env.Say("exam.changed", "n", res.Changed))
	}
	if res.Vanished > 0 {
		add(th.Unknown, env.Say("exam.vanished-n", "n", res.Vanished))
	}
	if res.State.Back {
		add(th.Unknown, env.Say("exam.clock-back"))
	}
	if res.State.LongAway {
		add(th.Unknown, env.Say("exam.long-away"))
	}
	lines = append(lines, r.next(w)...)
	return append(lines, "", th.Strong.Paint(env.Say("exam.items")))
}

// table is a line for each domain: a bar, the share with its interval, the time
// for an item. Where there is little room it is the share alone.
func (r *Result) table(w int) []string {
	env, th := r.env, r.env.Theme
	line := func(name, bar, right, share, interval, each string) string {
		figures := leftPad(right, 6) + leftPad(share, 5)
		if w >= wide {
			figures = bar + figures + leftPad(interval, 10) + leftPad(each, 8)
		}
		return frame.Ends(name, figures, w)
	}
	head := func(column string) string { return env.Say("exam.column." + column) }
	lines := []string{line(th.Strong.Paint(env.Say("exam.by-domain")), "", head("right"), "%", head("interval"), head("each"))}
	for _, d := range r.result.Domains {
		low, high := d.Interval()
		each := Clock((d.Took / time.Duration(d.Of)).Truncate(time.Second))
		lines = append(lines, line(d.Domain.ID+" "+d.Domain.Title(env.Lang()), th.Quiet.Paint(bar(d.Share(), 5)), strconv.Itoa(d.Right)+"/"+strconv.Itoa(d.Of),
			strconv.Itoa(percent(d.Share())), strconv.Itoa(percent(low))+"–"+strconv.Itoa(percent(high)), each))
	}
	return lines
}

// next is what to study, weakest first.
func (r *Result) next(w int) []string {
	env, th := r.env, r.env.Theme
	if len(r.result.Study) == 0 {
		return nil
	}
	lines := []string{"", th.Strong.Paint(env.Say("exam.study"))}
	for _, s := range r.result.Study {
		words := s.Task.ID + " " + s.Task.Title(env.Lang()) + " (" + strconv.Itoa(s.Score.Right) + "/" + strconv.Itoa(s.Score.Of) + ")"
		if len(s.Steps) > 0 {
			words += ": " + strings.Join(s.Steps, ", ")
		}
		for i, line := range prose.Words(words, w-2, th.Text) {
			lead := "  "
			if i == 0 {
				lead = "· "
			}
			lines = append(lines, lead+line)
		}
	}
	return lines
}

// items is a line for each item.
func (r *Result) items(w int) []string {
	env, th := r.env, r.env.Theme
	var lines []string
	for i, l := range r.result.Lines {
		sign, ink := theme.No, th.Denied
		switch {
		case l.Right:
			sign, ink = theme.Yes, th.Allowed
		case !l.Counted:
			sign, ink = theme.Maybe, th.Unknown
		}
		title := l.Drawn.Item
		if l.Item != nil {
			title = l.Item.Title.In(env.Lang())
		}
		note := Clock(l.Mark.Took.Truncate(time.Second))
		if w >= wide {
			note += "  " + frame.Fit(r.remark(l), 18)
		}
		line := frame.Ends(ink.Paint(sign)+" "+pad(i+1)+" "+frame.Fit(l.Drawn.Task, 4)+" "+title, th.Quiet.Paint(note), w)
		if i == r.pick {
			line = th.Selected.Paint(frame.Fit(frame.Plain(line), w))
		}
		lines = append(lines, line)
	}
	return lines
}

// remark is what else is to be said about an item, in a word or two.
func (r *Result) remark(l mock.Line) string {
	var list []string
	say := func(id string) { list = append(list, r.env.Say(id)) }
	if len(l.Mark.Response) == 0 {
		say("exam.open")
	}
	switch l.Mark.Sure {
	case record.Certain:
		say("exam.sure")
	case record.Guess:
		say("exam.guess")
	}
	if !l.Drawn.Scored {
		say("exam.unscored")
	}
	return strings.Join(list, ", ")
}

func percent(share float64) int { return int(share*100 + 0.5) }

func leftPad(s string, w int) string { return strings.Repeat(" ", max(0, w-frame.Width(s))) + s }

// bar shows a share in n cells.
func bar(share float64, n int) string {
	full := int(share*float64(n) + 0.5)
	return strings.Repeat("▰", full) + strings.Repeat("▱", n-full)
}
