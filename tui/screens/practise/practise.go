// Package practise is the page from which all practising starts: reviews,
// warm-up, drills by choice, items without end, mock exams, progress.
package practise

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/screens"
	"skylab/tui/study"
)

// Practise is the screen.
type Practise struct {
	env    *screens.Env
	study  *study.Study
	err    error
	pick   int
	choice choice
	counts counts
	scroll frame.Scroll
}

// New makes the screen.
func New(env *screens.Env) *Practise { return &Practise{env: env, choice: newChoice(env.Chosen)} }

// counts is what can be practised now.
type counts struct {
	of      *Practise
	study   *study.Study
	err     error
	due     int
	takes   time.Duration
	items   int // that the drill's choice leaves
	streak  practice.Streak
	gone    int
	behind  bool
	loaded  bool
	choices int // the choice that was counted
}

// Init implements screens.Screen.
func (p *Practise) Init() tea.Cmd { return p.count() }

// Again is called when the learner comes back to the page.
func (p *Practise) Again() tea.Cmd { return p.count() }

// count looks up, in the background, what there is.
func (p *Practise) count() tea.Cmd {
	open, filter, n := p.env.Study, p.choice.filter(), p.choice.changes
	return func() tea.Msg {
		c := counts{of: p, choices: n, loaded: true}
		if c.study, c.err = open(); c.err != nil {
			return c
		}
		c.study.Refresh()
		c.study.Ask(func(h *practice.History, now time.Time) {
			plan := h.Due(now)
			c.due, c.takes, c.behind = len(plan.Items), plan.Takes, plan.Behind > 0
			c.items, _ = h.Matches(filter, now)
			c.streak, c.gone = h.Streak(now), len(h.Gone())
		})
		return c
	}
}

// Update implements screens.Screen.
func (p *Practise) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case counts:
		if msg.of == p && msg.choices == p.choice.changes {
			p.counts, p.err = msg, msg.err
			if p.study == nil && msg.study != nil {
				p.study = msg.study
				p.choice.learn(msg.study, p.env.Now())
			}
		}
	case chosen:
		if msg.of == p {
			return p.choose(msg.row, msg.value)
		}
	case screens.Key:
		return p.key(msg.Name)
	case screens.Click:
		return p.click(msg.Zone)
	case screens.Wheel:
		p.scroll.Move(msg.Lines)
	}
	return nil
}

// Title implements screens.Screen.
func (p *Practise) Title() string { return p.env.Say("practise.title") }

// Typing implements screens.Screen.
func (p *Practise) Typing() bool { return false }

// Keys implements screens.Screen.
func (p *Practise) Keys() []keys.Binding {
	list := []keys.Binding{{ID: "open", Keys: []string{"enter"}}}
	if rows[p.pick].part() {
		list[0].ID = "list"
	}
	if len(p.values(rows[p.pick])) > 1 {
		list = append(list, keys.Binding{ID: "alter", Keys: []string{"right", "left"}})
	}
	return append(list,
		keys.Binding{ID: "choose", Keys: []string{"down", "up", "j", "k"}},
		keys.Binding{ID: "review", Keys: []string{"r"}},
		keys.Binding{ID: "warm-up", Keys: []string{"w"}},
		keys.Binding{ID: "drill", Keys: []string{"d"}},
		keys.Binding{ID: "mock", Keys: []string{"e"}},
		keys.Binding{ID: "report", Keys: []string{"p"}},
		keys.Binding{ID: "back", Keys: []string{"esc", "q"}},
		keys.Binding{ID: "help", Keys: []string{"?", "f1"}})
}

func (p *Practise) key(name string) tea.Cmd {
	id, _ := keys.Find(p.Keys(), name)
	switch id {
	case "choose":
		if name == "up" || name == "k" {
			p.pick = max(0, p.pick-1)
		} else {
			p.pick = min(len(rows)-1, p.pick+1)
		}
		p.scroll.See(p.lineOf(p.pick), 1)
	case "alter":
		return p.alter(name == "right")
	case "open", "list":
		return p.open(rows[p.pick])
	case "review":
		return p.open(due)
	case "warm-up":
		return p.open(warmUp)
	case "drill":
		return p.open(drill)
	case "mock":
		return p.open(mocks)
	case "report":
		return p.open(report)
	case "back":
		return screens.Send(screens.GoBack{})
	case "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	}
	return nil
}

// open starts what a row stands for.
func (p *Practise) open(r row) tea.Cmd {
	if r.part() && p.study != nil {
		return p.list(r)
	}
	switch r {
	case due:
		return screens.Send(screens.GoQuiz{Mode: record.Review})
	case warmUp:
		return screens.Send(screens.GoQuiz{Mode: record.WarmUp})
	case endless:
		return screens.Send(screens.GoQuiz{Mode: record.Drill, Filter: practice.Filter{Generator: p.generator()}})
	case mocks:
		return screens.Send(screens.GoTo{Screen: "mock"})
	case report:
		return screens.Send(screens.GoTo{Screen: "report"})
	}
	return screens.Send(screens.GoQuiz{Mode: record.Drill, Filter: p.choice.filter()})
}

// click chooses a row, and opens the chosen one.
func (p *Practise) click(zone string) tea.Cmd {
	for i, r := range rows {
		if string(r) != zone {
			continue
		}
		if p.pick == i {
			if len(p.values(r)) > 1 {
				return p.alter(true)
			}
			return p.open(r)
		}
		p.pick = i
	}
	return nil
}
