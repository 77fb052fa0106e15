package lessons

import (
	"fmt"
	"slices"
	"strings"

	"skylab/content"
	"skylab/text"
)

// labTools exist in the lab only: no real account has them.
var labTools = []string{"trace", "fault", "pick", "load", "undo", "redo", "fork", "keep", "drop", "at", "diff", "journal"}

// labPackages is a bucket that holds packages of any size, in the lab only.
const labPackages = "lab-packages"

// LabTools lists the lab tools that the step's set-up or solution needs, each
// once. A script that needs one cannot run at home as it is.
func (s *Step) LabTools(sol *Solution) []string {
	var b strings.Builder
	for _, p := range s.parts(sol) {
		if p.kind != "given" {
			b.WriteString(p.body)
		}
	}
	var list []string
	for _, name := range content.Reached(b.String(), s.Given()) {
		if slices.Contains(labTools, name) {
			list = append(list, name)
		}
	}
	if strings.Contains(b.String(), labPackages) {
		list = append(list, labPackages)
	}
	return list
}

// part is a piece of the take-home script.
type part struct{ kind, body string }

// parts are the pieces in the order in which they run: what the step stands on,
// its set-up, the given block, the solution.
func (s *Step) parts(sol *Solution) []part {
	var list []part
	if s.previous != nil && len(s.previous.Solutions) > 0 {
		list = s.previous.parts(s.previous.Solutions[0])
	}
	for _, b := range slices.Concat(s.shared, s.setup) {
		list = append(list, part{"setup", b.Body})
	}
	if given := usedGiven(s.Given(), sol.Block.Body); given != "" {
		list = append(list, part{"given", given})
	}
	return append(list, part{"solution", sol.Text() + "\n"})
}

// TakeHome is a script that real bash and the real aws command run on an empty
// account: the set-up, then the solution.
func (s *Step) TakeHome(sol *Solution, say text.Speaker) string {
	var b strings.Builder
	b.WriteString("#!/usr/bin/env bash\n")
	comment(&b, say.Say("solution.title", "step", s.Ref(), "title", s.Title.In(say.Lang())))
	if sol.Name != "" {
		comment(&b, say.Say("solution.name", "name", sol.Name))
	}
	comment(&b, say.Say("solution.account", "region", s.Module.Region))
	if tools := s.LabTools(sol); len(tools) > 0 {
		comment(&b, say.Say("solution.labtools", "tools", strings.Join(tools, ", ")))
	}
	b.WriteString("set -euo pipefail\n")
	fmt.Fprintf(&b, "export AWS_DEFAULT_REGION=%s AWS_REGION=%s AWS_PAGER=\n", s.Module.Region, s.Module.Region)
	last := ""
	for _, p := range s.parts(sol) {
		if p.kind != last {
			b.WriteString("\n")
			comment(&b, say.Say("solution."+p.kind))
		}
		last = p.kind
		b.WriteString(p.body)
	}
	return b.String()
}

func comment(b *strings.Builder, said string) {
	for line := range strings.Lines(said) {
		fmt.Fprintf(b, "# %s\n", strings.TrimSpace(line))
	}
}

// usedGiven is the given block without the functions that the solution does not
// call: those are for the checks.
func usedGiven(given, solution string) string {
	script, err := content.Statements(given)
	if err != nil {
		return given
	}
	rest := solution
	for _, st := range script.Top {
		if content.Declares(st) == "" {
			rest += "\n" + st
		}
	}
	used := content.Reached(rest, given)
	var b strings.Builder
	for _, st := range script.Top {
		if name := content.Declares(st); name == "" || slices.Contains(used, name) {
			b.WriteString(st)
		}
	}
	return b.String()
}
