package lessons

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"skylab/console"
	"skylab/content"
)

// prover proves one step and notes what does not hold.
type prover struct {
	proof    Proof
	step     *Step
	problems []content.Problem
	mutants  int
	variants int
	acts     bool            // some check was seen to act
	red      map[string]bool // checks that were seen unmet
	once     sync.Once
	worlds   []variant // further ones, see others
}

func (p *prover) fail(pos content.Position, code string, args ...any) {
	p.problems = append(p.problems, content.At(pos, code, args...))
}

// patience is how long one step's proof may take by the wall clock. A step that
// needs it has a loop that never ends.
const patience = 3 * time.Minute

func (p *prover) prove(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	p.words()
	v := variant{seed: p.step.Module.Seed}
	start, ok := p.start(ctx, v)
	if !ok {
		return
	}
	p.unsolved(ctx, start, v)
	p.behaviour()
	p.shown(ctx, start)
	p.prediction(ctx, start)
	p.allTraps(ctx, start, v)
	for _, sol := range p.step.Solutions {
		if p.solution(ctx, start, sol, v) {
			p.leaveOut(ctx, start, sol)
		}
	}
	p.otherWorlds(ctx)
	p.alwaysMet(ctx, start)
}

func (p *prover) start(ctx context.Context, v variant) (*console.Moment, bool) {
	m, err := p.step.start(ctx, v)
	if err == nil {
		return m, true
	}
	if e, ok := AsSetupError(err); ok {
		p.fail(e.Pos, "lint.setup.fails", "step", p.step.ID, "said", e.Said, "seed", e.Variant)
	} else {
		p.fail(p.step.Pos, "lint.setup.fails", "step", p.step.ID, "said", err.Error(), "seed", v)
	}
	return nil, false
}

// unsolved: with nothing done, some check must be unmet, and each must be able
// to tell.
func (p *prover) unsolved(ctx context.Context, start *console.Moment, v variant) {
	results := p.step.check(ctx, start, v, false)
	for _, r := range results {
		p.acts = p.acts || r.acts
		p.saw(r)
		p.broken(r)
	}
	if !slices.ContainsFunc(results, func(r Result) bool { return r.State == Unmet }) {
		p.fail(p.step.Pos, "lint.unsolved.passes", "step", p.step.ID, "seed", v)
	}
}

// saw notes that a check can fail.
func (p *prover) saw(r Result) {
	if p.red == nil {
		p.red = map[string]bool{}
	}
	if r.State != Met {
		p.red[r.ID] = true
	}
}

// broken reports a check that is no check: it was cut off, or a command of it
// is not there.
func (p *prover) broken(r Result) {
	switch {
	case r.Why.Cut != "":
		p.fail(r.Check.Block.Pos, "lint.check.cut", "check", r.ID, "said", r.Why.Cut)
	case r.State != Met && usage(r.Status):
		p.fail(r.Check.Block.Pos, "lint.check.usage", "check", r.ID, "status", r.Status, "said", r.Why.Stderr)
	}
}

// usage tells the statuses of a command that was called wrongly: not found, or
// refused by the aws command before anything was sent.
// docs.aws.amazon.com/cli/latest/topic/return-codes.html
func usage(status int) bool { return status == 126 || status == 127 || status == 252 }

// behaviour: a step whose checks only read settings passes worlds that do not
// work.
func (p *prover) behaviour() {
	for _, c := range p.step.Checks {
		for _, name := range content.Reached(c.Block.Body, p.step.Given()) {
			if slices.Contains(behaves, name) {
				return
			}
		}
	}
	if !p.acts {
		p.fail(p.step.Pos, "lint.behaviour", "step", p.step.ID, "commands", strings.Join(behaves, ", "))
	}
}

// behaves are the commands that look at what a world does, not at how it is set.
var behaves = []string{"trace", "ping", "curl", "ssh", "nc", "dig", "sleep", "fault", "load"}

// shown: a command in the prose must at least exist.
func (p *prover) shown(ctx context.Context, start *console.Moment) {
	m := start
	for _, b := range p.step.shown {
		o := content.Run(ctx, m, b.Body)
		if o.Cut != nil || usage(o.Status) {
			p.fail(b.Pos, "lint.shown", "said", said(o))
			continue
		}
		m = o.After
	}
}

func (p *prover) prediction(ctx context.Context, start *console.Moment) {
	if p.step.Predict == nil {
		return
	}
	right, o := p.step.Answer(ctx, start)
	if right < 0 {
		outcome := "status=" + itoa(o.Status)
		if code := o.ErrorCode(); code != "" {
			outcome += " " + code
		}
		p.fail(p.step.Predict.Block.Pos, "lint.predict.none", "outcome", outcome, "output", shorten(strings.Join(o.Fields(), " ")), "said", content.ErrorLine(o.Err))
	}
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}

// solution runs one solution whole; true when every check holds after it.
func (p *prover) solution(ctx context.Context, start *console.Moment, sol *Solution, v variant) bool {
	m, ok := p.play(ctx, start, sol, v)
	if !ok {
		return false
	}
	results := p.step.check(ctx, m, v, false)
	for _, r := range results {
		if r.State == Met {
			continue
		}
		p.fail(r.Check.Block.Pos, "lint.solution.check", "check", r.ID, "line", sol.Block.Pos.Line, "seed", v,
			"state", r.State.String(), "want", wanted(r), "is", shorten(is(r)), "why", r.reason())
	}
	return AllMet(results)
}

// play runs a solution statement by statement: each must succeed, for at home
// the script stops at the first that fails.
func (p *prover) play(ctx context.Context, start *console.Moment, sol *Solution, v variant) (*console.Moment, bool) {
	o := content.Run(ctx, start, p.step.Given())
	script, err := content.Statements(sol.Block.Body)
	if o.Cut != nil || err != nil {
		p.fail(sol.Block.Pos, "lint.solution.fails", "said", said(o), "seed", v)
		return nil, false
	}
	m := o.After
	for i, statement := range script.Top {
		o := content.Run(ctx, m, statement)
		if o.Cut != nil || o.Status != 0 {
			p.fail(sol.Block.At(script.Line[i], 1), "lint.solution.fails", "said", said(o), "seed", v)
			return nil, false
		}
		m = o.After
	}
	return m, true
}

// wanted, is and reason are a result in the words of the machine, for authors.
func wanted(r Result) string {
	if r.Want == nil {
		return "exit status 0"
	}
	return strings.Join(r.Want, " ")
}

func is(r Result) string {
	if r.Want == nil {
		return "exit status " + itoa(r.Status)
	}
	return strings.Join(r.Is, " ")
}

func (r Result) reason() string {
	switch {
	case r.Why.Cut != "":
		return r.Why.Cut
	case r.Why.Hop >= 0:
		return r.Why.Reason.Code + " " + r.Why.Reason.At
	case r.Why.Call != nil:
		return r.Why.Call.Code
	case r.Why.Stderr != "":
		return r.Why.Stderr
	}
	return "-"
}
