package cloud

// MicroUSD is an amount of money in millionths of a US dollar, so that sums
// are the same on every machine.
type MicroUSD int64

// HoursOfMonth is by how many hours AWS divides a monthly price.
const HoursOfMonth = 730

// Thing is a resource as timelines, diffs and pictures tell of it: what a
// learner would recognise, and no more.
type Thing struct {
	Scope  Scope
	Kind   string // kms-key, hosted-zone, lambda-function, …
	ID     string // unique among the things of its kind in the scope
	Name   string // what the learner calls it; may be empty
	State  string // as AWS calls it; empty where there is none
	Fields []Field
	// PerHour is what the thing costs by being there.
	PerHour MicroUSD
}

// Field is a property of a Thing, named as the aws command prints it.
type Field struct{ Name, Value string }

// Lister is a service that lists its things, in the order of their creation.
type Lister interface{ Things() []Thing }
