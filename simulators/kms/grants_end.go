package kms

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// RetireGrantInput names a grant: by its token, or by key and ID.
type RetireGrantInput struct {
	GrantToken *string `doc:"the grant's token"`
	KeyId      *string `doc:"the key's ARN, together with the grant's ID"`
	GrantId    *string `doc:"the grant's ID"`
	DryRun     *bool   `doc:"only ask whether it would be allowed"`
}

// RetireGrant ends a grant by who was granted that: the retiring principal, the
// grantee with RetireGrant among its operations, or the account.
// docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html
func (s *State) RetireGrant(c *cloud.Call, in RetireGrantInput) (NoOutput, error) {
	id, grant := deref(in.KeyId), deref(in.GrantId)
	if in.GrantToken != nil {
		var err error
		if id, grant, err = s.tokenOf(*in.GrantToken); err != nil {
			return NoOutput{}, err
		}
	} else if id == "" || grant == "" {
		return NoOutput{}, cloud.Errorf("ValidationException", "Must provide either grant token or both key ARN and grant ID.")
	}
	k, _, err := s.find(c, id, false)
	if err != nil {
		return NoOutput{}, err
	}
	c.Resources = append(c.Resources, k.ARN())
	i := slices.IndexFunc(k.Grants, func(g Grant) bool { return g.ID == grant })
	if i < 0 {
		return NoOutput{}, cloud.Errorf("NotFoundException", "Grant ID %s not found", grant)
	}
	if err := s.mayRetire(c, k, i); err != nil {
		return NoOutput{}, err
	}
	if err := dryRun(in.DryRun); err != nil {
		return NoOutput{}, err
	}
	k.Grants = slices.Delete(k.Grants, i, i+1)
	c.Shown = &cloud.Shown{More: `{"grantId":"` + grant + `"}`} // docs.aws.amazon.com/kms/latest/developerguide/ct-retire-grant.html
	return NoOutput{}, nil
}

// mayRetire: the permission comes from the grant itself; the account's own
// callers need it from IAM or the key policy.
// docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
func (s *State) mayRetire(c *cloud.Call, k *Key, i int) error {
	g := &k.Grants[i]
	is := func(arn string) bool { return arn == c.Caller.ARN || c.Caller.Role != "" && arn == c.Caller.Role }
	if is(g.Retiring) || is(g.Grantee) && slices.Contains(g.Operations, "RetireGrant") {
		c.Because(cloud.Reason{Code: CodeGrantAllows, At: g.ID, Rule: int32(i), Verdict: cloud.Allowed})
		return nil
	}
	return s.authorize(c, k, "", ask{operation: "RetireGrant"})
}

// tokenOf finds the key and the grant that a token stands for.
func (s *State) tokenOf(t string) (key, grant string, err error) {
	b, _ := base64.StdEncoding.DecodeString(t)
	f := strings.Fields(string(b))
	if !isToken(t) || len(f) != 5 {
		return "", "", cloud.Errorf("InvalidGrantTokenException", "Invalid grant token.")
	}
	if r := s.Look(cloud.Scope{Account: f[1], Region: f[2]}); r != nil {
		for k := range r.Keys.All {
			if slices.ContainsFunc(k.Grants, func(g Grant) bool { return g.Token == t }) {
				return k.ARN(), f[3], nil
			}
		}
	}
	return "", "", cloud.Errorf("NotFoundException", "Unable to find grant token %s", t)
}

// RevokeGrantInput names a grant.
type RevokeGrantInput struct {
	KeyId   string `required:"true" doc:"the key: ID or ARN"`
	GrantId string `required:"true" doc:"the grant's ID"`
	DryRun  *bool  `doc:"only ask whether it would be allowed"`
}

// RevokeGrant ends a grant by who may administer the key.
// docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html
func (s *State) RevokeGrant(c *cloud.Call, in RevokeGrantInput) (NoOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "RevokeGrant", across: true})
	if err != nil {
		return NoOutput{}, err
	}
	i := slices.IndexFunc(k.Grants, func(g Grant) bool { return g.ID == in.GrantId })
	if i < 0 {
		return NoOutput{}, cloud.Errorf("NotFoundException", "Grant ID %s not found", in.GrantId)
	}
	if err := dryRun(in.DryRun); err != nil {
		return NoOutput{}, err
	}
	k.Grants = slices.Delete(k.Grants, i, i+1)
	return NoOutput{}, nil
}

