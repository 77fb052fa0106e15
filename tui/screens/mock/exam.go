package mock

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/frame"
	"skylab/tui/screens"
	"skylab/tui/sheet"
	"skylab/tui/sit"
)

// Exam is the screen of a mock exam that runs.
type Exam struct {
	ctx   context.Context
	env   *screens.Env
	sit   *sit.Sit
	at    int // the item on the screen
	sheet *sheet.Sheet
	grid  bool   // the review screen
	cols  int    // items in a row of it, as last drawn
	typed string // digits typed on it
	other bool   // in the other language
	gone  bool   // the screen was left: no more ticks
	beats int    // ticks so far

	pending []record.Event // acts that are to be kept, in their order
	keeping []record.Event // acts that are on their way to the disk
	warned  bool           // it was said that little time is left

	scroll frame.Scroll
	seen   bool // the cursor must be in sight at the next view
}

func newExam(ctx context.Context, env *screens.Env, s *sit.Sit) *Exam {
	return &Exam{ctx: ctx, env: env, sit: s, at: s.Left()}
}

// Messages of the screen to itself.
type (
	tick struct{ of *Exam }
	kept struct{ of *Exam }
	hand struct{ of *Exam } // the learner's yes to handing it in
	quit struct{ of *Exam } // the learner's yes to leaving
)

// Init implements screens.Screen.
func (e *Exam) Init() tea.Cmd {
	e.open(e.at)
	if state, _ := e.sit.State(); state.Paused {
		return e.tick() // it goes on when the learner says so
	}
	return tea.Batch(e.do(record.Event{Kind: mock.Look, Item: e.at}), e.tick())
}

func (e *Exam) tick() tea.Cmd {
	return e.env.After(time.Second, func(time.Time) tea.Msg { return tick{e} })
}

// beat is how many seconds lie between two marks that the exam is open: what a
// crash can cost of an item's time.
const beat = 5

// open puts an item on the screen, as it was left.
func (e *Exam) open(i int) {
	e.at, e.grid, e.typed, e.other, e.seen = i, false, "", false, false // a long question is read from its beginning
	e.scroll = frame.Scroll{}
	e.sheet = nil
	if it := e.sit.Item(i); it != nil {
		state, _ := e.state()
		e.sheet = sheet.New(it, e.sit.Learner(), state.Marks[i].Response)
	}
}

// do keeps an act in the background; acts are kept in their order.
func (e *Exam) do(list ...record.Event) tea.Cmd {
	e.pending = append(e.pending, list...)
	if len(e.keeping) > 0 || len(e.pending) == 0 {
		return nil
	}
	batch, s := e.pending, e.sit
	e.keeping, e.pending = batch, nil
	return func() tea.Msg {
		for _, one := range batch {
			s.Do(one)
		}
		return kept{e}
	}
}

// state is the sitting with what was pressed and is on its way to the disk: a
// key is seen at once, and the next one goes by it.
func (e *Exam) state() (mock.State, time.Duration) {
	state, used := e.sit.State()
	for _, list := range [][]record.Event{e.keeping, e.pending} {
		for _, one := range list {
			switch one.Kind {
			case mock.Answer, mock.Flag, mock.Unflag:
				one.Seq, one.Used, one.At = state.Seq+1, state.Used, state.Last
				state = state.With(one)
			}
		}
	}
	return state, used
}

// heard lays out anew what another window answered meanwhile.
func (e *Exam) heard() {
	if e.sheet == nil || !e.sit.Shared() || len(e.pending) > 0 {
		return
	}
	state, _ := e.sit.State()
	if given := state.Marks[e.at].Response; given.String() != e.sheet.Response().String() {
		pick := e.sheet.Pick
		e.sheet = sheet.New(e.sheet.Item, e.sit.Learner(), given)
		e.sheet.Pick = pick
	}
}

// Update implements screens.Screen.
func (e *Exam) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tick:
		if msg.of != e || e.gone {
			return nil
		}
		return e.ticked()
	case kept:
		if msg.of != e {
			return nil
		}
		e.keeping = nil
		e.env.Fail(e.sit.Unsaved())
		if state, _ := e.sit.State(); state.Over() {
			return e.finish()
		}
		e.heard()
		return e.do()
	case hand:
		if msg.of == e {
			return e.do(record.Event{Kind: mock.Submit, Item: -1})
		}
	case quit:
		if msg.of == e {
			e.gone = true
			return screens.Send(screens.GoBack{})
		}
	case screens.Key:
		return e.key(msg.Name)
	case screens.Click:
		return e.click(msg.Zone)
	case screens.Wheel:
		e.scroll.Move(msg.Lines)
	}
	return nil
}

// ticked draws the clock anew; now and then it keeps that the exam is open, and
// when the time is up it ends.
func (e *Exam) ticked() tea.Cmd {
	e.beats++
	state, used := e.sit.State()
	list := []tea.Cmd{e.tick()}
	if left := state.Left(used); left <= soon && left > 0 && !e.warned && !state.Over() {
		e.warned = true
		list = append(list, screens.Send(screens.Tell{Text: e.env.Say("exam.soon", "left", Clock(left), "open", len(state.Marks)-state.Answered())}))
	}
	if e.beats%beat == 0 || state.Left(used) <= 0 || state.Over() {
		list = append(list, e.do(record.Event{Kind: mock.Beat, Item: -1}))
	}
	return tea.Batch(list...)
}

// soon is when it is said once that little time is left.
const soon = 5 * time.Minute

// Close implements the root's hook: the program or the screen ends. The exam
// goes on by the clock.
func (e *Exam) Close() { e.gone = true }

// finish goes to the result, in the place of this screen.
func (e *Exam) finish() tea.Cmd {
	if e.gone {
		return nil
	}
	e.gone = true
	return screens.Send(screens.Swap{Old: e, New: newResult(e.ctx, e.env, e.sit.Result)})
}

// mark keeps what is on the sheet as the answer.
func (e *Exam) mark(before quizzes.Response) tea.Cmd {
	now := e.sheet.Response()
	if now.String() == before.String() {
		return nil
	}
	state, _ := e.state()
	return e.do(record.Event{Kind: mock.Answer, Item: e.at, Chosen: now.String(), Sure: state.Marks[e.at].Sure})
}

// goTo shows another item.
func (e *Exam) goTo(i int) tea.Cmd {
	state, _ := e.sit.State()
	i = max(0, min(i, len(state.Sitting.Items)-1))
	e.open(i)
	return e.do(record.Event{Kind: mock.Look, Item: i})
}

// Title implements screens.Screen.
func (e *Exam) Title() string {
	state, _ := e.sit.State()
	return state.Sitting.Exam
}

// Typing implements screens.Screen.
func (e *Exam) Typing() bool { return false }

func (e *Exam) say() text.Speaker {
	if !e.other {
		return e.env.Text
	}
	if e.env.Lang() == text.Korean {
		return text.For(text.English)
	}
	return text.For(text.Korean)
}
