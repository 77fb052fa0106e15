package dialogs

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// Question asks what the learner expects, and how sure they are. Esc is
// "rather not say": Answer is then called with -1.
type Question struct {
	Env     *screens.Env
	Head    string
	Text    string // Markdown
	Options []string
	Answer  func(pick int, sure bool) tea.Msg

	pick   int
	picked bool
	sure   bool
}

// Init implements screens.Screen.
func (q *Question) Init() tea.Cmd { return nil }

// Title implements screens.Screen.
func (q *Question) Title() string { return q.Head }

// Typing implements screens.Screen.
func (q *Question) Typing() bool { return false }

// Keys implements screens.Screen.
func (q *Question) Keys() []keys.Binding {
	if !q.picked {
		return []keys.Binding{{ID: "pick", Keys: []string{"enter", "a", "b", "c", "d"}}, {ID: "choose", Keys: []string{"down", "up", "j", "k"}}, {ID: "skip", Keys: []string{"esc", "q"}}}
	}
	return []keys.Binding{{ID: "sure", Keys: []string{"s"}}, {ID: "guess", Keys: []string{"g", "enter"}}, {ID: "skip", Keys: []string{"q"}}}
}

// Closed is the message to send when esc closes the dialog.
func (q *Question) Closed() tea.Msg { return q.Answer(-1, false) }

// Update implements screens.Screen.
func (q *Question) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screens.Key:
		return q.key(msg.Name)
	case screens.Click:
		switch msg.Zone {
		case "sure", "guess":
			return q.done(msg.Zone == "sure")
		}
		if i, err := strconv.Atoi(msg.Zone); err == nil && i < len(q.Options) {
			q.pick, q.picked = i, true
		}
	}
	return nil
}

func (q *Question) key(name string) tea.Cmd {
	switch {
	case name == "q":
		return q.close(q.Closed())
	case q.picked && name == "s":
		return q.done(true)
	case q.picked && (name == "g" || name == "enter"):
		return q.done(name == "enter" && q.sure)
	case q.picked && (name == "left" || name == "right" || name == "tab"):
		q.sure = !q.sure
	case name == "enter":
		q.picked = true
	case name == "up" || name == "k":
		q.pick, q.picked = max(0, q.pick-1), false
	case name == "down" || name == "j":
		q.pick, q.picked = min(len(q.Options)-1, q.pick+1), false
	case len(name) == 1 && name[0] >= 'a' && int(name[0]-'a') < len(q.Options):
		q.pick, q.picked = int(name[0]-'a'), true
	}
	return nil
}

func (q *Question) done(sure bool) tea.Cmd { return q.close(q.Answer(q.pick, sure)) }

func (q *Question) close(msg tea.Msg) tea.Cmd {
	return tea.Sequence(screens.Send(screens.GoBack{}), screens.Send(msg))
}

func (q *Question) lines(w int) ([]string, []screens.Zone) {
	th := q.Env.Theme
	out := append(prose.Render(q.Text, w, th), "")
	var zones []screens.Zone
	for i, o := range q.Options {
		zones = append(zones, screens.Zone{ID: strconv.Itoa(i), Y: len(out), W: w, H: 1})
		for k, line := range prose.Words(o, w-4, th.Text) {
			lead := "    "
			if k == 0 {
				lead = "  " + string(rune('a'+i)) + " "
			}
			if i == q.pick {
				out = append(out, th.Selected.Paint(frame.Fit("▸"+lead[1:]+frame.Plain(line), w)))
			} else {
				out = append(out, lead+line)
			}
		}
	}
	out = append(out, "")
	if q.picked {
		sure, guess := q.Env.Say("predict.choose-sure"), q.Env.Say("predict.choose-guess")
		zones = append(zones, screens.Zone{ID: "sure", X: 2, Y: len(out), W: frame.Width(sure), H: 1},
			screens.Zone{ID: "guess", X: 5 + frame.Width(sure), Y: len(out), W: frame.Width(guess), H: 1})
		if q.sure {
			sure = th.Selected.Paint(sure)
		} else {
			guess = th.Selected.Paint(guess)
		}
		out = append(out, "  "+sure+"   "+guess, "")
	}
	return out, zones
}

// Size implements screens.Dialog.
func (q *Question) Size(w, h int) (int, int) {
	w = min(w-6, 68)
	lines, _ := q.lines(max(1, w))
	return w, min(h-4, len(lines)+1)
}

// View implements screens.Screen.
func (q *Question) View(w, h int) screens.View {
	lines, zones := q.lines(w)
	if over := len(lines) - (h - 1); over > 0 { // what must be answered stays in sight
		lines = lines[over:]
		for i := range zones {
			zones[i].Y -= over
		}
	}
	return screens.View{Lines: append(lines, Foot(q.Env, q.Keys(), w)), Zones: zones}
}
