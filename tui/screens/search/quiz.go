package search

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes"
	"skylab/text"
	"skylab/tui/screens"
	"skylab/tui/study"
)

// mostItems is how many quiz items are listed: who sees more types a word more.
const mostItems = 40

// found are the quiz items that hold some words.
type found struct {
	of      *finder
	words   string
	entries []entry
}

// Update implements screens.Screen. Quiz items are looked for in the
// background, for their banks are large and opened at the first need.
func (s *finder) Update(msg tea.Msg) tea.Cmd {
	if f, ok := msg.(found); ok {
		if f.of == s && f.words == s.Words() {
			s.quiz = f
			s.Refresh()
		}
		return nil
	}
	before := s.Words()
	cmd := s.List.Update(msg)
	words := s.Words()
	if words == before {
		return cmd
	}
	open, lang := s.env.Study, s.env.Lang()
	return tea.Batch(cmd, func() tea.Msg { return found{s, words, quizItems(open, words, lang)} })
}

// quizItems lists the quiz items that hold all the words. One letter of Latin
// is in every one of them.
func quizItems(open func() (*study.Study, error), words string, lang text.Lang) []entry {
	if len(words) < 2 || open == nil {
		return nil
	}
	st, err := open()
	if err != nil {
		return nil // the page of practising says why
	}
	hits := st.Library.Search(words, lang)
	if e, ok := st.Library.Entry(strings.TrimSpace(words)); ok { // by its id, as reports name it
		hits = append([]quizzes.Entry{e}, hits...)
	}
	var list []entry
	for _, e := range hits[:min(len(hits), mostItems)] {
		list = append(list, entry{kind: "quiz.found", label: e.Title.In(lang) + "  " + e.ID, msg: screens.GoQuiz{Items: []string{e.ID}}})
	}
	return list
}
