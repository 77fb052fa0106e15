package lambda

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// AddPermissionInput lets somebody use a function.
type AddPermissionInput struct {
	FunctionName     string  `required:"true" doc:"name or ARN of the function"`
	StatementId      string  `required:"true" doc:"name of the statement"`
	Action           string  `required:"true" doc:"lambda:InvokeFunction"`
	Principal        string  `required:"true" doc:"a service (s3.amazonaws.com), an account or an ARN"`
	SourceArn        *string `doc:"only for this bucket, topic, rule, …"`
	SourceAccount    *string `doc:"only for what this account owns"`
	EventSourceToken *string `doc:"token of an Alexa skill"`
	Qualifier        *string `doc:"version or alias"`
	RevisionId       *string `doc:"only if this is still the policy's latest revision"`
	PrincipalOrgID   *string `doc:"only for accounts of this organisation"`
}

// AddPermissionOutput is the statement, as JSON.
type AddPermissionOutput struct{ Statement string }

var (
	sidPattern    = regexp.MustCompile(`^[a-zA-Z0-9-_]+$`)
	actionPattern = regexp.MustCompile(`^(lambda:[*]|lambda:[a-zA-Z]+|[*])$`)
	accountID     = regexp.MustCompile(`^\d{12}$`)
)

// policyMost is the size of a function's resource policy.
// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const policyMost = 20 << 10

// guarded finds the function, the qualifier that a policy belongs to, and the
// policy itself, or nil.
func (s *State) guarded(c *cloud.Call, ref string, qualifier *string) (*Function, string, *Policy, error) {
	w, err := read(c.Scope, ref, qualifier)
	if err != nil {
		return nil, "", nil, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	switch {
	case f == nil:
		return nil, "", nil, notFound(arnOf(c.Scope, w.name, ""))
	case w.qualifier == latest:
		return nil, "", nil, cloud.Errorf(codeInvalid, "We currently do not support adding policies for $LATEST.")
	case w.qualifier == "" || f.alias(w.qualifier) != nil || f.version(w.qualifier) != nil:
	case aliasPattern.MatchString(w.qualifier) && !digits.MatchString(w.qualifier):
		return nil, "", nil, noAlias(w.arn(c.Scope))
	default:
		return nil, "", nil, notFound(w.arn(c.Scope))
	}
	c.Resources = append(c.Resources, w.arn(c.Scope))
	return f, w.qualifier, f.policy(w.qualifier), nil
}

func (f *Function) policy(qualifier string) *Policy {
	for i := range f.Policies {
		if f.Policies[i].Qualifier == qualifier {
			return &f.Policies[i]
		}
	}
	return nil
}

// statementJSON is a statement in the order in which AWS prints it.
type statementJSON struct {
	Sid       string
	Effect    string
	Principal any
	Action    string
	Resource  string
	Condition map[string]map[string]string `json:",omitempty"`
}

// AddPermission adds a statement to the resource policy of a function, a
// version or an alias. docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
func (s *State) AddPermission(c *cloud.Call, in AddPermissionInput) (AddPermissionOutput, error) {
	var none AddPermissionOutput
	if err := in.check(); err != nil {
		return none, err
	}
	f, qualifier, p, err := s.guarded(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return none, err
	}
	if p == nil {
		f.Policies = append(f.Policies, Policy{Qualifier: qualifier})
		p = &f.Policies[len(f.Policies)-1]
	}
	if in.RevisionId != nil && *in.RevisionId != p.Revision {
		return none, stale("GetPolicy")
	}
	if slices.ContainsFunc(p.Statements, func(x Statement) bool { return x.Sid == in.StatementId }) {
		return none, cloud.Errorf(codeConflict, "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement.", in.StatementId)
	}
	text, ok := in.statement(arnOf(c.Scope, f.Name, qualifier))
	if !ok {
		return none, cloud.Errorf(codeInvalid, "The provided principal was invalid. Please check the principal and try again.")
	}
	if len(p.document())+len(text) > policyMost {
		return none, cloud.Errorf("PolicyLengthExceededException", "The final policy size (%d) is bigger than the limit (%d).", len(p.document())+len(text), policyMost)
	}
	p.Statements = append(p.Statements, Statement{in.StatementId, text})
	p.Revision = uuid(c.World, c.Scope, "lambda-revision")
	return AddPermissionOutput{text}, nil
}

func (in *AddPermissionInput) check() error {
	switch {
	case !sidPattern.MatchString(in.StatementId):
		return invalid("statementId", in.StatementId, "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)")
	case !actionPattern.MatchString(in.Action):
		return invalid("action", in.Action, `Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])`)
	case in.SourceAccount != nil && !accountID.MatchString(*in.SourceAccount):
		return invalid("sourceAccount", *in.SourceAccount, `Member must satisfy regular expression pattern: \d{12}`)
	}
	return nil
}

// statement writes the input as a policy statement.
// docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (in *AddPermissionInput) statement(resource string) (string, bool) {
	x := statementJSON{Sid: in.StatementId, Effect: "Allow", Action: in.Action, Resource: resource}
	switch who := in.Principal; {
	case who == "*":
		x.Principal = who
	case accountID.MatchString(who):
		x.Principal = map[string]string{"AWS": "arn:aws:iam::" + who + ":root"}
	case strings.HasPrefix(who, "arn:aws:iam::") || strings.HasPrefix(who, "arn:aws:sts::"):
		x.Principal = map[string]string{"AWS": who}
	case strings.HasSuffix(who, ".amazonaws.com"):
		x.Principal = map[string]string{"Service": who}
	default:
		return "", false
	}
	add := func(operator, key string, value *string) {
		if value == nil {
			return
		}
		if x.Condition == nil {
			x.Condition = map[string]map[string]string{}
		}
		if x.Condition[operator] == nil {
			x.Condition[operator] = map[string]string{}
		}
		x.Condition[operator][key] = *value
	}
	add("StringEquals", "AWS:SourceAccount", in.SourceAccount)
	add("StringEquals", "lambda:EventSourceToken", in.EventSourceToken)
	add("StringEquals", "aws:PrincipalOrgID", in.PrincipalOrgID)
	add("ArnLike", "AWS:SourceArn", in.SourceArn)
	return plainJSON(x), true
}

