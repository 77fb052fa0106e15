package screens

import "skylab/lessons"

// Done tells whether the learner is done with a step, alone or with help.
func (e *Env) Done(s *lessons.Step) bool { return e.Steps[s.Ref()].Done() }
