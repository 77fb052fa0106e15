package plain

import (
	"strconv"
	"strings"
	"time"

	"skylab/content"
	mocks "skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/screens/mock"
	"skylab/tui/sheet"
	"skylab/tui/sit"
	"skylab/tui/study"
)

// mock lists the mock exams, or opens one: mock SAA-C03, with the words extra
// and pause for the terms.
func (l *lab) mock(args []string) {
	st := l.studying()
	if st == nil {
		return
	}
	past, err := l.env.Store.Sittings()
	if err != nil {
		l.say("exam.cannot", "error", err.Error())
		return
	}
	rows := mock.Rows(l.env, st, past)
	if len(args) == 0 {
		for _, r := range rows {
			l.fact(mock.RowText(l.env, r))
		}
		l.say("plain.mock.how")
		return
	}
	if word := strings.ToLower(args[0]); word == "result" || word == "결과" {
		l.pastResult(st, rows, args[1:])
		return
	}
	e, ok := content.FindExam(strings.ToUpper(args[0]))
	if !ok {
		l.say("plain.mock.unknown", "exam", args[0])
		return
	}
	for _, r := range rows {
		if r.Exam.Code == e.Code && (r.Sitting == nil || !r.Over) {
			l.take(st, r, past, args[1:])
			return
		}
	}
}

// pastResult reads the result of a mock that is over: mock result is the
// latest, mock result 2 the one before.
func (l *lab) pastResult(st *study.Study, rows []mock.Row, args []string) {
	n := 1
	if len(args) > 0 {
		n, _ = strconv.Atoi(args[0])
	}
	for _, r := range rows {
		if !r.Over {
			continue
		}
		if n--; n > 0 {
			continue
		}
		if n < 0 {
			break
		}
		s, err := sit.Take(l.ctx, st, l.env.Store, l.env.Now, *r.Sitting)
		if err != nil {
			l.say("exam.cannot", "error", err.Error())
			return
		}
		l.outcome(s)
		return
	}
	l.say("exam.no-result")
}

// take opens a sitting that was begun, or begins one.
func (l *lab) take(st *study.Study, r mock.Row, past []record.Sitting, args []string) {
	var s *sit.Sit
	var err error
	switch {
	case r.Sitting != nil:
		s, err = sit.Take(l.ctx, st, l.env.Store, l.env.Now, *r.Sitting)
	case r.Refused != nil:
		l.fact(mock.RefusalText(l.env, r))
		return
	default:
		for _, note := range r.Offer.Notes(l.env.Text, l.env.Now()) {
			l.fact(note)
		}
		var terms mocks.Terms
		for _, a := range args {
			switch a {
			case "extra":
				terms.Extra = mock.ExtraTime(r.Offer)
			case "pause":
				terms.Pausable = true
			}
		}
		l.prose(l.env.Say("exam.start", "exam", r.Exam.Code, "items", r.Offer.Questions(), "minutes", int((r.Offer.Limit + terms.Extra).Minutes())))
		if terms.Pausable {
			l.say("exam.start.pause")
		} else {
			l.say("exam.start.no-pause")
		}
		if !l.agreed(l.env.Say("plain.mock.begin")) {
			return
		}
		s, err = sit.Begin(l.ctx, st, l.env.Store, l.env.Now, r.Offer, past, terms)
	}
	if err != nil {
		l.say("exam.cannot", "error", err.Error())
		return
	}
	l.exam(s)
	l.env.Fail(s.Unsaved())
}

// agreed asks for a yes.
func (l *lab) agreed(question string) bool {
	answer, _ := l.ask(question + " ")
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "yes", "y", "네", "예":
		return true
	}
	return false
}

// exam is the exam itself: an answer, or a word.
func (l *lab) exam(s *sit.Sit) {
	at, show := s.Left(), true
	if state, _ := s.State(); state.Paused && !l.goOn(s) {
		return
	}
	for {
		state, used := s.State()
		if state.Over() {
			l.outcome(s)
			return
		}
		var paper *sheet.Sheet
		if it := s.Item(at); it != nil {
			paper = sheet.New(it, s.Learner(), state.Marks[at].Response)
		}
		if show {
			s.Do(record.Event{Kind: mocks.Look, Item: at})
			l.question1(s, paper, at, used)
		}
		line, ok := l.ask(l.env.Say("plain.mock.answer") + " ")
		if !ok {
			return // the clock goes on
		}
		at, show, ok = l.examWord(s, paper, at, strings.TrimSpace(line))
		if !ok {
			return
		}
		if state, _ := s.State(); state.End == mocks.Expired {
			l.say("exam.time-up")
		}
	}
}

