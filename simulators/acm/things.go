package acm

import (
	"strings"

	"skylab/simulators/cloud"
)

// Things lists the certificates. One that is only used inside of AWS costs
// nothing.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for c := range s.Certificates.All {
		state := "PENDING_VALIDATION"
		if c.Issued != 0 || c.Failed != "" || c.TimedOut {
			state = c.Status(c.Issued)
		}
		t := cloud.Thing{Scope: c.Scope, Kind: "certificate", ID: c.ARN, Name: c.Names[0].Domain, State: state, Fields: []cloud.Field{{Name: "SubjectAlternativeNames", Value: strings.Join(c.domains(), " ")}}}
		if c.Issued != 0 {
			t.Fields = append(t.Fields, cloud.Field{Name: "NotAfter", Value: c.NotAfter.String()})
		}
		list = append(list, t)
	}
	return list
}
