package quizzes

import (
	"context"
	"strconv"
	"strings"

	"skylab/content"
)

// Library is every item that there is: those of banks, those that generators
// make, and those that come from elsewhere (the predictions of lessons).
type Library struct {
	Facts      *content.Facts
	Generators []Generator
	banks      []*Bank
	others     []Other
	course     Course // may be nil
	entries    []Entry
	byID       map[string]place
}

// Other is an item that no bank holds. Load computes its key, which may take a
// simulation.
type Other struct {
	Entry
	Load func(ctx context.Context) (*Item, error)
}

// place is where an item is found: in a bank, or among the others.
type place struct {
	bank  *Bank // nil: among the others
	at    int   // in the bank, or among the others
	entry int   // in the library's entries
}

// NoItem says that no bank has an item of this id (any more).
type NoItem struct{ ID string }

func (e *NoItem) Error() string { return "no quiz item " + e.ID }

// Generated takes the id of a generated item apart: ~route/17.
func Generated(id string) (generator string, seed uint64, ok bool) {
	name, ok := strings.CutPrefix(id, "~")
	if !ok {
		return "", 0, false
	}
	generator, number, _ := strings.Cut(name, "/")
	seed, err := strconv.ParseUint(number, 10, 64)
	return generator, seed, err == nil && generator != ""
}

// GeneratedID is the id of a generator's item.
func GeneratedID(generator string, seed uint64) string {
	return "~" + generator + "/" + strconv.FormatUint(seed, 10)
}

// Generator looks a generator up; nil when there is none.
func (l *Library) Generator(id string) *Generator {
	for i := range l.Generators {
		if l.Generators[i].ID == id {
			return &l.Generators[i]
		}
	}
	return nil
}
