package policy

import "slices"

// Clone copies the document for a state that keeps one parsed: forks of a world
// share nothing, not even what nobody changes.
func (d Document) Clone() Document {
	d.Statements = slices.Clone(d.Statements)
	for i := range d.Statements {
		s := &d.Statements[i]
		for _, l := range [...]*[]string{
			&s.Principals, &s.NotPrincipals, &s.Actions, &s.NotActions, &s.Resources, &s.NotResources, &s.actions, &s.notActions,
		} {
			*l = slices.Clone(*l)
		}
		s.Conditions = slices.Clone(s.Conditions)
		for j := range s.Conditions {
			s.Conditions[j].Values = slices.Clone(s.Conditions[j].Values)
		}
	}
	return d
}
