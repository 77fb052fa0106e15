package lessons

import (
	"context"
	"slices"
	"strings"

	"skylab/console"
	"skylab/content"
)

// allTraps: each fails for the checks that it names, with its code, and looks
// like no other and not like a step untouched.
func (p *prover) allTraps(ctx context.Context, start *console.Moment, v variant) {
	untouched := p.step.check(ctx, start, v, false)
	seen := map[signature]*Trap{}
	for _, t := range p.step.Traps {
		sig, ok := p.trap(ctx, t, v)
		if !ok {
			continue
		}
		i := slices.IndexFunc(untouched, func(r Result) bool { return r.ID == sig.check })
		if untouched[i].State != Met && sig == signatureOf(untouched[i]) {
			p.fail(t.Block.Pos, "lint.trap.start", "id", t.ID, "check", sig.check, "sig", sig.String())
			continue
		}
		if other := seen[sig]; other != nil {
			p.fail(t.Block.Pos, "lint.trap.same", "id", t.ID, "other", other.ID, "line", other.Block.Pos.Line, "sig", sig.String())
			continue
		}
		seen[sig] = t
	}
}

func (p *prover) trap(ctx context.Context, t *Trap, v variant) (signature, bool) {
	run, err := p.step.spring(ctx, t, v)
	if err != nil {
		p.fail(t.Block.Pos, "lint.trap.fails", "id", t.ID, "said", content.ErrorLine(err.Error()), "seed", v)
		return signature{}, false
	}
	if usage(run.outcome.Status) {
		p.fail(t.Block.Pos, "lint.trap.fails", "id", t.ID, "said", said(run.outcome), "seed", v)
		return signature{}, false
	}
	codes := run.outcome.Codes()
	for _, r := range run.results {
		p.saw(r)
		if r.State != Unmet {
			p.fail(t.Block.Pos, "lint.trap.passes", "id", t.ID, "check", r.ID, "state", r.State.String(), "seed", v)
			return signature{}, false
		}
		codes = append(codes, r.codes...)
	}
	if t.Code != "" && !slices.Contains(codes, t.Code) {
		p.fail(t.Block.Pos, "lint.trap.code", "id", t.ID, "code", t.Code, "codes", listOr(codes), "seed", v)
		return signature{}, false
	}
	return t.signature(run), true
}

// listOr is a list in one line, or a dash.
func listOr(list []string) string {
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(list))), ", ")
}

// String is the signature for authors.
func (sig signature) String() string {
	parts := []string{"status=" + itoa(sig.status)}
	for _, part := range []string{sig.output, sig.codes, sig.act} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return shorten(strings.Join(parts, " "))
}
