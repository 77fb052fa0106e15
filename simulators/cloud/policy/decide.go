package policy

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Request is what somebody wants to do.
type Request struct {
	Principal string              // ARN of who asks
	Account   string              // the account of who asks
	Action    string              // s3:GetObject
	Resource  string              // ARN of what is wanted
	Context   map[string]string   // condition keys, in lower case, and their values
	Lists     map[string][]string // the keys that have several values, in lower case
}

// Family is what kind of policy decides; it is the first part of the codes.
type Family string

// The families.
const (
	Resource Family = "POLICY"   // a resource's own policy
	Identity Family = "IDENTITY" // a policy of a user, a group or a role
	Boundary Family = "BOUNDARY" // a permissions boundary
	Session  Family = "SESSION"  // a session's policy
	Trust    Family = "TRUST"    // a role's trust policy
)

// What a statement, or the policy as a whole, says: the rest of the codes.
const (
	Denies         = "_EXPLICIT_DENY"   // a Deny statement fits: nothing can undo that
	Allows         = "_ALLOW"           // an Allow statement fits
	OtherPrincipal = "_OTHER_PRINCIPAL" // the statement is for somebody else
	OtherAction    = "_OTHER_ACTION"    // … for other actions
	OtherResource  = "_OTHER_RESOURCE"  // … for other resources
	OtherCondition = "_OTHER_CONDITION" // … and its conditions do not hold
	Silent         = "_IMPLICIT_DENY"   // no statement allows it
)

// Codes of the reasons that a resource's policy gives.
const (
	CodeDeny     = string(Resource) + Denies
	CodeAllow    = string(Resource) + Allows
	CodeImplicit = string(Resource) + Silent
)

// Decide judges a request by one policy. Every statement leaves a reason, in
// the order of the document; at is the ID that they carry, Rule the 0-based
// place of the statement. The last reason is an implicit deny when nothing
// allowed the request.
func (d Document) Decide(q Request, at string) (cloud.Verdict, []cloud.Reason) {
	allowed, denied, reasons := d.Weigh(q, Resource, at, nil)
	if !allowed && !denied {
		return cloud.Denied, append(reasons, cloud.Reason{Code: CodeImplicit, At: at, Rule: -1, Verdict: cloud.Denied})
	}
	if denied {
		return cloud.Denied, reasons
	}
	return cloud.Allowed, reasons
}

// Weigh is Decide for one policy of several that are judged together: it
// appends one reason a statement and leaves the closing one to the caller.
func (d Document) Weigh(q Request, f Family, at string, reasons []cloud.Reason) (allowed, denied bool, _ []cloud.Reason) {
	ask := question{Request: q, variables: d.Version == Version}
	for i := range d.Statements {
		s := &d.Statements[i]
		r := cloud.Reason{At: at, Rule: int32(i), Verdict: cloud.Unknown, Beyond: denied}
		switch miss := s.misses(ask); {
		case miss != "":
			r.Code = f.code(miss)
		case s.Deny:
			r.Code, r.Verdict, denied = f.code(Denies), cloud.Denied, true
		default:
			r.Code, r.Verdict, allowed = f.code(Allows), cloud.Allowed, true
		}
		reasons = append(reasons, r)
	}
	return allowed, denied, reasons
}

// Closing is the reason that ends what a family of policies says when none of
// them allows the request.
func (f Family) Closing(at string) cloud.Reason {
	return cloud.Reason{Code: f.code(Silent), At: at, Rule: -1, Verdict: cloud.Denied}
}

// code joins the parts; the commonest are constants so that nothing is built.
func (f Family) code(rest string) string {
	switch {
	case f == Identity && rest == Allows:
		return string(Identity) + Allows
	case f == Resource && rest == Allows:
		return CodeAllow
	}
	return string(f) + rest
}

// question is a request put to one policy.
type question struct {
	Request
	variables bool // the policy's Version has them
}

// values are the values of a condition key.
func (q question) values(key string) ([]string, bool) {
	if v, ok := q.Context[key]; ok {
		return []string{v}, true
	}
	v := q.Lists[key]
	return v, len(v) > 0
}

// misses says which element does not fit, in the order in which a person would
// look; empty when the statement fits.
func (s *Statement) misses(q question) string {
	switch {
	case !s.fitsPrincipal(q):
		return OtherPrincipal
	case !s.fitsAction(q.Action):
		return OtherAction
	case !s.fitsResource(q):
		return OtherResource
	case slices.ContainsFunc(s.Conditions, func(c Condition) bool { return !c.holds(q) }):
		return OtherCondition
	}
	return ""
}

// fitsPrincipal is true of a statement without a principal, as identity
// policies have none.
func (s *Statement) fitsPrincipal(q question) bool {
	is := func(name string) bool {
		return name == "*" || name == q.Principal || q.Account != "" && (name == q.Account || name == "arn:aws:iam::"+q.Account+":root")
	}
	if len(s.NotPrincipals) > 0 {
		return !slices.ContainsFunc(s.NotPrincipals, is)
	}
	return len(s.Principals) == 0 || slices.ContainsFunc(s.Principals, is)
}

// fitsAction compares without regard to case, as IAM does.
func (s *Statement) fitsAction(action string) bool {
	is := func(pattern string) bool { return pattern == "*" || wild(pattern, strings.ToLower(action)) }
	if len(s.NotActions) > 0 {
		return !slices.ContainsFunc(s.notActions, is)
	}
	return slices.ContainsFunc(s.actions, is)
}

// fitsResource is true of a statement without a resource, as some resource
// policies have none. A pattern whose variable is unknown fits nothing.
func (s *Statement) fitsResource(q question) bool {
	is := func(pattern string) bool {
		if pattern == "*" {
			return true
		}
		pattern, known := q.expand(pattern)
		return known && arnFits(pattern, q.Resource)
	}
	if len(s.NotResources) > 0 {
		return !slices.ContainsFunc(s.NotResources, is)
	}
	return len(s.Resources) == 0 || slices.ContainsFunc(s.Resources, is)
}
