package home

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/content"
	"skylab/quizzes/practice"
	"skylab/tui/frame"
	"skylab/tui/screens"
)

// afterFirst is how long the banks wait to be opened: the first frame comes
// first.
const afterFirst = 300 * time.Millisecond

// Messages of the home screen to itself.
type (
	lookDue struct{}
	due     struct {
		read    bool
		reviews int
		takes   time.Duration
		streak  practice.Streak
		ready   practice.Readiness
	}
)

// look finds out, after the first frame, what is due.
func (h *Home) look() tea.Cmd {
	if h.due.read {
		return h.lookUp()
	}
	return h.env.After(afterFirst, func(time.Time) tea.Msg { return lookDue{} })
}

func (h *Home) lookUp() tea.Cmd {
	open := h.env.Study
	return func() tea.Msg {
		st, err := open()
		if err != nil {
			return due{read: true}
		}
		d := due{read: true}
		st.Refresh()
		st.Ask(func(hist *practice.History, now time.Time) {
			plan := hist.Due(now)
			d.reviews, d.takes, d.streak = len(plan.Items), plan.Takes, hist.Streak(now)
			for _, e := range content.Exams() {
				if r := hist.Readiness(e, now); !e.Over(now) && r.Measured > d.ready.Measured {
					d.ready = r
				}
			}
		})
		return d
	}
}

// dueLine says what is due today; empty while nothing is.
func (h *Home) dueLine(w int) string {
	if h.due.reviews == 0 {
		return ""
	}
	env := h.env
	what := env.Say("practise.due.n", "n", h.due.reviews, "minutes", max(1, int((h.due.takes+30*time.Second)/time.Minute)))
	if n := h.due.streak.Days; n > 1 {
		what += env.Theme.Quiet.Paint("   " + env.Say("practise.streak", "n", n))
	}
	return frame.Ends("  "+frame.Fit(env.Say("practise.due"), 12)+what, "r  ", w)
}

// examLine says what was measured of the exam that was measured most.
func (h *Home) examLine(w int) string {
	r := h.due.ready
	if r.Measured == 0 {
		return ""
	}
	env := h.env
	return "  " + env.Theme.Quiet.Paint(frame.Cut(Ready(env, r), w-4))
}

// Ready is a readiness as a sentence: what was measured and no more.
func Ready(env *screens.Env, r practice.Readiness) string {
	return env.Say("practise.ready", "exam", r.Exam, "measured", r.Measured, "tasks", r.Tasks, "low", percent(r.Low), "high", percent(r.High))
}

func percent(share float64) int { return int(share*100 + 0.5) }

// places is the line of keys that lead to practising.
func (h *Home) places(w int) string {
	env, th := h.env, h.env.Theme
	var parts []string
	for _, b := range h.practiseKeys() {
		parts = append(parts, th.Strong.Paint(b.Keys[0])+" "+th.Quiet.Paint(env.Say("key."+b.ID)))
	}
	line := strings.Join(parts, "   ") + "   " + th.Quiet.Paint(env.Say("home.places"))
	for frame.Width(line) > w-4 && len(parts) > 1 {
		line = strings.Join(parts, "   ")
		parts = parts[:len(parts)-1]
	}
	return "  " + line
}
