package practise

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/content"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// Report is the page of what was measured: days, calibration, each task of an
// exam. It says what was measured and makes nothing up.
type Report struct {
	env     *screens.Env
	figures Figures
	err     error
	read    bool
	exam    int
	scroll  frame.Scroll
}

// Figures is everything that the page and the plain program tell.
type Figures struct {
	Exams       []ExamFigures
	Calibration []practice.Calibration
	Over        []practice.Overconfidence
	Streak      practice.Streak
	Days        []practice.Day
	Topics      []practice.TopicMastery
	Gone        int
	Changed     int
}

// ExamFigures is what was measured of one exam.
type ExamFigures struct {
	Exam    content.Exam
	Ready   practice.Readiness
	Mastery []practice.Mastery
	Next    []practice.Advice
}

// NewReport makes the screen.
func NewReport(env *screens.Env) *Report { return &Report{env: env} }

type figured struct {
	of      *Report
	figures Figures
	err     error
}

// Init implements screens.Screen.
func (r *Report) Init() tea.Cmd {
	env := r.env
	return func() tea.Msg {
		f, err := Measure(env)
		return figured{r, f, err}
	}
}

// Again is called when the learner comes back to the page.
func (r *Report) Again() tea.Cmd { return r.Init() }

// chartDays is how many days the chart of days shows.
const chartDays = 28

// Measure reads everything that was measured. It opens the banks.
func Measure(env *screens.Env) (Figures, error) {
	st, err := env.Study()
	if err != nil {
		return Figures{}, err
	}
	var f Figures
	st.Refresh()
	st.Ask(func(h *practice.History, now time.Time) {
		for _, e := range content.Exams() {
			x := ExamFigures{Exam: e, Ready: h.Readiness(e, now), Mastery: h.Mastery(e, now)}
			if x.Ready.Covered == 0 || e.Over(now) && x.Ready.Items == 0 {
				continue
			}
			x.Next = h.WhatNext(e, now, 3)
			f.Exams = append(f.Exams, x)
		}
		f.Calibration, f.Over, f.Streak = h.Calibration(), h.Overconfident(), h.Streak(now)
		f.Days, f.Topics = h.Activity(now, chartDays), h.Topics(now)
		f.Gone, f.Changed = len(h.Gone()), len(h.Changed())
	})
	return f, nil
}

// Update implements screens.Screen.
func (r *Report) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case figured:
		if msg.of == r {
			if !r.read { // the exam that was measured most comes first
				for i, x := range msg.figures.Exams {
					if x.Ready.Measured > msg.figures.Exams[r.exam].Ready.Measured {
						r.exam = i
					}
				}
			}
			r.figures, r.err, r.read = msg.figures, msg.err, true
		}
	case screens.Key:
		return r.key(msg.Name)
	case screens.Click:
		if msg.Zone == "exam" {
			r.turn(1)
		}
	case screens.Wheel:
		r.scroll.Move(msg.Lines)
	}
	return nil
}

func (r *Report) turn(by int) {
	if n := len(r.figures.Exams); n > 0 {
		r.exam = (r.exam + by + n) % n
	}
}

// Keys implements screens.Screen.
func (r *Report) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "other-exam", Keys: []string{"right", "left"}},
		{ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}},
		{ID: "back", Keys: []string{"esc", "q"}}, {ID: "help", Keys: []string{"?", "f1"}},
	}
}

