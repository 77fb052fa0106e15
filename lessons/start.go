package lessons

import (
	"context"
	"errors"
	"strings"
	"sync"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// proofs keeps what is computed once: moments never change, so all who use the
// library may share them. It is safe for use from several goroutines.
type proofs struct {
	sync.Mutex
	starts map[string]*console.Moment // by variant, and by what had run
	traps  map[string][]signature     // by variant, in the order of the traps
	needs  []Need
}

func newProofs() *proofs {
	return &proofs{starts: map[string]*console.Moment{}, traps: map[string][]signature{}}
}

// once gives the moment kept under key, or makes and keeps it.
func (p *proofs) once(key string, make func() (*console.Moment, error)) (*console.Moment, error) {
	p.Lock()
	defer p.Unlock()
	if m, ok := p.starts[key]; ok {
		return m, nil
	}
	m, err := make()
	if err == nil {
		p.starts[key] = m
	}
	return m, err
}

// SetupError is a set-up that did not run to its end: a mistake of the lesson.
type SetupError struct {
	Step    string
	Variant string           // of the world: its seed, and what was picked
	Pos     content.Position // of the statement that failed
	Said    string           // what it printed as an error, or why it was cut off
}

func (e *SetupError) Error() string { return e.Step + ": " + e.Pos.String() + ": " + e.Said }

// AsSetupError finds the set-up's own mistake in an error of Start.
func AsSetupError(err error) (*SetupError, bool) {
	var e *SetupError
	return e, errors.As(err, &e)
}

// Start is the step's first moment: world, files and shell after its set-up,
// with lab tools that speak lang. The error is a *SetupError or the context's.
func (s *Step) Start(ctx context.Context, lang text.Lang) (*console.Moment, error) {
	return s.StartSeed(ctx, lang, s.Module.Seed)
}

// StartSeed is Start in the world of another seed: another variant, where the
// set-up picks.
func (s *Step) StartSeed(ctx context.Context, lang text.Lang, seed uint64) (*console.Moment, error) {
	m, err := s.start(ctx, variant{seed: seed})
	if err != nil || lang == text.English {
		return m, err
	}
	return m.In(lang), nil
}

// start is the first moment in English.
func (s *Step) start(ctx context.Context, v variant) (*console.Moment, error) {
	return s.proofs.once(v.key(), func() (*console.Moment, error) {
		m, err := s.before(ctx, v)
		if err != nil {
			return nil, err
		}
		if m, err = s.setUp(ctx, m, s.setup); err != nil {
			return nil, err
		}
		return m.Untyped(), nil
	})
}

// before is the moment that the step's own set-up begins from: its base with
// the named set-ups that it asked for. On an account as new it is kept for all
// steps of the module that begin so.
func (s *Step) before(ctx context.Context, v variant) (*console.Moment, error) {
	make := func() (*console.Moment, error) {
		m, err := s.base(ctx, v)
		if err != nil {
			return nil, err
		}
		return s.setUp(ctx, m, s.shared)
	}
	if s.previous != nil {
		return make()
	}
	key := v.key()
	for _, b := range s.shared {
		key += " " + firstWord(b)
	}
	return s.Module.proofs.once(key, make)
}

// base is an account as new, or the previous step's world with its first
// solution replayed.
func (s *Step) base(ctx context.Context, v variant) (*console.Moment, error) {
	if s.previous == nil {
		m := s.Module
		return console.New(console.Options{Seed: v.seed, Picks: v.picks, Region: m.Region, Start: m.Start, NoDefaultVPC: m.NoDefaultVPC, AccountBorn: m.AccountBorn, Lang: text.English}), nil
	}
	m, err := s.previous.start(ctx, v)
	if err != nil || len(s.previous.Solutions) == 0 {
		return m, err
	}
	solution := s.previous.Solutions[0]
	o := content.Run(ctx, m, s.previous.Script(solution))
	if o.Cut != nil {
		return nil, s.setupError(ctx, solution.Block.Pos, v, o)
	}
	return o.After, nil
}

// setUp runs blocks on a moment, statement by statement, so that the first one
// that fails is named.
func (s *Step) setUp(ctx context.Context, m *console.Moment, blocks []content.Block) (*console.Moment, error) {
	for _, b := range blocks {
		script, err := content.Statements(b.Body)
		if err != nil {
			return nil, &SetupError{Step: s.Ref(), Pos: b.Pos, Said: err.Error()}
		}
		for i, statement := range script.Top {
			o := content.Run(ctx, m, statement)
			if o.Cut != nil || o.Status != 0 || o.After.Exited {
				return nil, s.setupError(ctx, b.At(script.Line[i], 1), variantOf(m), o)
			}
			m = o.After
		}
	}
	return m, nil
}

func (s *Step) setupError(ctx context.Context, pos content.Position, v variant, o content.Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return &SetupError{Step: s.Ref(), Pos: pos, Variant: v.String(), Said: said(o)}
}

// said is one line on why a run failed.
func said(o content.Outcome) string {
	if line := content.ErrorLine(o.Err); line != "" {
		return line
	}
	return "exit status " + itoa(o.Status)
}

// Given is the bash that runs before each check, prediction, solution and trap.
func (s *Step) Given() string {
	var b strings.Builder
	for _, block := range s.given {
		b.WriteString(block.Body)
	}
	return b.String()
}

// Script is a solution as it is typed: the given block and then the solution.
func (s *Step) Script(sol *Solution) string { return s.Given() + sol.Block.Body }

// Previous is the step whose solution this one starts from, or nil.
func (s *Step) Previous() *Step { return s.previous }
