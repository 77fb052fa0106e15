package quiz

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/text"
	"skylab/tui/dialogs"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sheet"
	"skylab/tui/study"
	"skylab/tui/theme"
)

// told is what an item's world said.
type told struct {
	list []study.Shown
	err  error
}

// asked brings it; show opens it as a page.
type asked struct {
	quiz *Quiz
	item string
	said told
	show bool
}

// ask asks the item's world about every option, in the background, and at most
// once.
func (q *Quiz) ask(show bool) tea.Cmd {
	ctx, it, lang, said := q.ctx, q.card.Item, q.env.Lang(), q.told
	return func() tea.Msg {
		if said == nil {
			list, err := study.World(ctx, it, lang)
			said = &told{list, err}
		}
		return asked{q, it.ID, *said, show}
	}
}

// asked shows what the world said: on a page, and beside the key.
func (q *Quiz) asked(msg asked) tea.Cmd {
	if msg.quiz != q || q.stage != shown || msg.item != q.card.Item.ID {
		return nil
	}
	q.told = &msg.said
	if !msg.show {
		q.cache.lines = nil
		return nil
	}
	words := q.whyText()
	return screens.Send(screens.Show{Dialog: &dialogs.Page{Env: q.env, Head: q.env.Say("key.why"), Body: func(w int) []string {
		return prose.Render(words, w, q.env.Theme)
	}}})
}

func (q *Quiz) whyText() string { return WhyText(q.say(), q.sheet, q.told.list, q.told.err) }

// whyBeside is whyText where the options stand beside it: their letters are
// enough.
func (q *Quiz) whyBeside() string { return worldSaid(q.say(), q.sheet, q.told.list, false) }

// WhyText is what an item's world said of its options, as Markdown.
func WhyText(say text.Speaker, s *sheet.Sheet, list []study.Shown, err error) string {
	if err != nil {
		return say.Say("quiz.why.failed", "error", err.Error())
	}
	if len(list) == 0 {
		return say.Say("quiz.why.none")
	}
	return worldSaid(say, s, list, true)
}

func worldSaid(say text.Speaker, s *sheet.Sheet, list []study.Shown, texts bool) string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b study.Shown) int {
		return strings.Compare(letter(s, a), letter(s, b))
	})
	var b strings.Builder
	for _, w := range list {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(head(say, s, w, texts) + "\n\n```text\n" + prompted(w.Script))
		if w.Out != "" {
			b.WriteString("\n" + strings.TrimRight(console.Harmless([]byte(w.Out)), "\n"))
		}
		b.WriteString("\n```")
	}
	if c := s.Item.World.Check; strings.TrimSpace(c) != "" {
		b.WriteString("\n\n" + say.Say("quiz.world.check") + "\n\n```sh\n" + strings.TrimSpace(c) + "\n```")
	}
	return b.String()
}

func letter(s *sheet.Sheet, w study.Shown) string {
	if w.Option == nil {
		return ""
	}
	return s.Letter(w.Option.ID)
}

func head(say text.Speaker, s *sheet.Sheet, w study.Shown, texts bool) string {
	if w.Option == nil {
		return say.Say("quiz.why.run")
	}
	sign, id := theme.No, "quiz.why.not"
	switch {
	case !w.Told:
		sign, id = theme.Maybe, "quiz.why.untold"
	case w.Holds:
		sign, id = theme.Yes, "quiz.why.holds"
	}
	name := sign + " **" + s.Letter(w.Option.ID) + "**"
	if !texts {
		return name + " " + say.Say(id)
	}
	return name + " " + strings.Join(strings.Fields(w.Option.Text.In(say.Lang())), " ") + ": " + say.Say(id)
}

// prompted is a script as it would stand in a console.
func prompted(script string) string {
	lines := strings.Split(script, "\n")
	for i := range lines {
		if i == 0 {
			lines[i] = "$ " + lines[i]
		} else {
			lines[i] = "  " + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}
