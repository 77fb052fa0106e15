package cloud

import "strings"

// Request is what a caller wants to do, as policies see it.
type Request struct {
	Action   string            // kms:Decrypt
	Resource string            // the ARN of what it is done to, or *
	Context  map[string]string // condition keys in lower case and their values
	// Lists are the keys that have several values at once (aws:tagkeys,
	// kms:encryptioncontextkeys), in lower case; nil where there are none.
	Lists map[string][]string
}

// Decision is what policies say of a request. Neither Allowed nor Denied is
// the implicit denial: nobody said anything.
type Decision struct {
	Allowed bool // some statement allows it and none denies it
	Denied  bool // some statement denies it: nothing can undo that
	// Fenced: a permissions boundary or a session's policy does not allow it. A
	// resource's policy that names the user or the session itself gets around
	// that; one that names the role does not.
	Fenced bool
	// Bounded: the caller has a permissions boundary, whatever it says.
	Bounded bool
	// Kind is the policy that denied or that was missing, as AWS words it:
	// identity-based policy, permissions boundary, session policy.
	Kind    string
	Reasons []Reason
}

// Access is who judges what an identity may do; the service iam is the one in
// use. A Call without one allows everything.
type Access interface {
	// Identity judges a request by the caller's own side alone: the policies of
	// the user, its groups or the role, its boundary, the session's policy. What
	// the resource's policy says is the resource's service's to ask.
	Identity(c *Call, q Request) Decision
}

// Knower is an Access that knows more of a request than the service that asks:
// the condition keys that hold for all services (aws:PrincipalArn,
// aws:RequestedRegion, aws:CurrentTime, …).
type Knower interface {
	Know(c *Call, q Request) Request
}

// Known is the request together with the condition keys of all services, for
// who judges it by a resource's policy. Identity does this itself.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (c *Call) Known(q Request) Request {
	if k, ok := c.Access.(Knower); ok {
		return k.Know(c, q)
	}
	return q
}

// Identity asks the caller's side and keeps the reasons.
func (c *Call) Identity(q Request) Decision {
	if c.Access == nil {
		return Decision{Allowed: true}
	}
	d := c.Access.Identity(c, q)
	c.Reasons = append(c.Reasons, d.Reasons...)
	return d
}

// Authorize asks the caller's side whether it may do something that no
// resource policy has a say in. The error is worded as the action's service
// words it.
// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
func (c *Call) Authorize(q Request) error {
	d := c.Identity(q)
	if d.Allowed {
		return nil
	}
	return Refused(c.Caller, q, d, "identity-based policy")
}

// Refused is Refusal with the code of the action's service.
func Refused(who Caller, q Request, d Decision, kind string) error {
	service, _, _ := strings.Cut(q.Action, ":")
	code, ok := refusals[service]
	if !ok {
		code = "AccessDenied"
	}
	return Refusal(code, who, q, d, kind)
}

// refusals are the codes of services that do not say AccessDenied, as the query
// and REST services do; those that speak JSON say AccessDeniedException.
// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html, and
// each service's page "Common errors"
var refusals = map[string]string{
	"acm": "AccessDeniedException", "cloudtrail": "AccessDeniedException", "dynamodb": "AccessDeniedException",
	"ec2": "UnauthorizedOperation", "kms": "AccessDeniedException", "lambda": "AccessDeniedException",
	"logs": "AccessDeniedException", "route53domains": "AccessDeniedException", "servicequotas": "AccessDeniedException",
	"secretsmanager": "AccessDeniedException", "sns": "AuthorizationError", "tag": "AccessDeniedException",
}

// Refusal words a denial as most services do. kind is the policy that was
// missing or that denied, unless the decision names it: "identity-based
// policy", "resource-based policy".
// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
func Refusal(code string, who Caller, q Request, d Decision, kind string) error {
	on := ""
	if q.Resource != "" && q.Resource != "*" {
		on = " on resource: " + q.Resource
	}
	if d.Kind != "" && kind == "identity-based policy" {
		kind = d.Kind
	}
	why := "because no " + kind + " allows the " + q.Action + " action"
	if d.Denied {
		why = "with an explicit deny in " + article(kind) + kind
	}
	message := "User: " + who.ARN + " is not authorized to perform: " + q.Action + on + " " + why
	if code == "UnauthorizedOperation" {
		message = "You are not authorized to perform this operation. " + message
	}
	return Errorf(code, "%s", message)
}

func article(kind string) string {
	switch {
	case kind == "role trust policy":
		return "the "
	case kind[0] == 'i':
		return "an "
	}
	return "a "
}

// Document is a JSON document in an output: a policy. The API sends it as
// text, the aws command prints it as the object that it is.
type Document string
