package kms

import (
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// people are callers' own policies: who may do what, by IAM.
type people map[string]string

// Identity judges by the one policy that a caller has.
func (p people) Identity(c *cloud.Call, q cloud.Request) cloud.Decision {
	text, ok := p[c.Caller.ARN]
	if !ok {
		return cloud.Decision{Reasons: []cloud.Reason{{Code: "IAM_NOTHING"}}}
	}
	d, err := policy.Parse(text)
	if err != nil {
		panic(err)
	}
	v, reasons := d.Decide(policy.Request{Principal: c.Caller.ARN, Account: c.Caller.Account, Action: q.Action, Resource: q.Resource, Context: q.Context, Lists: q.Lists}, "iam")
	denied := false
	for _, r := range reasons {
		denied = denied || r.Verdict == cloud.Denied && r.Rule >= 0
	}
	return cloud.Decision{Allowed: v == cloud.Allowed, Denied: denied, Reasons: reasons}
}

func iamAllow(actions ...string) string {
	return `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["` + strings.Join(actions, `","`) + `"],"Resource":"*"}}`
}

const anyKMS = "kms:*"

var (
	alice   = cloud.Caller{Account: seoul.Account, ARN: "arn:aws:iam::111122223333:user/alice"}
	bakery  = cloud.Caller{Account: other.Account, ARN: "arn:aws:iam::444455556666:user/baker"}
	batch   = cloud.Caller{Account: seoul.Account, ARN: "arn:aws:sts::111122223333:assumed-role/batch/night", Role: "arn:aws:iam::111122223333:role/batch", Kind: "AssumedRole"}
	rootARN = "arn:aws:iam::111122223333:root"
)

func keyPolicy(statements ...string) *string {
	return new(`{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`)
}

func say(effect, principal, condition string, actions ...string) string {
	s := `{"Effect":"` + effect + `","Principal":{"AWS":"` + principal + `"},"Action":["` + strings.Join(actions, `","`) + `"],"Resource":"*"`
	if condition != "" {
		s += `,"Condition":` + condition
	}
	return s + "}"
}

// TestWhoMay is the truth table of key policy, IAM and account.
func TestWhoMay(t *testing.T) {
	admin := say("Allow", you.ARN, "", anyKMS)
	for name, c := range map[string]struct {
		policy *string
		iam    string
		who    cloud.Caller
		want   string // "" or a part of the refusal
		reason string
	}{
		"the default policy leaves it to IAM, which allows":       {nil, iamAllow(anyKMS), alice, "", CodeDelegates},
		"the default policy leaves it to IAM, which says nothing": {nil, "", alice, "because no identity-based policy allows the kms:Encrypt action", CodeDelegates},
		"named in the key policy, nothing in IAM":                 {keyPolicy(admin, say("Allow", alice.ARN, "", "kms:Encrypt")), "", alice, "", CodeNamed},
		"no root statement: IAM's allow does not count":           {keyPolicy(admin), iamAllow("*"), alice, "because no resource-based policy allows the kms:Encrypt action", CodeNotDelegated},
		"everyone, nothing in IAM":                                {keyPolicy(admin, say("Allow", "*", "", "kms:Encrypt")), "", alice, "", CodeNamed},
		"a deny in the key policy beats all":                      {keyPolicy(admin, say("Allow", alice.ARN, "", anyKMS), say("Deny", alice.ARN, "", "kms:Encrypt")), iamAllow("*"), alice, "with an explicit deny in a resource-based policy", policy.CodeDeny},
		"a deny in IAM beats the key policy":                      {keyPolicy(admin, say("Allow", alice.ARN, "", anyKMS)), `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"kms:*","Resource":"*"}}`, alice, "with an explicit deny in an identity-based policy", policy.CodeDeny},
		"another account, allowed by both":                        {keyPolicy(admin, say("Allow", "arn:aws:iam::444455556666:root", "", "kms:Encrypt")), iamAllow("kms:Encrypt"), bakery, "", CodeOtherAccount},
		"another account, named, but not allowed by its own IAM":  {keyPolicy(admin, say("Allow", bakery.ARN, "", "kms:Encrypt")), "", bakery, "because no identity-based policy allows", CodeOtherAccount},
		"another account, not in the key policy":                  {nil, iamAllow("*"), bakery, "because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access", CodeNotDelegated},
		"a role's session is the role":                            {keyPolicy(admin, say("Allow", batch.Role, "", "kms:Encrypt")), "", batch, "", CodeNamed},
		"a condition on the context that holds":                   {keyPolicy(admin, say("Allow", alice.ARN, `{"StringEquals":{"kms:EncryptionContext:Shop":"7"}}`, "kms:Encrypt")), "", alice, "", CodeNamed},
		"a condition on the context that does not":                {keyPolicy(admin, say("Allow", alice.ARN, `{"StringEquals":{"kms:EncryptionContext:shop":"8"}}`, "kms:Encrypt")), "", alice, "because no resource-based policy", CodeNotDelegated},
		"only these names of pairs":                               {keyPolicy(admin, say("Allow", alice.ARN, `{"ForAllValues:StringEquals":{"kms:EncryptionContextKeys":["shop"]}}`, "kms:Encrypt")), "", alice, "", CodeNamed},
		"only through S3, and it is not":                          {keyPolicy(admin, say("Allow", alice.ARN, `{"StringEquals":{"kms:ViaService":"s3.ap-northeast-2.amazonaws.com"}}`, "kms:Encrypt")), "", alice, "because no resource-based policy", CodeNotDelegated},
		"only of this account":                                    {keyPolicy(admin, say("Allow", "*", `{"StringEquals":{"kms:CallerAccount":"111122223333"}}`, "kms:Encrypt")), "", alice, "", CodeNamed},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t)
			id := l.key(CreateKeyInput{Policy: c.policy})
			l.access = people{you.ARN: iamAllow("*")}
			if c.iam != "" {
				l.access.(people)[c.who.ARN] = c.iam
			}
			call := l.as(c.who, seoul)
			_, err := l.Encrypt(call, EncryptInput{KeyId: l.find1(id).ARN(), Plaintext: []byte("x"), EncryptionContext: map[string]string{"shop": "7"}})
			if c.want == "" && err != nil || c.want != "" && (codeOf(err) != "AccessDeniedException" || !strings.Contains(messageOf(err), c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if !has(call.Reasons, c.reason) {
				t.Errorf("the reasons %v lack %s", call.Reasons, c.reason)
			}
		})
	}
}

