package lessons

import (
	"slices"
	"strings"

	"skylab/content"
	"skylab/text"
)

// words checks what needs no run: names that differ by case alone, hints that
// give the command away, solutions that are one.
func (p *prover) words() {
	p.variables()
	p.giveaways()
	p.cautions()
	p.ways()
	s := p.step
	for i, a := range s.Solutions {
		for _, b := range s.Solutions[:i] {
			if content.WithoutComments(a.Block.Body) == content.WithoutComments(b.Block.Body) {
				p.fail(a.Block.Pos, "lint.solution.same", "line", b.Block.Pos.Line)
			}
		}
	}
}

// variables: Windows takes $vpc and $VPC for one.
func (p *prover) variables() {
	seen := map[string]string{}
	for _, b := range p.step.machineBlocks() {
		for _, name := range content.Assigned(b.Body) {
			lower := strings.ToLower(name)
			if other, ok := seen[lower]; ok && other != name {
				p.fail(b.Pos, "lint.variable.case", "a", other, "b", name)
			}
			seen[lower] = name
		}
	}
}

// machineBlocks are the step's blocks in the order in which they run.
func (s *Step) machineBlocks() []content.Block {
	list := slices.Concat(s.shared, s.setup, s.given)
	for _, c := range s.Checks {
		list = append(list, c.Block)
	}
	if s.Predict != nil {
		list = append(list, s.Predict.Block)
	}
	for _, sol := range s.Solutions {
		list = append(list, sol.Block)
	}
	for _, t := range s.Traps {
		list = append(list, t.Block)
	}
	return list
}

// giveaways: the first two hints (and the third that a learner gets is the
// lab's) never hold the command.
func (p *prover) giveaways() {
	for i, h := range p.step.Hints[:min(2, len(p.step.Hints))] {
		for _, lang := range text.Langs() {
			if command := p.givesAway(h.In(lang)); command != "" {
				p.fail(p.step.hintPos[i], "lint.hint.command", "command", command, "lang", string(lang), "n", i+1)
				break
			}
		}
	}
}

// cautions are part of the hint "what is wrong now", so they give no command
// away either.
func (p *prover) cautions() {
	for _, t := range p.step.Traps {
		for _, lang := range text.Langs() {
			if command := p.givesAway(t.Caution.In(lang)); command != "" {
				p.fail(t.Block.Pos, "lint.caution.command", "command", command, "lang", string(lang), "id", t.ID)
				break
			}
		}
	}
}

// ways: a task that can be solved in several ways lists two of them, so that the
// checks are known to take more than the author's own.
func (p *prover) ways() {
	if l := p.step.Level; (l == Build || l == Choose) && len(p.step.Solutions) == 1 {
		p.fail(p.step.Pos, "lint.solution.one", "step", p.step.ID, "level", string(l))
	}
}

// givesAway finds a command of a solution in a hint.
func (p *prover) givesAway(hint string) string {
	hint = strings.Join(strings.Fields(hint), " ")
	for _, sol := range p.step.Solutions {
		for _, words := range content.Commands(sol.Block.Body) {
			command := words[0]
			switch {
			case command == "aws" && len(words) > 2 && words[1] != "" && words[2] != "":
				command = strings.Join(words[:3], " ")
			case len(words) > 1 && words[1] != "":
				command = strings.Join(words[:2], " ")
			default:
				continue // one bare word is no giveaway
			}
			if strings.Contains(hint, command) {
				return command
			}
		}
	}
	return ""
}
