package aws

import (
	"strings"

	"skylab/console/desk"
)

// unknownService: a word that is no service here. One that AWS has is said to
// be missing from the lab; any other is an invalid choice, as in life.
func unknownService(d *desk.Desk, c *catalogue, word string) *failure {
	if model().hasService(word) {
		return invalid(d.Text.Say("aws.unsimulated.service", "name", word, "list", strings.Join(c.choices, ", ")))
	}
	return misused("argument command: " + wrongChoice(word, c.choices))
}

func (s *service) unknownOperation(d *desk.Desk, word string) *failure {
	if !model().hasOperation(s.name, word) {
		return misused("argument operation: " + wrongChoice(word, s.choices))
	}
	return invalid(d.Text.Say("aws.unsimulated.operation", "service", s.name, "name", word) + "\n" + columns(s.choices))
}

// columns lays names out two on a line.
func columns(names []string) string {
	var b strings.Builder
	for i := 0; i < len(names); i += 2 {
		b.WriteString("\n  " + pad(names[i]))
		if i+1 < len(names) {
			b.WriteString(" " + names[i+1])
		}
	}
	return b.String()
}

// unknownOptions words it as the real command does; the lab adds which of them
// AWS has, what is near, and what there is.
func (c *call) unknownOptions(rest []string) *failure {
	f := &failure{status: statusUsage, text: "usage: " + usage + "\nUnknown options: " + strings.Join(rest, ", ") + "\n"}
	names := c.plan.shown()
	var notes []string
	for _, word := range rest {
		name, isOption := strings.CutPrefix(word, "--")
		if name, _, _ = strings.Cut(name, "="); !isOption {
			continue
		}
		if c.plan.facts.hasOption(name) && c.plan.find(strings.TrimPrefix(name, "no-")) == nil {
			notes = append(notes, c.d.Text.Say("aws.unsimulated.option", "name", "--"+name))
		} else if near := nearest(name, names); len(near) > 0 {
			notes = append(notes, c.d.Text.Say("aws.near.option", "name", "--"+name, "near", "--"+strings.Join(near, ", --")))
		}
	}
	notes = append(notes, c.d.Text.Say("aws.options", "command", c.service+" "+c.command.name, "list", "--"+strings.Join(names, " --")))
	f.note = strings.Join(notes, "\n")
	return f
}

// shown are the names of the options that help names.
func (p *plan) shown() []string {
	var names []string
	for i := range p.args {
		if !p.args[i].hidden {
			names = append(names, p.args[i].name)
		}
	}
	return names
}

// noteUnknownMembers says, below a report that refuses members of structures,
// which of them AWS has.
func (c *call) noteUnknownMembers(r *report) string {
	var notes []string
	for _, path := range r.unknown {
		if contains(c.plan.facts.missing, path) || contains(c.plan.facts.members, path) {
			notes = append(notes, c.d.Text.Say("aws.unsimulated.member", "name", path))
		}
	}
	return strings.Join(notes, "\n")
}
