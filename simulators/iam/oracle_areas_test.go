package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

var adaptors = map[string]func(oracleCase) outcome{
	"same-account": decision, "cross-account": decision, "anonymous": decision, "explicit-vs-implicit": decision, "root": decision,
	"kms-trust": decision, "boundary": decision, "resource-policy-vs-implicit-deny": decision, "session": decision,
	"notaction": decision, "notresource": decision, "notprincipal": notPrincipal, "principal": principals,
	"conditions": conditions, "action-match": actions, "resource-match": resources, "access-denied-message": messages,
	"simulate-api": simulations, "quota": quotas, "conflict": conflicts,
}

const exampleAccount = "123456789012"

// scene is a state with the identity of a case in it, and its call.
type scene struct {
	state State
	world cloud.World
	call  *cloud.Call
}

func parsed(text string) Document {
	d, err := document(text)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	return d
}

// stage makes the caller with the policies that are given.
func stage(given object) *scene {
	s := &scene{world: cloud.NewWorld(7, cloud.DefaultStart)}
	arn := "arn:aws:iam::" + exampleAccount + ":user/alice"
	if p, ok := given["principal"]; ok {
		arn = text(p)
	}
	who := cloud.Caller{ARN: arn}
	if anonymous, _ := given["anonymous"].(bool); anonymous {
		who = cloud.Caller{Kind: policy.Anonymous}
	}
	part := strings.SplitN(arn, ":", 6)
	if len(part) == 6 {
		who.Account = part[4]
	}
	if strings.HasSuffix(arn, ":root") {
		who.Kind = kindRoot
	}
	s.call = &cloud.Call{World: &s.world, Caller: who, Access: &s.state, Scope: cloud.Scope{Account: who.Account, Region: "us-east-1"}}
	if who.Kind == "" {
		s.identity(given, part)
	}
	return s
}

func (s *scene) identity(given object, part []string) {
	a := s.state.Account(s.call.Caller.Account)
	h := Holder{Account: a.ID, Path: "/", ID: "AIDA"}
	for i, p := range list(given["identity"]) {
		h.Inline = append(h.Inline, Inline{Name: decimal(int32(i)), Document: parsed(sourceOf(p))})
	}
	if bounds := list(given["boundary"]); len(bounds) > 0 {
		h.Boundary = "arn:aws:iam::" + a.ID + ":policy/bounds"
		a.Policies.Add(Policy{ARN: h.Boundary, Account: a.ID, Name: "bounds", Path: "/", Versions: []Version{{"v1", 0, parsed(sourceOf(bounds[0]))}}, Default: "v1"})
	}
	name := strings.Split(part[5], "/")
	switch name[0] {
	case "assumed-role":
		h.Name = name[1]
		a.Roles.Add(Role{Holder: h})
	default:
		h.Name = name[len(name)-1]
		a.Users.Add(User{Holder: h})
	}
	if p, ok := given["session"]; ok && p != nil {
		s.call.Caller.Key = "ASIA"
		t := Session{AccessKey: "ASIA", Until: 1 << 62}
		for _, d := range list(p) {
			t.Policies = append(t.Policies, parsed(sourceOf(d)))
		}
		a.Sessions.Add(t)
	}
}

// list is a list, or one value as a list of it.
func list(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}

// context reads condition keys.
func context(v any) (one map[string]string, many map[string][]string) {
	one, many = map[string]string{}, map[string][]string{}
	if v == nil {
		return one, many
	}
	for k, x := range members(v) {
		if _, ok := x.([]any); ok {
			many[strings.ToLower(k)] = texts(x)
		} else {
			one[strings.ToLower(k)] = strings.Trim(sourceOf(x), `"`)
		}
	}
	return one, many
}

// decision asks both sides and joins them.
func decision(c oracleCase) outcome {
	s := stage(c.Given)
	q := cloud.Request{Action: text(c.Given["action"]), Resource: "*"}
	if r, ok := c.Given["resource"]; ok {
		q.Resource = text(r)
	}
	q.Context, q.Lists = context(c.Given["context"])
	o := Owned{Account: s.call.Caller.Account, Strict: strings.HasPrefix(q.Action, "kms:") || q.Action == "sts:AssumeRole"}
	if a, ok := c.Given["resource_account"]; ok {
		o.Account = text(a)
	}
	if p, ok := c.Given["resource_policy"]; ok && p != nil {
		o.Policy = new(parsed(sourceOf(p)).Parsed)
	}
	err := policy.Authorize(s.call, q, o)
	got := "Allowed"
	if err != nil {
		got = "ImplicitlyDenied"
		if strings.Contains(err.Error(), "explicit deny") {
			got = "ExplicitlyDenied"
		}
	}
	return equal(got, text(c.Expect["decision"]))
}

