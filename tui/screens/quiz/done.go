package quiz

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/study"
)

// summary draws what a run came to and what to do next: the missed items with
// a digit that opens the step which teaches each, and when the next review is.
func (q *Quiz) summary(w int) {
	th := q.env.Theme
	q.add(th.Strong.Paint(q.env.Say("quiz.done")), "")
	if q.run == nil || len(q.run.Given) == 0 {
		for _, s := range SumText(q.env.Text, q.run) {
			q.add(prose.Words(s, w, th.Text)...)
		}
		return
	}
	for _, s := range sums(q.env.Text, q.run.Sum()) {
		q.add(prose.Words(s, w, th.Text)...)
	}
	if list := q.missed(); len(list) > 0 {
		q.add("", q.env.Say("quiz.done.missed"))
		for i, g := range list {
			q.missedLine(i, g, w)
		}
	}
	if n := q.run.Study.DueNow(); n > 0 {
		q.add("")
		q.add(prose.Words(q.env.Say("quiz.done.still", "n", n), w, th.Quiet)...)
	} else if when := When(q.env.Text, q.run.Study.NextDue(), q.env.Now()); when != "" {
		q.add("")
		q.add(prose.Words(q.env.Say("quiz.done.next", "when", when), w, th.Quiet)...)
	}
}

// missedLine is one missed item: its digit, its title, the step.
func (q *Quiz) missedLine(i int, g study.Given, w int) {
	c, digit := &q.cache, "·"
	if i < 9 && q.teaches(g.Item.Step) {
		digit = strconv.Itoa(i + 1)
	}
	line := "  " + q.env.Theme.Strong.Paint(digit) + "  " + g.Item.Title.In(q.env.Lang())
	c.zones = append(c.zones, screens.Zone{ID: "missed-" + strconv.Itoa(i+1), Y: len(c.lines), W: w, H: 1})
	q.add(frame.Ends(line, q.env.Theme.Quiet.Paint(g.Item.Step), w))
}

// missed are the items of the run that were missed, each once.
func (q *Quiz) missed() []study.Given {
	if q.run == nil {
		return nil
	}
	var list []study.Given
	seen := map[string]bool{}
	for _, g := range q.run.Sum().Missed {
		if !seen[g.Item.ID] {
			seen[g.Item.ID], list = true, append(list, g)
		}
	}
	return list
}

// teaches tells whether the lessons have a step.
func (q *Quiz) teaches(step string) bool {
	if step == "" {
		return false
	}
	_, err := q.env.Library.Step(step, nil)
	return err == nil
}

// doneKeys lead on from the end of a run.
func (q *Quiz) doneKeys() []keys.Binding {
	list := []keys.Binding{{ID: "leave", Keys: []string{"esc", "q", "enter"}}}
	missed := q.missed()
	steps := keys.Binding{ID: "missed-step"}
	for i, g := range missed {
		if i < 9 && q.teaches(g.Item.Step) {
			steps.Keys = append(steps.Keys, strconv.Itoa(i+1))
		}
	}
	if len(steps.Keys) > 0 {
		list = append(list, steps)
	}
	if len(missed) > 0 {
		list = append(list, keys.Binding{ID: "missed-again", Keys: []string{"m"}})
	}
	if q.early {
		list = append(list, keys.Binding{ID: "go-on", Keys: []string{"n"}})
	}
	return append(list, keys.Binding{ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}}, keys.Binding{ID: "help", Keys: []string{"?", "f1"}})
}

// onward is a key at the end of a run.
func (q *Quiz) onward(id, name string) tea.Cmd {
	switch id {
	case "missed-step":
		return q.openMissed("missed-" + name)
	case "missed-again":
		var ids []string
		for _, g := range q.missed() {
			ids = append(ids, g.Item.ID)
		}
		q.mode, q.wants, q.items = record.Drill, practice.Filter{}, ids
		q.stage, q.early, q.cache = loading, false, drawn{}
		return q.Init()
	case "go-on":
		q.early = false
		if q.left == asking || q.left == weighing { // the item in hand is not lost
			q.reask()
			return nil
		}
		return q.next()
	case "scroll":
		q.scroll.Key(name)
	}
	return nil
}

// openMissed opens the step of a missed item, by its line.
func (q *Quiz) openMissed(zone string) tea.Cmd {
	number, ok := strings.CutPrefix(zone, "missed-")
	n, err := strconv.Atoi(number)
	list := q.missed()
	if !ok || err != nil || n < 1 || n > len(list) || !q.teaches(list[n-1].Item.Step) {
		return nil
	}
	return screens.Send(screens.GoVisit{Ref: list[n-1].Item.Step})
}
