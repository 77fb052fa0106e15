package plain

import (
	"slices"
	"strings"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens/practise"
	"skylab/tui/screens/quiz"
	"skylab/tui/sheet"
	"skylab/tui/study"
)

// studying opens the learner's quizzes; nil when it was said why there are none.
func (l *lab) studying() *study.Study {
	st, err := l.env.Study()
	if err != nil {
		l.say("quiz.failed", "error", err.Error())
		return nil
	}
	return st
}

// review, warmUp and drill practise in their ways.
func (l *lab) review() {
	if st := l.studying(); st != nil {
		l.practise(st.Review())
	}
}

func (l *lab) warmUp() {
	if st := l.studying(); st != nil {
		l.practise(st.WarmUp())
	}
}

// drill asks items of what was named: modules, topics, exams, tasks,
// generators, levels.
func (l *lab) drill(args []string) {
	st := l.studying()
	if st == nil {
		return
	}
	f, unknown := filterOf(st, args)
	if unknown != "" {
		l.say("plain.drill.unknown", "word", unknown)
		return
	}
	l.practise(st.Drill(f))
}

// filterOf makes a filter of words; the first that says nothing is unknown.
func filterOf(st *study.Study, args []string) (f practice.Filter, unknown string) {
	for _, word := range args {
		if !filterWord(st, &f, word) {
			return f, word
		}
	}
	return f, ""
}

func filterWord(st *study.Study, f *practice.Filter, word string) bool {
	code, task, _ := strings.Cut(word, "/")
	switch word {
	case "weak":
		f.Weak = true
		return true
	case "missed":
		f.Missed = true
		return true
	case "fresh":
		f.Fresh = true
		return true
	case "proved":
		f.Proved = true
		return true
	case "drawn":
		f.Generator = study.AnyGenerator
		return true
	case "1", "2", "3":
		f.Level = levelOf(word)
		return true
	}
	if e, ok := content.FindExam(strings.ToUpper(code)); ok {
		f.Exam = e.Code
		if strings.Contains(task, ".") {
			f.Task = task
		} else {
			f.Domain = task
		}
		return true
	}
	if slices.Contains(quizzes.Kinds(), quizzes.Kind(word)) {
		f.Kind = quizzes.Kind(word)
		return true
	}
	if st.Library.Generator(word) != nil {
		f.Generator = word
		return true
	}
	for _, e := range st.Library.Entries() {
		switch word {
		case e.Module:
			f.Module = word
			return true
		case e.Topic:
			f.Topic = word
			return true
		}
	}
	return false
}

// practise asks items until the run is over or the learner leaves.
func (l *lab) practise(r *study.Run) {
	for !l.quit {
		card, more, err := r.Next(l.ctx)
		if err != nil {
			l.say("quiz.failed", "error", err.Error())
			continue
		}
		if !more || !l.item(r, card) {
			break
		}
	}
	for _, s := range quiz.SumText(l.env.Text, r) {
		l.prose(s)
	}
	l.env.Fail(r.Study.Unsaved())
}

// item asks one item and tells what came of it; false when the learner leaves.
func (l *lab) item(r *study.Run, card study.Card) bool {
	paper := sheet.New(card.Item, r.Study.Learner, nil)
	n := l.env.Say("quiz.count", "n", card.N)
	if of := r.Total(); of > 0 {
		n = l.env.Say("quiz.count-of", "n", card.N, "of", of)
	}
	l.fact(l.env.Say("plain.item", "n", n, "about", quiz.About(card.Item, r.Filter.Exam)))
	if card.Changed {
		l.say("quiz.said.changed")
	}
	l.readOut(paper)
	began := l.env.Now()
	sure, ok := l.answerTo(paper)
	if !ok {
		return false
	}
	said := r.Answer(card, paper.Response(), sure, max(0, l.env.Now().Sub(began)))
	l.verdict(paper, said, sure)
	return l.afterItem(r, card, paper)
}

func (l *lab) readOut(s *sheet.Sheet) {
	for _, line := range s.Plain(l.env.Text, func(m string) []string { return prose.Unwrapped(m, l.env.Say("plain.picture")) }) {
		l.fact(line)
	}
}

// answerTo reads an answer and how sure it is; false when the learner leaves.
func (l *lab) answerTo(s *sheet.Sheet) (record.Sure, bool) {
	for {
		prompt := "plain.quiz.answer"
		if s.Item.Kind == quizzes.Number {
			prompt = "plain.quiz.answer-number"
		}
		line, ok := l.ask(l.env.Say(prompt) + " ")
		word := strings.TrimSpace(line)
		switch {
		case !ok || word == "leave" || word == "quit" || word == "나가기":
			return 0, false
		case word == "":
			l.readOut(s)
			continue
		case s.Item.Kind == quizzes.Number && !s.Answer(word):
			l.say("plain.quiz.no-number")
			continue
		case !s.Answer(word) || !s.Whole():
			l.say("plain.quiz.again", "have", s.Have(), "want", s.Want())
			continue
		}
		break
	}
	return l.howSure()
}

