package iam

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

func decimal(n int32) string { return strconv.Itoa(int(n)) }

// UserNameInput names a user; without a name it is the caller.
type UserNameInput struct {
	UserName *string `doc:"the user; without it, who calls"`
}

// NewAccessKey is a key with its secret, which is shown this once.
type NewAccessKey struct {
	UserName        string
	AccessKeyId     string
	Status          string
	SecretAccessKey string
	CreateDate      *cloud.Time
}

// NewAccessKeyOutput is a new key.
type NewAccessKeyOutput struct{ AccessKey NewAccessKey }

func (s *State) keyOwner(c *cloud.Call, name *string) (*User, error) {
	n, err := own(c, name)
	if err != nil {
		return nil, err
	}
	u := s.at(c).user(n)
	if u == nil {
		return nil, missing("user", n)
	}
	return u, nil
}

// CreateAccessKey makes a long-lived key; a user has two at most. The trail
// never shows the secret.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
func (s *State) CreateAccessKey(c *cloud.Call, in UserNameInput) (NewAccessKeyOutput, error) {
	u, err := s.keyOwner(c, in.UserName)
	if err != nil {
		return NewAccessKeyOutput{}, err
	}
	if len(u.Keys) >= maxKeys {
		return NewAccessKeyOutput{}, exceeds("AccessKeysPerUser", maxKeys)
	}
	id := newID(c.World, u.Account, "AKIA", 9)
	k := AccessKey{ID: id, Secret: secretOf(c.Seed, id), Active: true, Born: c.Now}
	u.Keys = append(u.Keys, k)
	c.Shown = &cloud.Shown{
		Request:  `{"userName":` + strconv.Quote(u.Name) + `}`,
		Response: `{"accessKey":{"userName":` + strconv.Quote(u.Name) + `,"accessKeyId":"` + id + `","status":"Active","createDate":"` + c.Now.UTC().Format("Jan 2, 2006 3:04:05 PM") + `"}}`,
	}
	return NewAccessKeyOutput{NewAccessKey{u.Name, id, "Active", k.Secret, new(k.Born)}}, nil
}

// AccessKeyMetadata is a key without its secret.
type AccessKeyMetadata struct {
	UserName    string
	AccessKeyId string
	Status      string
	CreateDate  cloud.Time
}

// AccessKeysOutput lists keys.
type AccessKeysOutput struct{ AccessKeyMetadata []AccessKeyMetadata }

func (k AccessKey) status() string {
	if k.Active {
		return "Active"
	}
	return "Inactive"
}

// ListAccessKeys lists a user's keys.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html
func (s *State) ListAccessKeys(c *cloud.Call, in UserNameInput) (AccessKeysOutput, error) {
	u, err := s.keyOwner(c, in.UserName)
	if err != nil {
		return AccessKeysOutput{}, err
	}
	list := []AccessKeyMetadata{}
	for _, k := range u.Keys {
		list = append(list, AccessKeyMetadata{u.Name, k.ID, k.status(), k.Born})
	}
	return AccessKeysOutput{list}, nil
}

// UpdateAccessKeyInput switches a key.
type UpdateAccessKeyInput struct {
	UserName    *string `doc:"the user; without it, who calls"`
	AccessKeyId string  `required:"true" doc:"the key"`
	Status      string  `required:"true" enum:"Active|Inactive" doc:"Active or Inactive"`
}

func (u *User) key(id string) (*AccessKey, error) {
	i := slices.IndexFunc(u.Keys, func(k AccessKey) bool { return k.ID == id })
	if i < 0 {
		return nil, cloud.Errorf("NoSuchEntity", "The Access Key with id %s cannot be found.", id)
	}
	return &u.Keys[i], nil
}

// UpdateAccessKey switches a key on or off.
// docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html
func (s *State) UpdateAccessKey(c *cloud.Call, in UpdateAccessKeyInput) (Done, error) {
	u, err := s.keyOwner(c, in.UserName)
	if err != nil {
		return Done{}, err
	}
	k, err := u.key(in.AccessKeyId)
	if err == nil {
		k.Active = in.Status == "Active"
	}
	return Done{}, err
}

// DeleteAccessKeyInput names a key.
type DeleteAccessKeyInput struct {
	UserName    *string `doc:"the user; without it, who calls"`
	AccessKeyId string  `required:"true" doc:"the key"`
}

// DeleteAccessKey deletes a key: what still uses it is refused from now on.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html
func (s *State) DeleteAccessKey(c *cloud.Call, in DeleteAccessKeyInput) (Done, error) {
	u, err := s.keyOwner(c, in.UserName)
	if err != nil {
		return Done{}, err
	}
	if _, err = u.key(in.AccessKeyId); err == nil {
		u.Keys = slices.DeleteFunc(u.Keys, func(k AccessKey) bool { return k.ID == in.AccessKeyId })
	}
	return Done{}, err
}

// AccessKeyInput names a key.
type AccessKeyInput struct {
	AccessKeyId string `required:"true" doc:"the key"`
}

// AccessKeyLastUsed is when and for what a key was last used.
type AccessKeyLastUsed struct {
	LastUsedDate *cloud.Time
	ServiceName  string
	Region       string
}

// AccessKeyLastUsedOutput says it.
type AccessKeyLastUsedOutput struct {
	UserName          string
	AccessKeyLastUsed AccessKeyLastUsed
}

// GetAccessKeyLastUsed says when a key was last used.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html
func (s *State) GetAccessKeyLastUsed(c *cloud.Call, in AccessKeyInput) (AccessKeyLastUsedOutput, error) {
	for u := range s.at(c).Users.All {
		k, err := u.key(in.AccessKeyId)
		if err != nil {
			continue
		}
		out := AccessKeyLastUsedOutput{u.Name, AccessKeyLastUsed{ServiceName: "N/A", Region: "N/A"}}
		if k.UsedAt != 0 {
			out.AccessKeyLastUsed = AccessKeyLastUsed{new(k.UsedAt), k.UsedFor, k.UsedIn}
		}
		return out, nil
	}
	return AccessKeyLastUsedOutput{}, cloud.Errorf("AccessDenied", "%s", "User: "+c.Caller.ARN+" is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key "+in.AccessKeyId)
}
