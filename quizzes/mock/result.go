package mock

import (
	"cmp"
	"math"
	"slices"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
)

// Score is how many of some items were right.
type Score struct{ Right, Of int }

func (s *Score) add(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// Share is the part that was right, 0 to 1; 0 of nothing.
func (s Score) Share() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Right) / float64(s.Of)
}

// Interval is Wilson's score interval at 95 %, from 0 to 1: how far the share
// of all questions of this kind may lie from the share of these few. It stays
// within 0 and 1 and is fair for few items and near the ends, where the usual
// one is not. Of nothing nothing is known: 0 to 1.
// https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm
func (s Score) Interval() (low, high float64) {
	if s.Of == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(s.Of), s.Share()
	middle := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max((middle-spread)/(1+z*z/n), 0), min((middle+spread)/(1+z*z/n), 1)
}

// Sight is what became of an item since it was drawn.
type Sight string

// What can become of it.
const (
	Same     Sight = ""
	Changed  Sight = "changed"  // another text now: the mark of the day it was answered holds where that was kept, else the key of now decides
	Vanished Sight = "vanished" // no bank has it: it counts only where its mark was kept
)

// Line is one item of a result.
type Line struct {
	Drawn   record.Drawn
	Mark    Mark
	Item    *quizzes.Item // as it is now; nil when it vanished
	Sight   Sight
	Right   bool
	Counted bool // it can be marked, so it counts where it is scored
	kept    bool // its answer is kept already
}

// DomainScore is the scored items of a domain.
type DomainScore struct {
	Domain content.Domain
	Score
	Took time.Duration
}

// TaskScore is the scored items of a task.
type TaskScore struct {
	Task content.Task
	Score
	Took time.Duration
}

// Study is what to study next: a task that went badly and the lesson steps
// that teach what was missed.
type Study struct {
	Task  content.Task
	Score Score    // of all its items, scored or not
	Steps []string // vpc/endpoint
}

// Calibration is how sure the learner was and how often that was right, over
// all items with an answer.
type Calibration struct{ Certain, Guess, Unasked Score }

// Result is a sitting marked.
type Result struct {
	Exam        content.Exam
	Sitting     record.Sitting
	State       State
	Lines       []Line        // in the order of the exam
	Scored      Score         // the raw result
	All         Score         // with the unscored ones
	Domains     []DomainScore // those that were drawn from
	Tasks       []TaskScore   // those that were drawn for
	Unanswered  int           // of all
	Calibration Calibration
	Study       []Study // weakest first, at most five
	Changed     int
	Vanished    int
	Earlier     *Earlier // the mock of this exam before; nil when there is none, or nobody looked
}

// Assess marks a sitting. items are the sitting's items as they are now, by id
// (absent: vanished); kept are the answers that were kept when it ended (none
// yet: the first time), whose marks hold whatever became of the items since.
func Assess(s State, items map[string]*quizzes.Item, kept []record.Answer) Result {
	r := Result{Sitting: s.Sitting, State: s}
	if exam, ok := content.FindExam(s.Sitting.Exam); ok {
		r.Exam = exam
	} else {
		r.Exam = content.Exam{Code: s.Sitting.Exam, Name: content.WordsOf(s.Sitting.Exam, s.Sitting.Exam)}
	}
	marks := map[string]record.Answer{}
	for _, a := range kept {
		if a.Sitting == s.Sitting.ID && a.Mode == record.Mock {
			marks[a.Item] = a
		}
	}
	for i, d := range s.Sitting.Items {
		l := Line{Drawn: d, Mark: s.Marks[i], Item: items[d.Item]}
		if a, ok := marks[d.Item]; ok {
			l.Right, l.Counted, l.kept = a.Right, true, true
		}
		l.mark()
		r.Lines = append(r.Lines, l)
	}
	r.sum()
	r.study()
	return r
}

// mark decides what the answer is worth where that was not kept.
func (l *Line) mark() {
	switch {
	case l.Item == nil:
		l.Sight = Vanished
		return
	case l.Item.Hash != l.Drawn.Hash:
		l.Sight = Changed
	}
	if l.kept {
		return
	}
	l.Right, l.Counted = l.Item.Right(l.Mark.Response), true
	for _, id := range l.Mark.Response {
		if l.Item.Option(id) == nil {
			l.Counted = false // what was chosen does not exist any more: neither right nor wrong
		}
	}
}