// Owned is policy's, under a short name.
type Owned = policy.Owned

func notPrincipal(c oracleCase) outcome {
	if kinds, ok := c.Given["policy_type"]; ok {
		refused := true
		for _, k := range texts(kinds) {
			refused = refused && complains(k, `"NotPrincipal":{"AWS":"`+exampleAccount+`"}`)
		}
		return equal(!refused, c.Expect["allowed"])
	}
	if statement, ok := c.Given["statement"]; ok {
		return spared(text(statement), text(c.Given["caller"]), text(c.Expect["decision"]))
	}
	return decision(c)
}

// spared is a Deny with a NotPrincipal that names a caller who is bounded.
func spared(statement, caller, want string) outcome {
	if !strings.Contains(statement, "NotPrincipal naming the caller") || !strings.Contains(caller, "boundary") {
		return unread()
	}
	all := object{"Version": "2012-10-17", "Statement": object{"Effect": "Allow", "Action": "*", "Resource": "*"}}
	arn := "arn:aws:iam::" + exampleAccount + ":user/alice"
	deny := object{"Version": "2012-10-17", "Statement": object{"Effect": "Deny", "NotPrincipal": object{"AWS": arn}, "Action": "*", "Resource": "*"}}
	got := decision(oracleCase{Given: object{"principal": arn, "action": "s3:GetObject", "identity": []any{all}, "boundary": []any{all}, "resource_policy": deny},
		Expect: object{"decision": want[:strings.IndexByte(want+" ", ' ')]}})
	return got
}

// complains tells whether a policy of a kind may not have an element.
func complains(kind, element string) bool {
	k, ok := map[string]policy.Kind{"identity": policy.OfIdentity, "role trust": policy.OfTrust, "resource": policy.OfResource}[kind]
	if !ok {
		panic(unreadable("a policy of kind " + kind))
	}
	resource := `,"Resource":"*"`
	if k == policy.OfTrust {
		resource = ""
	}
	return parsed(`{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sts:AssumeRole"`+resource+`,`+element+`}}`).Parsed.Check(k) != nil
}

func principals(c oracleCase) outcome {
	if kind, ok := c.Given["policy_type"]; ok {
		element := `"` + text(c.Given["element"]) + `":{"AWS":"` + exampleAccount + `"}`
		return equal(!complains(text(kind), element), c.Expect["valid"])
	}
	return equal(policy.ValidPrincipal(text(c.Given["principal"])), c.Expect["valid"])
}

// conditions asks one statement with the condition.
func conditions(c oracleCase) outcome {
	block, version := c.Given["condition"], policy.Version
	if block == nil {
		block = object{text(c.Given["operator"]): object{text(c.Given["key"]): c.Given["policy_values"]}}
	}
	if v, ok := c.Given["policy_version"]; ok {
		version = text(v)
	}
	d := parsed(`{"Version":"` + version + `","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":` + sourceOf(block) + `}}`)
	q := policy.Request{Action: "s3:GetObject", Resource: "*"}
	q.Context, q.Lists = context(c.Given["request_context"])
	verdict, _ := d.Parsed.Decide(q, "")
	return equal(verdict == cloud.Allowed, c.Expect["matches"])
}

func actions(c oracleCase) outcome {
	d := parsed(`{"Statement":{"Effect":"Allow","Action":` + sourceOf(c.Given["pattern"]) + `,"Resource":"*"}}`)
	verdict, _ := d.Parsed.Decide(policy.Request{Action: text(c.Given["action"]), Resource: "*"}, "")
	return equal(verdict == cloud.Allowed, c.Expect["matches"])
}

