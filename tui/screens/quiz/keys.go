package quiz

import (
	tea "charm.land/bubbletea/v2"

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
		if q.sheet.Whole() {
			add("submit", "enter")
		}
		add("answer", "a", "b", "c", "d", "e", "f", "down", "up", "space", "backspace")
		add("other-language", "tab")
		add("scroll", "pgdown", "pgup")
	case weighing:
		add("sure-now", "s", "enter")
		add("guess-now", "g")
		add("back", "backspace")
	case shown:
		add("next-item", "n", "enter")
		list = append(list, q.afterKeys()...)
		add("scroll", "down", "up", "pgdown", "pgup")
	case failed:
		add("next-item", "n", "enter")
	case done:
		add("leave", "esc", "q", "enter")
		add("scroll", "down", "up", "pgdown", "pgup")
		return append(list, keys.Binding{ID: "help", Keys: []string{"?", "f1"}})
	}
	add("leave", "esc", "q")
	add("help", "?", "f1")
	return list
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
	case q.stage == asking:
		return q.marking(name)
	case q.stage == weighing:
		return q.weigh(name)
	}
	return q.after(id, name)
}

func (q *Quiz) marking(name string) tea.Cmd {
	switch name {
	case "enter":
		return q.enter()
	case "pgdown", "pgup":
		q.scroll.Key(name)
		return nil
	}
	if q.sheet.Key(name) {
		q.cache = drawn{toCursor: true}
	}
	return nil
}

// enter on an unmarked choice marks what the cursor is at; on a whole answer it
// goes on to how sure.
func (q *Quiz) enter() tea.Cmd {
	if !q.sheet.Whole() {
		q.sheet.Key("space")
	}
	if !q.sheet.Whole() {
		q.cache = drawn{toCursor: true}
		return screens.Send(screens.Tell{Text: q.env.Say("why.not-whole", "have", q.sheet.Have(), "want", q.sheet.Want())})
	}
	q.stage, q.cache = weighing, drawn{toEnd: true}
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
		q.stage, q.cache = asking, drawn{toCursor: true}
	default:
		if q.sheet.Key(name) { // another thought
			q.stage, q.cache = asking, drawn{toCursor: true}
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
		return q.ask()
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
	q.stage, q.cache, q.scroll.Top = done, drawn{}, 0
	return nil
}

func (q *Quiz) click(c screens.Click) tea.Cmd {
	switch {
	case c.Zone == "sure" && q.stage == weighing:
		return q.answer(record.Certain)
	case c.Zone == "guess" && q.stage == weighing:
		return q.answer(record.Guess)
	case c.Zone == "next" && q.stage == shown:
		return q.next()
	case q.stage == asking || q.stage == weighing:
		if q.sheet.Click(c.Zone) {
			q.stage, q.cache = asking, drawn{toCursor: true}
			if q.sheet.Whole() {
				q.stage, q.cache = weighing, drawn{toEnd: true}
			}
		}
	}
	return nil
}
