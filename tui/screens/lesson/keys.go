package lesson

import (
	"skylab/tui/editor"
	"skylab/tui/keys"
)

// Keys implements screens.Screen. The first ones are those that matter now:
// the bottom line shows as many as fit.
func (l *Lesson) Keys() []keys.Binding {
	if l.play == nil {
		return []keys.Binding{{ID: "home", Keys: []string{"esc", "q"}}}
	}
	list := l.first()
	list = append(list, l.always()...)
	if l.focused == prompt {
		if !l.readsOn() {
			list = append(list, readOn)
		}
		list = append(list, keys.Binding{ID: "scroll-console", Keys: []string{"alt+pgup", "alt+pgdown"}})
		return append(list, editor.Keys()...)
	}
	return list
}

// first are the bindings that depend most on where one is.
func (l *Lesson) first() []keys.Binding {
	var list []keys.Binding
	if l.running != nil {
		list = append(list, keys.Binding{ID: "cancel", Keys: []string{"ctrl+c", "esc"}})
	}
	if l.passed && l.step != nil {
		list = append(list, l.either("next", "n", "f10"))
	}
	switch {
	case l.focused == prompt:
		if l.readsOn() {
			list = append(list, readOn)
		}
		list = append(list, keys.Binding{ID: "complete", Keys: []string{"tab"}})
	case l.focused != read && l.trace.shown():
		list = append(list, keys.Binding{ID: "hop", Keys: []string{"right", "left", "l", "h", "."}},
			keys.Binding{ID: "play", Keys: []string{"space"}}, keys.Binding{ID: "type", Keys: []string{"enter", "i", "esc"}})
	default:
		list = append(list, keys.Binding{ID: "type", Keys: []string{"enter", "i", "esc"}},
			keys.Binding{ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}})
	}
	if l.mayGoOn() {
		list = append(list, l.either("carry-on", "o", "alt+o"))
	}
	return list
}

var readOn = keys.Binding{ID: "read-on", Keys: []string{"pgdown", "pgup"}}

// readsOn tells whether there is more to read above the line: then the key for
// it is among those that matter now.
func (l *Lesson) readsOn() bool {
	return l.focused == prompt && l.line.Empty() && l.scroller(l.paged()).More()
}

// either is a binding whose letter works where letters are commands, and whose
// other key works everywhere.
func (l *Lesson) either(id, letter string, everywhere ...string) keys.Binding {
	if l.focused == prompt {
		return keys.Binding{ID: id, Keys: everywhere}
	}
	return keys.Binding{ID: id, Keys: append([]string{letter}, everywhere...)}
}

func (l *Lesson) always() []keys.Binding {
	undo := keys.Binding{ID: "undo", Keys: []string{"ctrl+z"}}
	redo := keys.Binding{ID: "redo", Keys: []string{"ctrl+y"}}
	if l.focused != prompt {
		undo.Keys, redo.Keys = []string{"ctrl+z", "u"}, []string{"ctrl+y", "U"}
	}
	if l.running != nil {
		undo.Off, redo.Off = "why.running", "why.running"
	}
	hint := l.either("hint", "H", "f2")
	timeline := keys.Binding{ID: "timeline", Keys: []string{"ctrl+t", "f3"}}
	if l.focused != prompt {
		hint.Keys = []string{"h", "f2"}
		if l.focused != read && l.trace.shown() {
			hint.Keys = []string{"H", "f2"}
		}
		timeline.Keys = []string{"t", "ctrl+t", "f3"}
	}
	list := []keys.Binding{hint, undo, timeline,
		l.either("zoom", "z", "f4"), l.focusKey(), l.either("view", "v", "alt+v"), l.either("checks", "c", "f5"), redo,
		l.either("predict", "p", "f7"), l.either("copy", "y", "f8"), l.either("solution", "S", "f9")}
	if !l.passed {
		list = append(list, l.either("next", "n", "f10"))
	}
	l.explain(list)
	return append(list, l.rest()...)
}

// explain says of each binding why it does nothing now.
func (l *Lesson) explain(list []keys.Binding) {
	for i := range list {
		b := &list[i]
		switch b.ID {
		case "hint", "checks", "solution", "next", "predict":
			if l.step == nil {
				b.Off = "why.sandbox"
				continue
			}
		}
		switch {
		case b.ID == "view" && len(l.openViews()) < 2:
			b.Off = "why.one-view"
		case b.ID == "hint" && l.hints >= l.hintCount():
			b.Off = "why.no-more-hints"
		case b.ID == "predict" && l.step.Predict == nil:
			b.Off = "why.no-prediction"
		case b.ID == "predict" && l.foretold != nil:
			b.Off = "why.predicted"
		case b.ID == "next" && !l.passed:
			b.Off = "why.not-passed"
		case b.ID == "solution" && len(l.step.Solutions) == 0:
			b.Off = "why.no-solution"
		}
	}
}

func (l *Lesson) focusKey() keys.Binding {
	if l.focused == prompt {
		return keys.Binding{ID: "focus", Keys: []string{"esc", "shift+tab", "f6"}}
	}
	return keys.Binding{ID: "focus", Keys: []string{"tab", "shift+tab", "f6"}}
}

func (l *Lesson) rest() []keys.Binding {
	list := []keys.Binding{
		{ID: "taller", Keys: []string{"ctrl+up", "+"}}, {ID: "shorter", Keys: []string{"ctrl+down", "-"}},
		{ID: "wider", Keys: []string{">"}}, {ID: "narrower", Keys: []string{"<"}},
		{ID: "steps", Keys: []string{"s"}}, {ID: "restart", Keys: []string{"R"}}, {ID: "reset", Keys: []string{"X"}},
		{ID: "search", Keys: []string{"/"}}, {ID: "settings", Keys: []string{","}}, {ID: "limits", Keys: []string{"m"}},
		{ID: "home", Keys: []string{"q"}},
		l.either("help", "?", "f1"),
		{ID: "tab", Keys: []string{"1", "2", "3"}},
	}
	if l.focused != prompt {
		return list
	}
	// Letters are text now; the same words can be typed at the prompt.
	for i := range list {
		switch list[i].ID {
		case "taller", "shorter":
			list[i].Keys = list[i].Keys[:1]
		case "help":
		case "home":
			list[i].Keys = []string{"ctrl+d"}
		default:
			list[i].Off = "why.typing"
		}
	}
	return list
}

// HelpMore implements help.More: the words that are understood at the prompt.
func (l *Lesson) HelpMore() string { return l.env.Say("help.prompt") }
