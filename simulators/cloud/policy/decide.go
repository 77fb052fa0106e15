package policy

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Request is what somebody wants to do.
type Request struct {
	Principal string            // ARN of who asks
	Account   string            // the account of who asks
	Action    string            // s3:GetObject
	Resource  string            // ARN of what is wanted
	Context   map[string]string // condition keys, in lower case, and their values
}

// Codes of the reasons that Decide gives.
const (
	CodeDeny     = "POLICY_EXPLICIT_DENY" // a Deny statement fits: nothing can undo that
	CodeAllow    = "POLICY_ALLOW"         // an Allow statement fits
	CodeNoMatch  = "POLICY_NO_MATCH"      // a statement does not fit
	CodeImplicit = "POLICY_IMPLICIT_DENY" // no statement allows it
)

// Decide judges a request by one policy. Every statement leaves a reason, in
// the order of the document; at is the ID that they carry, Rule the 0-based
// place of the statement. The last reason is an implicit deny when nothing
// allowed the request.
func (d Document) Decide(q Request, at string) (cloud.Verdict, []cloud.Reason) {
	var reasons []cloud.Reason
	allowed, denied := false, false
	for i, s := range d.Statements {
		r := cloud.Reason{Code: CodeNoMatch, At: at, Rule: int32(i), Verdict: cloud.Unknown, Beyond: denied}
		switch {
		case !s.fits(q):
		case s.Deny:
			r.Code, r.Verdict, denied = CodeDeny, cloud.Denied, true
		default:
			r.Code, r.Verdict, allowed = CodeAllow, cloud.Allowed, true
		}
		reasons = append(reasons, r)
	}
	if !allowed && !denied {
		return cloud.Denied, append(reasons, cloud.Reason{Code: CodeImplicit, At: at, Rule: -1, Verdict: cloud.Denied})
	}
	if denied {
		return cloud.Denied, reasons
	}
	return cloud.Allowed, reasons
}

func (s Statement) fits(q Request) bool {
	return s.fitsPrincipal(q) && s.fitsAction(q.Action) && s.fitsResource(q.Resource) &&
		!slices.ContainsFunc(s.Conditions, func(c Condition) bool { return !c.holds(q.Context) })
}

// fitsPrincipal is true of a statement without a principal, as identity
// policies have none.
func (s Statement) fitsPrincipal(q Request) bool {
	is := func(name string) bool {
		return name == "*" || name == q.Principal || q.Account != "" && (name == q.Account || name == "arn:aws:iam::"+q.Account+":root")
	}
	if len(s.NotPrincipals) > 0 {
		return !slices.ContainsFunc(s.NotPrincipals, is)
	}
	return len(s.Principals) == 0 || slices.ContainsFunc(s.Principals, is)
}

// fitsAction compares without regard to case, as IAM does.
func (s Statement) fitsAction(action string) bool {
	action = strings.ToLower(action)
	is := func(pattern string) bool { return wild(strings.ToLower(pattern), action) }
	if len(s.NotActions) > 0 {
		return !slices.ContainsFunc(s.NotActions, is)
	}
	return slices.ContainsFunc(s.Actions, is)
}

// fitsResource is true of a statement without a resource, as some resource
// policies have none.
func (s Statement) fitsResource(arn string) bool {
	is := func(pattern string) bool { return arnFits(pattern, arn) }
	if len(s.NotResources) > 0 {
		return !slices.ContainsFunc(s.NotResources, is)
	}
	return len(s.Resources) == 0 || slices.ContainsFunc(s.Resources, is)
}

// arnFits compares ARN by ARN part, so that * does not reach over a colon of
// the first five parts.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
func arnFits(pattern, arn string) bool {
	p, a := strings.SplitN(pattern, ":", 6), strings.SplitN(arn, ":", 6)
	if len(p) != 6 || len(a) != 6 {
		return wild(pattern, arn)
	}
	for i := range p {
		if !wild(p[i], a[i]) {
			return false
		}
	}
	return true
}

// wild compares text with a pattern in which * is any run of characters and ?
// any one. It takes time in the product of the lengths at most.
func wild(pattern, s string) bool {
	star, from := -1, 0
	p, i := 0, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from, p = p, i, p+1
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == s[i]):
			p, i = p+1, i+1
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
