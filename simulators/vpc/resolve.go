package vpc

import "skylab/simulators/cloud"

// ResolveError says why a word names no place. Code is one of UNKNOWN_PLACE,
// AMBIGUOUS_PLACE, NO_ADDRESS, BAD_PORT; Matches lists the IDs when several fit.
type ResolveError struct {
	Code, Word string
	Matches    []string
}

func (e *ResolveError) Error() string { return e.Code + ": " + e.Word }

// Resolve finds the place that a word means, looked at from a Region: the tag
// Name or ID of an instance, an interface's, Elastic IP's, NAT or internet
// gateway's ID, an address, internet, internet:ADDRESS, s3, s3:BUCKET,
// dynamodb, me; each with an optional :PORT. Errors are *ResolveError.
func (n *Network) Resolve(scope cloud.Scope, word string) (Place, error) {
	return Place{}, &ResolveError{Code: "UNKNOWN_PLACE", Word: word}
}
