package practise

import (
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/tui/dialogs"
	"skylab/tui/screens"
	"skylab/tui/study"
)

// row is a line of the page: something to start, or a part of a drill's choice.
type row string

const (
	due     row = "due"
	warmUp  row = "warm-up"
	drill   row = "drill"
	module  row = "module"
	topic   row = "topic"
	exam    row = "exam"
	domain  row = "domain"
	level   row = "level"
	only    row = "only"
	endless row = "endless"
	mocks   row = "mock"
	report  row = "progress"
)

// rows in the order of the page.
var rows = [...]row{due, warmUp, drill, module, topic, exam, domain, level, only, endless, mocks, report}

// part tells whether a row is a part of the drill's choice.
func (r row) part() bool { return slices.Contains([]row{module, topic, exam, domain, level, only}, r) }

// choice is what a drill and the items without end are to be about. An empty
// value is all.
type choice struct {
	value   map[row]string
	changes int
	entries []quizzes.Entry
	gens    []quizzes.Generator
	exams   []content.Exam // that can still be taken and have items
}

// newChoice begins with what was chosen last in this session.
func newChoice(kept map[string]string) choice {
	c := choice{value: map[row]string{}}
	for _, r := range rows {
		if v := kept[string(r)]; v != "" {
			c.value[r] = v
		}
	}
	return c
}

// keep remembers the choice until the program ends.
func (p *Practise) keep() {
	p.env.Chosen = map[string]string{}
	for r, v := range p.choice.value {
		p.env.Chosen[string(r)] = v
	}
}

// learn takes over what the library has.
func (c *choice) learn(st *study.Study, today time.Time) {
	c.entries, c.gens = st.Library.Entries(), st.Library.Generators
	for _, e := range content.Exams() {
		tagged := func(en quizzes.Entry) bool {
			return slices.ContainsFunc(en.Tasks, func(tag string) bool { return len(tag) > len(e.Code) && tag[:len(e.Code)+1] == e.Code+"/" })
		}
		if !e.Over(today) && slices.ContainsFunc(c.entries, tagged) {
			c.exams = append(c.exams, e)
		}
	}
}

// values lists what a row can be set to, all first; nothing for a row that is
// not set.
func (p *Practise) values(r row) []string {
	c := &p.choice
	list := []string{""}
	add := func(s string) {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	switch r {
	case module:
		for _, e := range c.entries {
			add(e.Module)
		}
	case topic:
		for _, e := range c.entries {
			if m := c.value[module]; m == "" || m == e.Module {
				add(e.Topic)
			}
		}
		slices.Sort(list[1:])
	case exam:
		for _, e := range c.exams {
			add(e.Code)
		}
	case domain:
		for _, d := range p.domains() {
			add(d.ID)
		}
	case level:
		list = append(list, "1", "2", "3")
	case only:
		list = append(list, "weak", "missed", "fresh", "proved")
	case endless:
		for _, g := range c.gens {
			add(g.ID)
		}
	default:
		return nil
	}
	return list
}

func (p *Practise) domains() []content.Domain {
	for _, e := range p.choice.exams {
		if e.Code == p.choice.value[exam] {
			return e.Domains
		}
	}
	return nil
}

// alter sets the chosen row to its next value, or to the one before.
func (p *Practise) alter(forward bool) tea.Cmd {
	r := rows[p.pick]
	list := p.values(r)
	if len(list) == 0 {
		return nil
	}
	step := 1
	if !forward {
		step = len(list) - 1
	}
	return p.choose(r, list[(max(0, slices.Index(list, p.choice.value[r]))+step)%len(list)])
}

// choose sets a row.
func (p *Practise) choose(r row, value string) tea.Cmd {
	c := &p.choice
	if c.value[r] == value {
		return nil
	}
	c.value[r] = value
	switch r { // what depends on it begins anew
	case module:
		c.value[topic] = ""
	case exam:
		c.value[domain] = ""
	}
	c.changes++
	p.keep()
	return p.count()
}

// chosen is what a list of values sends.
type chosen struct {
	of    *Practise
	row   row
	value string
}

// list lays everything that a row can be set to open, with how many items each
// leaves of the choice.
func (p *Practise) list(r row) tea.Cmd {
	if len(p.values(r)) < 2 {
		return screens.Send(screens.Tell{Text: p.env.Say("practise.domain.how")})
	}
	counts := p.leaves(r)
	l := &dialogs.List{Env: p.env, Head: p.env.Say("practise." + string(r)), Items: func() []dialogs.Item {
		var rows []dialogs.Item
		for i, v := range p.values(r) {
			rows = append(rows, dialogs.Item{Label: p.word(r, v), Note: strconv.Itoa(counts[i]), Msg: chosen{p, r, v}})
		}
		return rows
	}}
	l.Pick(max(0, slices.Index(p.values(r), p.choice.value[r])))
	return screens.Send(screens.Show{Dialog: l})
}

// leaves counts the items that each value of a row would leave.
func (p *Practise) leaves(r row) []int {
	values := p.values(r)
	list := make([]int, len(values))
	p.study.Ask(func(h *practice.History, now time.Time) {
		for i, v := range values {
			c := choice{value: map[row]string{}}
			for k, was := range p.choice.value {
				c.value[k] = was
			}
			c.value[r] = v
			if r == module {
				c.value[topic] = ""
			}
			list[i], _ = h.Matches(c.filter(), now)
		}
	})
	return list
}

// filter is the drill's choice.
func (c *choice) filter() practice.Filter {
	v := c.value
	n, _ := strconv.Atoi(v[level])
	return practice.Filter{
		Module: v[module], Topic: v[topic], Exam: v[exam], Domain: v[domain], Level: quizzes.Level(n),
		Weak: v[only] == "weak", Missed: v[only] == "missed", Fresh: v[only] == "fresh", Proved: v[only] == "proved",
	}
}

// generator is the one chosen for items without end, or all.
func (p *Practise) generator() string {
	if g := p.choice.value[endless]; g != "" {
		return g
	}
	return study.AnyGenerator
}
