package quizzes

import (
	"strings"

	"skylab/content"
	"skylab/text"
)

// Kind says how an item is answered.
type Kind string

// The kinds. Certification exams of the versions in content/exams.yaml have
// Choice and Multiple alone; the others are for practice.
const (
	Choice   Kind = "choice"   // one option of several
	Multiple Kind = "multiple" // all and only the right ones
	Order    Kind = "order"    // all options, in the right order
	Match    Kind = "match"    // a right side for each left side
	Number   Kind = "number"   // a number that is typed
	Predict  Kind = "predict"  // one option: what a command will show
)

// Kinds lists the kinds in the order in which they are explained.
func Kinds() []Kind { return []Kind{Choice, Multiple, Order, Match, Number, Predict} }

// Level is how hard an item is meant to be, 1 to 3: recall, use, judge.
type Level int

// Entry is what is known of an item before it is parsed: its heading. Lists,
// sampling and search by topic need no more.
type Entry struct {
	ID     string // vpc/s3-cheap: module and id, stable for ever
	Module string
	Kind   Kind
	Topic  string   // one word, for drills: endpoints
	Tasks  []string // SAA-C03/3.4
	Level  Level
	Step   string // the lesson step that teaches it: vpc/endpoint; may be empty
	Case   string // id of the case study that it belongs to; empty: it stands alone
	Proved bool   // a simulator decides which options hold
	Korean bool   // it can be read in Korean too
	Hash   string // of its English text: another one means that it has changed
	Title  content.Words
	Pos    content.Position
}

// Item is one question whole. It is never changed once made.
type Item struct {
	Entry
	Stem content.Words // Markdown, with the case study's text before it where there is one
	// Scenario is the case study's text that Stem begins with, for who shows it
	// once for all its questions; empty for an item that stands alone.
	Scenario content.Words
	Options  []Option      // in the order of the bank; see Shuffled for the one shown
	Rights   []Right       // of Match: the right sides, in the order of the bank
	Facts    []string      // ids of facts cited
	After    content.Words // Markdown shown with the key: why, in a few words; may be empty
	World    *World        // nil: it has none
	// Script is the one proof of an item whose options have none of their own:
	// it prints the number (Number), is what learners predict (Predict), or is
	// run for each pair with $LEFT and $RIGHT (Match).
	Script string
	Unit   content.Words // of Number: what stands behind the number
	// Tolerance is how far a typed number may be from the key, inclusive.
	Tolerance float64
	block     content.Position // of Script
	own       string           // the stem without the case study, in English
}

// Option is one answer offered. In an Order its place in Item.Options is the
// right one; in a Match it is a left side; in a Number it is a number that
// learners type, the key or a known mistake.
type Option struct {
	ID     string // stable within the item; that of a trap of Entry.Step where it is that mistake
	Text   content.Words
	Reason content.Words // why it is right or wrong
	Key    bool          // it holds (Choice, Multiple, Number, Predict)
	Right  string        // of Match: the id of its right side; empty for a decoy, which has a right side alone (Item.Rights) and no Text
	Script string        // commands or claim by which the world decides; empty where none does
	Shows  string        // of Predict: ok, status=N, an API error code, or the fields of the standard output
	Pos    content.Position
	block  content.Position // of Script
}

// Right is a right side of a Match.
type Right struct {
	ID   string
	Text content.Words
}

// Question is the stem without the case study's text.
func (it *Item) Question(lang text.Lang) string {
	stem := it.Stem.In(lang)
	for _, l := range text.Langs() { // a stem that is in English alone has the English scenario
		if s := it.Scenario.In(l); s != "" && strings.HasPrefix(stem, s) {
			return strings.TrimLeft(stem[len(s):], "\n")
		}
	}
	return stem
}

// Keyed lists the ids of the options that hold, in the order of the bank.
func (it *Item) Keyed() []string {
	var list []string
	for _, o := range it.Options {
		if o.Key {
			list = append(list, o.ID)
		}
	}
	return list
}

// Option looks an option up by its id; nil when there is none.
func (it *Item) Option(id string) *Option {
	for i := range it.Options {
		if it.Options[i].ID == id {
			return &it.Options[i]
		}
	}
	return nil
}
