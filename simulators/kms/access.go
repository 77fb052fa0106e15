package kms

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// ask is one use of a key that has to be allowed.
type ask struct {
	operation string            // the row of the table of states, and the action unless action says otherwise
	action    string            // ReEncryptFrom
	grant     string            // the operation as grants name it; empty: no grant can allow it
	across    bool              // works on keys of other accounts
	tokens    []string          // grant tokens that were shown
	pairs     map[string]string // the encryption context
	more      map[string]string // condition keys of this operation alone
	lists     map[string][]string
}

// use finds a key and asks, in this order, whether the caller may do it and
// whether the key's state allows it.
func (s *State) use(c *cloud.Call, id string, q ask) (*Key, error) {
	k, p, err := s.find(c, id, TakesAlias(q.operation))
	if err != nil {
		if e := err.(*cloud.Error); p.id != "" && strings.HasPrefix(e.Message, "Key '") {
			if denied := s.hidden(c, p, q); denied != nil {
				return nil, denied
			}
		}
		c.Because(cloud.Reason{Code: CodeKeyMissing, At: id, Rule: -1, Verdict: cloud.Denied})
		return nil, err
	}
	c.Resources = append(c.Resources, k.ARN())
	if err := s.authorize(c, k, p.alias, q); err != nil {
		return nil, err
	}
	return k, k.can(c, q.operation)
}

// judge asks the key policy. What all services know of a request is asked for
// only where a statement may want it.
func (k *Key) judge(c *cloud.Call, r cloud.Request) policy.Ruling {
	if k.asks {
		r = c.Known(r)
	}
	return k.document.Judge(c.Caller, r, r.Resource)
}

func (q *ask) name() string {
	if q.action != "" {
		return "kms:" + q.action
	}
	return "kms:" + q.operation
}

// hidden refuses to say that a key is missing to who could not have used it.
func (s *State) hidden(c *cloud.Call, p place, q ask) error {
	k := Key{ID: p.id, Scope: p.scope}
	r := cloud.Request{Action: q.name(), Resource: k.ARN()}
	if p.scope.Account != c.Caller.Account {
		return refusedAcross(c.Caller, r)
	}
	if d := c.Identity(r); !d.Allowed {
		return cloud.Refused(c.Caller, r, d, "identity-based policy")
	}
	return nil
}

// authorize decides whether the caller may: an explicit deny anywhere ends it;
// then the key policy, the grants and IAM are asked, always all three, in this
// order. docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
func (s *State) authorize(c *cloud.Call, k *Key, alias string, q ask) error {
	r := s.request(c, k, alias, q)
	by := k.judge(c, r)
	c.Reasons = append(c.Reasons, by.Reasons...)
	granted := k.granted(c, q)
	own := c.Caller.Account == k.Scope.Account
	explain(c, r.Resource, by, own, q)
	identity := cloud.Decision{Allowed: by.Named}
	if c.Caller.Kind != "AWSService" {
		identity = c.Identity(r)
	}
	switch {
	case by.Denied:
		return refusal(c.Caller, r, cloud.Decision{Denied: true}, "resource-based policy", own)
	case identity.Denied:
		return refusal(c.Caller, r, identity, "identity-based policy", own)
	case !own && !q.across:
		return refusedAcross(c.Caller, r)
	case granted && (own || identity.Allowed), policy.Settle(identity, by, true, own):
		return nil
	case by.Allowed || granted: // what is missing is the caller's own side
		return refusal(c.Caller, r, identity, "identity-based policy", own)
	}
	return refusal(c.Caller, r, cloud.Decision{}, "resource-based policy", own)
}

// explain says what the key policy's answer means for IAM's.
func explain(c *cloud.Call, at string, by policy.Ruling, own bool, q ask) {
	reason := cloud.Reason{Code: CodeNotDelegated, At: at, Rule: -1, Verdict: cloud.Denied}
	switch {
	case by.Denied:
		return
	case !own && !q.across:
		reason.Code = CodeNotAcross
	case by.Allowed && !own:
		reason.Code, reason.Verdict = CodeOtherAccount, cloud.Unknown
	case by.Named:
		reason.Code, reason.Verdict = CodeNamed, cloud.Allowed
	case by.Allowed:
		reason.Code, reason.Verdict = CodeDelegates, cloud.Unknown
	}
	c.Because(reason)
}

// refusal words a denial; to other accounts a key's existence is not told.
func refusal(who cloud.Caller, r cloud.Request, d cloud.Decision, kind string, own bool) error {
	if !own && kind == "resource-based policy" {
		return refusedAcross(who, r)
	}
	return cloud.Refused(who, r, d, kind)
}

