package quizzes

import (
	"context"

	"skylab/content"
)

// Entries lists what is known of every item of banks and of the others, in a
// stable order: the banks' files in the order of their names, the others behind
// them. Items that generators make are not among them. Do not change what it
// returns.
func (l *Library) Entries() []Entry { return l.entries }

// Entry looks an item's heading up by its id; false when there is no such item.
// A generated item (~route/17) has one too.
func (l *Library) Entry(id string) (Entry, bool) {
	if g, seed, ok := Generated(id); ok {
		it, err := l.generate(g, seed, id)
		if err != nil {
			return Entry{}, false
		}
		return it.Entry, true
	}
	p, ok := l.byID[id]
	if !ok {
		return Entry{}, false
	}
	return l.entries[p.entry], true
}

// Item gives an item whole: a bank's is parsed, another is loaded, a generated
// one is made. The error is *NoItem, *Broken, or what loading said.
func (l *Library) Item(ctx context.Context, id string) (*Item, error) {
	if g, seed, ok := Generated(id); ok {
		return l.generate(g, seed, id)
	}
	p, ok := l.byID[id]
	switch {
	case !ok:
		return nil, &NoItem{id}
	case p.bank == nil:
		return l.others[p.at].Load(ctx)
	}
	return p.bank.item(p.at)
}

func (l *Library) generate(generator string, seed uint64, id string) (*Item, error) {
	g := l.Generator(generator)
	if g == nil {
		return nil, &NoItem{id}
	}
	return g.Make(seed)
}

// Broken is an item with mistakes; they are its bank's author's to mend.
type Broken struct {
	ID       string
	Problems []content.Problem
}

func (e *Broken) Error() string { return "quiz item " + e.ID + " cannot be read" }

// Local tells whether an item comes from a folder that the learner pointed at.
func (l *Library) Local(id string) bool {
	p, ok := l.byID[id]
	return ok && p.bank != nil && p.bank.Local
}
