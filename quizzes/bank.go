package quizzes

// Bank is one file of items with its Korean sibling, split at its headings;
// an item is parsed when it is asked for.
type Bank struct {
	Name    string // banks/vpc/ways-out.md
	Module  string
	Local   bool // from a folder that the learner pointed at
	entries []Entry
}

func (b *Bank) item(at int) (*Item, error) { return nil, &NoItem{b.entries[at].ID} }