func (r *Report) key(name string) tea.Cmd {
	id, _ := keys.Find(r.Keys(), name)
	switch id {
	case "other-exam":
		if name == "left" {
			r.turn(-1)
		} else {
			r.turn(1)
		}
	case "scroll":
		r.scroll.Key(name)
	case "back":
		return screens.Send(screens.GoBack{})
	case "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	}
	return nil
}

// Title implements screens.Screen.
func (r *Report) Title() string { return r.env.Say("practise.progress") }

// Typing implements screens.Screen.
func (r *Report) Typing() bool { return false }

// View implements screens.Screen.
func (r *Report) View(w, h int) screens.View {
	env, th := r.env, r.env.Theme
	v := screens.View{Lines: []string{"  " + th.Strong.Paint(r.Title()), ""}}
	var lines []string
	text := max(20, min(w-4, prose.Widest+4))
	switch {
	case !r.read:
		lines = []string{th.Quiet.Paint(env.Say("quiz.loading"))}
	case r.err != nil:
		lines = prose.Words(r.err.Error(), text, th.Text)
	default:
		lines = r.lines(text)
	}
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	v.Lines = append(v.Lines, r.scroll.Show(lines, w, max(0, h-2), th)...)
	return v
}

func (r *Report) lines(w int) []string {
	env, th, f := r.env, r.env.Theme, r.figures
	lines := []string{Days(f.Days), th.Quiet.Paint(frame.Cut(DaysWords(env, f), w)), ""}
	for _, s := range CalibrationWords(env, f) {
		lines = append(lines, prose.Words(s, w, th.Text)...)
	}
	if len(f.Exams) == 0 {
		return append(lines, "", env.Say("quiz.empty-bank"))
	}
	x := f.Exams[min(r.exam, len(f.Exams)-1)]
	lines = append(lines, "", th.Strong.Paint("‹ "+x.Exam.Code+" "+x.Exam.Name.In(env.Lang())+" ›"))
	lines = append(lines, prose.Words(ReadyWords(env, x), w, th.Text)...)
	lines = append(lines, "")
	lines = append(lines, r.chart(x, w)...)
	for _, a := range x.Next {
		if len(a.Steps) > 0 {
			lines = append(lines, "")
			lines = append(lines, prose.Words(env.Say("practise.next", "task", a.Task, "steps", strings.Join(a.Steps, ", ")), w, th.Text)...)
		}
	}
	return lines
}

// chart draws the tasks of an exam by domain. Tasks that no item is about are
// one line of a domain: a chart of them would say nothing.
func (r *Report) chart(x ExamFigures, w int) []string {
	env, th := r.env, r.env.Theme
	var lines []string
	if slices.ContainsFunc(x.Mastery, func(m practice.Mastery) bool { return m.Measured > 0 }) {
		lines = prose.Words(env.Say("practise.chart"), w, th.Quiet)
	}
	for _, d := range x.Exam.Domains {
		lines = append(lines, "", th.Quiet.Paint(d.ID+" "+d.Title(env.Lang())+" · "+strconv.Itoa(d.Weight)+" %"))
		var without []string
		for _, m := range x.Mastery {
			t := taskOf(x.Exam, m.Task)
			switch {
			case t.Domain() != d.ID:
			case m.Items == 0 && m.Measured == 0:
				without = append(without, t.ID)
			default:
				lines = append(lines, r.task(m, t, w))
			}
		}
		if len(without) > 0 {
			lines = append(lines, "  "+th.Quiet.Paint(frame.Cut(strings.Join(without, ", ")+": "+env.Say("practise.no-items"), w-2)))
		}
	}
	return lines
}

func taskOf(e content.Exam, id string) content.Task {
	i := slices.IndexFunc(e.Tasks, func(t content.Task) bool { return t.ID == id })
	if i < 0 {
		return content.Task{ID: id, EN: id, KO: id}
	}
	return e.Tasks[i]
}

// task is a line of the chart: a bar with its interval, and what it stands on.
func (r *Report) task(m practice.Mastery, t content.Task, w int) string {
	env, th := r.env, r.env.Theme
	note := th.Quiet.Paint(env.Say("practise.unmeasured", "items", m.Items))
	if m.Measured > 0 {
		interval := fmt.Sprintf("%3d–%d %%", int(m.Low*100+0.5), int(m.High*100+0.5))
		note = Bar(m) + " " + frame.Fit(interval, 10) + th.Quiet.Paint(fmt.Sprintf("%3d/%-3d", m.Measured, m.Items))
	}
	return frame.Ends("  "+frame.Fit(t.ID, 4)+" "+t.Title(env.Lang()), note, w)
}

// Bar draws a share right in ten cells: what is certain of it by the interval,
// what may be, what is not.
func Bar(m practice.Mastery) string {
	low, high := int(m.Low*10+0.5), int(m.High*10+0.5)
	return strings.Repeat("█", low) + strings.Repeat("▒", high-low) + strings.Repeat("·", 10-high)
}

// Days draws a cell for each day: how much was answered.
func Days(days []practice.Day) string {
	marks := []rune("·▂▄▆█")
	most := 1
	for _, d := range days {
		most = max(most, d.Answers)
	}
	var b strings.Builder
	for _, d := range days {
		b.WriteRune(marks[(d.Answers*4+most-1)/most])
	}
	return b.String()
}

// DaysWords says the chart of days in words.
func DaysWords(env *screens.Env, f Figures) string {
	n, right := 0, 0
	for _, d := range f.Days {
		n, right = n+d.Answers, right+d.Right
	}
	return env.Say("practise.days", "days", len(f.Days), "n", n, "right", right, "streak", f.Streak.Days, "best", f.Streak.Best)
}

// CalibrationWords says how often the learner was right when sure, and when
// guessing, and on what they were sure and wrong.
func CalibrationWords(env *screens.Env, f Figures) []string {
	var list []string
	for _, c := range f.Calibration {
		id := map[record.Sure]string{record.Guess: "practise.calibration.guess", record.Certain: "practise.calibration.sure"}[c.Sure]
		if c.Said > 0 && id != "" {
			list = append(list, env.Say(id, "said", c.Said, "right", c.Right, "low", int(c.Low*100+0.5), "high", int(c.High*100+0.5)))
		}
	}
	for i, o := range f.Over {
		if i < 3 {
			list = append(list, env.Say("practise.over", "topic", o.Module+"/"+o.Topic, "sure", o.Sure, "wrong", o.Wrong))
		}
	}
	if f.Changed > 0 {
		list = append(list, env.Say("practise.changed", "n", f.Changed))
	}
	if f.Gone > 0 {
		list = append(list, env.Say("practise.gone", "n", f.Gone))
	}
	return list
}

// ReadyWords is what was measured of an exam, in a sentence.
func ReadyWords(env *screens.Env, x ExamFigures) string {
	if x.Ready.Measured == 0 {
		return env.Say("practise.not-ready", "exam", x.Exam.Code, "covered", x.Ready.Covered, "tasks", x.Ready.Tasks)
	}
	r := x.Ready
	return env.Say("practise.ready", "exam", r.Exam, "measured", r.Measured, "tasks", r.Tasks, "low", int(r.Low*100+0.5), "high", int(r.High*100+0.5))
}
