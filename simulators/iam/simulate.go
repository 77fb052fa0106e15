package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// ContextEntry is a condition key of a simulated request.
type ContextEntry struct {
	ContextKeyName   *string  `doc:"the key: aws:SourceIp"`
	ContextKeyValues []string `doc:"its values"`
	ContextKeyType   *string  `enum:"string|stringList|numeric|numericList|boolean|booleanList|ip|ipList|binary|binaryList|date|dateList" doc:"string, stringList, …"`
}

// MatchedStatement is a statement that decided.
type MatchedStatement struct {
	SourcePolicyId   *string
	SourcePolicyType *string
	StartPosition    *Position
	EndPosition      *Position
}

// Position is a place in a policy's text.
type Position struct{ Line, Column *int32 }

// PermissionsBoundaryDecisionDetail is what the boundary says.
type PermissionsBoundaryDecisionDetail struct{ AllowedByPermissionsBoundary bool }

// EvaluationResult is the decision about one action and one resource.
type EvaluationResult struct {
	EvalActionName                    string
	EvalResourceName                  *string
	EvalDecision                      string
	MatchedStatements                 []MatchedStatement
	MissingContextValues              []string
	PermissionsBoundaryDecisionDetail *PermissionsBoundaryDecisionDetail
}

// SimulateOutput lists decisions.
type SimulateOutput struct{ EvaluationResults []EvaluationResult }

// SimulatePrincipalPolicyInput asks what an identity may do.
type SimulatePrincipalPolicyInput struct {
	PolicySourceArn                    string         `required:"true" doc:"ARN of the user, group or role"`
	PolicyInputList                    []string       `doc:"further policies, as text"`
	PermissionsBoundaryPolicyInputList []string       `doc:"a boundary in place of the identity's own, as text"`
	ActionNames                        []string       `required:"true" doc:"the actions: s3:GetObject"`
	ResourceArns                       []string       `doc:"the resources; * by default"`
	ResourcePolicy                     *string        `doc:"the resource's own policy, as text"`
	CallerArn                          *string        `doc:"who asks, where a resource policy names somebody"`
	ContextEntries                     []ContextEntry `doc:"condition keys of the request"`
}

// SimulatePrincipalPolicy decides without calling.
// docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
func (s *State) SimulatePrincipalPolicy(c *cloud.Call, in SimulatePrincipalPolicyInput) (SimulateOutput, error) {
	m := simulation{call: c, state: s, account: s.at(c), caller: or(in.CallerArn, in.PolicySourceArn)}
	if err := m.source(in.PolicySourceArn); err != nil {
		return SimulateOutput{}, err
	}
	if err := m.further(in.PolicyInputList, in.PermissionsBoundaryPolicyInputList, in.ResourcePolicy); err != nil {
		return SimulateOutput{}, err
	}
	return m.run(in.ActionNames, in.ResourceArns, in.ContextEntries)
}

// SimulateCustomPolicyInput asks what policies would allow.
type SimulateCustomPolicyInput struct {
	PolicyInputList                    []string       `required:"true" doc:"the policies, as text"`
	PermissionsBoundaryPolicyInputList []string       `doc:"a boundary, as text"`
	ActionNames                        []string       `required:"true" doc:"the actions: s3:GetObject"`
	ResourceArns                       []string       `doc:"the resources; * by default"`
	ResourcePolicy                     *string        `doc:"the resource's own policy, as text"`
	CallerArn                          *string        `doc:"who asks, where a resource policy names somebody"`
	ContextEntries                     []ContextEntry `doc:"condition keys of the request"`
}

// SimulateCustomPolicy decides by policies that need not exist.
// docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
func (s *State) SimulateCustomPolicy(c *cloud.Call, in SimulateCustomPolicyInput) (SimulateOutput, error) {
	m := simulation{call: c, state: s, account: s.at(c), caller: or(in.CallerArn, c.Caller.ARN)}
	if err := m.further(in.PolicyInputList, in.PermissionsBoundaryPolicyInputList, in.ResourcePolicy); err != nil {
		return SimulateOutput{}, err
	}
	return m.run(in.ActionNames, in.ResourceArns, in.ContextEntries)
}

// simulation is what is judged by.
type simulation struct {
	call      *cloud.Call
	state     *State
	account   *Account
	caller    string
	identity  []source
	boundary  []source
	resources *Document
}

// source is one policy and where it came from.
type source struct {
	id, kind string
	Document
}

// source collects the policies of an identity.
func (m *simulation) source(arn string) error {
	what, path, _ := strings.Cut(strings.TrimPrefix(arn, "arn:aws:iam::"+m.account.ID+":"), "/")
	k, ok := map[string]kind{"user": user, "group": group, "role": role}[what]
	if !ok {
		return cloud.Errorf("InvalidInput", "Invalid Entity Arn: %s does not clearly define entity type and name.", arn)
	}
	h, err := m.account.holder(k, nameOf("/"+path))
	if err != nil {
		return err
	}
	m.held(h, k)
	if u := m.account.user(h.Name); k == user && u != nil {
		for _, name := range u.Groups {
			m.held(&m.account.Groups.Find(name).Holder, group)
		}
	}
	if p := m.account.policy(h.Boundary); p != nil {
		m.boundary = append(m.boundary, source{p.Name, "user-managed", p.current().Document})
	}
	return nil
}

