package why

import (
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// signs of the verdicts; the words beside them say the same.
var signs = [...]string{cloud.Allowed: "✓", cloud.Denied: "✗", cloud.Unknown: "·"}

// Outcomes of a call; they are part of the JSON.
const (
	allowed   = "allowed"   // and it worked
	refused   = "refused"   // by a policy
	failed    = "failed"    // let through, and failed for another reason
	unchecked = "unchecked" // no policy was asked
)

// denials are the codes with which services refuse who may not.
var denials = map[string]bool{"AccessDenied": true, "AccessDeniedException": true, "UnauthorizedOperation": true, "AuthorizationError": true}

func outcome(c *desk.Call) string {
	switch {
	case denials[c.Code]:
		return refused
	case c.Code != "" && c.Code != "DryRunOperation":
		return failed
	case len(c.Reasons) == 0:
		return unchecked
	}
	return allowed
}

// inWords explains one call.
func inWords(d *desk.Desk, c *desk.Call) string {
	var b strings.Builder
	b.WriteString("\n" + d.Text.Say("why.head", "call", c.Service+" "+c.Operation, "caller", c.Caller) + "\n")
	for _, r := range c.Reasons {
		b.WriteString("  " + signs[min(r.Verdict, cloud.Unknown)] + " " + sentence(d, r) + "\n")
	}
	b.WriteString("  → " + d.Text.Say("why."+outcome(c), "code", c.Code) + "\n")
	return b.String()
}

// sentence makes a sentence of a reason; of a code without one it says what
// there is.
func sentence(d *desk.Desk, r cloud.Reason) string {
	at, rule := place(r.At), number(d, r)
	s := ""
	if id := "reason." + r.Code; d.Text.Has(id) {
		s = d.Text.Say(id, "at", at, "rule", rule)
	} else {
		s = d.Text.Say("why.other", "code", r.Code, "at", at)
	}
	if r.Beyond {
		s = d.Text.Say("why.beyond", "sentence", s)
	}
	return s
}

// place shortens what is known by its kind: a managed policy is its name, an
// inline one is its name and its holder's.
func place(at string) string {
	if holder, name, ok := strings.Cut(at, "#"); ok {
		return name + " (" + strings.TrimPrefix(holder[strings.LastIndexByte(holder, ':')+1:], "/") + ")"
	}
	if _, path, ok := strings.Cut(at, ":policy/"); ok {
		return path[strings.LastIndexByte(path, '/')+1:]
	}
	return at
}

// number counts statements from one, as people do, and adds the statement's
// name where it has one.
func number(d *desk.Desk, r cloud.Reason) string {
	if r.Rule < 0 {
		return "-"
	}
	n := strconv.Itoa(int(r.Rule) + 1)
	if sid := statementID(d.World, r.At, int(r.Rule)); sid != "" {
		n += " " + sid
	}
	return n
}