func (r *Result) sum() {
	domains, tasks := map[string]*DomainScore{}, map[string]*TaskScore{}
	for _, d := range r.Exam.Domains {
		domains[d.ID] = &DomainScore{Domain: d}
	}
	for _, t := range r.Exam.Tasks {
		tasks[t.ID] = &TaskScore{Task: t}
	}
	for _, l := range r.Lines {
		r.tally(l)
		if !l.Counted || !l.Drawn.Scored {
			continue
		}
		if t := tasks[l.Drawn.Task]; t != nil {
			t.add(l.Right)
			t.Took += l.Mark.Took
		}
		if d := domains[content.Task{ID: l.Drawn.Task}.Domain()]; d != nil {
			d.add(l.Right)
			d.Took += l.Mark.Took
		}
	}
	for _, d := range r.Exam.Domains {
		if domains[d.ID].Of > 0 {
			r.Domains = append(r.Domains, *domains[d.ID])
		}
	}
	for _, t := range r.Exam.Tasks {
		if tasks[t.ID].Of > 0 {
			r.Tasks = append(r.Tasks, *tasks[t.ID])
		}
	}
}

func (r *Result) tally(l Line) {
	switch l.Sight {
	case Changed:
		r.Changed++
	case Vanished:
		r.Vanished++
	}
	if len(l.Mark.Response) == 0 {
		r.Unanswered++
	}
	if !l.Counted {
		return
	}
	r.All.add(l.Right)
	if l.Drawn.Scored {
		r.Scored.add(l.Right)
	}
	if len(l.Mark.Response) == 0 {
		return
	}
	switch l.Mark.Sure {
	case record.Certain:
		r.Calibration.Certain.add(l.Right)
	case record.Guess:
		r.Calibration.Guess.add(l.Right)
	default:
		r.Calibration.Unasked.add(l.Right)
	}
}

// What is told to be studied: more would be a list that nobody works off.
const (
	studyTasks = 5
	studySteps = 3
)

// study lists the tasks with mistakes, the surest weakness first: by the upper
// end of the interval, so that one wrong of one does not outrank five of six.
func (r *Result) study() {
	byTask := map[string]*Study{}
	for _, l := range r.Lines {
		task, ok := r.Exam.Task(l.Drawn.Task)
		if !ok || !l.Counted {
			continue
		}
		s := byTask[task.ID]
		if s == nil {
			s = &Study{Task: task}
			byTask[task.ID] = s
		}
		s.Score.add(l.Right)
		if step := stepOf(l.Item); !l.Right && step != "" && len(s.Steps) < studySteps && !slices.Contains(s.Steps, step) {
			s.Steps = append(s.Steps, step)
		}
	}
	for _, t := range r.Exam.Tasks {
		if s := byTask[t.ID]; s != nil && s.Score.Right < s.Score.Of {
			r.Study = append(r.Study, *s)
		}
	}
	slices.SortStableFunc(r.Study, func(a, b Study) int {
		_, x := a.Score.Interval()
		_, y := b.Score.Interval()
		return cmp.Compare(x, y)
	})
	r.Study = r.Study[:min(len(r.Study), studyTasks)]
}

func stepOf(it *quizzes.Item) string {
	if it == nil {
		return ""
	}
	return it.Step
}

// Answers are the answers to keep when a sitting has ended, unanswered items
// too: of those that can be marked and whose answer is not kept yet.
func (r Result) Answers(at time.Time) []record.Answer {
	var list []record.Answer
	for _, l := range r.Lines {
		if !l.Counted || l.kept {
			continue
		}
		list = append(list, record.Answer{Item: l.Drawn.Item, Hash: l.Item.Hash, Mode: record.Mock, Sitting: r.Sitting.ID,
			Chosen: l.Mark.Response.String(), Right: l.Right, Sure: l.Mark.Sure, Took: l.Mark.Took, At: at})
	}
	return list
}
