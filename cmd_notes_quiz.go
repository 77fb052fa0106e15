package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"skylab/content"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// noted are the items of quizzes whose latest answer was wrong, with that
// answer, and how much was answered in all.
type noted struct {
	answers, right int
	missed         []missed
}

type missed struct {
	item   *quizzes.Item
	answer record.Answer
}

// notedQuizzes reads the answers to items of the modules and steps that were
// named, or to all. An item that no bank has any more is counted, not shown.
func (a *app) notedQuizzes(ctx context.Context, store progress.Store, library *quizzes.Library, names []string) (noted, error) {
	var n noted
	answers, err := store.Answers()
	if err != nil {
		return n, err
	}
	latest := map[string]record.Answer{}
	var order []string
	for _, given := range answers {
		it, err := library.Item(ctx, given.Item)
		if len(names) > 0 && (err != nil || !slices.Contains(names, it.Module) && !slices.Contains(names, it.Step)) {
			continue
		}
		n.answers++
		if given.Right {
			n.right++
		}
		if _, seen := latest[given.Item]; !seen {
			order = append(order, given.Item)
		}
		latest[given.Item] = given
	}
	for _, id := range order {
		if it, err := library.Item(ctx, id); err == nil && !latest[id].Right {
			n.missed = append(n.missed, missed{it, latest[id]})
		}
	}
	return n, ctx.Err()
}

// write writes the quizzes up as Markdown: each missed item with what was
// answered, the key with its reason, and the step that teaches it.
func (n noted) write(w io.Writer, say text.Speaker) error {
	if n.answers == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n%s\n", say.Say("cmd.notes.quiz"), say.Say("cmd.notes.answers", "n", n.answers, "right", n.right))
	for _, m := range n.missed {
		m.write(&b, say)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m missed) write(b *strings.Builder, say text.Speaker) {
	lang := say.Lang()
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n", m.item.Title.In(lang), strings.TrimSpace(content.Uncited(m.item.Stem.In(lang))))
	for _, o := range m.item.Taken(quizzes.ParseResponse(m.answer.Chosen)) {
		if !o.Key {
			fmt.Fprintf(b, "- %s %s\n", say.Say("cmd.notes.yours"), option(*o, lang))
		}
	}
	for _, o := range m.item.Options {
		if o.Key {
			fmt.Fprintf(b, "- %s %s\n", say.Say("cmd.notes.right"), option(o, lang))
		}
	}
	if m.item.Step != "" {
		fmt.Fprintf(b, "- %s `%s`\n", say.Say("cmd.notes.step"), m.item.Step)
	}
}

// option is an option with its reason on one line.
func option(o quizzes.Option, lang text.Lang) string {
	line := strings.Join(strings.Fields(content.Uncited(o.Text.In(lang))), " ")
	return line + " — " + strings.Join(strings.Fields(content.Uncited(o.Reason.In(lang))), " ")
}
