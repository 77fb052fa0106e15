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
	Named bool
	By    Match // the nearest match of a statement that allows
	// Spared: a Deny for all but some (NotPrincipal) spares the caller. Who has
	// a permissions boundary is denied all the same.
	Spared  bool
	Reasons []cloud.Reason
}

// Judge asks a resource's policy about a caller. at is the ID that the reasons
// carry (the key's ARN, the bucket's name), their Rule the 0-based place of the
// statement; the last one is an implicit deny when no statement fits.
func (d Document) Judge(who cloud.Caller, q cloud.Request, at string) Ruling {
	return d.JudgeAs(Resource, who, q, at)
}

// JudgeAs is Judge with codes of another family: a role's trust policy is one.
func (d Document) JudgeAs(f Family, who cloud.Caller, q cloud.Request, at string) Ruling {
	var r Ruling
	ask := question{
		Request:   Request{Principal: who.ARN, Account: who.Account, Action: q.Action, Resource: q.Resource, Context: q.Context, Lists: q.Lists},
		variables: d.Version == Version,
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		why := cloud.Reason{At: at, Rule: int32(i), Verdict: cloud.Unknown, Beyond: r.Denied}
		by := s.matches(&who)
		if by == NotMatched && s.Deny && len(s.NotPrincipals) > 0 && s.missesBut(ask, ByAnyone) == "" {
			r.Spared = true
		}
		switch miss := s.missesBut(ask, by); {
		case miss != "":
			why.Code = f.code(miss)
		case s.Deny:
			why.Code, why.Verdict, r.Denied = f.code(Denies), cloud.Denied, true
		default:
			why.Code, why.Verdict, r.Allowed = f.code(Allows), cloud.Allowed, true
			r.By = max(r.By, by)
		}
		r.Reasons = append(r.Reasons, why)
	}
	if !r.Allowed && !r.Denied {
		r.Reasons = append(r.Reasons, f.Closing(at))
	}
	r.Allowed = r.Allowed && !r.Denied
	r.Named = r.Allowed && r.By > ByAccount
	return r
}

// missesBut is misses of a statement whose principals were looked at.
func (s *Statement) missesBut(q question, by Match) string {
	if by == NotMatched {
		return OtherPrincipal
	}
	bare := *s
	bare.Principals, bare.NotPrincipals = nil, nil
	return bare.misses(q)
}

// matches finds the nearest of the statement's principals to the caller.
func (s *Statement) matches(who *cloud.Caller) Match {
	if len(s.NotPrincipals) > 0 {
		// Naming the account does not spare its users; naming them does.
		// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
		for _, p := range s.NotPrincipals {
			if by := match(p, who); by > ByAccount || by == ByAccount && who.Kind == "Root" {
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
	case principal == roleOf(who):
		return ByRole
	case who.Account != "" && (principal == who.Account || strings.HasPrefix(principal, "arn:") && strings.HasSuffix(principal, ":iam::"+who.Account+":root")):
		return ByAccount
	}
	return NotMatched
}

// roleOf is the role of a session, or the user whom a federated session stands
// for: what is given to them reaches the session within its own policy.
func roleOf(who *cloud.Caller) string {
	if who.Role != "" {
		return who.Role
	}
	part := strings.SplitN(who.ARN, ":", 6)
	if len(part) != 6 || part[2] != "sts" {
		return "-"
	}
	name := strings.Split(part[5], "/")
	switch {
	case len(name) == 3 && name[0] == "assumed-role":
		return "arn:" + part[1] + ":iam::" + part[4] + ":role/" + name[1]
	case len(name) == 2 && name[0] == "federated-user":
		return "arn:" + part[1] + ":iam::" + part[4] + ":user/" + name[1]
	}
	return "-"
}
