package quizzes

import (
	"context"

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
	Check   string          // with it an option's commands are an act: the option holds when Check ends with 0 after it
	// Begin gives the first moment of a world that is made elsewhere: a
	// lesson's step.
	Begin func(ctx context.Context, lang text.Lang) (*console.Moment, error)
}

// Start is the world's first moment, with lab tools that speak lang. The error
// says which command of the set-up failed.
func (w *World) Start(ctx context.Context, lang text.Lang) (*console.Moment, error) {
	if w.Begin != nil {
		return w.Begin(ctx, lang)
	}
	options := w.Options
	options.Lang = lang
	m := console.New(options)
	if w.Setup == "" {
		return m, nil
	}
	o := content.Run(ctx, m, w.Setup)
	if o.Cut != nil {
		return nil, o.Cut
	}
	if o.Status != 0 {
		return nil, &SetupError{Status: o.Status, Said: o.Err}
	}
	return o.After.Untyped(), nil
}

// SetupError is a world whose set-up failed: a mistake of the item.
type SetupError struct {
	Status int
	Said   string // what it printed on standard error
}

func (e *SetupError) Error() string { return "the item's world cannot be made: " + e.Said }
