package iam

import (
	"strings"

	"skylab/simulators/cloud"
)

// Signed is what a request was signed with.
type Signed struct {
	Key, Secret, Token string
}

// Authenticate finds out whose credentials these are. The errors are what the
// service that is called says of credentials that it does not take.
func (s *State) Authenticate(now cloud.Time, service string, by Signed) (cloud.Caller, error) {
	_, key, t := s.credential(by.Key)
	say := wordingOf(service)
	switch {
	case key != nil:
		if !key.Active {
			return cloud.Caller{}, say.unknown()
		}
		if by.Token != "" { // a long-lived key has no token
			return cloud.Caller{}, say.unknown()
		}
		if by.Secret != key.Secret {
			return cloud.Caller{}, say.unsigned()
		}
		return s.ofKey(by.Key), nil
	case t == nil || by.Token != t.Token:
		return cloud.Caller{}, say.unknown()
	case by.Secret != t.Secret:
		return cloud.Caller{}, say.unsigned()
	case now >= t.Until:
		return cloud.Caller{}, say.expired()
	}
	return s.ofSession(t)
}

// credential finds an access key in any account: a user's or a session's.
func (s *State) credential(id string) (account string, key *AccessKey, session *Session) {
	s.Account(home) // the learner's key is there from the beginning
	for _, a := range s.Accounts {
		if t := a.Sessions.Find(id); t != nil {
			return a.ID, nil, t
		}
		for u := range a.Users.All {
			if k, err := u.key(id); err == nil {
				return a.ID, k, nil
			}
		}
	}
	return "", nil, nil
}

// ofKey is the user of a long-lived key.
func (s *State) ofKey(id string) cloud.Caller {
	for _, a := range s.Accounts {
		for u := range a.Users.All {
			if _, err := u.key(id); err == nil {
				return cloud.Caller{Account: a.ID, ARN: u.ARN(), UserID: u.ID, Kind: kindUser, Key: id}
			}
		}
	}
	return cloud.Caller{}
}

// ofSession is who a session is.
func (s *State) ofSession(t *Session) (cloud.Caller, error) {
	id, _, _ := s.credential(t.AccessKey)
	a := s.Account(id)
	if t.User != "" {
		if t.User == "root" {
			return cloud.Caller{Account: id, ARN: "arn:aws:iam::" + id + ":root", UserID: id, Kind: kindRoot, Key: t.AccessKey}, nil
		}
		u := a.user(t.User)
		if u == nil {
			return cloud.Caller{}, cloud.Errorf("InvalidClientTokenId", "The security token included in the request is invalid.")
		}
		return cloud.Caller{Account: id, ARN: u.ARN(), UserID: u.ID, Kind: kindUser, Key: t.AccessKey}, nil
	}
	r := Role{Holder: Holder{Account: id, Path: "/", Name: t.Role, ID: t.RoleID}}
	if now := a.role(t.Role); now != nil && now.ID == t.RoleID {
		r.Path, r.Name = now.Path, now.Name
	}
	return r.caller(t.Name, t.AccessKey), nil
}

func (r *Role) caller(session, key string) cloud.Caller {
	return cloud.Caller{Account: r.Account, ARN: sessionARN(r, session), UserID: r.ID + ":" + session, Kind: kindSession, Role: r.ARN(), Key: key}
}

// SecretOf is the secret of an access key, for what holds credentials in
// somebody's name (an instance's metadata). Empty: there is no such key.
func (s *State) SecretOf(id string) Signed {
	switch _, key, t := s.credential(id); {
	case key != nil:
		return Signed{Key: id, Secret: key.Secret}
	case t != nil:
		return Signed{Key: id, Secret: t.Secret, Token: t.Token}
	}
	return Signed{}
}

// As is the caller that runs with a role: a function, an instance. A role that
// is not there gives a caller that may do nothing.
func (s *State) As(role, session string) cloud.Caller {
	if _, r := s.findRole(role); r != nil {
		return r.caller(session, "")
	}
	part := strings.SplitN(role, ":", 6)
	if len(part) != 6 {
		return cloud.Caller{ARN: role, Kind: kindSession, Role: role}
	}
	r := Role{Holder: Holder{Account: part[4], Path: "/", Name: nameOf(part[5]), ID: "AROACKCEVSQ6C2EXAMPLE"}}
	return r.caller(session, "")
}

// Trusts tells whether a role exists and lets a service (lambda.amazonaws.com)
// take it on.
func (s *State) Trusts(role, service string) (exists, trusts bool) {
	_, r := s.findRole(role)
	if r == nil {
		return false, false
	}
	who := cloud.Caller{Kind: kindService, Source: service}
	q := cloud.Request{Action: "sts:AssumeRole", Resource: role, Context: map[string]string{"aws:sourceaccount": r.Account}}
	return true, r.Trust.Parsed.Judge(who, q, role).Allowed
}

// ProfileRole is the role of an instance profile, by the profile's ARN; empty
// when the profile or the role is not there.
func (s *State) ProfileRole(profile string) string {
	part := strings.SplitN(profile, ":", 6)
	if len(part) != 6 {
		return ""
	}
	a := s.Account(part[4])
	p := a.profile(nameOf(part[5]))
	if p == nil || p.Role == "" {
		return ""
	}
	if r := a.role(p.Role); r != nil {
		return r.ARN()
	}
	return ""
}

// SessionBorn tells since when a session is, by its access key ID.
func (s *State) SessionBorn(key string) (cloud.Time, bool) {
	_, _, t := s.credential(key)
	if t == nil {
		return 0, false
	}
	return t.Born, true
}

// Profile finds an instance profile by name or ARN, and its role's ARN.
func (s *State) Profile(account, nameOrARN string) (arn, role string, ok bool) {
	p := s.Account(account).profile(nameOf("/" + nameOrARN))
	if p == nil || strings.HasPrefix(nameOrARN, "arn:") && p.ARN() != nameOrARN {
		return "", "", false
	}
	return p.ARN(), s.ProfileRole(p.ARN()), true
}