// plainJSON is JSON whose <, > and & are not escaped: what AWS answers.
func plainJSON(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// document is the whole policy as JSON.
func (p *Policy) document() string {
	texts := make([]string, len(p.Statements))
	for i, x := range p.Statements {
		texts[i] = x.Text
	}
	return `{"Version":"2012-10-17","Id":"default","Statement":[` + strings.Join(texts, ",") + `]}`
}

// RemovePermissionInput names a statement.
type RemovePermissionInput struct {
	FunctionName string  `required:"true" doc:"name or ARN of the function"`
	StatementId  string  `required:"true" doc:"name of the statement"`
	Qualifier    *string `doc:"version or alias"`
	RevisionId   *string `doc:"only if this is still the policy's latest revision"`
}

// RemovePermission takes a statement out of the policy.
// docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html
func (s *State) RemovePermission(c *cloud.Call, in RemovePermissionInput) (NoOutput, error) {
	w, err := read(c.Scope, in.FunctionName, in.Qualifier)
	if err == nil && s.At(c.Scope).Functions.Find(w.name) == nil {
		err = cloud.Errorf(codeNotFound, "No policy found for: %s", w.arn(c.Scope))
	}
	if err != nil {
		return NoOutput{}, err
	}
	f, qualifier, p, err := s.guarded(c, in.FunctionName, in.Qualifier)
	switch {
	case err != nil:
		return NoOutput{}, err
	case p == nil:
		return NoOutput{}, cloud.Errorf(codeNotFound, "No policy is associated with the given resource.")
	case in.RevisionId != nil && *in.RevisionId != p.Revision:
		return NoOutput{}, stale("GetPolicy")
	}
	n := len(p.Statements)
	p.Statements = slices.DeleteFunc(p.Statements, func(x Statement) bool { return x.Sid == in.StatementId })
	if len(p.Statements) == n {
		return NoOutput{}, cloud.Errorf(codeNotFound, "Statement %s is not found in resource policy.", in.StatementId)
	}
	p.Revision = uuid(c.World, c.Scope, "lambda-revision")
	if n == 1 {
		f.Policies = slices.DeleteFunc(f.Policies, func(x Policy) bool { return x.Qualifier == qualifier })
	}
	return NoOutput{}, nil
}

// GetPolicyOutput is a policy as JSON.
type GetPolicyOutput struct {
	Policy     string
	RevisionId string
}

// GetPolicy shows the resource policy of a function, a version or an alias.
// docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
func (s *State) GetPolicy(c *cloud.Call, in QualifiedInput) (GetPolicyOutput, error) {
	_, _, p, err := s.guarded(c, in.FunctionName, in.Qualifier)
	if err != nil {
		return GetPolicyOutput{}, err
	}
	if p == nil {
		return GetPolicyOutput{}, cloud.Errorf(codeNotFound, "The resource you requested does not exist.")
	}
	return GetPolicyOutput{p.document(), p.Revision}, nil
}

// mayInvoke asks both sides: what the caller is allowed, and what the policy of
// the function or its qualifier says.
// docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (f *Function) mayInvoke(c *cloud.Call, qualifier string) error {
	arn := arnOf(c.Scope, f.Name, qualifier)
	owned := policy.Owned{Account: c.Scope.Account, At: arn}
	if qualifier == latest {
		qualifier = ""
	}
	if p := f.policy(qualifier); p != nil {
		if d, err := policy.Parse(p.document()); err == nil {
			owned.Policy = &d
		}
	}
	return policy.Authorize(c, cloud.Request{Action: "lambda:InvokeFunction", Resource: arn}, owned)
}
