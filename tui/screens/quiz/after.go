package quiz

import (
	"strconv"
	"strings"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sheet"
	"skylab/tui/study"
	"skylab/tui/theme"
)

// verdict is the line above the options once the key is shown.
func (q *Quiz) verdict(w int) []string {
	th := q.env.Theme
	sign, ink, word := theme.No, th.Denied, "quiz.said.wrong"
	if q.given.Right {
		sign, ink, word = theme.Yes, th.Allowed, "quiz.said.right"
	}
	next := q.env.Say("quiz.next")
	lines := []string{frame.Ends(ink.Paint(sign+" "+q.env.Say(word)), th.Quiet.Paint(next), w)}
	q.cache.zones = append(q.cache.zones, screens.Zone{ID: "next", X: w - frame.Width(next), Y: q.cache.key, W: frame.Width(next), H: 1})
	for _, s := range Remarks(q.env.Text, q.given, q.said) {
		lines = append(lines, prose.Words(s, w, th.Text)...)
	}
	if q.card.Changed {
		lines = append(lines, prose.Words(q.env.Say("quiz.said.changed"), w, th.Quiet)...)
	}
	return append(lines, "")
}

// Remarks are sentences on how sure the learner was, against how it went.
func Remarks(say text.Speaker, a study.Answered, sure record.Sure) []string {
	switch {
	case a.Wrong > 0:
		return []string{say.Say("quiz.said.sure-wrong", "n", a.Sure, "wrong", a.Wrong, "topic", a.Topic)}
	case a.Right && sure == record.Guess:
		return []string{say.Say("quiz.said.guess-right")}
	}
	return nil
}

// afterword stands below the options: why, when it comes back, what teaches it.
func (q *Quiz) afterword(w int) []string {
	th, it, say := q.env.Theme, q.card.Item, q.say()
	lines := []string{""}
	if after := it.After.In(say.Lang()); after != "" {
		lines = append(lines, prose.Render(prose.Cited(after, it.Facts), w, th)...)
		lines = append(lines, "")
	}
	if when := When(q.env.Text, q.given.Due, q.env.Now()); when != "" {
		lines = append(lines, prose.Words(q.env.Say("quiz.said.due", "when", when), w, th.Quiet)...)
	}
	if it.Step != "" && !q.given.Right {
		lines = append(lines, prose.Words(q.env.Say("quiz.said.step", "step", it.Step), w, th.Quiet)...)
	}
	return lines
}

// When is how long it is until a time, in words: in 10 min, tomorrow, in 4 days.
func When(say text.Speaker, due, now time.Time) string {
	if due.IsZero() {
		return ""
	}
	day := func(t time.Time) time.Time {
		y, m, d := t.In(now.Location()).Date()
		return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	}
	days := int(day(due).Sub(day(now)) / (24 * time.Hour))
	left := due.Sub(now)
	switch {
	case left <= 0:
		return say.Say("quiz.when.today")
	case left < time.Hour:
		return say.Say("quiz.when.minutes", "n", int((left+time.Minute-1)/time.Minute))
	case days <= 0:
		return say.Say("quiz.when.hours", "n", int((left+time.Hour-1)/time.Hour))
	case days == 1:
		return say.Say("quiz.when.tomorrow")
	}
	return say.Say("quiz.when.days", "n", days)
}

// Sources is a page on where an item's figures come from.
func (q *Quiz) sources() *dialogs.Page {
	return &dialogs.Page{Env: q.env, Head: q.env.Say("quiz.sources"), Body: func(w int) []string {
		return prose.Render(SourcesText(q.env.Text, q.run.Study, q.card.Item), w, q.env.Theme)
	}}
}

// SourcesText is the sources of an item as Markdown.
func SourcesText(say text.Speaker, st *study.Study, it *quizzes.Item) string {
	var b strings.Builder
	n := 0
	for _, id := range it.Facts {
		f, ok := st.Fact(id)
		if !ok {
			continue
		}
		n++
		b.WriteString(strconv.Itoa(n) + ". " + say.Say("quiz.source", "value", f.Value.In(say.Lang()), "day", f.Checked, "stale", f.Stale, "source", f.Source) + "\n")
	}
	if n == 0 {
		return say.Say("quiz.no-sources")
	}
	return b.String()
}

// world is the item's world as a sandbox, with what there is to try.
func (q *Quiz) world() play.Template {
	return WorldOf(q.env, q.card.Item, q.sheet)
}

// WorldOf makes a sandbox of an item's world.
func WorldOf(env *screens.Env, it *quizzes.Item, s *sheet.Sheet) play.Template {
	lang := env.Lang()
	var b strings.Builder
	b.WriteString(env.Say("quiz.world.page", "stem", prose.Cited(it.Stem.In(lang), nil)))
	for _, o := range it.Options {
		if strings.TrimSpace(o.Script) == "" {
			continue
		}
		what := strings.TrimSuffix(strings.Join(strings.Fields(o.Text.In(lang)), " "), ".")
		b.WriteString("\n\n" + env.Say("quiz.world.try", "letter", s.Letter(o.ID), "text", what) + "\n\n```sh\n" + strings.TrimSpace(o.Script) + "\n```")
	}
	if c := strings.TrimSpace(it.World.Check); c != "" {
		b.WriteString("\n\n" + env.Say("quiz.world.check") + "\n\n```sh\n" + c + "\n```")
	}
	return play.Template{ID: "default", Name: env.Say("quiz.world.name"), Page: b.String(), World: it.World.Start}
}

// SumText is what a run came to, in sentences; missed items begin with a dash.
func SumText(say text.Speaker, r *study.Run) []string {
	if len(r.Given) == 0 {
		switch {
		case r.Asked > 0:
			return []string{say.Say("quiz.done.none")}
		case r.Mode == record.Review:
			return []string{say.Say("quiz.done.nothing-due")}
		case r.Mode == record.Drill:
			return []string{say.Say("quiz.done.empty")}
		}
		return []string{say.Say("quiz.empty-bank")}
	}
	s := r.Sum()
	list := sums(say, s)
	if len(s.Missed) > 0 {
		list = append(list, say.Say("plain.quiz.missed"))
	}
	for _, g := range s.Missed {
		line := "- " + g.Item.Title.In(say.Lang())
		if g.Item.Step != "" {
			line += " · `" + g.Item.Step + "`"
		}
		list = append(list, line)
	}
	return list
}

// sums are the figures of a run in sentences; nothing is said of what did not
// happen.
func sums(say text.Speaker, s study.Sum) []string {
	list := []string{say.Say("quiz.done.score", "right", s.Right, "n", s.Answers, "minutes", int((s.Took+59*time.Second)/time.Minute))}
	if s.Sure > 0 {
		list = append(list, say.Say("quiz.done.certain", "n", s.Sure, "right", s.SureRight))
	}
	if s.Guesses > 0 {
		list = append(list, say.Say("quiz.done.guess", "n", s.Guesses, "right", s.Lucky))
	}
	return list
}
