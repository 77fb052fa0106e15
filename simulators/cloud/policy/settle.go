package policy

import "skylab/simulators/cloud"

// Owned is a resource with the policy that stands at it.
type Owned struct {
	Account string    // who owns the resource
	Policy  *Document // nil: it has none
	At      string    // the ID that its reasons carry
	// Strict is true of what only its own policy opens, as keys and roles: it
	// must name the caller, or hand the decision to the caller's account.
	Strict bool
}

// Authorize asks both sides, the caller's policies and the resource's, as AWS
// joins them, and keeps the reasons of both. In one account either may allow;
// across accounts both must. The error is worded as the action's service does.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
func Authorize(c *cloud.Call, q cloud.Request, o Owned) error {
	q = c.Known(q)
	var r Ruling
	if o.Policy != nil {
		r = o.Policy.Judge(c.Caller, q, o.At)
		c.Reasons = append(c.Reasons, r.Reasons...)
	}
	if c.Caller.Kind == "AWSService" || c.Caller.Kind == Anonymous { // neither has policies of its own
		if r.Allowed {
			return nil
		}
		return cloud.Refused(c.Caller, q, cloud.Decision{Denied: r.Denied}, "resource-based policy")
	}
	own := c.Identity(q)
	if Settle(own, r, o.Strict, c.Caller.Account == o.Account) {
		return nil
	}
	kind := "identity-based policy"
	if r.Denied || own.Allowed {
		kind = "resource-based policy"
	}
	return cloud.Refused(c.Caller, q, cloud.Decision{Denied: own.Denied || r.Denied || r.Spared && own.Bounded, Kind: own.Kind}, kind)
}

// Anonymous is the kind of a caller who signed nothing: a browser.
const Anonymous = "Anonymous"

// Settle joins what the caller's side and the resource's policy say.
func Settle(own cloud.Decision, r Ruling, strict, sameAccount bool) bool {
	// An Allow for the role is given to its sessions within their fences; one
	// for the user, the session itself or everyone goes around them.
	alone := r.Named && (r.By != ByRole || !own.Fenced)
	switch {
	case own.Denied || r.Denied || r.Spared && own.Bounded:
		return false
	case !sameAccount:
		return own.Allowed && r.Allowed
	case strict:
		return alone || own.Allowed && r.Allowed
	}
	return own.Allowed || alone
}
