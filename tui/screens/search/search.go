// Package search looks for words in everything: modules, steps and their text,
// operations, the limits of the model, what keys do, quiz items.
package search

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"

	"skylab/tui/dialogs"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// most is how many results are listed.
const most = 200

// entry is one thing that can be found.
type entry struct {
	kind  string // message id
	below bool   // listed after what is called by the words
	label string
	text  string // what is looked in besides the label, in lower case
	msg   tea.Msg
}

// New is the dialogs. The index is made when the first letter is typed.
func New(env *screens.Env) screens.Dialog {
	s := &finder{env: env}
	s.List = &dialogs.List{Env: env, Head: env.Say("key.search"), Wide: 90, Query: s.query}
	return s
}

type finder struct {
	*dialogs.List
	env     *screens.Env
	all     []entry
	version int
	quiz    found // the quiz items that were looked for last
}

func (s *finder) query(words string) []dialogs.Item {
	if s.all == nil || s.version != s.env.Version {
		s.all, s.version = index(s.env), s.env.Version
	}
	list := []dialogs.Item{}
	for _, e := range find(s.all, words) {
		list = append(list, s.item(e))
	}
	if s.quiz.words == words {
		for _, e := range s.quiz.entries {
			list = append(list, s.item(e))
		}
	}
	return list
}

func (s *finder) item(e entry) dialogs.Item {
	return dialogs.Item{Label: e.label, Note: s.env.Say(e.kind), Msg: e.msg}
}

// Hit is a thing that was found: its kind as a message id, and its name.
type Hit struct{ Kind, Label string }

// Find lists what holds every word, best first.
func Find(env *screens.Env, words string) []Hit {
	var hits []Hit
	for _, e := range find(index(env), words) {
		hits = append(hits, Hit{e.kind, e.label})
	}
	for _, e := range quizItems(env.Study, words, env.Lang()) {
		hits = append(hits, Hit{e.kind, e.label})
	}
	return hits
}

// find gives the entries that hold every word: those with the first word in
// front of the label first, then those with all in the label, then the rest.
func find(all []entry, words string) []entry {
	want := strings.Fields(lower(words))
	var ranked [4][]entry
	for _, e := range all {
		r := rank(e, want)
		ranked[r] = append(ranked[r], e)
	}
	list := slices.Concat(ranked[0], ranked[1], ranked[2])
	return list[:min(len(list), most)]
}

// rank is 3 for what does not match.
func rank(e entry, want []string) int {
	label := lower(e.label)
	inLabel := true
	for _, w := range want {
		if !strings.Contains(label, w) {
			inLabel = false
			if !strings.Contains(e.text, w) {
				return 3
			}
		}
	}
	switch {
	case e.below:
		return 2
	case inLabel && (len(want) == 0 || strings.HasPrefix(label, want[0])):
		return 0
	case inLabel:
		return 1
	}
	return 2
}

func lower(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// page shows a piece of text as a dialogs.
func page(env *screens.Env, head, markdown string) tea.Msg {
	return screens.Show{Dialog: &dialogs.Page{Env: env, Head: head, Body: func(w int) []string { return prose.Render(markdown, w, env.Theme) }}}
}
