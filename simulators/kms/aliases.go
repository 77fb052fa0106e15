package kms

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// CreateAliasInput is a name for a key.
type CreateAliasInput struct {
	AliasName   string `required:"true" doc:"the name, alias/…; alias/aws/ is AWS's"`
	TargetKeyId string `required:"true" doc:"the key: ID or ARN"`
}

// CreateAliasOutput is nothing.
type CreateAliasOutput struct{}

// CreateAlias gives a key a name.
// docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
func (s *State) CreateAlias(c *cloud.Call, in CreateAliasInput) (CreateAliasOutput, error) {
	if err := aliasFits(in.AliasName); err != nil {
		return CreateAliasOutput{}, err
	}
	if err := c.Authorize(cloud.Request{Action: "kms:CreateAlias", Resource: aliasARN(c.Scope, in.AliasName)}); err != nil {
		return CreateAliasOutput{}, err
	}
	k, err := s.use(c, in.TargetKeyId, ask{operation: "CreateAlias"})
	if err != nil {
		return CreateAliasOutput{}, err
	}
	if err := k.mine(c, "CreateAlias"); err != nil {
		return CreateAliasOutput{}, err
	}
	r := s.At(c.Scope)
	if r.Aliases.Find(in.AliasName) != nil {
		return CreateAliasOutput{}, cloud.Errorf("AlreadyExistsException", "An alias with the name %s already exists", aliasARN(c.Scope, in.AliasName))
	}
	if err := r.roomForAlias(k); err != nil {
		return CreateAliasOutput{}, err
	}
	r.Aliases.Add(Alias{Name: in.AliasName, Target: k.ID, Made: c.Now, Set: c.Now})
	c.Resources = append(c.Resources, aliasARN(c.Scope, in.AliasName))
	return CreateAliasOutput{}, nil
}

func (r *Region) roomForAlias(k *Key) error {
	n := 0
	for a := range r.Aliases.All {
		if a.Target == k.ID {
			n++
		}
	}
	if n >= r.quota(quotaAliases) {
		return cloud.Errorf("LimitExceededException", "You have reached the limit of %d aliases for %s.", r.quota(quotaAliases), k.ARN())
	}
	return nil
}

// aliasFits holds a name to AWS's rules.
// docs.aws.amazon.com/kms/latest/developerguide/alias-create.html
func aliasFits(name string) error {
	bad := func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(":/_-", r))
	}
	switch {
	case !strings.HasPrefix(name, "alias/"):
		return cloud.Errorf("ValidationException", `Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html`)
	case strings.HasPrefix(name, "alias/aws/"):
		return cloud.Errorf("NotAuthorizedException", "")
	case name == "alias/" || strings.ContainsFunc(name, bad):
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%s' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$", name)
	}
	return lengthOf("aliasName", name, 1, 256)
}

// UpdateAliasInput points a name at another key.
type UpdateAliasInput struct {
	AliasName   string `required:"true" doc:"the alias"`
	TargetKeyId string `required:"true" doc:"the key that it names from now on: ID or ARN"`
}

// UpdateAliasOutput is nothing.
type UpdateAliasOutput struct{}

// UpdateAlias points an alias at another key of the same kind and usage. What
// was sealed under the old key still names the old key.
// docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html
func (s *State) UpdateAlias(c *cloud.Call, in UpdateAliasInput) (UpdateAliasOutput, error) {
	if err := aliasFits(in.AliasName); err != nil {
		return UpdateAliasOutput{}, err
	}
	if err := c.Authorize(cloud.Request{Action: "kms:UpdateAlias", Resource: aliasARN(c.Scope, in.AliasName)}); err != nil {
		return UpdateAliasOutput{}, err
	}
	a := s.alias(c, in.AliasName)
	if a == nil {
		return UpdateAliasOutput{}, cloud.Errorf("NotFoundException", "Alias %s is not found.", aliasARN(c.Scope, in.AliasName))
	}
	old := s.look(c.Scope, a.Target)
	c.Resources = append(c.Resources, old.ARN())
	if err := s.authorize(c, old, "", ask{operation: "UpdateAlias"}); err != nil { // the key that it leaves may be in any state
		return UpdateAliasOutput{}, err
	}
	k, err := s.use(c, in.TargetKeyId, ask{operation: "UpdateAlias"})
	if err != nil {
		return UpdateAliasOutput{}, err
	}
	if old.Usage != k.Usage || old.Symmetric() != k.Symmetric() {
		return UpdateAliasOutput{}, cloud.Errorf("ValidationException", "Alias %s cannot be changed from a KMS key with KeyUsage %s and KeySpec %s to one with KeyUsage %s and KeySpec %s.", aliasARN(c.Scope, in.AliasName), old.Usage, old.Spec, k.Usage, k.Spec)
	}
	if r := s.At(c.Scope); k.ID != a.Target {
		if err := r.roomForAlias(k); err != nil {
			return UpdateAliasOutput{}, err
		}
	}
	a.Target, a.Set = k.ID, c.Now
	return UpdateAliasOutput{}, nil
}

