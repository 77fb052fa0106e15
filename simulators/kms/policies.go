package kms

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// defaultPolicy is what a key gets that is made without one, to the letter: the
// account may do all, so its IAM policies decide.
// docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
func defaultPolicy(account string) string {
	return strings.ReplaceAll(`{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "arn:aws:iam::ACCOUNT:root"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`, "ACCOUNT", account)
}

// managedPolicy is that of a service's key: whoever in the account may use the
// service uses the key through it, nobody may change it.
// docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
func managedPolicy(scope cloud.Scope, service string) string {
	return strings.NewReplacer("ACCOUNT", scope.Account, "REGION", scope.Region, "SERVICE", service).Replace(`{
  "Version" : "2012-10-17",
  "Id" : "auto-SERVICE-2",
  "Statement" : [ {
    "Sid" : "Allow access through SERVICE for all principals in the account that are authorized to use SERVICE",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "*"
    },
    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
    "Resource" : "*",
    "Condition" : {
      "StringEquals" : {
        "kms:CallerAccount" : "ACCOUNT",
        "kms:ViaService" : "SERVICE.REGION.amazonaws.com"
      }
    }
  }, {
    "Sid" : "Allow direct access to key metadata to the account",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "arn:aws:iam::ACCOUNT:root"
    },
    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
    "Resource" : "*"
  } ]
}`)
}

// put sets a policy that is known to be right.
func (k *Key) put(text string) {
	d, err := policy.Parse(text)
	if err != nil {
		panic(err) // of the two above: never
	}
	k.keep(text, d)
}

func (k *Key) keep(text string, d policy.Document) {
	k.Policy, k.document = text, d
	k.asks = strings.Contains(text, "${") || slices.ContainsFunc(d.Statements, func(s policy.Statement) bool { return len(s.Conditions) > 0 })
}

// setPolicy sets a policy that somebody gave, or the default one.
func (k *Key) setPolicy(c *cloud.Call, known Directory, text string, bypass bool) error {
	if text == "" {
		k.put(defaultPolicy(c.Account))
		return nil
	}
	if len(text) > maxPolicy {
		return cloud.Errorf("LimitExceededException", "Key policy is too large: %d bytes, at most %d are allowed.", len(text), maxPolicy)
	}
	d, err := policy.Parse(text)
	if err != nil {
		return cloud.Errorf("MalformedPolicyDocumentException", "%s", policy.Complaint(text, err))
	}
	if err := statements(d, known); err != nil {
		return err
	}
	if !bypass && !k.mayChange(c, d) {
		c.Because(cloud.Reason{Code: CodeLockout, Rule: -1, Verdict: cloud.Denied})
		return cloud.Errorf("MalformedPolicyDocumentException", "The new key policy will not allow you to update the key policy in the future.")
	}
	k.keep(text, d)
	return nil
}

// statements holds a key policy to what all key policies must have: principals,
// who exist, and a resource.
// docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
func statements(d policy.Document, known Directory) error {
	for _, s := range d.Statements {
		who := append(slices.Clone(s.Principals), s.NotPrincipals...)
		switch {
		case len(who) == 0:
			return cloud.Errorf("MalformedPolicyDocumentException", "Policy contains a statement with no principal.")
		case len(s.Resources) == 0 && len(s.NotResources) == 0:
			return cloud.Errorf("MalformedPolicyDocumentException", "Policy contains a statement with no resource.")
		case known != nil && slices.ContainsFunc(who, func(arn string) bool { return !known.IsPrincipal(arn) }):
			return cloud.Errorf("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals.")
		}
	}
	return nil
}

// mayChange is the lockout safety check: could the caller put another policy
// under this one? A statement for the account leaves that to IAM, which counts.
// docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
func (k *Key) mayChange(c *cloud.Call, d policy.Document) bool {
	arn := "*"
	if k.ID != "" {
		arn = k.ARN()
	}
	q := c.Known(cloud.Request{Action: "kms:PutKeyPolicy", Resource: arn, Context: map[string]string{"kms:calleraccount": c.Caller.Account}})
	return d.Judge(c.Caller, q, arn).Allowed
}

