package quiz

import (
	tea "charm.land/bubbletea/v2"

	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/tui/keys"
	"skylab/tui/screens"
)

// Keys implements screens.Screen.
func (q *Quiz) Keys() []keys.Binding {
	var list []keys.Binding
	add := func(id string, names ...string) { list = append(list, keys.Binding{ID: id, Keys: names}) }
	switch q.stage {
	case asking:
		list = append(list, q.markKeys()...)
	case weighing:
		add("sure-now", "s")
		add("guess-now", "g")
		add("submit", "enter")
		add("choose", "right", "left")
		add("back", "backspace", "up")
	case shown:
		add("next-item", "n", "enter")
		list = append(list, q.afterKeys()...)
		list = append(list, q.scenarioKey()...)
		add("scroll", "down", "up", "pgdown", "pgup")
	case failed:
		add("next-item", "n", "enter")
	case done:
		return q.doneKeys()
	}
	add("leave", "esc", "q")
	add("help", "?", "f1")
	return list
}

// markKeys answer an item.
func (q *Quiz) markKeys() []keys.Binding {
	var list []keys.Binding
	if q.sheet.Whole() {
		list = append(list, keys.Binding{ID: "sure-now", Keys: []string{"s"}}, keys.Binding{ID: "guess-now", Keys: []string{"g"}}, keys.Binding{ID: "submit", Keys: []string{"enter"}})
	}
	answer := keys.Binding{ID: "answer", Keys: []string{"a", "b", "c", "d", "e", "f", "down", "up", "space", "enter", "backspace"}}
	if q.sheet.Item.Kind == quizzes.Number {
		answer.Keys = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", "-", "backspace"}
	}
	list = append(list, answer, keys.Binding{ID: "other-language", Keys: []string{"tab"}})
	list = append(list, q.scenarioKey()...)
	if q.scroll.More() || q.scroll.Top > 0 {
		list = append(list, keys.Binding{ID: "scroll", Keys: []string{"pgdown", "pgup"}})
	}
	return list
}

// scenarioKey shows a case study's text again.
func (q *Quiz) scenarioKey() []keys.Binding {
	if q.card.Item.Scenario.Empty() {
		return nil
	}
	return []keys.Binding{{ID: "scenario", Keys: []string{"v"}}}
}

// afterKeys are what can be done about an item whose key is shown.
func (q *Quiz) afterKeys() []keys.Binding {
	world := keys.Binding{ID: "open-world", Keys: []string{"o"}}
	if q.card.Item.World == nil {
		world.Off = "why.no-world"
	}
	step := keys.Binding{ID: "visit-step", Keys: []string{"s"}}
	if s := q.card.Item.Step; s == "" {
		step.Off = "why.no-step"
	} else if _, err := q.env.Library.Step(s, nil); err != nil {
		step.Off = "why.no-step"
	}
	why := keys.Binding{ID: "why", Keys: []string{"w"}, Off: world.Off}
	return []keys.Binding{why, world, step, {ID: "other-language", Keys: []string{"tab"}}, {ID: "sources", Keys: []string{"f"}}}
}

func (q *Quiz) key(name string) tea.Cmd {
	id, why := keys.Find(q.Keys(), name)
	switch {
	case why != "":
		return screens.Send(screens.Tell{Text: q.env.Say(why)})
	case id == "leave":
		return q.leave()
	case id == "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	case id == "other-language":
		q.other, q.cache = !q.other, drawn{}
		return nil
	case id == "scenario":
		return screens.Send(screens.Show{Dialog: q.scenario()})
	case q.stage == done:
		return q.onward(id, name)
	case q.stage == asking:
		return q.marking(name)
	case q.stage == weighing:
		return q.weigh(name)
	}
	return q.after(id, name)
}

func (q *Quiz) marking(name string) tea.Cmd {
	switch {
	case name == "enter":
		return q.enter()
	case name == "pgdown" || name == "pgup":
		q.scroll.Key(name)
		return nil
	case name == "s" && q.sheet.Whole():
		return q.answer(record.Certain)
	case name == "g" && q.sheet.Whole():
		return q.answer(record.Guess)
	}
	full, before := q.sheet.Full(), q.sheet.Response().String()
	if !q.sheet.Key(name) {
		return nil
	}
	q.reask()
	if moves := name == "up" || name == "down" || name == "j" || name == "k"; full && !moves && q.sheet.Response().String() == before {
		return screens.Send(screens.Tell{Text: q.env.Say("why.enough", "want", q.sheet.Want())})
	}
	return nil
}

// reask draws an item anew of which something else is marked: with the
// question how sure in sight once the answer is whole.
func (q *Quiz) reask() {
	q.stage, q.cache = asking, drawn{toCursor: true, toEnd: q.sheet.Whole()}
}

// enter on a whole answer goes on to how sure; else it marks what the cursor
// is at.
func (q *Quiz) enter() tea.Cmd {
	if q.sheet.Whole() {
		q.stage, q.cache = weighing, drawn{toEnd: true}
		return nil
	}
	if !q.sheet.Enter() {
		return screens.Send(screens.Tell{Text: q.env.Say("why.not-whole", "have", q.sheet.Have(), "want", q.sheet.Want())})
	}
	q.reask()
	return nil
}

func (q *Quiz) weigh(name string) tea.Cmd {
	switch name {
	case "s":
		return q.answer(record.Certain)
	case "g":
		return q.answer(record.Guess)
	case "enter":
		if q.sure {
			return q.answer(record.Certain)
		}
		return q.answer(record.Guess)
	case "left", "right":
		q.sure, q.cache = !q.sure, drawn{toEnd: true}
	case "backspace", "up":
		q.reask()
	default:
		if q.sheet.Key(name) { // another thought
			q.reask()
		}
	}
	return nil
}

// after is a key when the key is shown, or the run is over.
func (q *Quiz) after(id, name string) tea.Cmd {
	switch id {
	case "next-item":
		if q.run == nil {
			return screens.Send(screens.GoBack{})
		}
		return q.next()
	case "why":
		return q.ask(true)
	case "open-world":
		return screens.Send(screens.GoWorld{Template: q.world()})
	case "visit-step":
		return screens.Send(screens.GoVisit{Ref: q.card.Item.Step})
	case "sources":
		return screens.Send(screens.Show{Dialog: q.sources()})
	case "scroll":
		q.scroll.Key(name)
	}
	return nil
}

// leave shows what the run came to before it goes; nothing answered, nothing
// to show.
func (q *Quiz) leave() tea.Cmd {
	if q.stage == done || q.run == nil || len(q.run.Given) == 0 {
		return screens.Send(screens.GoBack{})
	}
	q.early = true
	q.left = q.stage
	q.finish()
	return nil
}

func (q *Quiz) finish() { q.stage, q.cache, q.scroll.Top = done, drawn{}, 0 }

func (q *Quiz) click(c screens.Click) tea.Cmd {
	whole := q.stage == weighing || q.stage == asking && q.sheet.Whole()
	switch {
	case c.Zone == "sure" && whole:
		return q.answer(record.Certain)
	case c.Zone == "guess" && whole:
		return q.answer(record.Guess)
	case c.Zone == "next" && q.stage == shown:
		return q.next()
	case q.stage == done:
		return q.openMissed(c.Zone)
	case q.stage == asking || q.stage == weighing:
		if q.sheet.Click(c.Zone) {
			q.reask()
		}
	}
	return nil
}