// GrantListEntry is a grant in a list.
type GrantListEntry struct {
	KeyId             *string
	GrantId           *string
	Name              *string
	CreationDate      *cloud.Time
	GranteePrincipal  *string
	RetiringPrincipal *string
	IssuingAccount    *string
	Operations        []string
	Constraints       *GrantConstraints
}

func (k *Key) grantEntry(g *Grant) GrantListEntry {
	e := GrantListEntry{
		KeyId: new(k.ARN()), GrantId: new(g.ID), Name: new(g.Name), CreationDate: new(g.Made), GranteePrincipal: new(g.Grantee),
		IssuingAccount: new("arn:aws:iam::" + g.Issuer + ":root"), Operations: slices.Clone(g.Operations),
	}
	if g.Retiring != "" {
		e.RetiringPrincipal = new(g.Retiring)
	}
	if g.Equals != nil || g.Subset != nil {
		e.Constraints = &GrantConstraints{EncryptionContextSubset: maps.Clone(g.Subset), EncryptionContextEquals: maps.Clone(g.Equals)}
	}
	return e
}

// ListGrantsInput asks for a key's grants.
type ListGrantsInput struct {
	Limit            *int32  `doc:"at most so many, 1 to 100"`
	Marker           *string `doc:"NextMarker of the answer before"`
	KeyId            string  `required:"true" doc:"the key: ID or ARN"`
	GrantId          *string `doc:"only this one"`
	GranteePrincipal *string `doc:"only those for this principal"`
}

// ListGrantsOutput is a page of grants.
type ListGrantsOutput struct {
	Grants     []GrantListEntry
	NextMarker *string
	Truncated  bool
}

// ListGrants lists a key's grants.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
func (s *State) ListGrants(c *cloud.Call, in ListGrantsInput) (ListGrantsOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "ListGrants", across: true})
	if err != nil {
		return ListGrantsOutput{}, err
	}
	list := []GrantListEntry{}
	for i := range k.Grants {
		g := &k.Grants[i]
		if (in.GrantId == nil || *in.GrantId == g.ID) && (in.GranteePrincipal == nil || *in.GranteePrincipal == g.Grantee) {
			list = append(list, k.grantEntry(g))
		}
	}
	if in.GrantId != nil && len(list) == 0 {
		return ListGrantsOutput{}, cloud.Errorf("InvalidGrantIdException", "Invalid grant ID %s", *in.GrantId)
	}
	page, next, err := paged(list, in.Limit, in.Marker, 50, 100)
	return ListGrantsOutput{page, next, next != nil}, err
}

// ListRetirableGrantsInput names a retiring principal.
type ListRetirableGrantsInput struct {
	Limit             *int32  `doc:"at most so many, 1 to 100"`
	Marker            *string `doc:"NextMarker of the answer before"`
	RetiringPrincipal string  `required:"true" doc:"the ARN of who may retire them"`
}

// ListRetirableGrants lists the grants in the Region that a principal may retire.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html
func (s *State) ListRetirableGrants(c *cloud.Call, in ListRetirableGrantsInput) (ListGrantsOutput, error) {
	if !isPrincipal(in.RetiringPrincipal) {
		return ListGrantsOutput{}, cloud.Errorf("InvalidArnException", "Invalid principal '%s'", in.RetiringPrincipal)
	}
	list := []GrantListEntry{}
	if r := s.Look(c.Scope); r != nil {
		for k := range r.Keys.All {
			for i := range k.Grants {
				if k.Grants[i].Retiring == in.RetiringPrincipal {
					list = append(list, k.grantEntry(&k.Grants[i]))
				}
			}
		}
	}
	page, next, err := paged(list, in.Limit, in.Marker, 50, 100)
	return ListGrantsOutput{page, next, next != nil}, err
}
