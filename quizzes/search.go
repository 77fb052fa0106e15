package quizzes

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"

	"skylab/text"
)

// Search lists the items that hold all the words, in either language, in their
// title, topic, stem or options; those with the words in the title (of lang) or
// the topic come first. Case does not matter in ASCII. No words give no items.
func (l *Library) Search(words string, lang text.Lang) []Entry {
	var wanted [][]byte
	for _, w := range strings.Fields(norm.NFC.String(words)) {
		wanted = append(wanted, lower([]byte(w)))
	}
	if len(wanted) == 0 {
		return nil
	}
	var named, others []Entry
	for _, e := range l.entries {
		switch {
		case holds(titleOf(e, lang), wanted):
			named = append(named, e)
		case holds(l.searched(e), wanted):
			others = append(others, e)
		}
	}
	return append(named, others...)
}

func titleOf(e Entry, lang text.Lang) []byte {
	return lower([]byte(e.Title.In(lang) + "\n" + e.Topic))
}

// searched is what a search looks through of an item. Of one that no bank holds
// it is the title: to make its stem may take a simulation.
func (l *Library) searched(e Entry) []byte {
	if p := l.byID[e.ID]; p.bank != nil {
		return p.bank.parts[p.at].search
	}
	return lower([]byte(e.Title.EN + "\n" + e.Title.KO + "\n" + e.Topic))
}

func holds(in []byte, all [][]byte) bool {
	for _, w := range all {
		if !bytes.Contains(in, w) {
			return false
		}
	}
	return true
}
