package why

import (
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// statementID is the Sid of a statement in the policy that a reason names: a
// policy of IAM, a trust policy, a key's policy.
func statementID(w *simulators.World, at string, rule int) string {
	text := w.IAM.Text(at)
	if part := strings.SplitN(at, ":", 6); text == "" && len(part) == 6 && part[2] == "kms" {
		if r := w.KMS.Look(cloud.Scope{Account: part[4], Region: part[3]}); r != nil {
			if k := r.Keys.Find(strings.TrimPrefix(part[5], "key/")); k != nil {
				text = k.Policy
			}
		}
	}
	d, err := policy.Parse(text)
	if err != nil || rule >= len(d.Statements) {
		return ""
	}
	return d.Statements[rule].Sid
}