// howSure asks until it hears sure or guess; in Hangul mode the keys of s and g
// are ㄴ and ㅎ.
func (l *lab) howSure() (record.Sure, bool) {
	for {
		line, ok := l.ask(l.env.Say("plain.quiz.sure") + " ")
		switch w := strings.ToLower(strings.TrimSpace(line)); {
		case !ok || w == "leave" || w == "quit" || w == "나가기":
			return 0, false
		case w == "s" || w == "ㄴ" || w == "sure" || strings.HasPrefix(w, "확"):
			return record.Certain, true
		case w == "g" || w == "ㅎ" || w == "guess" || strings.HasPrefix(w, "찍"):
			return record.Guess, true
		}
	}
}

// verdict reads out the key with every reason.
func (l *lab) verdict(s *sheet.Sheet, said study.Answered, sure record.Sure) {
	word := "quiz.said.wrong"
	if said.Right {
		word = "quiz.said.right"
	}
	l.say(word)
	for _, line := range s.Reasons(l.env.Text) {
		l.fact(line)
	}
	for _, line := range quiz.Remarks(l.env.Text, said, sure) {
		l.fact(line)
	}
	if after := s.Item.After.In(l.env.Lang()); after != "" {
		l.prose(prose.Cited(after, nil))
	}
	if when := quiz.When(l.env.Text, said.Due, l.env.Now()); when != "" {
		l.say("quiz.said.due", "when", when)
	}
	if said.Teaches != "" && !said.Right {
		l.say("plain.quiz.teaches", "step", said.Teaches)
	}
}

// afterItem waits for the word to go on; false when the learner leaves.
func (l *lab) afterItem(r *study.Run, card study.Card, s *sheet.Sheet) bool {
	for {
		line, ok := l.ask(l.env.Say("plain.quiz.next") + " ")
		switch strings.TrimSpace(line) {
		case "", "next", "다음":
			return ok
		case "why", "이유":
			list, err := study.World(l.ctx, card.Item, l.env.Lang())
			l.prose(quiz.WhyText(l.env.Text, s, list, err))
		case "sources", "출처":
			l.prose(quiz.SourcesText(l.env.Text, r.Study, card.Item))
		case "open", "열기":
			if card.Item.World == nil {
				l.say("why.no-world")
				continue
			}
			l.visit(quiz.WorldOf(l.env, card.Item, s))
		default:
			return false
		}
	}
}

// visit opens a world for trying; leaving it comes back to the quiz.
func (l *lab) visit(t play.Template) {
	before := *l
	l.openSandbox(t, true)
	for l.play != nil && !l.quit {
		line, ok := l.next()
		if !ok {
			break
		}
		if w := strings.TrimSpace(line); w == "home" || w == "홈" || w == "exit" || w == "leave" {
			break
		}
		l.do(line)
	}
	l.play, l.now = before.play, before.now
}

// measured reads out what was measured.
func (l *lab) measured() {
	f, err := practise.Measure(l.env)
	if err != nil {
		l.say("quiz.failed", "error", err.Error())
		return
	}
	l.fact(practise.DaysWords(l.env, f))
	for _, s := range practise.CalibrationWords(l.env, f) {
		l.fact(s)
	}
	for _, x := range f.Exams {
		l.fact(practise.ReadyWords(l.env, x))
		for _, m := range x.Mastery {
			if m.Measured > 0 {
				l.say("plain.task-measured", "task", m.Task, "right", m.Right, "measured", m.Measured, "items", m.Items, "low", int(m.Low*100+0.5), "high", int(m.High*100+0.5))
			}
		}
	}
}

// dueToday says what is due, when something is.
func (l *lab) dueToday() {
	st, err := l.env.Study()
	if err != nil {
		return
	}
	var plan practice.Plan
	st.Ask(func(h *practice.History, now time.Time) { plan = h.Due(now) })
	if n := len(plan.Items); n > 0 {
		l.fact(l.env.Say("practise.due") + ": " + l.env.Say("practise.due.n", "n", n, "minutes", max(1, int((plan.Takes+30*time.Second)/time.Minute))))
	}
}

func levelOf(word string) quizzes.Level { return quizzes.Level(word[0] - '0') }
