package iam

import (
	"strings"

	"skylab/simulators/cloud"
)

// State is everything that the simulated service remembers, for all accounts
// of a world; IAM has no Regions. Plain values only: Clone copies all of it.
type State struct {
	Accounts map[string]*Account // by 12-digit ID, from its first use on
}

// Account is what one account has in IAM, and the sessions that STS gave out
// for its identities.
type Account struct {
	ID       string
	Users    cloud.Collection[User]    // by name in lower case, as names are unique
	Groups   cloud.Collection[Group]   // likewise
	Roles    cloud.Collection[Role]    // likewise
	Profiles cloud.Collection[Profile] // instance profiles, likewise
	Policies cloud.Collection[Policy]  // the customer's, by ARN
	Sessions cloud.Collection[Session] // by access key ID
	Alias    string
}

// home is the learner's account, and born when its first user was made.
const (
	home = "111122223333"
	born = cloud.DefaultStart - 80*cloud.Day
)

// Administrator is the policy that allows everything.
const Administrator = "arn:aws:iam::aws:policy/AdministratorAccess"

// Account finds an account, and makes it on first use: the learner's has the
// user you; any other has the role that AWS Organizations makes in a member
// account, which lets the learner's account in.
// docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html
func (s *State) Account(id string) *Account {
	if a := s.Accounts[id]; a != nil {
		return a
	}
	a := &Account{ID: id}
	if s.Accounts == nil {
		s.Accounts = map[string]*Account{}
	}
	s.Accounts[id] = a
	if id == home {
		a.Users.Add(learner())
	} else {
		a.Roles.Add(memberRole(id))
	}
	return a
}

// learner is the user that the lab's commands run as. The key is the one of
// AWS's documentation.
func learner() User {
	return User{
		Holder: Holder{Account: home, Path: "/", Name: "you", ID: "AIDACKCEVSQ6C2EXAMPLE", Born: born, Attached: []string{Administrator}},
		Keys:   []AccessKey{{ID: LearnerKey, Secret: LearnerSecret, Active: true, Born: born}},
	}
}

// The learner's access key, in the spelling of AWS's documentation.
const (
	LearnerKey    = "AKIAIOSFODNN7EXAMPLE"
	LearnerSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)

// MemberRole is the name of the role in every other account.
const MemberRole = "OrganizationAccountAccessRole"

func memberRole(account string) Role {
	trust, _ := document(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::` + home + `:root"},"Action":"sts:AssumeRole"}]}`)
	return Role{
		Holder:  Holder{Account: account, Path: "/", Name: MemberRole, ID: "AROACKCEVSQ6C2EXAMPLE", Born: born, Attached: []string{Administrator}},
		Trust:   trust,
		Longest: int32(cloud.Hour / cloud.Second),
	}
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	if s.Accounts == nil {
		return State{}
	}
	c := State{Accounts: make(map[string]*Account, len(s.Accounts))}
	for id, a := range s.Accounts {
		c.Accounts[id] = &Account{
			ID: a.ID, Users: a.Users.Clone(), Groups: a.Groups.Clone(), Roles: a.Roles.Clone(), Profiles: a.Profiles.Clone(),
			Policies: a.Policies.Clone(), Sessions: a.Sessions.Clone(), Alias: a.Alias,
		}
	}
	return c
}

// at is the call's account.
func (s *State) at(c *cloud.Call) *Account { return s.Account(c.Scope.Account) }

// user, group, role and profile find by name, whatever its case.
func (a *Account) user(name string) *User       { return a.Users.Find(strings.ToLower(name)) }
func (a *Account) group(name string) *Group     { return a.Groups.Find(strings.ToLower(name)) }
func (a *Account) role(name string) *Role       { return a.Roles.Find(strings.ToLower(name)) }
func (a *Account) profile(name string) *Profile { return a.Profiles.Find(strings.ToLower(name)) }
