package lessons

import (
	"regexp"
	"strings"

	"skylab/content"
	"skylab/simulators/cloud"
	"skylab/text"
)

// Library is every module that was found, in the order of the course.
type Library struct {
	Modules []*Module
	Facts   *content.Facts
}

// Module is one lesson folder.
type Module struct {
	ID           string // the folder's name: vpc
	Title        content.Words
	Summary      content.Words   // one sentence for the home screen
	Intro        content.Words   // Markdown before the first step
	Story        []content.Words // at most four lines
	WhenNot      content.Words   // one line: when not to use it
	Minutes      int
	Chapter      int      // place in the course, from 1; 0: after all that have one
	Exams        []string // SAA-C03/1.2
	Path         []string // step ids of the 20-minute path
	Seed         uint64
	Region       string
	Start        cloud.Time
	NoDefaultVPC bool
	AccountBorn  cloud.Time // when the account was made; 0: lately
	Steps        []*Step
	Teach        content.Words    // the teacher's page, Markdown; empty when there is none
	Pos          content.Position // of lesson.md
	Korean       content.Position // of lesson.ko.md
	Local        bool             // from a folder that the learner pointed at
	facts        *content.Facts   // where its footnotes are looked up
	proofs       *proofs          // worlds that several steps begin from
}

// Level says how much a step leaves to the learner.
type Level string

// The levels, from copying to choosing.
const (
	Copy   Level = "copy"
	Vary   Level = "vary"
	Build  Level = "build"
	Repair Level = "repair"
	Choose Level = "choose"
)

// Levels lists them in rising order.
func Levels() []Level { return []Level{Copy, Vary, Build, Repair, Choose} }

// Step is one task with everything around it.
type Step struct {
	Module    *Module
	ID        string
	Level     Level
	Minutes   int // 0 when the author gave none
	Title     content.Words
	Prose     content.Words // Markdown before the task
	Task      content.Words // Markdown, without the list of checks
	Checks    []*Check
	Hints     []content.Words // as written, in order; see Ladder for what a learner gets
	Predict   *Predict        // nil when there is none
	Solutions []*Solution
	Traps     []*Trap
	After     content.Words // Markdown after the pass
	Facts     []string      // ids cited, in order of first citation
	Pos       content.Position

	given, setup []content.Block // in order of running
	shared       []content.Block // the module's named set-ups that run first
	shown        []content.Block // commands shown in the prose
	hintPos      []content.Position
	previous     *Step   // whose first solution is replayed before the set-up; nil: a fresh world
	proofs       *proofs // what was computed once and is kept
}

// Ref is the step's address: vpc/nat.
func (s *Step) Ref() string { return s.Module.ID + "/" + s.ID }

// Check is one thing that must hold.
type Check struct {
	ID    string
	Title content.Words // what is wanted, from the task's list
	Want  []string      // fields compared; nil: the exit status decides
	Block content.Block // the commands, without the want line
}

// Predict is a question that the world answers.
type Predict struct {
	Question content.Words // Markdown
	Options  []Option
	Block    content.Block
}

// Option is one answer offered. Key is what the machine compares, Label what
// the learner reads.
type Option struct {
	Key   string
	Label content.Words
}

// Solution is one of the author's ways.
type Solution struct {
	Name  string // empty when there is only one
	Block content.Block
}

// Text is the solution as a learner sees it: without the comments that are
// meant for the linter.
func (sol *Solution) Text() string { return unmarked(sol.Block.Body) }

var keepMark = regexp.MustCompile(`(?m)[ \t]*# keep:.*$`)

func unmarked(script string) string {
	return strings.TrimSpace(keepMark.ReplaceAllString(script, ""))
}

// Trap is a likely mistake and what to say about it.
type Trap struct {
	ID      string
	Checks  []string // ids of the checks that it fails
	Code    string   // API error or reason code that is seen; may be empty
	Block   content.Block
	Caution content.Words
}

// Fact is a fact that the module cites, from its own folder or the program.
func (m *Module) Fact(id string) (content.Fact, bool) { return m.facts.Find(id) }

// Find looks a module up by id; nil when there is none.
func (l *Library) Find(id string) *Module {
	for _, m := range l.Modules {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// NoStep says that a word names no module and no step of one.
type NoStep struct {
	Ref  string
	Near string // the nearest that exists; may be empty
}

func (e *NoStep) Error() string { return "no lesson or step " + e.Ref }

// Step finds MODULE/STEP; a module alone means its first step that is not done,
// or the first of all (done may be nil). The error is *NoStep.
func (l *Library) Step(ref string, done func(*Step) bool) (*Step, error) {
	id, step, named := strings.Cut(strings.Trim(ref, "/"), "/")
	m := l.Find(id)
	if m == nil || len(m.Steps) == 0 {
		return nil, &NoStep{ref, l.near(id)}
	}
	if named {
		if s := m.Step(step); s != nil {
			return s, nil
		}
		if near := text.Nearest(step, m.stepIDs()); near != "" {
			id += "/" + near
		}
		return nil, &NoStep{ref, id}
	}
	return m.Next(done), nil
}

// Next is the module's first step that is not done, or its first; done may be
// nil. The module has steps.
func (m *Module) Next(done func(*Step) bool) *Step {
	for _, s := range m.Steps {
		if done != nil && !done(s) {
			return s
		}
	}
	return m.Steps[0]
}

// near is the module that a word was probably meant to be.
func (l *Library) near(word string) string {
	var ids []string
	for _, m := range l.Modules {
		ids = append(ids, m.ID)
	}
	return text.Nearest(word, ids)
}

// Step looks a step up by its id; nil when there is none.
func (m *Module) Step(id string) *Step {
	for _, s := range m.Steps {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Named looks a check up by its id; nil when there is none.
func (s *Step) Named(id string) *Check {
	for _, c := range s.Checks {
		if c.ID == id {
			return c
		}
	}
	return nil
}
