package tui

import (
	"skylab/lessons"
	"skylab/progress"
)

// startStep finds the step that a start means: a step itself, or for a module
// the first step that is not done.
func startStep(l *lessons.Library, steps map[string]progress.StepProgress, start string) (*lessons.Step, error) {
	return l.Step(start, func(s *lessons.Step) bool { return steps[s.Ref()].Done() })
}
