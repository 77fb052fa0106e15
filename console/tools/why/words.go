package why

import (
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
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
	end := outcome(c)
	b.WriteString("\n" + d.Text.Say("why.head", "call", c.Service+" "+c.Operation, "caller", c.Caller) + "\n")
	beyond := false
	for _, r := range c.Reasons {
		if r.Beyond && !beyond {
			beyond = true
			b.WriteString("  " + d.Text.Say("why.beyond") + "\n")
		}
		b.WriteString("  " + sign(r, end) + " " + sentence(d, r) + "\n")
	}
	b.WriteString("  → " + d.Text.Say("why."+end, "code", c.Code) + "\n")
	return b.String()
}

// sign of a reason. That one side says nothing refuses nobody whom another side
// let through.
func sign(r cloud.Reason, end string) string {
	if (end == allowed || end == failed) && strings.HasSuffix(r.Code, policy.Silent) {
		return signs[cloud.Unknown]
	}
	return signs[min(r.Verdict, cloud.Unknown)]
}

// sentence makes a sentence of a reason; of a code without one it says what
// there is.
func sentence(d *desk.Desk, r cloud.Reason) string {
	at, rule := place(d.World, r.At), number(d, r)
	if id := "reason." + r.Code; d.Text.Has(id) {
		return d.Text.Say(id, "at", at, "rule", rule)
	}
	return d.Text.Say("why.other", "code", r.Code, "at", at)
}

// place shortens what is known by its kind: a managed policy is its name, an
// inline one is its name and its holder's, a key is its alias. What belongs to
// another account keeps its ARN.
func place(w *simulators.World, at string) string {
	if holder, name, ok := strings.Cut(at, "#"); ok {
		return name + " (" + place(w, holder) + ")"
	}
	if _, path, ok := strings.Cut(at, ":policy/"); ok {
		return path[strings.LastIndexByte(path, '/')+1:]
	}
	part := strings.SplitN(at, ":", 6)
	if len(part) != 6 || part[4] != simulators.Account && part[4] != "" {
		return at
	}
	switch part[2] {
	case "iam", "sts":
		return part[5]
	case "kms":
		return keyName(w, cloud.Scope{Account: part[4], Region: part[3]}, part[5])
	}
	return at
}

// keyName is a key as people call it: by its alias, if it has one.
func keyName(w *simulators.World, scope cloud.Scope, resource string) string {
	if r := w.KMS.Look(scope); r != nil {
		for a := range r.Aliases.All {
			if "key/"+a.Target == resource {
				return a.Name
			}
		}
	}
	return resource
}

// number counts statements from one, as people do, and adds the statement's
// name where it has one.
func number(d *desk.Desk, r cloud.Reason) string {
	if r.Rule < 0 {
		return "-"
	}
	n := strconv.Itoa(int(r.Rule) + 1)
	if sid := statementID(d.World, r); sid != "" {
		n += " " + sid
	}
	return n
}
