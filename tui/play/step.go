package play

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"skylab/console"
	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// Check runs the step's checks against a moment; nil in a sandbox.
func (p *Play) Check(ctx context.Context, m *console.Moment) []lessons.Result {
	if p.Step == nil || m == nil {
		return nil
	}
	results := p.here.Check(ctx, m)
	if !p.acted(m) {
		for i := range results {
			results[i].Trap = nil
		}
	}
	return results
}

// acted tells that the learner has changed something, a file too, or has tried
// to in the line that led to m. Before that no mistake can have been made,
// whatever the checks look like.
func (p *Play) acted(m *console.Moment) bool {
	if slices.ContainsFunc(m.Calls, func(c console.Call) bool { return !c.ReadOnly }) || !sameFiles(p.Start, m) {
		return true
	}
	here := p.Session.Position()
	for _, e := range p.Session.Moments() {
		if e.Index > 0 && e.Index <= here && !e.ReadOnly {
			return true
		}
	}
	return false
}

func sameFiles(a, b *console.Moment) bool {
	names := a.Files()
	return slices.Equal(names, b.Files()) && !slices.ContainsFunc(names, func(name string) bool {
		was, _ := a.ReadFile(name)
		is, _ := b.ReadFile(name)
		return !bytes.Equal(was, is)
	})
}

// Hint is the text of rung i of the step's ladder of hints, for one who stands
// at m.
func (p *Play) Hint(ctx context.Context, i int, m *console.Moment, say text.Speaker) string {
	return p.here.Hint(ctx, i, m, say)
}

// Answer is the option of the step's prediction that holds where the step
// began; -1 when it cannot be told.
func (p *Play) Answer(ctx context.Context) int {
	i, _ := p.here.Answer(ctx, p.Start)
	return i
}

// TakeHint records that one more hint was taken.
func (p *Play) TakeHint() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.saved.Hints++
	p.step.Hints = max(p.step.Hints, p.saved.Hints)
	p.fail(p.desk.Store.Update(p.saved))
	p.keepStep()
}

// Assist records that the solution was shown: this session cannot be solved any
// more, only finished with help.
func (p *Play) Assist() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.saved.Assisted = true
	p.fail(p.desk.Store.Update(p.saved))
	p.keepStep()
}

// Pass records that every check is met.
func (p *Play) Pass() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.saved.Assisted {
		p.step.Assisted = true
	} else {
		p.step.Solved = true
	}
	if p.step.Passed.IsZero() {
		p.step.Passed = p.desk.Now()
	}
	p.step.Answer = p.script()
	p.keepStep()
}

// Predict records what the learner expected, and what happened.
func (p *Play) Predict(command, answer, truth string, sure bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fail(p.desk.Store.AddPrediction(progress.Prediction{
		Step: p.Base, Command: command, Answer: answer, Truth: truth, Sure: sure, At: p.desk.Now(),
	}))
}

// Script is what the learner typed on the way to now, as a script.
func (p *Play) Script() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.script()
}

func (p *Play) script() string { return p.scriptTo(p.Session.Position()) }

// scriptTo leaves out what was undone and what only looked.
func (p *Play) scriptTo(index int) string {
	var b strings.Builder
	for _, e := range p.Session.Moments() {
		if e.Index > index {
			break
		}
		if e.Index > 0 && !e.ReadOnly && strings.TrimSpace(e.Line) != "" {
			b.WriteString(strings.TrimRight(e.Line, "\n") + "\n")
		}
	}
	return b.String()
}

// Solution is the author's first way as it can be typed at the prompt: alone
// where that is enough, else after the helpers that the checks are written
// with.
func (p *Play) Solution(ctx context.Context) string {
	first := p.Step.Solutions[0]
	alone := first.Text()
	if m, err := p.Start.Run(ctx, alone); err == nil && lessons.AllMet(p.here.Check(ctx, m)) {
		return alone
	}
	return strings.TrimSpace(p.Step.Given() + first.Text())
}

func (p *Play) readStep() {
	p.step = progress.StepProgress{Step: p.Base, Started: p.desk.Now()}
	list, err := p.desk.Store.Steps()
	p.fail(err)
	for _, s := range list {
		if s.Step == p.Base {
			p.step = s
		}
	}
}

func (p *Play) keepStep() {
	if p.Step != nil {
		p.fail(p.desk.Store.SetStep(p.step))
	}
}
