package quizzes

// Generator makes items without end: it draws a world and a question, and the
// simulator computes the answer. Distractors come from named misconceptions;
// the option's id is the misconception's name.
type Generator struct {
	ID     string // route: its items are ~route/1, ~route/2, …
	Module string
	Topic  string
	Tasks  []string // SAA-C03/3.4
	Step   string   // the lesson step that teaches it
	// Make makes the item of a seed: the same for the same seed, on every
	// machine. It checks that exactly one option holds; an error is a mistake
	// of the generator's.
	Make func(seed uint64) (*Item, error)
}
