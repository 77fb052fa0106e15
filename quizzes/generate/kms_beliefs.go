package generate

import (
	"slices"
	"strings"

	"skylab/simulators/kms"
)

// answerBelief is what a call gives for people with a wrong belief.
type answerBelief struct{ name, code string }

// beliefs are the wrong ideas about a key's life. Those that see another life
// have the simulator play that one.
func (l life) beliefs() []answerBelief {
	last := l.events[len(l.events)-1]
	opens := strings.HasPrefix(l.last, "decrypt")
	var list []answerBelief
	add := func(name, code string) { list = append(list, answerBelief{name, code}) }
	if l.has(disables) {
		add("disabled-still-opens", l.without(disables))
		add("disabled-is-invalid", "KMSInvalidStateException")
		add("disabled-is-denied", "AccessDeniedException")
	}
	if l.has(schedules) {
		list = append(list, l.deletionBeliefs()...)
	}
	if l.has(rotates) && opens {
		add("rotation-locks-out", "InvalidCiphertextException")
		add("needs-the-new-key", "IncorrectKeyException")
	}
	if l.has(repoints) && opens {
		add("alias-is-only-a-name", l.without(repoints))
		add("alias-moves-the-letter", "IncorrectKeyException")
		add("alias-opens-nothing", "InvalidCiphertextException")
	}
	if l.has(repoints) || l.has(rotates) {
		add("old-key-not-found", "NotFoundException")
	}
	if !opens && last.do != schedules {
		add("nothing-to-do", "KMSInvalidStateException")
		add("state-locks-all", "DisabledException")
		add("not-found", "NotFoundException")
		add("always-answers", worked)
	}
	return list
}

// deletionBeliefs are those about a key whose deletion was scheduled: it may
// have been cancelled, the key may be gone, or it may still wait.
func (l life) deletionBeliefs() []answerBelief {
	last := l.events[len(l.events)-1]
	if l.has(cancels) {
		return []answerBelief{
			{"gone-at-once", "NotFoundException"}, {"not-enabled", l.without(schedules, cancels)}, {"cancel-forgotten", l.without(cancels, enables)},
		}
	}
	if l.day >= last.day+l.window {
		return []answerBelief{
			{"pending-still-works", l.without(schedules)}, {"still-waiting", l.onDay(last.day)}, {"gone-is-disabled", "DisabledException"},
			{"gone-is-denied", "AccessDeniedException"}, {"missing-is-named", "NotFoundException"},
		}
	}
	return []answerBelief{
		{"gone-at-once", "NotFoundException"}, {"pending-is-disabled", "DisabledException"}, {"pending-still-works", l.without(schedules)},
		{"pending-is-denied", "AccessDeniedException"},
	}
}

func (l life) has(do deed) bool {
	return slices.ContainsFunc(l.events, func(e event) bool { return e.do == do })
}

// without is the answer after a life in which some deeds were not done.
func (l life) without(gone ...deed) string {
	l.events = slices.DeleteFunc(slices.Clone(l.events), func(e event) bool { return slices.Contains(gone, e.do) })
	code, _ := l.live()
	return code
}

// onDay is the answer to the same call on an earlier day.
func (l life) onDay(day int) string {
	l.day = day
	code, _ := l.live()
	return code
}

// states lists the history with the key's state after each step.
func (l life) states(code string) []said {
	state := kms.Enabled
	lines := []said{dated(0, plain("%-24s %s", "create-key", state))}
	for i, e := range l.events {
		o := l
		o.events, o.day = l.events[:i+1], e.day
		_, v := o.live()
		for k := range v.KMS.At(home).Keys.All {
			state = k.State
			break
		}
		lines = append(lines, dated(e.day, plain("%-24s %s", e.do, state)))
	}
	return append(lines, dated(l.day, plain("%-24s %s", strings.Fields(l.last)[0], code)))
}
