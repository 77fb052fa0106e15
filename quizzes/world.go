package quizzes

import (
	"context"
	"strconv"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// World is where an item is proved, and where the learner can try it. Exactly
// one of Setup and Begin makes its first moment.
type World struct {
	Options console.Options // of the base; the language is the learner's
	Setup   string          // commands that make the world out of the base
	Given   string          // commands that run before each option's and before Check
	Check   string          // with it an option's commands are an act: the option holds when Check does after it, see Holds
	// Begin gives the first moment of a world that is made elsewhere: a
	// lesson's step.
	Begin func(ctx context.Context, lang text.Lang) (*console.Moment, error)

	given  []content.Block                                                    // of a bank: the item's own, of Given
	blocks []content.Block                                                    // of a bank: its set-ups, in order
	start  string                                                             // of a bank: the step whose world it is, vpc/nat:solved
	first  func(ctx context.Context, lang text.Lang) (*console.Moment, error) // that step's own, before blocks
}

// Start is the world's first moment, with lab tools that speak lang. Set-ups run
// in English whatever lang is, for they may read what a tool says. The error is
// a *SetupError that says which command of the set-up failed, or what Begin
// said, or the context's.
func (w *World) Start(ctx context.Context, lang text.Lang) (*console.Moment, error) {
	if w.Begin != nil {
		return w.Begin(ctx, lang)
	}
	options := w.Options
	options.Lang = text.English
	m := console.New(options)
	if w.blocks == nil && w.Setup != "" {
		o := content.Run(ctx, m, w.Setup)
		if o.Cut != nil || o.Status != 0 {
			return nil, &SetupError{Status: o.Status, Said: said(o)}
		}
		return inLang(o.After.Untyped(), lang), nil
	}
	m, err := setUp(ctx, m, w.blocks)
	if err != nil {
		return nil, err
	}
	return inLang(m, lang), nil
}

func inLang(m *console.Moment, lang text.Lang) *console.Moment {
	if lang == text.English {
		return m
	}
	return m.In(lang)
}

// setUp runs blocks on a moment, statement by statement, so that the first one
// that fails is named. A given block only names things, some of which may not be
// there yet.
func setUp(ctx context.Context, m *console.Moment, blocks []content.Block) (*console.Moment, error) {
	for _, b := range blocks {
		if b.Kind == "given" {
			m = content.Run(ctx, m, b.Body).After
			continue
		}
		script, err := content.Statements(b.Body)
		if err != nil {
			return nil, &SetupError{Pos: b.Pos, Said: err.Error()}
		}
		for i, statement := range script.Top {
			o := content.Run(ctx, m, statement)
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if o.Cut != nil || o.Status != 0 || o.After.Exited {
				return nil, &SetupError{Pos: b.At(script.Line[i], 1), Status: o.Status, Said: said(o)}
			}
			m = o.After
		}
	}
	return m.Untyped(), nil
}

// SetupError is a world whose set-up failed: a mistake of the item.
type SetupError struct {
	Pos    content.Position // of the statement; its Line is 0 in a world that no bank holds
	Status int
	Said   string // what it printed on standard error, or why it was cut off
}

func (e *SetupError) Error() string { return "the item's world cannot be made: " + e.Said }

// said is one line on why a run failed.
func said(o content.Outcome) string {
	if o.Cut != nil {
		return content.ErrorLine(o.Cut.Error())
	}
	if line := content.ErrorLine(o.Err); line != "" {
		return line
	}
	return "exit status " + strconv.Itoa(o.Status)
}
