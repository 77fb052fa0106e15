package lessons

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// HintKind says where a hint comes from.
type HintKind uint8

// The rungs of the ladder: the author's hints, what is wrong now (made by the
// lab from the checks), and which statements each check needs (computed, so
// never out of date).
const (
	Written HintKind = iota
	WrongNow
	Needed
)

// Hint is one rung of a step's ladder of hints.
type Hint struct {
	Kind  HintKind
	words content.Words
}

// Ladder is the step's hints in the order in which they are given: a nudge, the
// concept, what is wrong now, further hints of the author, and last which
// statements each check needs. The first three never hold the command.
func (s *Step) Ladder() []Hint {
	var list []Hint
	for i, h := range s.Hints {
		if i == 2 {
			list = append(list, Hint{Kind: WrongNow})
		}
		list = append(list, Hint{Kind: Written, words: h})
	}
	if len(s.Hints) <= 2 {
		list = append(list, Hint{Kind: WrongNow})
	}
	return append(list, Hint{Kind: Needed})
}

// Hint is the text of the ladder's rung i (from 0) as Markdown, for a learner
// who stands at m. Empty when there is no such rung.
func (s *Step) Hint(ctx context.Context, i int, m *console.Moment, say text.Speaker) string {
	ladder := s.Ladder()
	if i < 0 || i >= len(ladder) {
		return ""
	}
	switch ladder[i].Kind {
	case WrongNow:
		return wrongNow(s.Check(ctx, m), say)
	case Needed:
		return s.needed(ctx, say)
	}
	return ladder[i].words.In(say.Lang())
}

// wrongNow lists the checks that are not met, each with what is and why, and
// the caution of a mistake that is recognised.
func wrongNow(results []Result, say text.Speaker) string {
	var b strings.Builder
	for _, r := range results {
		if r.State == Met {
			continue
		}
		fmt.Fprintf(&b, "- %s\n", r.Sentence(say))
		if r.Trap != nil {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(r.Trap.Caution.In(say.Lang()), "\n", "\n  "))
		}
	}
	if b.Len() == 0 {
		return say.Say("hint.allmet")
	}
	return say.Say("hint.now") + "\n\n" + strings.TrimSpace(b.String())
}

// Need is the statements of the author's solution that a check needs: without
// any one of them it is not met.
type Need struct {
	Check      *Check
	Statements []string
}

// Needs computes the needs of every check by leaving statements out of the
// first solution; those of checks that hold from the start are left out. It
// takes some tens of milliseconds the first time.
func (s *Step) Needs(ctx context.Context) ([]Need, error) {
	if len(s.Solutions) == 0 {
		return nil, nil
	}
	s.proofs.Lock()
	kept := s.proofs.needs
	s.proofs.Unlock()
	if kept != nil {
		return kept, nil
	}
	list, err := s.findNeeds(ctx)
	if err != nil {
		return nil, err
	}
	s.proofs.Lock()
	s.proofs.needs = list
	s.proofs.Unlock()
	return list, nil
}

func (s *Step) findNeeds(ctx context.Context) ([]Need, error) {
	v := variant{seed: s.Module.Seed}
	start, err := s.start(ctx, v)
	if err != nil {
		return nil, err
	}
	play, err := newPlay(ctx, s, start, s.Solutions[0].Block.Body)
	if err != nil {
		return nil, err
	}
	list := make([]Need, len(s.Checks))
	for i, c := range s.Checks {
		list[i].Check = c
	}
	for _, mut := range play.mutants {
		if mut.Nested {
			continue
		}
		after, _ := play.without(ctx, mut)
		for i, r := range s.check(ctx, after, v, false) {
			if r.State != Met {
				list[i].Statements = append(list[i].Statements, unmarked(mut.Left))
			}
		}
	}
	return slices.DeleteFunc(list, func(n Need) bool { return len(n.Statements) == 0 }), ctx.Err()
}

func (s *Step) needed(ctx context.Context, say text.Speaker) string {
	needs, err := s.Needs(ctx)
	if err != nil || len(needs) == 0 {
		return say.Say("hint.noneeds")
	}
	var b strings.Builder
	b.WriteString(say.Say("hint.needs"))
	for _, n := range needs {
		fmt.Fprintf(&b, "\n\n%s\n\n```sh\n%s\n```", n.Check.Title.In(say.Lang()), strings.Join(n.Statements, "\n"))
	}
	return b.String()
}
