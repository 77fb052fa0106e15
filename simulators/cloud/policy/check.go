package policy

import (
	"regexp"
	"slices"
	"strings"
)

// Kind is where a policy stands; what may be in it depends on that.
type Kind uint8

// The kinds.
const (
	OfIdentity Kind = iota // a policy of a user, a group, a role, a boundary or a session
	OfResource             // a bucket's, a queue's, a key's
	OfTrust                // a role's trust policy
)

// Malformed is what IAM says of a policy that is JSON but breaks its grammar.
type Malformed struct{ Message string }

func (m *Malformed) Error() string { return m.Message }

var (
	sid       = regexp.MustCompile(`^[0-9A-Za-z]*$`)
	vendor    = regexp.MustCompile(`^[0-9A-Za-z-]+$`)
	accountID = regexp.MustCompile(`^[0-9]{12}$`)
	principal = regexp.MustCompile(`^arn:aws[a-z-]*:(iam::[0-9]{12}:(root|user/[^*]+|role/[^*]+|federated-user/[^*]+)|sts::[0-9]{12}:(assumed-role/[^*/]+/[^*/]+|federated-user/[^*]+))$`)
	uniqueID  = regexp.MustCompile(`^A(IDA|ROA)[A-Z0-9]+$`)
)

// Check says what IAM's grammar has against a policy of a kind; nil when
// nothing. docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
func (d Document) Check(k Kind) error {
	var sids []string
	for i := range d.Statements {
		s := &d.Statements[i]
		if !sid.MatchString(s.Sid) && k != OfResource {
			return &Malformed{"Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"}
		}
		if s.Sid != "" && slices.Contains(sids, s.Sid) {
			return &Malformed{"Statement IDs (SID) in a single policy must be unique."}
		}
		sids = append(sids, s.Sid)
		for _, check := range [...]func(Kind) error{s.checkActions, s.checkResources, s.checkPrincipals} {
			if err := check(k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Statement) checkActions(k Kind) error {
	for _, a := range slices.Concat(s.Actions, s.NotActions) {
		service, name, colon := strings.Cut(a, ":")
		switch {
		case a == "*":
		case !colon:
			return &Malformed{"Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."}
		case strings.Contains(name, ":"):
			return &Malformed{"Actions/Condition can contain only one colon."}
		case !vendor.MatchString(service):
			return &Malformed{"Vendor " + service + " is not valid"}
		}
		if k == OfTrust && !strings.EqualFold(service, "sts") {
			return &Malformed{"AssumeRole policy may only specify STS AssumeRole actions."}
		}
	}
	return nil
}

func (s *Statement) checkResources(k Kind) error {
	all := slices.Concat(s.Resources, s.NotResources)
	switch {
	case k == OfTrust && len(all) > 0:
		return &Malformed{"Has prohibited field Resource"}
	case k == OfIdentity && len(all) == 0:
		return &Malformed{"Policy statement must contain resources."}
	}
	for _, r := range all {
		if r == "*" || k == OfResource && !strings.HasPrefix(r, "arn:") {
			continue
		}
		part := strings.SplitN(r, ":", 6)
		if part[0] != "arn" || len(part) < 3 {
			return &Malformed{"Resource " + r + ` must be in ARN format or "*".`}
		}
		// Variables stand after the fifth colon only.
		// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
		head := strings.Join(part[:min(5, len(part))], ":")
		if strings.Contains(head, "${") || len(part) < 6 && !strings.HasSuffix(r, "*") {
			return &Malformed{"The policy failed legacy parsing"}
		}
	}
	return nil
}

func (s *Statement) checkPrincipals(k Kind) error {
	all := slices.Concat(s.Principals, s.NotPrincipals)
	switch {
	case k == OfIdentity && len(all) > 0:
		return &Malformed{"Policy document should not specify a principal."}
	case k == OfTrust && len(s.NotPrincipals) > 0:
		return &Malformed{"Has prohibited field NotPrincipal"}
	case k != OfIdentity && len(all) == 0:
		return &Malformed{"Missing required field Principal"}
	}
	for _, p := range all {
		if !ValidPrincipal(p) {
			return &Malformed{`Invalid principal in policy: ` + PrincipalText(p)}
		}
	}
	return nil
}

// PrincipalText writes a principal as it stands in a policy: "AWS":"arn:…".
func PrincipalText(p string) string {
	for _, kind := range [...]string{"SERVICE", "FEDERATED", "CANONICALUSER"} {
		if name, ok := strings.CutPrefix(p, kind+":"); ok {
			return `"` + kind + `":"` + name + `"`
		}
	}
	return `"AWS":"` + p + `"`
}

// ValidPrincipal tells whether a name may stand as a principal: *, an account,
// the ARN of a root, a user, a role or a session without wildcards, a unique
// ID, a service. Groups are none.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
func ValidPrincipal(p string) bool {
	if p == "*" || accountID.MatchString(p) || uniqueID.MatchString(p) || principal.MatchString(p) {
		return true
	}
	kind, name, ok := strings.Cut(p, ":")
	switch {
	case !ok:
		return false
	case kind == "SERVICE":
		return strings.HasSuffix(name, ".amazonaws.com") && !strings.Contains(name, "*")
	}
	return (kind == "FEDERATED" || kind == "CANONICALUSER") && name != ""
}

// Size is the number of characters that IAM counts: white space is free.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
func Size(text string) int {
	n := 0
	for _, r := range text {
		if r != ' ' && r != '\n' && r != '\t' && r != '\r' {
			n++
		}
	}
	return n
}

// Plain tells whether the document never looks at the request's context: it has
// neither conditions nor variables. Then no context need be gathered for it.
func (d Document) Plain() bool { return !d.asks }
