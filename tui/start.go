package tui

import (
	"strings"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// startStep finds the step that a start means: a step itself, or for a module
// the first step that is not done.
func startStep(l *lessons.Library, steps map[string]progress.StepProgress, start string) (*lessons.Step, error) {
	id, step, named := strings.Cut(strings.Trim(start, "/"), "/")
	m := l.Find(id)
	if m == nil || len(m.Steps) == 0 {
		return nil, &UnknownStart{start, text.Nearest(id, moduleIDs(l))}
	}
	if named {
		if s := m.Step(step); s != nil {
			return s, nil
		}
		var refs []string
		for _, s := range m.Steps {
			refs = append(refs, s.Ref())
		}
		return nil, &UnknownStart{start, text.Nearest(start, refs)}
	}
	for _, s := range m.Steps {
		if !steps[s.Ref()].Done() {
			return s, nil
		}
	}
	return m.Steps[0], nil
}

func moduleIDs(l *lessons.Library) []string {
	var list []string
	for _, m := range l.Modules {
		list = append(list, m.ID)
	}
	return list
}