// refusedAcross is how KMS refuses callers of other accounts.
// repost.aws/knowledge-center/kms-access-denied-exception-errors
func refusedAcross(who cloud.Caller, r cloud.Request) error {
	return cloud.Errorf("AccessDeniedException", "%s", "User: "+who.ARN+" is not authorized to perform: "+r.Action+" on resource: "+r.Resource+
		" because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access")
}

// unknownCiphertext is what Decrypt and ReEncrypt say of a key that is not there
// or not for this caller's eyes.
func unknownCiphertext() error {
	return cloud.Errorf("AccessDeniedException", "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.")
}

// request is the use as policies see it, with its condition keys.
// docs.aws.amazon.com/kms/latest/developerguide/policy-conditions.html
func (s *State) request(c *cloud.Call, k *Key, alias string, q ask) cloud.Request {
	m := make(map[string]string, 6+len(q.pairs)+len(q.more)+len(k.Tags))
	m["kms:calleraccount"] = c.Caller.Account
	m["kms:keyspec"], m["kms:keyusage"], m["kms:keyorigin"] = k.Spec, k.Usage, k.Origin
	m["kms:multiregion"] = strconv.FormatBool(k.MultiRegion)
	if via, ok := strings.CutSuffix(c.Caller.Via, ".amazonaws.com"); ok {
		m["kms:viaservice"] = via + "." + c.Region + ".amazonaws.com"
	}
	if alias != "" {
		m["kms:requestalias"] = alias
	}
	if k.MultiRegion {
		m["kms:multiregionkeytype"] = k.kind()
	}
	for _, t := range k.Tags {
		m["aws:resourcetag/"+strings.ToLower(t.Key)] = t.Value
	}
	for name, value := range q.pairs {
		m["kms:encryptioncontext:"+strings.ToLower(name)] = value
	}
	maps.Copy(m, q.more)
	return cloud.Request{Action: q.name(), Resource: k.ARN(), Context: m, Lists: s.lists(k, q)}
}

// lists are the condition keys with several values.
func (s *State) lists(k *Key, q ask) map[string][]string {
	var m map[string][]string
	put := func(name string, values []string) {
		if len(values) > 0 {
			if m == nil {
				m = map[string][]string{}
			}
			m[name] = values
		}
	}
	if len(q.pairs) > 0 {
		put("kms:encryptioncontextkeys", sorted(q.pairs))
	}
	if r := s.Look(k.Scope); r != nil {
		var names []string
		for a := range r.Aliases.All {
			if a.Target == k.ID {
				names = append(names, a.Name)
			}
		}
		put("kms:resourcealiases", names)
	}
	for name, values := range q.lists {
		put(name, values)
	}
	return m
}

func (k *Key) kind() string {
	if k.Primary {
		return "PRIMARY"
	}
	return "REPLICA"
}

// granted looks for a grant that allows the use; each grant to somebody leaves
// one reason. docs.aws.amazon.com/kms/latest/developerguide/grants.html
func (k *Key) granted(c *cloud.Call, q ask) bool {
	if q.grant == "" {
		return false
	}
	found := false
	for i := range k.Grants {
		g := &k.Grants[i]
		code := g.fits(c, q)
		reason := cloud.Reason{Code: code, At: g.ID, Rule: int32(i), Verdict: cloud.Unknown}
		if code == CodeGrantAllows {
			reason.Verdict, found = cloud.Allowed, true
		}
		c.Because(reason)
	}
	return found
}

func (g *Grant) fits(c *cloud.Call, q ask) string {
	switch {
	case g.Grantee != c.Caller.ARN && (c.Caller.Role == "" || g.Grantee != c.Caller.Role):
		return CodeGrantOther
	case !slices.Contains(g.Operations, q.grant):
		return CodeGrantOperation
	case c.Now < g.Known && !slices.Contains(q.tokens, g.Token):
		return CodeGrantNotYet
	case !g.meets(q):
		return CodeGrantContext
	}
	return CodeGrantAllows
}

// contextual are the operations that have an encryption context: only those are
// held to a grant's constraint. DescribeKey and RetireGrant in a grant with a
// constraint are not. docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
var contextual = []string{"Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo"}

// meets holds the pairs against the constraint: equal, or at least these.
func (g *Grant) meets(q ask) bool {
	if !slices.Contains(contextual, q.grant) {
		return true
	}
	if g.Equals != nil && len(g.Equals) != len(q.pairs) {
		return false
	}
	return contains(q.pairs, g.Equals) && contains(q.pairs, g.Subset)
}

func contains(pairs, part map[string]string) bool {
	for name, value := range part {
		if got, ok := pairs[name]; !ok || got != value {
			return false
		}
	}
	return true
}