// Through S3 the AWS managed key works for who may use S3; by itself nobody may.
func TestManagedKey(t *testing.T) {
	l := newLab(t)
	l.access = people{alice.ARN: iamAllow("s3:*"), you.ARN: iamAllow("*")}
	k := l.Managed(&l.World, seoul, "s3")
	arn, id := k.ARN(), k.ID
	if l.Managed(&l.World, seoul, "s3").ARN() != arn {
		t.Error("another key the second time")
	}
	ask := GenerateDataKeyInput{KeyId: "alias/aws/s3", KeySpec: new("AES_256")}
	_, err := l.GenerateDataKey(l.as(alice, seoul), ask)
	wants(t, err, "AccessDeniedException")
	via := alice
	via.Via = "s3.amazonaws.com"
	_, err = l.GenerateDataKey(l.as(via, seoul), ask)
	wants(t, err, "")
	for name, err := range map[string]error{
		"deletion":    second(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{KeyId: id})),
		"disabling":   second(l.DisableKey(l.call(), KeyInput{id})),
		"a policy":    second(l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: id, Policy: defaultPolicy(seoul.Account), BypassPolicyLockoutSafetyCheck: true})),
		"no rotation": second(l.DisableKeyRotation(l.call(), KeyInput{id})),
	} {
		if codeOf(err) != "AccessDeniedException" {
			t.Errorf("%s of an AWS managed key: %v", name, err)
		}
	}
	out := must[DescribeKeyOutput](t)(l.DescribeKey(l.call(), DescribeKeyInput{KeyId: "alias/aws/s3"}))
	if *out.KeyMetadata.KeyManager != "AWS" {
		t.Error("it is not AWS's")
	}
	l.access = nil
	wants(t, second(l.DisableKey(l.call(), KeyInput{id})), "AccessDeniedException") // whatever IAM may be
}

func second[T any](_ T, err error) error { return err }

// A policy that would shut its author out is refused, unless that is wanted.
func TestLockout(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	app := keyPolicy(say("Allow", "arn:aws:iam::111122223333:role/app", "", "kms:Decrypt"))
	_, err := l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: id, Policy: *app})
	wants(t, err, "MalformedPolicyDocumentException")
	_, err = l.CreateKey(l.call(), CreateKeyInput{Policy: app})
	wants(t, err, "MalformedPolicyDocumentException")
	if got := must[GetKeyPolicyOutput](t)(l.GetKeyPolicy(l.call(), GetKeyPolicyInput{KeyId: id})); *got.Policy != defaultPolicy(seoul.Account) {
		t.Errorf("the refused policy was put: %s", *got.Policy)
	}
	must[PutKeyPolicyOutput](t)(l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: id, Policy: *app, BypassPolicyLockoutSafetyCheck: true}))
	_, err = l.GetKeyPolicy(l.call(), GetKeyPolicyInput{KeyId: id})
	wants(t, err, "AccessDeniedException")
	for _, bad := range []string{"", "{", `{"Statement":[]}`, `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:*","Resource":"*"}}`, *keyPolicy(`{"Effect":"Allow","Principal":"*","Action":"kms:*"}`)} {
		id := l.key(CreateKeyInput{})
		if _, err := l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: id, Policy: bad}); err == nil {
			t.Errorf("%q was put", bad)
		}
	}
	_, err = l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: l.key(CreateKeyInput{}), Policy: strings.Repeat(" ", maxPolicy+1)})
	wants(t, err, "LimitExceededException")
}

// What never works across accounts does not even when the key policy says so.
func TestAcrossAccounts(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{Policy: keyPolicy(say("Allow", rootARN, "", anyKMS), say("Allow", "arn:aws:iam::444455556666:root", "", anyKMS))})
	l.access = people{bakery.ARN: iamAllow("*")}
	arn := l.find1(id).ARN()
	for name, err := range map[string]error{
		"DescribeKey": second(l.DescribeKey(l.as(bakery, other), DescribeKeyInput{KeyId: arn})),
		"Encrypt":     second(l.Encrypt(l.as(bakery, other), EncryptInput{KeyId: arn, Plaintext: []byte("x")})),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"DisableKey":   second(l.DisableKey(l.as(bakery, other), KeyInput{arn})),
		"PutKeyPolicy": second(l.PutKeyPolicy(l.as(bakery, other), PutKeyPolicyInput{KeyId: arn, Policy: defaultPolicy(other.Account)})),
	} {
		if codeOf(err) != "AccessDeniedException" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
