package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// Holder is what users, groups and roles have in common: they hold policies.
type Holder struct {
	Account, Path, Name, ID string
	Born                    cloud.Time
	Attached                []string // ARNs of managed policies, in the order of attachment
	Inline                  []Inline // in the order of their names
	Boundary                string   // ARN of a managed policy, or empty
	Tags                    []Tag
}

// Inline is a policy that belongs to one holder.
type Inline struct {
	Name string
	Document
}

// Document is a policy's text and what it says; neither is changed once made.
type Document struct {
	Text   string
	Parsed policy.Document
}

// document parses a policy's text.
func document(text string) (Document, error) {
	d, err := policy.Parse(text)
	return Document{text, d}, err
}

// User is a person's or a program's identity with long-lived keys.
type User struct {
	Holder
	Keys   []AccessKey
	Groups []string // names in lower case, in the order of joining
}

// Group is a set of users that share policies.
type Group struct{ Holder }

// Role is an identity that others take on.
type Role struct {
	Holder
	Trust       Document // who may
	Description string
	Longest     int32  // seconds that a session may last at most
	Service     string // of a service-linked role: ecs.amazonaws.com
	UsedAt      cloud.Time
	UsedIn      string // the Region of the last use
}

// Profile lends an instance a role.
type Profile struct {
	Account, Path, Name, ID string
	Born                    cloud.Time
	Role                    string // its name, or empty
	Tags                    []Tag
}

// Policy is a managed policy of the customer's.
type Policy struct {
	ARN, Account, Path, Name, ID string
	Description                  string
	Born, Changed                cloud.Time
	Versions                     []Version // oldest first
	Default                      string    // v1
	Next                         int       // the number of the next version
	Tags                         []Tag
}

// Version is one version of a managed policy.
type Version struct {
	ID   string
	Born cloud.Time
	Document
}

// AccessKey is a user's long-lived key.
type AccessKey struct {
	ID, Secret string
	Active     bool
	Born       cloud.Time
	UsedAt     cloud.Time // 0: never
	UsedIn     string     // Region of the last use
	UsedFor    string     // service of the last use
}

// Session is what STS gave out: an identity for a while.
type Session struct {
	AccessKey, Secret, Token string
	Name                     string // of the session
	Role                     string // name of the role; empty of a user's own session
	User                     string // name of the user; empty of a role's session
	RoleID                   string // the role must still be the same one
	Born, Until              cloud.Time
	Policies                 []Document // session policies given as text
	Managed                  []string   // and as ARNs
	Tags                     []Tag
	Source                   string // source identity
	Chained                  bool   // taken on by a session
	Asked                    string // see Keep
}

// Key is the user's name in lower case, as names are unique whatever their case.
func (u User) Key() string { return strings.ToLower(u.Name) }

// Key is the group's name in lower case.
func (g Group) Key() string { return strings.ToLower(g.Name) }

// Key is the role's name in lower case.
func (r Role) Key() string { return strings.ToLower(r.Name) }

// Key is the profile's name in lower case.
func (p Profile) Key() string { return strings.ToLower(p.Name) }

// Key is the policy's ARN.
func (p Policy) Key() string { return p.ARN }

// Key is the session's access key ID.
func (s Session) Key() string { return s.AccessKey }

// ARN of the user.
func (u *User) ARN() string { return u.arn("user") }

// ARN of the group.
func (g *Group) ARN() string { return g.arn("group") }

// ARN of the role.
func (r *Role) ARN() string { return r.arn("role") }

// ARN of the profile.
func (p *Profile) ARN() string {
	return "arn:aws:iam::" + p.Account + ":instance-profile" + p.Path + p.Name
}

func (h *Holder) arn(kind string) string {
	return "arn:aws:iam::" + h.Account + ":" + kind + h.Path + h.Name
}

// default version of a policy; nil never, since it cannot be deleted.
func (p *Policy) current() *Version { return p.version(p.Default) }

func (p *Policy) version(id string) *Version {
	i := slices.IndexFunc(p.Versions, func(v Version) bool { return v.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Versions[i]
}

func (h Holder) clone() Holder {
	h.Attached, h.Inline, h.Tags = slices.Clone(h.Attached), slices.Clone(h.Inline), slices.Clone(h.Tags)
	return h
}

// Clone copies a user.
func (u User) Clone() User {
	u.Holder, u.Keys, u.Groups = u.clone(), slices.Clone(u.Keys), slices.Clone(u.Groups)
	return u
}

// Clone copies a group.
func (g Group) Clone() Group { return Group{g.clone()} }

// Clone copies a role.
func (r Role) Clone() Role {
	r.Holder = r.clone()
	return r
}

// Clone copies a profile.
func (p Profile) Clone() Profile {
	p.Tags = slices.Clone(p.Tags)
	return p
}

// Clone copies a policy.
func (p Policy) Clone() Policy {
	p.Versions, p.Tags = slices.Clone(p.Versions), slices.Clone(p.Tags)
	return p
}

// Clone copies a session.
func (s Session) Clone() Session {
	s.Policies, s.Managed, s.Tags = slices.Clone(s.Policies), slices.Clone(s.Managed), slices.Clone(s.Tags)
	return s
}
