package kms

import (
	"strings"

	"skylab/simulators/cloud"
)

// place is what an identifier of a key says: which key or alias, where.
type place struct {
	scope cloud.Scope
	id    string
	alias string // with its prefix; empty when a key was named
}

// read takes an identifier apart: a key's ID or ARN, an alias's name or ARN.
// docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
func read(c *cloud.Call, id string) (place, error) {
	if err := lengthOf("keyId", id, 1, 2048); err != nil {
		return place{}, err
	}
	p := place{scope: c.Scope, id: id}
	if strings.HasPrefix(id, "arn:") {
		f := strings.SplitN(id, ":", 6)
		if len(f) < 6 || f[2] != "kms" || len(f[4]) != 12 {
			return place{}, cloud.Errorf("InvalidArnException", "%s", "Invalid arn "+id)
		}
		if f[3] != c.Region {
			return place{}, cloud.Errorf("NotFoundException", "%s", "Invalid arn "+f[3])
		}
		p.scope.Account = f[4]
		rest, isKey := strings.CutPrefix(f[5], "key/")
		if !isKey && !strings.HasPrefix(rest, "alias/") {
			return place{}, cloud.Errorf("InvalidArnException", "%s", "Invalid arn "+id)
		}
		p.id = rest
	}
	if strings.HasPrefix(p.id, "alias/") {
		p.id, p.alias = "", p.id
	}
	return p, nil
}

// find looks a key up by any identifier. Operations on the key itself do not
// take aliases.
func (s *State) find(c *cloud.Call, id string, aliases bool) (*Key, place, error) {
	p, err := read(c, id)
	if err != nil {
		return nil, p, err
	}
	r := s.Look(p.scope)
	if p.alias != "" {
		if !aliases {
			return nil, p, cloud.Errorf("NotFoundException", "Invalid keyId '%s'", id)
		}
		var a *Alias
		if r != nil {
			a = r.Aliases.Find(p.alias)
		}
		if a == nil {
			return nil, p, cloud.Errorf("NotFoundException", "Alias %s is not found.", aliasARN(p.scope, p.alias))
		}
		p.id = a.Target
	} else if !isKeyID(p.id) {
		return nil, p, cloud.Errorf("NotFoundException", "Invalid keyId '%s'", p.id)
	}
	if r != nil {
		if k := r.Keys.Find(p.id); k != nil {
			return k, p, nil
		}
	}
	return nil, p, missing(p)
}

func missing(p place) error {
	k := Key{ID: p.id, Scope: p.scope}
	return cloud.Errorf("NotFoundException", "Key '%s' does not exist", k.ARN())
}

// isKeyID is true of a UUID and of the ID of a multi-Region key.
func isKeyID(s string) bool {
	if digits, ok := strings.CutPrefix(s, "mrk-"); ok {
		return len(digits) == 32 && isHex(digits)
	}
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (s[i] == '-') || !dash && !isHex(s[i:i+1]) {
			return false
		}
	}
	return true
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (s[i] < '0' || s[i] > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func aliasARN(scope cloud.Scope, name string) string {
	return "arn:aws:kms:" + scope.Region + ":" + scope.Account + ":" + name
}
