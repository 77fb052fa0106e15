package mock

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/mock"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sheet"
	"skylab/tui/study"
)

// Result is the screen of what came of a mock exam.
type Result struct {
	ctx    context.Context
	env    *screens.Env
	load   func() (mock.Result, error)
	study  *study.Study
	result mock.Result
	err    error
	read   bool
	pick   int // the item chosen; -1: none yet, the figures are read
	scroll frame.Scroll
	chosen bool // the choice must be in sight at the next view
}

func newResult(ctx context.Context, env *screens.Env, load func() (mock.Result, error)) *Result {
	return &Result{ctx: ctx, env: env, load: load, pick: -1}
}

type assessed struct {
	of     *Result
	study  *study.Study
	result mock.Result
	err    error
}

// look is the learner turning to an item.
type look struct {
	of   *Result
	item int
}

type exported struct {
	of    *Result
	paths []string
	err   error
}

// Init implements screens.Screen.
func (r *Result) Init() tea.Cmd {
	load, open := r.load, r.env.Study
	return func() tea.Msg {
		result, err := load()
		st, _ := open() // it is open already: the exam was drawn from it
		return assessed{r, st, result, err}
	}
}

// Update implements screens.Screen.
func (r *Result) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case assessed:
		if msg.of == r {
			r.study, r.result, r.err, r.read = msg.study, msg.result, msg.err, true
			if msg.study != nil {
				r.env.Fail(msg.study.Unsaved())
			}
		}
	case exported:
		if msg.of == r {
			return r.written(msg)
		}
	case look:
		if msg.of == r {
			r.pick, r.chosen = msg.item, true
			return r.open()
		}
	case screens.Key:
		return r.key(msg.Name)
	case screens.Click:
		for i := range r.result.Lines {
			if msg.Zone == rowZone(i) {
				r.pick = i
				return r.open()
			}
		}
	case screens.Wheel:
		r.scroll.Move(msg.Lines)
	}
	return nil
}

// Keys implements screens.Screen.
func (r *Result) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "items", Keys: []string{"tab", "shift+tab", "n"}}, {ID: "open", Keys: []string{"enter"}}, {ID: "next-wrong", Keys: []string{"w"}},
		{ID: "export", Keys: []string{"x"}}, {ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}}, {ID: "copy", Keys: []string{"y"}},
		{ID: "back", Keys: []string{"esc", "q"}}, {ID: "help", Keys: []string{"?", "f1"}},
	}
}

func (r *Result) key(name string) tea.Cmd {
	id, _ := keys.Find(r.Keys(), name)
	switch id {
	case "items":
		step := 1
		if name == "shift+tab" {
			step = -1
		}
		if n := len(r.result.Lines); n > 0 {
			r.pick, r.chosen = max(0, min(n-1, r.pick+step)), true
		}
	case "open":
		r.pick, r.chosen = max(0, r.pick), true
		return r.open()
	case "next-wrong":
		for k := range r.result.Lines {
			if i := (r.pick + 1 + k) % len(r.result.Lines); !r.result.Lines[i].Right {
				r.pick, r.chosen = i, true
				break
			}
		}
	case "scroll":
		r.scroll.Key(name)
	case "export":
		return r.export()
	case "copy":
		if r.read && r.err == nil {
			return screens.Send(screens.Copy{Text: r.result.Markdown(r.env.Text, r.study.Library.Facts)})
		}
	case "back":
		return screens.Send(screens.GoBack{})
	case "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	}
	return nil
}

// open shows an item with the answer, the key and every reason.
func (r *Result) open() tea.Cmd {
	if r.pick < 0 || r.pick >= len(r.result.Lines) {
		return nil
	}
	line := r.result.Lines[r.pick]
	if line.Item == nil {
		return screens.Send(screens.Tell{Text: r.env.Say("exam.vanished")})
	}
	env, st, at := r.env, r.study, r.pick
	paper := sheet.New(line.Item, st.Learner, line.Mark.Response)
	page := &dialogs.Page{Env: env, Head: env.Say("exam.item-of", "n", at+1, "of", len(r.result.Lines)), Body: func(w int) []string {
		lines := prose.Words(strings.Join(r.result.About(line, env.Text), " · "), w, env.Theme.Quiet)
		d := paper.Draw(sheet.Drawing{Say: env.Text, Theme: env.Theme, Width: w, Shown: true})
		lines = append(append(append(lines, ""), d.Lines...), "")
		if after := line.Item.After.In(env.Lang()); after != "" {
			lines = append(lines, prose.Render(prose.Cited(after, line.Item.Facts), w, env.Theme)...)
		}
		return lines
	}}
	if at+1 < len(r.result.Lines) {
		page.Actions = append(page.Actions, dialogs.Do("next-item", look{r, at + 1}, "n", "right", "enter"))
	}
	if at > 0 {
		page.Actions = append(page.Actions, dialogs.Do("previous-item", look{r, at - 1}, "p", "left"))
	}
	if _, err := env.Library.Step(line.Item.Step, nil); err == nil && line.Item.Step != "" {
		page.Actions = append(page.Actions, dialogs.Do("visit-step", screens.GoVisit{Ref: line.Item.Step}, "s"))
	}
	return screens.Send(screens.Show{Dialog: page})
}

// export writes the result as Markdown and as a page for a browser.
func (r *Result) export() tea.Cmd {
	if !r.read || r.err != nil {
		return nil
	}
	env, result, facts := r.env, r.result, r.study.Library.Facts
	say := env.Text
	return func() tea.Msg {
		name := result.Sitting.Exam + "-" + result.Sitting.Began.In(env.Now().Location()).Format("20060102-150405") + "." + string(say.Lang())
		paths, err := env.Write(map[string]string{name + ".md": result.Markdown(say, facts), name + ".html": result.HTML(say, facts)})
		return exported{r, paths, err}
	}
}

// written tells where the files are: whole paths, however long.
func (r *Result) written(msg exported) tea.Cmd {
	env := r.env
	if msg.err != nil {
		return screens.Send(screens.Tell{Text: env.Say("exam.not-exported", "error", msg.err.Error())})
	}
	return screens.Send(screens.Show{Dialog: &dialogs.Page{Env: env, Head: env.Say("key.export"), Body: func(w int) []string {
		lines := append(prose.Words(env.Say("exam.exported"), w, env.Theme.Text), "")
		for _, path := range msg.paths {
			lines = append(lines, frame.Wrap(path, w)...)
		}
		return lines
	}}})
}

// Title implements screens.Screen.
func (r *Result) Title() string { return r.env.Say("exam.result") }

// Typing implements screens.Screen.
func (r *Result) Typing() bool { return false }
