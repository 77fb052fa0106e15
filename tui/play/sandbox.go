package play

import (
	"context"
	_ "embed" // the template's script is part of the program
	"strings"

	"skylab/console"
	"skylab/progress"
	"skylab/simulators/cloud"
	"skylab/text"
)

// sandboxSeed is the seed of every free world, so that two people who type the
// same see the same.
const sandboxSeed = 1

// Template is a world to begin a free one from. Its name and description are
// the sentences sandbox.ID and sandbox.ID.help.
type Template struct {
	ID        string
	NoDefault bool   // without default VPCs
	Script    string // what is typed for the learner first

	// A world that is made elsewhere, for trying only: World makes it, Name is
	// what the screen calls it, Page is Markdown on what there is to try. It is
	// not kept.
	World func(context.Context, text.Lang) (*console.Moment, error)
	Name  string
	Page  string
}

//go:embed three-tier.sh
var threeTier string

//go:embed two-peers.sh
var twoPeers string

// Templates lists the templates in the order in which they are offered.
func Templates() []Template {
	return []Template{
		{ID: "default"},
		{ID: "empty", NoDefault: true},
		{ID: "three-tier", NoDefault: true, Script: threeTier},
		{ID: "two-peers", NoDefault: true, Script: twoPeers},
	}
}

// FindTemplate looks a template up; the first one when there is none.
func FindTemplate(id string) Template {
	for _, t := range Templates() {
		if t.ID == id {
			return t
		}
	}
	return Templates()[0]
}

// OpenSandbox makes a free world: as it was left, or afresh.
func OpenSandbox(ctx context.Context, d Desk, t Template, afresh bool) (*Play, error) {
	start, err := t.world(ctx, d.Lang)
	if err != nil {
		return nil, err
	}
	start = start.Untyped()
	if t.World != nil {
		d.Store = &progress.Memory{}
	}
	p := &Play{Base: "sandbox/" + t.ID, Start: start, desk: d}
	p.Session = console.NewSession(start, console.Base{Name: p.Base})
	old, lines, ok := p.left(afresh)
	if ok {
		p.saved = old
		return p, p.replay(ctx, lines)
	}
	p.anew(progress.Session{Seed: sandboxSeed})
	return p, nil
}

// world is the template's world, with its script run.
func (t Template) world(ctx context.Context, lang text.Lang) (*console.Moment, error) {
	if t.World != nil {
		return t.World(ctx, lang)
	}
	m := console.New(console.Options{Seed: sandboxSeed, Region: "ap-northeast-2", Start: cloud.DefaultStart, NoDefaultVPC: t.NoDefault, Lang: lang})
	if t.Script == "" {
		return m, nil
	}
	return m.Run(ctx, t.Script)
}

// SandboxOf is the template of a base, when it is a sandbox's.
func SandboxOf(base string) (string, bool) { return strings.CutPrefix(base, "sandbox/") }
