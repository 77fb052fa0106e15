// Package progress keeps what a learner did: settings, how far each step got,
// the journal of every session, and predictions.
package progress

import (
	"errors"
	"time"

	"skylab/quizzes/record"
)

// Store is where progress lives. Everything that it returns is a copy. An
// error means that the thing was not kept; the learner goes on unsaved and is
// told so.
type Store interface {
	// Settings are the learner's choices; the zero value when none were made.
	Settings() (Settings, error)
	SetSettings(Settings) error

	// Steps are all steps ever started, in the order of their IDs.
	Steps() ([]StepProgress, error)
	// SetStep replaces what is known of one step.
	SetStep(StepProgress) error

	// Begin opens a session and returns it with its ID. It becomes the one
	// that Resume finds for its base; older ones of the base stay readable.
	Begin(Session) (Session, error)
	// Update replaces hints and assistance of a session.
	Update(Session) error
	// Append adds one line to a session's journal and returns when it is safe.
	// It fails with ErrMoved when the session has an entry of that Seq already:
	// another program works in it. The caller then begins a session of its own.
	Append(session int64, e Entry) error
	// Resume is the newest session of a base with its journal, oldest line
	// first; ErrNone when there is none.
	Resume(base string) (Session, []Entry, error)
	// Latest is the session that was worked in last; ErrNone when there is none.
	Latest() (Session, error)
	// Sessions are all sessions, oldest first.
	Sessions() ([]Session, error)
	// Journal is the journal of one session.
	Journal(session int64) ([]Entry, error)

	// AddPrediction keeps an answer that was given before a command ran.
	AddPrediction(Prediction) error
	// Predictions are all of them, oldest first.
	Predictions() ([]Prediction, error)

	// AddAnswer keeps an answer to a quiz item and returns it with its Seq. An
	// item of a sitting has one answer: where two windows mark the same exam the
	// first one's stays and is returned.
	AddAnswer(record.Answer) (record.Answer, error)
	// Answers are all of them, in the order of keeping.
	Answers() ([]record.Answer, error)
	// BeginSitting keeps a mock exam as it was drawn and returns it with its ID.
	BeginSitting(record.Sitting) (record.Sitting, error)
	// Sittings are all of them, oldest first.
	Sittings() ([]record.Sitting, error)
	// AppendEvent adds what happened in a sitting and returns when it is safe.
	// It fails with ErrMoved when the sitting has an event of that Seq already:
	// another program works in it. It fails with ErrNone when there is no such
	// sitting.
	AppendEvent(sitting int64, e record.Event) error
	// Events are those of one sitting, oldest first.
	Events(sitting int64) ([]record.Event, error)
	// Learner is the learner's own seed, made at the first ask and the same
	// ever after: it draws the order of options, and what is asked.
	Learner() (uint64, error)
	// SetLearner gives the seed where there is none yet; else it does nothing.
	SetLearner(uint64) error
}

// Errors that callers act on; test with errors.Is.
var (
	ErrNone  = errors.New("progress: there is none")
	ErrMoved = errors.New("progress: another program works in this session")
)

// Settings are the learner's choices. Empty strings and zeros mean the default.
type Settings struct {
	Lang    string // en or ko; empty follows the locale
	Theme   string // auto, dark, light or contrast
	Still   bool   // no animation
	Plain   bool   // line by line
	Left    int    // width of the left pane, per cent of the screen
	Console int    // height of the console, per cent of the screen
}

// StepProgress is how far one step got.
type StepProgress struct {
	Step     string    // lesson and step: vpc/nat
	Solved   bool      // passed at least once without the solution being shown
	Assisted bool      // passed, but only after the solution was shown
	Hints    int       // most hints taken in any attempt
	Attempts int       // how often it was started afresh
	Commands int       // lines entered, over all attempts
	Started  time.Time // first opened
	Passed   time.Time // first passed, zero while not
	Answer   string    // the learner's own script of the latest pass
}

// Done tells whether the step was passed in any way.
func (s StepProgress) Done() bool { return s.Solved || s.Assisted }

// Session is one world that a learner works in: base and seed with a journal.
type Session struct {
	ID       int64
	Base     string // vpc/nat for a step, sandbox/empty for a template
	Seed     uint64
	Engine   string // version of the simulators; another one's journal is not replayed
	Lesson   string // hash of the lesson's text; as Engine
	Lang     string // language in which it was begun
	Began    time.Time
	Hints    int  // taken in this session
	Assisted bool // the solution was shown in this session

	// From is the session whose world this one went on in, up to the entry
	// FromSeq of its journal; 0 when it was begun afresh. A later session never
	// comes before an earlier one, so From is always the smaller ID.
	From    int64 `yaml:",omitempty"`
	FromSeq int   `yaml:",omitempty"`
}

// Entry is one line of a journal, as it was typed at the prompt. undo, redo
// and jumps are lines too, so the journal only ever grows.
type Entry struct {
	Seq     int // 1, 2, 3, … within the session
	Line    string
	Status  int       // exit status
	Virtual int64     // virtual time after it, nanoseconds since 1970
	At      time.Time // wall clock
}

// Prediction is what a learner expected of a command before it ran.
type Prediction struct {
	Step    string // vpc/nat
	Command string
	Answer  string // the option chosen
	Truth   string // the option that came true
	Sure    bool
	At      time.Time
}

// Right tells whether the learner expected what happened.
func (p Prediction) Right() bool { return p.Answer == p.Truth }
