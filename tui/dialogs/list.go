package dialogs

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"skylab/tui/editor"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/screens"
)

// Item is a row of a list.
type Item struct {
	Label string
	Note  string // at the right end
	Msg   tea.Msg
}

// List is rows to choose from, with a line to type on when Query is set.
type List struct {
	Env   *screens.Env
	Head  string
	Items func() []Item             // without a line to type on
	Query func(words string) []Item // with one
	Wide  int                       // cells it would like to have; 0 for the usual

	line    editor.Editor
	items   []Item
	asked   string
	version int
	pick    int
	scroll  frame.Scroll
}

// Init implements screens.Screen.
func (l *List) Init() tea.Cmd { return nil }

// Title implements screens.Screen.
func (l *List) Title() string { return l.Head }

// Typing implements screens.Screen.
func (l *List) Typing() bool { return l.Query != nil }

// Keys implements screens.Screen.
func (l *List) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "choose", Keys: []string{"down", "up"}},
		{ID: "open", Keys: []string{"enter"}},
		{ID: "close", Keys: []string{"esc"}},
	}
}

// Pick chooses a row before the list is shown.
func (l *List) Pick(i int) { l.pick = i }

// Words is what stands on the line to type on.
func (l *List) Words() string { return l.line.Text() }

// Refresh asks for the rows again: what they are made of has changed.
func (l *List) Refresh() { l.items = nil }

func (l *List) rows() []Item {
	if l.items == nil || l.asked != l.line.Text() || l.version != l.Env.Version {
		l.asked, l.version = l.line.Text(), l.Env.Version
		if l.Query != nil {
			l.items = l.Query(l.asked)
		} else {
			l.items = l.Items()
		}
		l.pick = max(0, min(l.pick, len(l.items)-1))
	}
	return l.items
}

// Update implements screens.Screen.
func (l *List) Update(msg tea.Msg) tea.Cmd {
	rows := l.rows()
	switch msg := msg.(type) {
	case screens.Key:
		return l.key(msg, rows)
	case tea.PasteMsg:
		if l.Query != nil {
			l.line.Paste(msg.Content)
			l.pick = 0
		}
	case screens.Wheel:
		l.move(msg.Lines)
	case screens.Click:
		if i, err := strconv.Atoi(msg.Zone); err == nil && i < len(rows) {
			l.pick = i
			return l.open(rows)
		}
	}
	return nil
}

func (l *List) key(msg screens.Key, rows []Item) tea.Cmd {
	switch msg.Name {
	case "up", "ctrl+p":
		l.move(-1)
	case "down", "ctrl+n", "tab":
		l.move(1)
	case "pgup":
		l.move(-l.scroll.Page())
	case "pgdown":
		l.move(l.scroll.Page())
	case "enter":
		return l.open(rows)
	default:
		switch {
		case l.Query != nil:
			l.line.Key(msg.Msg)
			l.pick = 0
		case msg.Name == "k":
			l.move(-1)
		case msg.Name == "j":
			l.move(1)
		case msg.Name == "q":
			return screens.Send(screens.GoBack{})
		}
	}
	return nil
}

func (l *List) move(n int) { l.pick = max(0, min(l.pick+n, len(l.rows())-1)) }

func (l *List) open(rows []Item) tea.Cmd {
	if l.pick >= len(rows) || rows[l.pick].Msg == nil {
		return nil
	}
	return tea.Sequence(screens.Send(screens.GoBack{}), screens.Send(rows[l.pick].Msg))
}

// Size implements screens.Dialog.
func (l *List) Size(w, h int) (int, int) {
	wide := l.Wide
	if wide == 0 {
		wide = 76
	}
	if l.Query != nil {
		return min(w-4, wide), h - 4
	}
	return min(w-4, wide), min(h-4, len(l.rows())+2)
}

// View implements screens.Screen.
func (l *List) View(w, h int) screens.View {
	v := screens.View{}
	if l.Query != nil {
		line, x, y := l.line.View(w, 1, editor.Look{Prompt: "/ ", Theme: l.Env.Theme})
		v.Lines = append(v.Lines, line[0], "")
		v.Cursor = &screens.Point{X: x, Y: y}
		h -= 2
	}
	rows, top := l.rows(), len(v.Lines)
	h = max(0, h-2)
	l.scroll.See(l.pick, h)
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = l.row(r, i == l.pick, w-1)
	}
	v.Lines = append(v.Lines, l.scroll.Show(lines, w, h, l.Env.Theme)...)
	if len(rows) == 0 && h > 0 {
		v.Lines[top] = l.Env.Theme.Quiet.Paint(l.Env.Say("list.none"))
	}
	for i := l.scroll.Top; i < min(len(rows), l.scroll.Top+h); i++ {
		v.Zones = append(v.Zones, screens.Zone{ID: strconv.Itoa(i), X: 0, Y: top + i - l.scroll.Top, W: w, H: 1})
	}
	v.Lines = append(v.Lines, "", Foot(l.Env, l.Keys(), w))
	return v
}

func (l *List) row(r Item, picked bool, w int) string {
	line := frame.Ends(r.Label, l.Env.Theme.Quiet.Paint(r.Note), w-2)
	if picked {
		return l.Env.Theme.Selected.Paint(frame.Fit("▸ "+ansi.Strip(line), w))
	}
	return "  " + line
}