// GetKeyPolicyInput names a key.
type GetKeyPolicyInput struct {
	KeyId      string  `required:"true" doc:"the key: ID or ARN"`
	PolicyName *string `doc:"the policy's name; default is the only one"`
}

// GetKeyPolicyOutput is a key policy.
type GetKeyPolicyOutput struct {
	Policy     *string
	PolicyName *string
}

// GetKeyPolicy shows a key's policy as it was put.
// docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
func (s *State) GetKeyPolicy(c *cloud.Call, in GetKeyPolicyInput) (GetKeyPolicyOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "GetKeyPolicy"})
	if err != nil {
		return GetKeyPolicyOutput{}, err
	}
	if in.PolicyName != nil && *in.PolicyName != "default" {
		return GetKeyPolicyOutput{}, cloud.Errorf("NotFoundException", "No such policy exists")
	}
	return GetKeyPolicyOutput{new(k.Policy), new("default")}, nil
}

// PutKeyPolicyInput is a new key policy.
type PutKeyPolicyInput struct {
	KeyId                          string  `required:"true" doc:"the key: ID or ARN"`
	PolicyName                     *string `doc:"the policy's name; default is the only one"`
	Policy                         string  `required:"true" doc:"the key policy, JSON, at most 32 KB; it takes the old one's place"`
	BypassPolicyLockoutSafetyCheck bool    `doc:"take a policy that locks the caller out"`
}

// PutKeyPolicyOutput is nothing.
type PutKeyPolicyOutput struct{}

// PutKeyPolicy puts another policy in the place of a key's.
// docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
func (s *State) PutKeyPolicy(c *cloud.Call, in PutKeyPolicyInput) (PutKeyPolicyOutput, error) {
	bypass := map[string]string{"kms:bypasspolicylockoutsafetycheck": yes(in.BypassPolicyLockoutSafetyCheck)}
	k, err := s.use(c, in.KeyId, ask{operation: "PutKeyPolicy", more: bypass})
	if err != nil {
		return PutKeyPolicyOutput{}, err
	}
	if err := k.mine(c, "PutKeyPolicy"); err != nil {
		return PutKeyPolicyOutput{}, err
	}
	if in.PolicyName != nil && *in.PolicyName != "default" {
		return PutKeyPolicyOutput{}, cloud.Errorf("UnsupportedOperationException", "Only default policy is supported")
	}
	if in.Policy == "" {
		return PutKeyPolicyOutput{}, lengthOf("policy", "", 1, 131072)
	}
	return PutKeyPolicyOutput{}, k.setPolicy(c, s.directory, in.Policy, in.BypassPolicyLockoutSafetyCheck)
}

// mine refuses to change an AWS managed key. Its policy allows nobody to; this
// says so even to who bypasses policies.
// docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
func (k *Key) mine(c *cloud.Call, operation string) error {
	if k.Manager != "AWS" {
		return nil
	}
	r := cloud.Request{Action: "kms:" + operation, Resource: k.ARN()}
	return cloud.Refused(c.Caller, r, cloud.Decision{}, "resource-based policy")
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// ListKeyPoliciesInput names a key.
type ListKeyPoliciesInput struct {
	KeyId  string  `required:"true" doc:"the key: ID or ARN"`
	Limit  *int32  `doc:"at most so many, 1 to 1000"`
	Marker *string `doc:"NextMarker of the answer before"`
}

// ListKeyPoliciesOutput is the names of a key's policies: always default.
type ListKeyPoliciesOutput struct {
	PolicyNames []string
	NextMarker  *string
	Truncated   bool
}

// ListKeyPolicies lists the names of a key's policies.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html
func (s *State) ListKeyPolicies(c *cloud.Call, in ListKeyPoliciesInput) (ListKeyPoliciesOutput, error) {
	if _, err := s.use(c, in.KeyId, ask{operation: "ListKeyPolicies"}); err != nil {
		return ListKeyPoliciesOutput{}, err
	}
	page, next, err := paged([]string{"default"}, in.Limit, in.Marker, 100, 1000)
	return ListKeyPoliciesOutput{page, next, next != nil}, err
}
