package policy

import (
	"strings"

	"skylab/simulators/cloud"
)

// Match is how near a statement's principal comes to a caller, far to near.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
type Match uint8

// The matches. What is beyond ByAccount was given to the caller itself.
const (
	NotMatched Match = iota
	ByAccount        // the caller's account: its own policies must allow it as well
	ByRole           // the role whose session the caller is
	ByAnyone         // *
	ByCaller         // the user, the session or the service itself
)

// Ruling is what a resource's policy says of a caller.
type Ruling struct {
	Allowed bool // a statement allows it and none denies it
	Denied  bool // a statement denies it: nothing can undo that
	// Named is true of an Allow that was given to the caller itself, its role or
	// everyone, and not only to its account: in the caller's own account such an
	// Allow needs no identity policy beside it.
	Named   bool
	By      Match // the nearest match of a statement that allows
	Reasons []cloud.Reason
}

// Judge asks a resource's policy about a caller. at is the ID that the reasons
// carry (the key's ARN, the bucket's name), their Rule the 0-based place of the
// statement; the last one is an implicit deny when no statement fits.
func (d Document) Judge(who cloud.Caller, q cloud.Request, at string) Ruling {
	var r Ruling
	ask := question{Request: Request{Principal: who.ARN, Account: who.Account, Action: q.Action, Resource: q.Resource, Context: q.Context}, who: &who}
	for i, s := range d.Statements {
		why := cloud.Reason{Code: CodeNoMatch, At: at, Rule: int32(i), Verdict: cloud.Unknown, Beyond: r.Denied}
		by := s.matches(&who)
		switch {
		case by == NotMatched || !s.fitsRest(ask):
		case s.Deny:
			why.Code, why.Verdict, r.Denied = CodeDeny, cloud.Denied, true
		default:
			why.Code, why.Verdict, r.Allowed = CodeAllow, cloud.Allowed, true
			r.By = max(r.By, by)
		}
		r.Reasons = append(r.Reasons, why)
	}
	if !r.Allowed && !r.Denied {
		r.Reasons = append(r.Reasons, cloud.Reason{Code: CodeImplicit, At: at, Rule: -1, Verdict: cloud.Denied})
	}
	r.Allowed = r.Allowed && !r.Denied
	r.Named = r.Allowed && r.By > ByAccount
	return r
}

type question struct {
	Request
	who *cloud.Caller
}

func (s Statement) fitsRest(q question) bool {
	q.Principal = ""
	s.Principals, s.NotPrincipals = nil, nil
	return s.fits(q.Request)
}

// matches finds the nearest of the statement's principals to the caller.
func (s Statement) matches(who *cloud.Caller) Match {
	if len(s.NotPrincipals) > 0 {
		for _, p := range s.NotPrincipals {
			if match(p, who) != NotMatched {
				return NotMatched
			}
		}
		return ByAnyone
	}
	best := NotMatched
	for _, p := range s.Principals {
		best = max(best, match(p, who))
	}
	return best
}

func match(principal string, who *cloud.Caller) Match {
	switch {
	case who.Kind == "AWSService":
		if principal == "SERVICE:"+who.Source {
			return ByCaller
		}
	case principal == "*":
		return ByAnyone
	case principal == who.ARN:
		return ByCaller
	case who.Role != "" && principal == who.Role:
		return ByRole
	case who.Account != "" && (principal == who.Account || strings.HasPrefix(principal, "arn:") && strings.HasSuffix(principal, ":iam::"+who.Account+":root")):
		return ByAccount
	}
	return NotMatched
}
