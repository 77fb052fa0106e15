package aws

import (
	"strings"

	"skylab/console/desk"
	"skylab/simulators/kms"
)

// keys lists what of KMS a member may mean: aliases where they are taken, keys,
// grants of the account in the Region.
func (c *completion) keys(member string) []desk.Candidate {
	r := c.World.KMS.Look(c.scope())
	if r == nil {
		return nil
	}
	var found []desk.Candidate
	switch {
	case member == "AliasName":
		for a := range r.Aliases.All {
			if !strings.HasPrefix(a.Name, "alias/aws/") {
				found = append(found, desk.Candidate{Text: a.Name, Doc: a.Target})
			}
		}
	case member == "GrantId":
		for k := range r.Keys.All {
			for _, g := range k.Grants {
				found = append(found, desk.Candidate{Text: g.ID, Doc: g.Grantee})
			}
		}
	case strings.HasSuffix(member, "KeyId"):
		if kms.TakesAlias(c.command.op.Name) {
			for a := range r.Aliases.All {
				found = append(found, desk.Candidate{Text: a.Name, Doc: a.Target})
			}
		}
		for k := range r.Keys.All {
			found = append(found, desk.Candidate{Text: k.ID, Doc: strings.TrimSpace(k.Description + " " + string(k.State))})
		}
	}
	return found
}
