package generate

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/kms"
)

// answerBelief is what a call gives for people with a wrong belief.
type answerBelief struct{ name, code string }

// beliefs are the wrong ideas about a key's life. Those that see another life
// have the simulator play that one.
func (l life) beliefs(right string) []answerBelief {
	last := l.events[len(l.events)-1]
	has := func(do deed) bool {
		return slices.ContainsFunc(l.events, func(e event) bool { return e.do == do })
	}
	without := func(gone ...deed) string {
		o := l
		o.events = slices.DeleteFunc(slices.Clone(l.events), func(e event) bool { return slices.Contains(gone, e.do) })
		code, _ := o.live()
		return code
	}
	var list []answerBelief
	add := func(name, code string) { list = append(list, answerBelief{name, code}) }
	if has(disables) {
		add("disabled-still-opens", without(disables))
		add("disabled-is-invalid", "KMSInvalidStateException")
		add("disabled-is-denied", "AccessDeniedException")
	}
	opens := strings.HasPrefix(l.last, "decrypt")
	switch gone := last.do == schedules && l.day >= last.day+l.window; {
	case has(cancels):
		add("gone-at-once", "NotFoundException")
		add("not-enabled", without(schedules, cancels))
		add("cancel-forgotten", without(cancels, enables))
	case gone:
		add("pending-still-works", without(schedules))
		add("still-waiting", l.onDay(last.day))
		add("gone-is-disabled", "DisabledException")
		add("gone-is-denied", "AccessDeniedException")
		add("missing-is-named", "NotFoundException")
	case has(schedules):
		add("gone-at-once", "NotFoundException")
		add("pending-is-disabled", "DisabledException")
		add("pending-still-works", without(schedules))
		add("pending-is-denied", "AccessDeniedException")
	}
	if has(rotates) && opens {
		add("rotation-locks-out", "InvalidCiphertextException")
		add("needs-the-new-key", "IncorrectKeyException")
	}
	if has(repoints) && opens {
		add("alias-is-only-a-name", without(repoints))
		add("alias-moves-the-letter", "IncorrectKeyException")
		add("alias-opens-nothing", "InvalidCiphertextException")
	}
	if has(repoints) || has(rotates) {
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

// onDay is the answer to the same call on an earlier day.
func (l life) onDay(day int) string {
	l.day = day
	code, _ := l.live()
	return code
}

// states lists the history with the key's state after each step.
func (l life) states(code string) string {
	var b strings.Builder
	state := kms.Enabled
	fmt.Fprintf(&b, "day  0  %-24s %s\n", "create-key", state)
	for i, e := range l.events {
		o := l
		o.events, o.day = l.events[:i+1], e.day
		_, v := o.live()
		for k := range v.KMS.At(home).Keys.All {
			state = k.State
			break
		}
		fmt.Fprintf(&b, "day %2d  %-24s %s\n", e.day, e.do, state)
	}
	fmt.Fprintf(&b, "day %2d  %-24s %s", l.day, strings.Fields(l.last)[0], code)
	return b.String()
}
