package aws

import (
	"strings"

	"skylab/console/desk"
)

// page gathers a help page: sections in capitals with indented lines.
type page struct{ strings.Builder }

func (b *page) section(name string) { b.WriteString("\n" + name + "\n") }

// entry is an indented term with its explanation below it.
func (b *page) entry(term, doc string) {
	b.WriteString("    " + term + "\n")
	for _, line := range wrap(doc, 68) {
		b.WriteString("        " + line + "\n")
	}
}

func (b *page) para(text string) {
	for _, line := range wrap(text, 72) {
		b.WriteString("    " + line + "\n")
	}
}

// wrap breaks a text into lines of at most n columns.
func wrap(text string, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case width(line)+1+width(word) <= n:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// width counts columns: Hangul takes two.
func width(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xffdc) {
			n++
		}
	}
	return n
}

// helpTop is aws help.
func helpTop(d *desk.Desk, c *catalogue) *failure {
	var b page
	b.WriteString("NAME\n    aws\n")
	b.section("DESCRIPTION")
	b.para(d.Text.Say("aws.help.top"))
	b.section("SYNOPSIS")
	b.WriteString("    aws [options] <command> <subcommand> [parameters]\n")
	b.section("GLOBAL OPTIONS")
	for i, o := range globalGrammar.options {
		b.entry("--"+o.name+takes(&o, ""), globalDocs[i])
	}
	b.section("COMMANDS")
	for _, s := range c.services {
		b.WriteString("    " + s.name + "\n")
	}
	b.WriteString("    configure\n")
	b.section("EXAMPLES")
	b.WriteString("    aws ec2 help\n    aws ec2 describe-vpcs\n    aws ec2 describe-vpcs --query 'Vpcs[].VpcId' --output text\n")
	return say(d, b.String())
}

// help is aws SERVICE help.
func (s *service) help(d *desk.Desk) *failure {
	var b page
	b.WriteString("NAME\n    " + s.name + "\n")
	b.section("DESCRIPTION")
	b.para(d.Text.Say("aws.help.service", "name", s.name))
	b.section("COMMANDS")
	for _, c := range s.commands {
		b.entry(c.name, c.op.Doc)
	}
	if len(s.waiters) > 0 {
		b.entry("wait", "wait until something is so: "+strings.Join(s.waiterNames(), ", "))
	}
	return say(d, b.String())
}

// helpWait is aws SERVICE wait help.
func (s *service) helpWait(d *desk.Desk) *failure {
	var b page
	b.WriteString("NAME\n    wait\n")
	b.section("DESCRIPTION")
	b.para("Waits until something is so, in virtual time; ends with status 255 when it does not come about.")
	b.section("COMMANDS")
	for _, w := range s.waiters {
		b.entry(optionName(w.name), w.summary())
	}
	return say(d, b.String())
}

// helpWaiter is aws SERVICE wait NAME help.
func (c *call) helpWaiter(w *waiter) *failure {
	var b page
	b.WriteString("NAME\n    " + optionName(w.name) + " - waits " + w.summary() + "\n")
	b.section("OPTIONS")
	c.plan.describe(&b)
	return say(c.d, b.String())
}

// help is aws SERVICE OPERATION help.
func (c *call) help() *failure {
	var b page
	b.WriteString("NAME\n    " + c.command.name + " - " + c.command.op.Doc + "\n")
	b.section("SYNOPSIS")
	b.WriteString("    aws " + c.service + " " + c.command.name + "\n")
	for i := range c.plan.args {
		if a := &c.plan.args[i]; !a.hidden && a.required {
			b.WriteString("        --" + a.name + a.takes() + "\n")
		}
	}
	b.WriteString("        [options]\n")
	if c.plan.outfile != "" {
		b.WriteString("        <outfile>\n")
	}
	b.section("OPTIONS")
	c.plan.describe(&b)
	if c.plan.outfile != "" {
		b.entry("outfile", c.plan.outfile+" of the answer goes into this file")
	}
	b.section("OUTPUT")
	describeOutput(&b, c.plan.out, 1, nil)
	b.section("EXAMPLE")
	b.WriteString("    " + c.example() + "\n")
	b.section("SKYLAB")
	b.para(c.d.Text.Say("aws.help.operation"))
	return say(c.d, b.String())
}

// describe lists the options of an operation. The two halves of a switch stand
// on one line.
func (p *plan) describe(b *page) {
	for i := range p.args {
		a := &p.args[i]
		if a.hidden || a.role == switchOff || a.role == valueOff {
			continue
		}
		term := "--" + a.name + a.takes()
		if a.role == switchOn || a.role == valueOn {
			term = "--" + a.name + " | --" + p.args[i+1].name
		}
		if a.required {
			term += "  (required)"
		}
		b.entry(term, a.explain())
		if a.member != nil {
			for _, line := range sample(a.member.shape) {
				b.WriteString("            " + line + "\n")
			}
		}
	}
}

func (a *argument) explain() string {
	doc := a.doc
	if doc == "" && a.member != nil {
		doc = a.member.doc
	}
	if a.member != nil && len(a.member.enum) > 0 {
		doc += " (" + strings.Join(a.member.enum, ", ") + ")"
	}
	return doc
}

func (a *argument) takes() string {
	k := ""
	if a.member != nil {
		k = kindNames[a.member.shape.kind]
	}
	return takes(&a.option, k)
}

var kindNames = [...]string{"string", "integer", "float", "boolean", "timestamp", "blob", "list", "structure", "map"}

func takes(o *option, kind string) string {
	if kind == "" {
		kind = "string"
		if o.whole {
			kind = "integer"
		}
	}
	switch o.arity {
	case none:
		return ""
	case many:
		return " <value> ..."
	case maybe:
		return " [<value>]"
	}
	return " <" + kind + ">"
}

// sample shows the shorthand form of a structured value.
func sample(s *shape) []string {
	switch {
	case !structured(s):
		return nil
	case s.kind == kList:
		return []string{shorthandOf(s.element, 0) + " ..."}
	case s.kind == kStructure && !lone(s, kString) && !lone(s, kBoolean):
		return []string{shorthandOf(s, 0)}
	}
	return nil
}

// shorthandOf writes a structure as its shorthand, at most three deep.
func shorthandOf(s *shape, depth int) string {
	switch {
	case s.kind == kList:
		x := shorthandOf(s.element, depth+1)
		if s.element.kind == kStructure || depth > 1 {
			return "[" + x + "," + x + "]"
		}
		return x + "," + x
	case s.kind == kStructure && depth > 3:
		return "{...}"
	case s.kind != kStructure:
		return kindNames[s.kind]
	}
	parts := make([]string, len(s.members))
	for i := range s.members {
		parts[i] = s.members[i].name + "=" + shorthandOf(s.members[i].shape, depth+1)
	}
	if depth == 0 {
		return strings.Join(parts, ",")
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// describeOutput lists what an answer holds.
func describeOutput(b *page, s *shape, depth int, above []*shape) {
	if len(s.members) == 0 && depth == 1 {
		b.WriteString("    None\n")
	}
	for _, a := range above {
		if a == s {
			return
		}
	}
	for i := range s.members {
		m := &s.members[i]
		of := m.shape
		for of.kind == kList {
			of = of.element
		}
		b.WriteString(strings.Repeat("    ", depth) + m.name + " (" + kindNames[m.shape.kind] + ")")
		if m.doc != "" {
			b.WriteString(": " + m.doc)
		}
		b.WriteByte('\n')
		if of.kind == kStructure && depth < 4 {
			describeOutput(b, of, depth+1, append(above, s))
		}
	}
}
