package generate

import (
	"errors"
	"fmt"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/kms"
)

// vault is a world with KMS keys, drawn for the simulator and the console at
// once.
type vault struct {
	*simulators.World
	script strings.Builder
}

func newVault() *vault { return &vault{World: simulators.New(1, cloud.DefaultStart)} }

// call is a call of the account's own user, whom everything is allowed.
func (v *vault) call() *cloud.Call {
	return &cloud.Call{World: &v.Cloud, Scope: home, Caller: cloud.Caller{
		Account: home.Account, Kind: "IAMUser", ARN: "arn:aws:iam::" + home.Account + ":user/you", UserID: "AIDAEXAMPLE",
	}}
}

// run adds a command to the console's set-up.
func (v *vault) run(format string, args ...any) { fmt.Fprintf(&v.script, format+"\n", args...) }

// key makes a key; in the console it is a variable.
func (v *vault) key(name string, in kms.CreateKeyInput) (string, error) {
	option := ""
	if in.KeySpec != nil {
		option += " --key-spec " + *in.KeySpec
	}
	if in.KeyUsage != nil {
		option += " --key-usage " + *in.KeyUsage
	}
	if in.Origin != nil {
		option += " --origin " + *in.Origin
	}
	if in.MultiRegion != nil {
		option += " --multi-region"
	}
	v.run("%s=$(aws kms create-key%s --query KeyMetadata.KeyId --output text)", name, option)
	out, err := v.KMS.CreateKey(v.call(), in)
	if err != nil {
		return "", err
	}
	return out.KeyMetadata.KeyId, nil
}

// days lets time pass.
func (v *vault) days(n int) {
	if n > 0 {
		v.Sleep(cloud.Time(n) * cloud.Day)
		v.run("sleep %dd", n)
	}
}

// codeOf is the code of an API error, or worked.
func codeOf(err error) string {
	var e *cloud.Error
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return worked
}

// worked stands for an answer without an error.
const worked = "ok"
