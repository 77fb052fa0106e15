package iam

import (
	"strings"

	"skylab/simulators/cloud"
)

// instanceSession is how long the credentials of an instance last, and renewal
// how long before their end new ones are given out.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
const (
	instanceSession = 6 * cloud.Hour
	renewal         = 5 * cloud.Minute
)

// Keep remembers a session under the words of who asked for it, so that Kept
// finds it again.
func (s *State) Keep(asked, key string) {
	if _, _, t := s.credential(key); t != nil {
		t.Asked = asked
	}
}

// Kept finds the latest session that was kept under these words.
func (s *State) Kept(asked string) (by Signed, until cloud.Time, ok bool) {
	for _, a := range s.Accounts {
		for t := range a.Sessions.All {
			if t.Asked == asked && t.Until > until {
				by, until, ok = Signed{t.AccessKey, t.Secret, t.Token}, t.Until, true
			}
		}
	}
	return by, until, ok
}

// ForInstance gives out the credentials of an instance's role.
func (s *State) ForInstance(w *cloud.World, role, instance string) Signed {
	asked := "instance " + instance + " " + role
	if by, until, ok := s.Kept(asked); ok && until-w.Now > renewal {
		return by
	}
	part := strings.SplitN(role, ":", 6)
	if len(part) != 6 {
		return Signed{}
	}
	a := s.Account(part[4])
	t := Session{Name: instance, Role: nameOf(part[5]), RoleID: "AROACKCEVSQ6C2EXAMPLE", Born: w.Now, Until: w.Now + instanceSession, Asked: asked}
	if r := a.role(t.Role); r != nil {
		t.RoleID = r.ID
		r.UsedAt = w.Now
	}
	s.issue(&cloud.Call{World: w}, a, &t)
	return Signed{t.AccessKey, t.Secret, t.Token}
}

// Ends tells when a session ends, and since when it is.
func (s *State) Ends(key string) (born, until cloud.Time) {
	if _, _, t := s.credential(key); t != nil {
		return t.Born, t.Until
	}
	return 0, 0
}

// Used notes that a long-lived key was used.
func (s *State) Used(key, service, region string, now cloud.Time) {
	if _, k, _ := s.credential(key); k != nil {
		k.UsedAt, k.UsedFor, k.UsedIn = now, service, region
	}
}

// Text is the policy that a reason of Identity or AssumeRole names: by the ARN
// of a managed policy, by its holder's ARN, # and its name, or by a role's ARN
// for its trust policy. Empty: there is none (any more). It changes nothing, so
// that who only looks may ask.
func (s *State) Text(at string) string {
	holder, inline, ok := strings.Cut(at, "#")
	part := strings.SplitN(holder, ":", 6)
	if len(part) != 6 || part[2] != "iam" {
		return ""
	}
	if p := managedByAWS(at); p != nil {
		return p.current().Text
	}
	a := s.Accounts[part[4]]
	if a == nil {
		return ""
	}
	if p := a.Policies.Find(at); p != nil {
		return p.current().Text
	}
	k, name := kindOfARN(part[5])
	if r := a.role(name); r != nil && !ok && k == role {
		return r.Trust.Text
	}
	if p, err := a.getInline(k, name, inline); err == nil {
		return p.Text
	}
	return ""
}

func kindOfARN(resource string) (kind, string) {
	what, path, _ := strings.Cut(resource, "/")
	switch name := nameOf("/" + path); what {
	case "user":
		return user, name
	case "group":
		return group, name
	default:
		return role, name
	}
}