func resources(c oracleCase) outcome {
	d := parsed(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":` + sourceOf(c.Given["pattern"]) + `}}`)
	if want, ok := c.Expect["valid"]; ok {
		return equal(d.Parsed.Check(policy.OfIdentity) == nil, want)
	}
	q := policy.Request{Action: "s3:GetObject", Resource: text(c.Given["resource"])}
	q.Context, q.Lists = context(c.Given["context"])
	verdict, _ := d.Parsed.Decide(q, "")
	return equal(verdict == cloud.Allowed, c.Expect["matches"])
}

var kindsOfPolicy = map[string]string{
	"identity-based": "identity-based policy", "resource-based": "resource-based policy", "permissions boundary": "permissions boundary",
	"session": "session policy", "role trust": "role trust policy", "SCP": "service control policy", "RCP": "resource control policy",
	"VPC endpoint": "VPC endpoint policy",
}

func messages(c oracleCase) outcome {
	kind, ok := kindsOfPolicy[text(c.Given["policy_type"])]
	if !ok {
		return unread()
	}
	want := strings.NewReplacer("{u}", "U", "{a}", "a:A", "{r}", " on resource: R").Replace(text(c.Expect["message_template"]))
	err := cloud.Refusal("AccessDenied", cloud.Caller{ARN: "U"}, cloud.Request{Action: "a:A", Resource: "R"}, cloud.Decision{Denied: c.Given["denial"] == "explicit"}, kind)
	got := err.(*cloud.Error).Message
	if kind == "session policy" { // one of AWS's examples misspells it
		want = strings.Replace(want, "sessions policy", "session policy", 1)
	}
	return equal(got, want)
}

// simulations runs SimulatePrincipalPolicy on an identity with one policy.
func simulations(c oracleCase) outcome {
	s := stage(object{})
	a := s.state.Account(exampleAccount)
	h := Holder{Account: a.ID, Path: "/", Name: "probe", Inline: []Inline{{Name: "p", Document: parsed(sourceOf(c.Given["policy"]))}}}
	arn := ""
	switch text(c.Given["policy_on"]) {
	case "user":
		arn = a.Users.Add(User{Holder: h}).ARN()
	case "group":
		arn = a.Groups.Add(Group{h}).ARN()
	case "role":
		arn = a.Roles.Add(Role{Holder: h}).ARN()
	default:
		return unread()
	}
	out, err := s.state.SimulatePrincipalPolicy(s.call, SimulatePrincipalPolicyInput{PolicySourceArn: arn, ActionNames: []string{text(c.Given["action"])}, ResourceArns: []string{text(c.Given["resource"])}})
	if err != nil {
		return outcome{"failed", err.Error()}
	}
	r := out.EvaluationResults[0]
	got := object{"EvalDecision": r.EvalDecision, "MatchedStatements": len(r.MatchedStatements), "MissingContextValues": r.MissingContextValues}
	for k := range got {
		if _, ok := c.Expect[k]; !ok {
			delete(got, k)
		}
	}
	return equal(got, c.Expect)
}

func quotas(c oracleCase) outcome {
	known := map[string]int{
		"managed_policies_per_role": role.attached, "managed_policies_per_group": group.attached, "managed_policies_per_user": user.attached,
		"groups_per_user": maxGroupsOf, "users_per_account": maxUsers, "roles_per_account": maxRoles, "groups_per_account": maxGroups,
		"role_trust_policy_chars": maxTrust, "managed_policy_versions": maxVersions, "access_keys_per_user": maxKeys,
		"permissions_boundaries_per_user": 1, "permissions_boundaries_per_role": 1, "managed_policy_chars": maxManaged, "inline_policy_role_chars": role.inline,
		"inline_policy_user_chars": user.inline, "inline_policy_group_chars": group.inline, "instance_profiles_per_account": maxProfiles,
		"customer_managed_policies_per_account": maxPolicies, "tags_per_role": maxTags, "tags_per_user": maxTags,
	}
	limit, ok := known[text(c.Given["quota"])]
	if !ok {
		return unread()
	}
	return equal(limit, c.Expect["value"])
}

// conflicts are where the documentation and another engine disagree.
func conflicts(c oracleCase) outcome {
	if c.Expect["use"] != "docs" || !slices.Contains([]any{true}, c.Given["tag_absent"]) {
		return unread()
	}
	return conditions(oracleCase{
		Given:  object{"operator": c.Given["operator"], "key": "s3:ExistingObjectTag/Team", "policy_values": c.Given["policy_values"], "request_context": object{"s3:ExistingObjectTag/Team": "red"}},
		Expect: object{"matches": c.Expect["docs"]},
	})
}
