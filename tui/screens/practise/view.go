package practise

import (
	"time"

	"skylab/content"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// View implements screens.Screen.
func (p *Practise) View(w, h int) screens.View {
	env, th := p.env, p.env.Theme
	right := ""
	if n := p.counts.streak.Days; n > 0 {
		right = th.Quiet.Paint(env.Say("practise.streak", "n", n)) + "  "
	}
	v := screens.View{Lines: []string{frame.Ends("  "+th.Strong.Paint(p.Title()), right, w), ""}}
	var lines []string
	at := make([]int, len(rows))
	for i, r := range rows {
		if i > 0 && !r.part() {
			lines = append(lines, "")
		}
		at[i] = len(lines)
		lines = append(lines, p.line(r, i == p.pick, w-1))
	}
	for _, note := range p.notes() {
		lines = append(lines, "")
		for _, line := range prose.Words(note, min(w-4, prose.Widest), th.Quiet) {
			lines = append(lines, "  "+line)
		}
	}
	room := max(0, h-2)
	p.scroll.See(at[p.pick], room)
	v.Lines = append(v.Lines, p.scroll.Show(lines, w, room, th)...)
	for i, r := range rows {
		if y := at[i] - p.scroll.Top; y >= 0 && y < room {
			v.Zones = append(v.Zones, screens.Zone{ID: string(r), Y: 2 + y, W: w, H: 1})
		}
	}
	return v
}

// lineOf is the line of a row, by the spaces between the parts of the page.
func (p *Practise) lineOf(pick int) int {
	n := -1
	for i, r := range rows[:pick+1] {
		n++
		if i > 0 && !r.part() {
			n++
		}
	}
	return n
}

// line is one row: what it is, and what it is set to.
func (p *Practise) line(r row, picked bool, w int) string {
	env, th := p.env, p.env.Theme
	name := env.Say("practise." + string(r))
	lead := "  "
	if r.part() {
		lead = "      "
	}
	line := lead + frame.Fit(name, 18-frame.Width(lead)) + "  " + p.note(r)
	if picked {
		return th.Selected.Paint(frame.Fit("▸"+frame.Plain(line)[1:], w))
	}
	if r.part() {
		return th.Quiet.Paint(lead+frame.Fit(name, 18-frame.Width(lead))) + "  " + p.note(r)
	}
	return th.Strong.Paint(lead+frame.Fit(name, 18-frame.Width(lead))) + "  " + p.note(r)
}

// note is what stands behind a row's name.
func (p *Practise) note(r row) string {
	env, c := p.env, &p.counts
	switch {
	case r == due && c.loaded && c.due == 0:
		return env.Say("practise.due.none")
	case r == due && c.loaded:
		return env.Say("practise.due.n", "n", c.due, "minutes", max(1, int((c.takes+30*time.Second)/time.Minute)))
	case r == due:
		return env.Say("quiz.loading")
	case r == drill && !c.loaded:
		return ""
	case r == drill:
		return env.Say("practise.drill.n", "n", c.items)
	case r.part() || r == endless:
		return p.set(r)
	}
	return env.Say("practise." + string(r) + ".n")
}

// set is what a row of choice is set to, between arrows where there is more.
func (p *Practise) set(r row) string {
	word := p.word(r, p.choice.value[r])
	switch {
	case r == domain && len(p.domains()) == 0:
		return p.env.Theme.Quiet.Paint(p.env.Say("practise.domain.how"))
	case len(p.values(r)) < 2:
		return word
	case r == endless && p.choice.value[r] == "":
		return "‹ " + word + " ›  " + p.env.Theme.Quiet.Paint(p.env.Say("practise.endless.n"))
	}
	return "‹ " + word + " ›"
}

// word is a value of a row as it is read.
func (p *Practise) word(r row, v string) string {
	env := p.env
	switch {
	case v == "":
		return env.Say("practise.all")
	case r == level:
		return env.Say("practise.level." + v)
	case r == only:
		return env.Say("practise.only." + v)
	case r == endless:
		return env.Say("generate." + v + ".title")
	}
	for _, d := range p.domains() {
		if r == domain && d.ID == v {
			return v + " " + d.Title(env.Lang())
		}
	}
	for _, e := range p.choice.exams {
		if r == exam && e.Code == v {
			return v + " " + e.Name.In(env.Lang())
		}
	}
	return v
}

// notes are sentences below the rows, when there is something to say.
func (p *Practise) notes() []string {
	env, c := p.env, &p.counts
	var list []string
	if p.err != nil {
		list = append(list, p.err.Error())
	}
	if c.loaded && p.err == nil && p.study != nil && len(p.choice.entries) == 0 {
		list = append(list, env.Say("quiz.empty-bank"))
	}
	if p.study != nil {
		list = append(list, wrong(env, p.study.Problems)...)
	}
	if c.gone > 0 {
		list = append(list, env.Say("practise.gone", "n", c.gone))
	}
	if c.behind {
		list = append(list, env.Say("practise.clock"))
	}
	return list
}

// wrong tells the author of a bank what to mend; the first few are enough.
func wrong(env *screens.Env, problems []content.Problem) []string {
	var list []string
	for _, p := range problems {
		if !p.Warn && len(list) < 3 {
			list = append(list, p.Say(env.Text))
		}
	}
	if len(list) > 0 {
		list = append([]string{env.Say("practise.wrong", "n", content.Failures(problems))}, list...)
	}
	return list
}
