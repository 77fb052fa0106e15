package iam

import (
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// Kinds of callers; an empty kind is IAMUser.
const (
	kindUser    = "IAMUser"
	kindSession = "AssumedRole"
	kindRoot    = "Root"
	kindService = "AWSService"
)

// CodeRoot is the reason of the account's root user, whom no policy binds.
const CodeRoot = "ROOT_ALLOW"

// Identity judges a request by the caller's own policies. The order in which
// the reasons stand: the identity's policies (inline, attached, its groups'),
// the permissions boundary, the session's policies. An explicit deny in any of
// them refuses; otherwise each of the three that there is must allow.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
func (s *State) Identity(c *cloud.Call, q cloud.Request) cloud.Decision {
	switch {
	case c.Caller.Kind == policy.Anonymous:
		return cloud.Decision{Reasons: []cloud.Reason{policy.Identity.Closing("")}}
	case c.Caller.Kind == kindService || c.Caller.ARN == "": // a service, or the lab itself
		return cloud.Decision{Allowed: true}
	case c.Caller.Kind == kindRoot:
		return cloud.Decision{Allowed: true, Reasons: []cloud.Reason{{Code: CodeRoot, At: c.Caller.ARN, Rule: -1}}}
	}
	w := s.weigh(c, q)
	w.identity()
	w.boundary()
	w.session()
	return w.decision()
}

// weighing is a request on its way through the policies of one caller.
type weighing struct {
	call    *cloud.Call
	state   *State
	account *Account
	caller  *cloud.Caller
	holder  *Holder
	user    *User
	granted *Session // of the session, where its policy matters
	asked   cloud.Request
	q       policy.Request
	known   bool // the context was gathered

	cloud.Decision
	refused bool // by what stood before: what follows is beyond
	allowed bool // of the family being weighed
	missing string
}

func (s *State) weigh(c *cloud.Call, q cloud.Request) *weighing {
	w := &weighing{
		call: c, state: s, account: s.Account(c.Caller.Account), caller: &c.Caller, asked: q,
		q: policy.Request{Action: q.Action, Resource: q.Resource, Context: q.Context, Lists: q.Lists},
	}
	w.find()
	return w
}

// find looks the caller up; one that is gone may do nothing.
func (w *weighing) find() {
	if name, ok := roleName(w.caller); ok {
		if r := w.account.role(name); r != nil {
			w.holder = &r.Holder
		}
	} else if _, name, ok := strings.Cut(w.caller.ARN, ":federated-user/"); ok {
		if u := w.account.user(name); u != nil {
			w.user, w.holder = u, &u.Holder
		}
	} else if _, path, ok := strings.Cut(w.caller.ARN, ":user/"); ok {
		if u := w.account.user(nameOf("/" + path)); u != nil && u.ARN() == w.caller.ARN {
			w.user, w.holder = u, &u.Holder
		}
	}
	if w.caller.Key != "" {
		if t := w.account.Sessions.Find(w.caller.Key); t != nil {
			w.granted = t
			if w.holder != nil && t.RoleID != "" && t.RoleID != w.holder.ID {
				w.holder = nil // another role of the same name
			}
		}
	}
}

// roleName is the name of the role whose session the caller is.
func roleName(c *cloud.Caller) (string, bool) {
	if c.Role != "" {
		return nameOf(c.Role), true
	}
	_, rest, ok := strings.Cut(c.ARN, ":assumed-role/")
	name, _, _ := strings.Cut(rest, "/")
	return name, ok
}

// document weighs one policy of a family.
func (w *weighing) document(f policy.Family, at string, d *policy.Document) {
	if !d.Plain() && !w.known {
		q := w.state.Know(w.call, w.asked)
		w.q.Context, w.q.Lists, w.known = q.Context, q.Lists, true
	}
	from := len(w.Reasons)
	allowed, denied, reasons := d.Weigh(w.q, f, at, w.Reasons)
	w.Reasons = reasons
	if w.refused {
		for i := range reasons[from:] {
			reasons[from+i].Beyond = true
		}
	}
	w.allowed = w.allowed || allowed
	if denied {
		if !w.Denied {
			w.Kind = kindOf(f)
		}
		w.Denied, w.refused = true, true
	}
}

// close ends a family: when nothing in it allowed, nothing can.
func (w *weighing) close(f policy.Family, at string) {
	if !w.allowed && !w.Denied {
		r := f.Closing(at)
		r.Beyond = w.refused
		w.Reasons = append(w.Reasons, r)
	}
	if !w.allowed {
		if w.missing == "" {
			w.missing = kindOf(f)
		}
		w.refused = true
		w.Fenced = w.Fenced || f != policy.Identity
	}
	w.allowed = false
}

func kindOf(f policy.Family) string {
	switch f {
	case policy.Boundary:
		return "permissions boundary"
	case policy.Session:
		return "session policy"
	}
	return "identity-based policy"
}

func (w *weighing) identity() {
	if w.holder != nil {
		w.held(w.holder, w.caller.ARN)
	}
	if w.user != nil {
		for _, name := range w.user.Groups {
			if g := w.account.Groups.Find(name); g != nil {
				w.held(&g.Holder, g.ARN())
			}
		}
	}
	w.close(policy.Identity, w.caller.ARN)
}

// held weighs what a holder has: inline policies, then attached ones. Inline
// ones are known by their holder's ARN, # and their name.
func (w *weighing) held(h *Holder, arn string) {
	if len(h.Inline) > 0 && w.caller.Role != "" && arn == w.caller.ARN {
		arn = w.caller.Role
	}
	for i := range h.Inline {
		w.document(policy.Identity, arn+"#"+h.Inline[i].Name, &h.Inline[i].Parsed)
	}
	for _, arn := range h.Attached {
		w.managed(policy.Identity, arn)
	}
}

func (w *weighing) managed(f policy.Family, arn string) {
	if p := w.account.policy(arn); p != nil {
		w.document(f, arn, &p.current().Parsed)
	}
}

func (w *weighing) boundary() {
	if w.holder == nil || w.holder.Boundary == "" {
		return
	}
	w.Bounded = true
	w.managed(policy.Boundary, w.holder.Boundary)
	w.close(policy.Boundary, w.holder.Boundary)
}

func (w *weighing) session() {
	t := w.granted
	if t == nil || len(t.Policies)+len(t.Managed) == 0 {
		return
	}
	for i := range t.Policies {
		w.document(policy.Session, w.caller.ARN, &t.Policies[i].Parsed)
	}
	for _, arn := range t.Managed {
		w.managed(policy.Session, arn)
	}
	w.close(policy.Session, w.caller.ARN)
}

func (w *weighing) decision() cloud.Decision {
	w.Allowed = !w.Denied && w.missing == ""
	if !w.Denied {
		w.Kind = w.missing
	}
	return w.Decision
}