// question1 reads a question out, with the time.
func (l *lab) question1(s *sit.Sit, paper *sheet.Sheet, at int, used time.Duration) {
	state, _ := s.State()
	l.fact(l.env.Say("exam.item-of", "n", at+1, "of", len(state.Marks)) + ". " + l.env.Say("exam.left", "left", mock.Clock(state.Left(used))))
	if paper == nil {
		l.say("exam.vanished")
		return
	}
	l.readOut(paper)
	if r := state.Marks[at].Response; len(r) > 0 {
		l.say("plain.mock.marked", "answer", paper.Letters())
	}
}

// examWord does what was typed: where to go on, whether to read the question
// out, and false when the learner leaves.
func (l *lab) examWord(s *sit.Sit, paper *sheet.Sheet, at int, line string) (next int, show, ok bool) {
	state, used := s.State()
	last := len(state.Marks) - 1
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "", "next", "다음":
		return min(at+1, last), true, true
	case "back", "이전":
		return max(at-1, 0), true, true
	case "go", "이동":
		if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && n <= last+1 {
			return n - 1, true, true
		}
		l.say("plain.mock.words")
		return at, false, true
	case "open", "미답":
		for k := range state.Marks {
			if i := (at + 1 + k) % len(state.Marks); len(state.Marks[i].Response) == 0 {
				return i, true, true
			}
		}
		l.say("exam.none-open")
		return at, false, true
	case "sure", "guess", "확신", "찍음":
		_, sure := sureness(" "+word, record.Unasked)
		l.weigh(s, state, at, sure)
		return at, false, true
	case "flag", "표시":
		kind := mocks.Flag
		if state.Marks[at].Flagged {
			kind = mocks.Unflag
		}
		s.Do(record.Event{Kind: kind, Item: at})
		l.say("plain.mock."+kind, "n", at+1)
		return at, false, true
	case "overview", "전체":
		l.overview(state)
		return at, false, true
	case "time", "시간":
		l.say("exam.left", "left", mock.Clock(state.Left(used)))
		return at, false, true
	case "pause", "정지":
		return at, true, l.pause(s)
	case "hand-in", "제출":
		l.prose(mock.HandInText(l.env, s, state, used))
		if l.agreed(l.env.Say("plain.mock.hand-in")) {
			s.Do(record.Event{Kind: mocks.Submit, Item: -1})
		}
		return at, false, true
	case "leave", "quit", "나가기":
		l.say("plain.mock.left")
		return at, false, false
	}
	line, sure := sureness(line, state.Marks[at].Sure)
	if paper == nil || !paper.Answer(line) || !paper.Whole() {
		l.say("plain.mock.words")
		return at, false, true
	}
	s.Do(record.Event{Kind: mocks.Answer, Item: at, Chosen: paper.Response().String(), Sure: sure})
	return min(at+1, last), at < last, true
}

// sureness takes the word behind an answer off: b sure, a c guess.
func sureness(line string, before record.Sure) (string, record.Sure) {
	for word, sure := range map[string]record.Sure{"sure": record.Certain, "확신": record.Certain, "guess": record.Guess, "찍음": record.Guess} {
		if rest, ok := strings.CutSuffix(line, " "+word); ok {
			return rest, sure
		}
	}
	return line, before
}

// weigh says how sure the answer to a question is.
func (l *lab) weigh(s *sit.Sit, state mocks.State, at int, sure record.Sure) {
	given := state.Marks[at].Response
	if len(given) == 0 {
		l.say("why.answer-first")
		return
	}
	word := "exam.sure"
	if sure == record.Guess {
		word = "exam.guess"
	}
	s.Do(record.Event{Kind: mocks.Answer, Item: at, Chosen: given.String(), Sure: sure})
	l.fact(l.env.Say("exam.item-of", "n", at+1, "of", len(state.Marks)) + ": " + l.env.Say(word))
}

// pause stops the clock until a line is typed.
func (l *lab) pause(s *sit.Sit) bool {
	state, _ := s.State()
	if !state.Sitting.Pausable {
		l.say("why.no-pause")
		return true
	}
	s.Do(record.Event{Kind: mocks.Pause, Item: -1})
	return l.goOn(s)
}

// goOn waits for a line; false when there will be none.
func (l *lab) goOn(s *sit.Sit) bool {
	_, ok := l.ask(l.env.Say("plain.mock.paused") + " ")
	if ok {
		s.Do(record.Event{Kind: mocks.Resume, Item: -1})
	}
	return ok
}

func (l *lab) overview(state mocks.State) {
	for i, m := range state.Marks {
		word := "plain.mock.open"
		if len(m.Response) > 0 {
			word = "plain.mock.answered"
		}
		line := strconv.Itoa(i+1) + ": " + l.env.Say(word)
		if m.Flagged {
			line += ", " + l.env.Say("exam.flagged")
		}
		l.fact(line)
	}
}

// outcome reads the result out.
func (l *lab) outcome(s *sit.Sit) {
	r, err := s.Result()
	if err != nil {
		l.say("exam.cannot", "error", err.Error())
		return
	}
	st := l.studying()
	if st == nil {
		return
	}
	l.prose(r.Markdown(l.env.Text, st.Library.Facts))
}
