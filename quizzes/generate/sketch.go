package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/console"
	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// sketch is a question that was drawn: what is asked, what the simulator
// answers, and what people with wrong beliefs would say.
type sketch struct {
	stem  said
	right choice
	wrong []choice // any number; three of those that differ are offered
	why   said     // shown with the key: the computation or the trace
	setup string   // console commands that make the same world
	given string   // names and functions for the claims
	facts []string // ids of the facts that it relies on
	base  console.Options
}

// choice is one answer.
type choice struct {
	id     string // name of the belief that leads there; empty for the right one
	same   string // two choices that say the same have this in common; empty: their English text
	holds  bool   // the simulator agrees
	text   said
	reason said
	script string // claim: ends with 0 in the console's world when the choice holds
}

// said is a sentence of package text with its values, or plain text that is
// the same in every language.
type said struct {
	id    string
	plain string
	args  []any // name, value, …, or the values of plain's verbs; a value may itself be a said
	width int   // columns that it is filled up to with spaces
}

// say is a sentence by its id, generate.ID.
func say(id string, args ...any) said { return said{id: "generate." + id, args: args} }

// plain is text that needs no translation: a number, a range, a code.
func plain(format string, args ...any) said { return said{plain: fmt.Sprintf(format, args...)} }

// form is plain text with places for what is said otherwise in each language.
func form(format string, args ...any) said { return said{plain: format, args: args} }

// listed is lines, one below the other.
func listed(lines []said) said {
	args := make([]any, len(lines))
	for i, l := range lines {
		args[i] = l
	}
	return form(strings.TrimSuffix(strings.Repeat("%s\n", len(lines)), "\n"), args...)
}

// shownAs is a block of what is listed.
func shownAs(lines ...said) said { return form("```text\n%s\n```", listed(lines)) }

// padded is a cell of a table: Korean letters take two columns each.
func (s said) padded(columns int) said {
	s.width = columns
	return s
}

func (s said) in(lang text.Lang) string {
	spoken := s.spoken(lang)
	return spoken + strings.Repeat(" ", max(0, s.width-ansi.StringWidth(spoken)))
}

func (s said) spoken(lang text.Lang) string {
	if s.id == "" && len(s.args) == 0 {
		return s.plain
	}
	args := make([]any, len(s.args))
	for i, a := range s.args {
		args[i] = a
		if inner, ok := a.(said); ok {
			args[i] = inner.in(lang)
		}
	}
	if s.id == "" {
		return fmt.Sprintf(s.plain, args...)
	}
	return text.For(lang).Say(s.id, args...)
}

func (s said) words() content.Words {
	if s.id == "" && len(s.args) == 0 {
		return content.WordsOf(s.plain, s.plain)
	}
	return content.WordsOf(s.in(text.English), s.in(text.Korean))
}

// offered is how many answers an item has, as in the exams.
const offered = 4

// rightID is the option id of the answer that holds; those of the others are
// the names of beliefs.
const rightID = "right"

// options chooses three wrong answers and draws the order of all four. Beliefs
// that lead to the right answer in this world, or to one that another belief
// has led to, are left out; nil when too few are left. The error is a
// generator's mistake: its right answer does not hold.
func (k *sketch) options(d *draw) ([]quizzes.Option, error) {
	if !k.right.holds {
		return nil, fmt.Errorf("the key does not hold: %s", k.right.text.in(text.English))
	}
	k.right.id = rightID
	seen := map[string]bool{k.right.says(): true}
	var wrong []choice
	for _, c := range shuffled(d, "beliefs", k.wrong) {
		if !c.holds && !seen[c.says()] {
			seen[c.says()] = true
			wrong = append(wrong, c)
		}
	}
	if len(wrong) < offered-1 {
		return nil, nil
	}
	list := make([]quizzes.Option, 0, offered)
	for _, c := range shuffled(d, "order", append(wrong[:offered-1], k.right)) {
		list = append(list, quizzes.Option{
			ID: c.id, Text: c.text.words(), Reason: c.reason.words(), Key: c.holds, Script: c.script,
		})
	}
	return list, nil
}

func (c choice) says() string {
	if c.same != "" {
		return c.same
	}
	return c.text.in(text.English)
}

// finish is the item of a question.
func (s spec) finish(d *draw, k *sketch, options []quizzes.Option) *quizzes.Item {
	it := &quizzes.Item{
		Entry: quizzes.Entry{
			ID: quizzes.GeneratedID(s.id, d.seed), Module: s.module, Kind: quizzes.Choice, Topic: s.topic,
			Tasks: s.tasks, Level: s.level, Step: s.step, Proved: true, Korean: true,
			Title: Title(s.id),
		},
		Stem: k.stem.words(), Options: options, After: k.why.words(), Facts: k.facts,
	}
	if k.setup+k.given != "" {
		it.World = &quizzes.World{Options: k.foundation(d), Setup: k.setup, Given: k.given}
	}
	it.Hash = hashOf(it)
	return it
}

// foundation is the base of the console's world.
func (k *sketch) foundation(d *draw) console.Options {
	o := k.base
	o.Seed, o.NoDefaultVPC = d.seed, true
	if o.Region == "" {
		o.Region = "ap-northeast-2"
	}
	return o
}

// hashOf changes when what the learner reads changes.
func hashOf(it *quizzes.Item) string {
	h := sha256.New()
	h.Write([]byte(it.Stem.EN))
	for _, o := range it.Options {
		fmt.Fprintf(h, "\n%s %t %s", o.ID, o.Key, o.Text.EN)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Title is what a generator's items are called.
func Title(generator string) content.Words { return say(generator + ".title").words() }
