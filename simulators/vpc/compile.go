package vpc

import "skylab/simulators/cloud"

// Network is a read-only view of a State at one instant, indexed for tracing.
// It shares nothing that changes and may be used from many goroutines.
type Network struct {
	at      cloud.Time
	account string
}

// Compile indexes the state as it is at an instant. The account is the
// learner's: unqualified names are looked for there.
func Compile(s *State, at cloud.Time, account string) *Network {
	return &Network{at: at, account: account}
}
