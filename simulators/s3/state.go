package s3

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct{}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State { return *s }
