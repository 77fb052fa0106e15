package study

import (
	"context"
	"strings"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// Shown is what the item's world said when something was run in it.
type Shown struct {
	Option *quizzes.Option // nil: the item's own run, which decides for all
	Script string
	Told   bool // the world decides
	Holds  bool
	Out    string // what was printed
	Status int
}

// World runs an item's commands in its world, each option's in a fork of its
// own, and gives what was shown. Nothing for an item that no world proves.
func World(ctx context.Context, it *quizzes.Item, lang text.Lang) ([]Shown, error) {
	if it.World == nil {
		return nil, nil
	}
	start, err := it.World.Start(ctx, lang)
	if err != nil {
		return nil, err
	}
	if s := strings.TrimSpace(it.Script); s != "" && it.Kind != quizzes.Match {
		o := content.Run(ctx, start, it.World.Given+s)
		return []Shown{shown(nil, s, quizzes.Verdict{Told: o.Cut == nil, Run: o})}, ctx.Err()
	}
	if it.Kind != quizzes.Choice && it.Kind != quizzes.Multiple {
		return nil, nil // an order or a match is tried in the sandbox
	}
	var list []Shown
	for i := range it.Options {
		o := &it.Options[i]
		if strings.TrimSpace(o.Script) == "" {
			continue
		}
		list = append(list, shown(o, o.Script, it.Holds(ctx, start, o)))
	}
	return list, ctx.Err()
}

// longest is how much of what was printed is shown: the rest can be seen in
// the world itself.
const longest = 2000

func shown(o *quizzes.Option, script string, v quizzes.Verdict) Shown {
	out := strings.TrimRight(v.Run.Out+v.Run.Err, "\n")
	if len(out) > longest {
		cut := longest
		for cut > 0 && out[cut]&0xc0 == 0x80 {
			cut--
		}
		out = out[:cut] + "…"
	}
	return Shown{o, strings.TrimSpace(script), v.Told, v.Holds, out, v.Run.Status}
}