func (m *simulation) held(h *Holder, k kind) {
	for _, p := range h.Inline {
		m.identity = append(m.identity, source{k.word + "_" + h.Name + "_" + p.Name, k.word, p.Document})
	}
	for _, arn := range h.Attached {
		p := m.account.policy(arn)
		kind := "user-managed"
		if p.Account == "aws" {
			kind = "aws-managed"
		}
		m.identity = append(m.identity, source{p.Name, kind, p.current().Document})
	}
}

// further reads the policies that are given as text.
func (m *simulation) further(identity, boundary []string, resource *string) error {
	for i, text := range identity {
		d, err := readPolicy(text, "policyInputList", policy.OfIdentity)
		if err != nil {
			return invalidInput(err)
		}
		m.identity = append(m.identity, source{"PolicyInputList." + decimal(int32(i+1)), "none", d})
	}
	if len(boundary) > 0 {
		m.boundary = nil
	}
	for i, text := range boundary {
		d, err := readPolicy(text, "permissionsBoundaryPolicyInputList", policy.OfIdentity)
		if err != nil {
			return invalidInput(err)
		}
		m.boundary = append(m.boundary, source{"PermissionsBoundaryPolicyInputList." + decimal(int32(i+1)), "none", d})
	}
	if resource != nil {
		d, err := readPolicy(*resource, "resourcePolicy", policy.OfResource)
		if err != nil {
			return invalidInput(err)
		}
		m.resources = &d
	}
	return nil
}

func invalidInput(err error) error {
	if e, ok := err.(*cloud.Error); ok && e.Code == "MalformedPolicyDocument" {
		return cloud.Errorf("InvalidInput", "%s", e.Message)
	}
	return err
}

// maxSimulated bounds actions × resources of one call.
const maxSimulated = 10_000

func (m *simulation) run(actions, resources []string, entries []ContextEntry) (SimulateOutput, error) {
	if len(resources) == 0 {
		resources = []string{"*"}
	}
	if len(actions)*len(resources) > maxSimulated {
		return SimulateOutput{}, cloud.Errorf("InvalidInput", "Too many actions and resources in one simulation.")
	}
	q := policy.Request{Principal: m.caller, Account: m.account.ID, Context: map[string]string{}, Lists: map[string][]string{}}
	for _, e := range entries {
		key := strings.ToLower(or(e.ContextKeyName, ""))
		if len(e.ContextKeyValues) == 1 && !strings.HasSuffix(or(e.ContextKeyType, ""), "List") {
			q.Context[key] = e.ContextKeyValues[0]
		} else {
			q.Lists[key] = e.ContextKeyValues
		}
	}
	out := SimulateOutput{[]EvaluationResult{}}
	for _, a := range actions {
		if !strings.Contains(a, ":") || strings.ContainsAny(a, "*?") {
			return out, cloud.Errorf("InvalidInput", "Invalid Action: %s", a)
		}
		for _, r := range resources {
			q.Action, q.Resource = a, r
			out.EvaluationResults = append(out.EvaluationResults, m.judge(q))
		}
	}
	return out, nil
}

// judge decides about one action and one resource.
func (m *simulation) judge(q policy.Request) EvaluationResult {
	r := EvaluationResult{EvalActionName: q.Action, EvalResourceName: new(q.Resource), MatchedStatements: []MatchedStatement{}, MissingContextValues: []string{}}
	allowed, denied := m.ask(q, m.identity, &r)
	if m.resources != nil {
		who := cloud.Caller{Account: m.account.ID, ARN: m.caller}
		ruling := m.resources.Parsed.Judge(who, cloud.Request{Action: q.Action, Resource: q.Resource, Context: q.Context, Lists: q.Lists}, "")
		allowed, denied = allowed || ruling.Named, denied || ruling.Denied
	}
	if len(m.boundary) > 0 {
		var bounds EvaluationResult
		yes, no := m.ask(q, m.boundary, &bounds)
		r.PermissionsBoundaryDecisionDetail = &PermissionsBoundaryDecisionDetail{yes && !no}
		allowed, denied = allowed && yes, denied || no
	}
	switch {
	case denied:
		r.EvalDecision = "explicitDeny"
	case allowed:
		r.EvalDecision = "allowed"
	default:
		r.EvalDecision = "implicitDeny"
	}
	return r
}

func (m *simulation) ask(q policy.Request, list []source, r *EvaluationResult) (allowed, denied bool) {
	for _, p := range list {
		yes, no, reasons := p.Parsed.Weigh(q, policy.Identity, p.id, nil)
		allowed, denied = allowed || yes, denied || no
		for _, why := range reasons {
			if why.Verdict != cloud.Unknown {
				r.MatchedStatements = append(r.MatchedStatements, MatchedStatement{SourcePolicyId: new(p.id), SourcePolicyType: new(matchedKind(p.kind))})
			}
		}
		r.MissingContextValues = append(r.MissingContextValues, missingKeys(p.Parsed, q, r.MissingContextValues)...)
	}
	return allowed, denied
}

// matchedKind is how AWS names the kind of policy.
func matchedKind(kind string) string {
	switch kind {
	case "none", "aws-managed", "user-managed":
		return "IAM Policy"
	}
	return kind
}

// missingKeys are the condition keys that a policy asks for and the request
// lacks.
func missingKeys(d policy.Document, q policy.Request, have []string) []string {
	var list []string
	for _, s := range d.Statements {
		for _, c := range s.Conditions {
			_, one := q.Context[c.Key]
			_, many := q.Lists[c.Key]
			if !one && !many && !slices.Contains(have, c.Key) && !slices.Contains(list, c.Key) {
				list = append(list, c.Key)
			}
		}
	}
	return list
}
