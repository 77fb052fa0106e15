package aws

import (
	"reflect"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/iam"
	"skylab/simulators/vpc"
)

// early is how long before its end a session is no longer used again, as in the
// real command.
const early = 15 * cloud.Minute

// assume calls sts AssumeRole for a profile, unless a session of an earlier
// command is still good: what the real command keeps in ~/.aws/cli/cache, the
// lab keeps with the sessions. It takes no time of its own.
func (h *chain) assume(by found, in iam.AssumeRoleInput, name string) (found, error) {
	w := h.d.World
	now := w.Cloud.Now
	asked := by.Key + " " + in.RoleArn + " " + name
	if in.ExternalId != nil {
		asked += " " + *in.ExternalId
	}
	if kept, until, ok := w.IAM.Kept(asked); ok && until-now > early {
		return found{Signed: kept, from: fromRole, at: until}, nil
	}
	op, _ := simulators.Find("sts", "AssumeRole")
	failed := func(err error) error {
		e := err.(*cloud.Error)
		return &failure{status: statusService, text: "An error occurred (" + e.Code + ") when calling the AssumeRole operation: " + e.Message}
	}
	caller, err := w.IAM.Authenticate(now, "sts", by.Signed)
	if err != nil {
		return found{}, failed(err)
	}
	caller.Source = addressOf(h.d)
	was := h.call.globals.caller
	h.call.globals.caller = caller
	out, reasons, err := w.Do(op, caller, cloud.Scope{Account: caller.Account, Region: h.call.globals.region}, reflect.ValueOf(&in).Elem())
	h.call.called("sts", "AssumeRole", true, reasons, err)
	h.call.globals.caller = was
	if err != nil {
		return found{}, failed(err)
	}
	made := out.(iam.AssumeRoleOutput).Credentials
	w.IAM.Keep(asked, made.AccessKeyId)
	return found{Signed: iam.Signed{Key: made.AccessKeyId, Secret: made.SecretAccessKey, Token: made.SessionToken}, from: fromRole, at: made.Expiration}, nil
}

// addressOf is where calls come from: the laptop's address, or the instance's.
func addressOf(d *desk.Desk) string {
	if d.Host == "" {
		return vpc.Laptop.String()
	}
	for _, r := range d.World.VPC.Regions {
		i := r.Instances.Find(d.Host)
		if i == nil || len(i.Interfaces) == 0 {
			continue
		}
		eni := r.Interfaces.Find(i.Interfaces[0])
		if eni == nil {
			continue
		}
		if eni.PublicIP.IsValid() {
			return eni.PublicIP.String()
		}
		if len(eni.Private) > 0 {
			return eni.Private[0].IP.String()
		}
	}
	return vpc.Laptop.String()
}
