package why

import (
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// families are the codes whose rule is a statement.
var families = [...]policy.Family{policy.Identity, policy.Boundary, policy.Session, policy.Trust, policy.Resource}

// statementID is the Sid of a statement in the policy that a reason names: a
// policy of IAM, a trust policy, a key's policy.
func statementID(w *simulators.World, r cloud.Reason) string {
	ofPolicy := false
	for _, f := range families {
		ofPolicy = ofPolicy || strings.HasPrefix(r.Code, string(f)+"_")
	}
	if !ofPolicy || r.Rule < 0 {
		return ""
	}
	d, err := policy.Parse(textOf(w, r.At))
	if err != nil || int(r.Rule) >= len(d.Statements) {
		return ""
	}
	return d.Statements[r.Rule].Sid
}

func textOf(w *simulators.World, at string) string {
	part := strings.SplitN(at, ":", 6)
	if len(part) != 6 || part[2] != "kms" {
		return w.IAM.Text(at)
	}
	if r := w.KMS.Look(cloud.Scope{Account: part[4], Region: part[3]}); r != nil {
		if k := r.Keys.Find(strings.TrimPrefix(part[5], "key/")); k != nil {
			return k.Policy
		}
	}
	return ""
}
