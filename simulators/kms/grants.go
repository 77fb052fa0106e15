package kms

import (
	"encoding/base64"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// GrantDelay is how long a new grant is known only to who shows its token. AWS:
// changes are eventually consistent, mostly within less than five minutes; the
// lab takes three for all.
// docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-eventual-consistency
const GrantDelay = 3 * cloud.Minute

// grantOperations are what a grant can allow, by what a key is for.
// docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations
var grantOperations = []string{
	"Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo", "Sign", "Verify", "GetPublicKey",
	"CreateGrant", "RetireGrant", "DescribeKey", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "GenerateMac", "VerifyMac", "DeriveSharedSecret",
}

// CreateGrantInput is a grant.
type CreateGrantInput struct {
	KeyId             string            `required:"true" doc:"the key: ID or ARN"`
	GranteePrincipal  string            `required:"true" doc:"the ARN of who may use the key"`
	RetiringPrincipal *string           `doc:"the ARN of who may retire the grant besides the account"`
	Operations        []string          `required:"true" enum:"Decrypt|Encrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|ReEncryptFrom|ReEncryptTo|Sign|Verify|GetPublicKey|CreateGrant|RetireGrant|DescribeKey|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateMac|VerifyMac|DeriveSharedSecret" doc:"what it allows"`
	Constraints       *GrantConstraints `doc:"only with this encryption context"`
	GrantTokens       []string          `doc:"tokens of grants that may not be known everywhere yet"`
	Name              *string           `doc:"the same call with the same name makes no second grant"`
	DryRun            *bool             `doc:"only ask whether it would be allowed"`
}

// GrantConstraints are pairs that the encryption context must have.
type GrantConstraints struct {
	EncryptionContextSubset map[string]string `doc:"at least these pairs"`
	EncryptionContextEquals map[string]string `doc:"exactly these pairs"`
}

// CreateGrantOutput names the grant.
type CreateGrantOutput struct {
	GrantToken *string
	GrantId    *string
}

// CreateGrant lets somebody use a key without touching its policy.
// docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
func (s *State) CreateGrant(c *cloud.Call, in CreateGrantInput) (CreateGrantOutput, error) {
	if err := in.check(c.Caller.Via != ""); err != nil {
		return CreateGrantOutput{}, err
	}
	q := ask{operation: "CreateGrant", grant: "CreateGrant", across: true, tokens: in.GrantTokens, more: in.conditions(c), lists: map[string][]string{"kms:grantoperations": in.Operations}}
	k, err := s.use(c, in.KeyId, q)
	if err != nil {
		return CreateGrantOutput{}, err
	}
	if err := in.suits(k); err != nil {
		return CreateGrantOutput{}, err
	}
	if err := s.noWider(c, k, q, in); err != nil {
		return CreateGrantOutput{}, err
	}
	if err := dryRun(in.DryRun); err != nil {
		return CreateGrantOutput{}, err
	}
	g := in.grant(c)
	if old := k.sameGrant(&g); old != nil {
		return CreateGrantOutput{new(old.Token), new(old.ID)}, nil
	}
	if r := s.At(k.Scope); len(k.Grants) >= r.quota(quotaGrants) {
		return CreateGrantOutput{}, cloud.Errorf("LimitExceededException", "You have reached the limit of %d grants for %s.", r.quota(quotaGrants), k.ARN())
	}
	b := drawn(c.World, k.Scope, "kms-grant", labelGrant, 64)
	g.ID = hex.EncodeToString(b[:32])
	g.Token = token(k.Scope.Account, k.Scope.Region, g.ID, b[32:])
	k.Grants = append(k.Grants, g)
	in.show(c, g.ID)
	return CreateGrantOutput{new(g.Token), new(g.ID)}, nil
}

// show keeps the token out of the trail: who has it may use the grant at once.
// docs.aws.amazon.com/kms/latest/developerguide/ct-creategrant.html
func (in CreateGrantInput) show(c *cloud.Call, id string) {
	var o, pairs shown
	o.text("keyId", in.KeyId)
	if in.Constraints != nil {
		pairs.pairs("encryptionContextSubset", in.Constraints.EncryptionContextSubset)
		pairs.pairs("encryptionContextEquals", in.Constraints.EncryptionContextEquals)
		o.object("constraints", &pairs)
	}
	o.texts("operations", in.Operations)
	o.text("granteePrincipal", in.GranteePrincipal)
	o.text("retiringPrincipal", deref(in.RetiringPrincipal))
	o.text("name", deref(in.Name))
	o.request(c)
	c.Shown.Reads, c.Shown.Response = false, `{"grantId":"`+id+`"}`
}

// token is what stands for a grant: opaque to callers, but the account, Region
// and grant stand inside.
func token(account, region, id string, b []byte) string {
	return base64.StdEncoding.EncodeToString([]byte(strings.Join([]string{"grant", account, region, id, hex.EncodeToString(b)}, " ")))
}

// isToken is true of a token that this KMS may have made.
func isToken(t string) bool {
	b, err := base64.StdEncoding.DecodeString(t)
	return err == nil && strings.HasPrefix(string(b), "grant ")
}

// check looks at the input; a service that calls in somebody's name may make
// itself the grantee, which people cannot.
func (in CreateGrantInput) check(service bool) error {
	if len(in.Operations) == 0 {
		return cloud.Errorf("ValidationException", "Operations cannot be empty.")
	}
	for _, o := range in.Operations {
		if err := oneOf("operations", o, grantOperations); err != nil {
			return err
		}
	}
	if err := tokensFit(in.GrantTokens); err != nil {
		return err
	}
	if !isPrincipal(in.GranteePrincipal) && !(service && isService(in.GranteePrincipal)) {
		return cloud.Errorf("InvalidArnException", "Invalid principal '%s'", in.GranteePrincipal)
	}
	if r := in.RetiringPrincipal; r != nil && !isPrincipal(*r) && !(service && isService(*r)) {
		return cloud.Errorf("InvalidArnException", "Invalid principal '%s'", *in.RetiringPrincipal)
	}
	return lengthOf("name", deref(in.Name), 0, 256)
}

// isService: rds.ap-northeast-2.amazonaws.com.
func isService(name string) bool {
	return strings.HasSuffix(name, ".amazonaws.com") && !strings.ContainsAny(name, ":*")
}

// isPrincipal: an account's root, a user, a role, a session.
func isPrincipal(arn string) bool {
	f := strings.SplitN(arn, ":", 6)
	return len(f) == 6 && f[0] == "arn" && (f[2] == "iam" || f[2] == "sts") && len(f[4]) == 12 && f[5] != "" && !strings.Contains(arn, "*")
}

func (in CreateGrantInput) conditions(c *cloud.Call) map[string]string {
	m := map[string]string{"kms:granteeprincipal": in.GranteePrincipal, "kms:grantisforawsresource": yes(c.Caller.Via != "")}
	if in.RetiringPrincipal != nil {
		m["kms:retiringprincipal"] = *in.RetiringPrincipal
	}
	if in.Constraints != nil {
		m["kms:grantconstrainttype"] = "EncryptionContextSubset"
		if in.Constraints.EncryptionContextEquals != nil {
			m["kms:grantconstrainttype"] = "EncryptionContextEquals"
		}
	}
	return m
}

// suits refuses operations that the key does not have.
func (in CreateGrantInput) suits(k *Key) error {
	for _, o := range in.Operations {
		if !slices.Contains(operationsOf(k), o) {
			return cloud.Errorf("ValidationException", "Grant operation %s is not supported for a KMS key with KeySpec %s and KeyUsage %s.", o, k.Spec, k.Usage)
		}
	}
	if in.Constraints != nil && k.Spec != symmetric {
		return cloud.Errorf("ValidationException", "Grant constraints are supported only for symmetric encryption KMS keys.")
	}
	return nil
}

func operationsOf(k *Key) []string {
	all := []string{"CreateGrant", "RetireGrant", "DescribeKey"}
	switch {
	case k.Spec == symmetric:
		return append(all, contextual...)
	case k.Usage == usageEncrypt:
		return append(all, "Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo", "GetPublicKey")
	case k.Usage == usageSign:
		return append(all, "Sign", "Verify", "GetPublicKey")
	case k.Usage == usageMac:
		return append(all, "GenerateMac", "VerifyMac")
	}
	return append(all, "DeriveSharedSecret", "GetPublicKey")
}

// noWider holds a grant that is made by way of a grant to that one: no more
// operations, and the same constraint or a stricter one.
// docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html#grant-creategrant
func (s *State) noWider(c *cloud.Call, k *Key, q ask, in CreateGrantInput) error {
	quiet := *c // the reasons have been noted
	quiet.Reasons = nil
	r := s.request(c, k, "", q)
	if policy.Settle(quiet.Identity(r), k.judge(c, r), true, c.Caller.Account == k.Scope.Account) {
		return nil // allowed by policies: no parent
	}
	for i := range k.Grants {
		p := &k.Grants[i]
		if p.fits(c, q) == CodeGrantAllows && p.covers(in) {
			return nil
		}
	}
	return cloud.Refused(c.Caller, r, cloud.Decision{}, "resource-based policy")
}

// covers tells whether a grant is as wide as one to be made from it.
func (g *Grant) covers(in CreateGrantInput) bool {
	for _, o := range in.Operations {
		if !slices.Contains(g.Operations, o) {
			return false
		}
	}
	var equals, subset map[string]string
	if in.Constraints != nil {
		equals, subset = in.Constraints.EncryptionContextEquals, in.Constraints.EncryptionContextSubset
	}
	switch {
	case g.Equals != nil:
		return maps.Equal(g.Equals, equals)
	case g.Subset != nil:
		return contains(equals, g.Subset) || contains(subset, g.Subset)
	}
	return true
}

func (in CreateGrantInput) grant(c *cloud.Call) Grant {
	g := Grant{
		Name: deref(in.Name), Grantee: in.GranteePrincipal, Retiring: deref(in.RetiringPrincipal), Issuer: c.Caller.Account,
		Operations: slices.Clone(in.Operations), Made: c.Now, Known: c.Now + GrantDelay, ViaResource: c.Caller.Via != "",
	}
	if in.Constraints != nil {
		g.Equals, g.Subset = maps.Clone(in.Constraints.EncryptionContextEquals), maps.Clone(in.Constraints.EncryptionContextSubset)
	}
	return g
}

// sameGrant finds the grant that the same call with the same name has made.
func (k *Key) sameGrant(g *Grant) *Grant {
	if g.Name == "" {
		return nil
	}
	for i := range k.Grants {
		o := &k.Grants[i]
		if o.Name == g.Name && o.Grantee == g.Grantee && o.Retiring == g.Retiring && slices.Equal(o.Operations, g.Operations) && maps.Equal(o.Equals, g.Equals) && maps.Equal(o.Subset, g.Subset) {
			return o
		}
	}
	return nil
}