func (s *State) alias(c *cloud.Call, name string) *Alias {
	if r := s.Look(c.Scope); r != nil {
		return r.Aliases.Find(name)
	}
	return nil
}

// DeleteAliasInput names an alias.
type DeleteAliasInput struct {
	AliasName string `required:"true" doc:"the alias"`
}

// DeleteAliasOutput is nothing.
type DeleteAliasOutput struct{}

// DeleteAlias takes a name away; the key stays.
// docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html
func (s *State) DeleteAlias(c *cloud.Call, in DeleteAliasInput) (DeleteAliasOutput, error) {
	if err := aliasFits(in.AliasName); err != nil {
		return DeleteAliasOutput{}, err
	}
	if err := c.Authorize(cloud.Request{Action: "kms:DeleteAlias", Resource: aliasARN(c.Scope, in.AliasName)}); err != nil {
		return DeleteAliasOutput{}, err
	}
	a := s.alias(c, in.AliasName)
	if a == nil {
		return DeleteAliasOutput{}, cloud.Errorf("NotFoundException", "Alias %s is not found.", aliasARN(c.Scope, in.AliasName))
	}
	if _, err := s.use(c, a.Target, ask{operation: "DeleteAlias"}); err != nil {
		return DeleteAliasOutput{}, err
	}
	s.At(c.Scope).Aliases.Remove(in.AliasName)
	c.Resources = append(c.Resources, aliasARN(c.Scope, in.AliasName))
	return DeleteAliasOutput{}, nil
}

// ListAliasesInput asks for all aliases, or a key's.
type ListAliasesInput struct {
	KeyId  *string `doc:"only this key's: ID or ARN"`
	Limit  *int32  `doc:"at most so many, 1 to 100; 50 when left out"`
	Marker *string `doc:"NextMarker of the answer before"`
}

// ListAliasesOutput is a page of aliases.
type ListAliasesOutput struct {
	Aliases    []AliasListEntry
	NextMarker *string
	Truncated  bool
}

// AliasListEntry is an alias in a list.
type AliasListEntry struct {
	AliasName       *string
	AliasArn        *string
	TargetKeyId     *string
	CreationDate    *cloud.Time
	LastUpdatedDate *cloud.Time
}

// ListAliases lists the account's aliases in the Region, by name.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
func (s *State) ListAliases(c *cloud.Call, in ListAliasesInput) (ListAliasesOutput, error) {
	if err := c.Authorize(cloud.Request{Action: "kms:ListAliases", Resource: "*"}); err != nil {
		return ListAliasesOutput{}, err
	}
	only := ""
	if in.KeyId != nil {
		k, _, err := s.find(c, *in.KeyId, false)
		if err != nil {
			return ListAliasesOutput{}, err
		}
		only = k.ID
	}
	list := []AliasListEntry{}
	if r := s.Look(c.Scope); r != nil {
		for a := range r.Aliases.All {
			if only == "" || a.Target == only {
				list = append(list, AliasListEntry{new(a.Name), new(aliasARN(c.Scope, a.Name)), new(a.Target), new(a.Made), new(a.Set)})
			}
		}
	}
	slices.SortFunc(list, func(a, b AliasListEntry) int { return strings.Compare(*a.AliasName, *b.AliasName) })
	page, next, err := paged(list, in.Limit, in.Marker, 50, 100)
	return ListAliasesOutput{page, next, next != nil}, err
}
