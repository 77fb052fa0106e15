package cloud

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
// resource policy has a say in. The error is AWS's AccessDenied.
// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
func (c *Call) Authorize(q Request) error {
	d := c.Identity(q)
	if d.Allowed {
		return nil
	}
	return Refusal("AccessDenied", c.Caller, q, d, "identity-based policy")
}

// Refusal words a denial as most services do. kind is the policy that was
// missing or that denied: "identity-based policy", "resource-based policy".
// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
func Refusal(code string, who Caller, q Request, d Decision, kind string) error {
	on := ""
	if q.Resource != "" && q.Resource != "*" {
		on = " on resource: " + q.Resource
	}
	why := "because no " + kind + " allows the " + q.Action + " action"
	if d.Denied {
		article := "a"
		if kind[0] == 'i' {
			article = "an"
		}
		why = "with an explicit deny in " + article + " " + kind
	}
	return Errorf(code, "%s", "User: "+who.ARN+" is not authorized to perform: "+q.Action+on+" "+why)
}
