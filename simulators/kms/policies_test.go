package kms

import (
	"strings"
	"testing"
)

// What is said of a policy that cannot be read are words about the policy, not
// about what reads it.
func TestMalformedPolicy(t *testing.T) {
	deep := strings.Repeat("[", 20_000)
	for policy, want := range map[string]string{
		"{": "This policy contains invalid Json", deep: "This policy contains invalid Json", "[]": "This policy contains invalid Json",
		"{}": "Missing required field Statement", "null": "Missing required field Statement",
		`{"Statement":{}}`: "Missing required field Effect",
		`{"Statement":{"Effect":"Maybe","Principal":"*","Action":"kms:*","Resource":"*"}}`:                                    "Invalid effect: only Allow and Deny are supported",
		`{"Statement":{"Effect":"Allow","Principal":"*","Action":7,"Resource":"*"}}`:                                          "Syntax errors in policy.",
		`{"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*","Condition":{"Nonsense":{"a":"b"}}}}`: "Invalid Condition type : Nonsense.",
		`{"a":1}`: "Syntax errors in policy.",
	} {
		l := newLab(t)
		id := l.key(CreateKeyInput{})
		_, err := l.PutKeyPolicy(l.call(), PutKeyPolicyInput{KeyId: id, Policy: policy})
		wants(t, err, "MalformedPolicyDocumentException")
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%.60s: %v, want %s", policy, err, want)
		}
		if _, err := l.CreateKey(l.call(), CreateKeyInput{Policy: &policy}); codeOf(err) != "MalformedPolicyDocumentException" {
			t.Errorf("CreateKey with %.60s: %v", policy, err)
		}
		if got := must[GetKeyPolicyOutput](t)(l.GetKeyPolicy(l.call(), GetKeyPolicyInput{KeyId: id})); *got.Policy != defaultPolicy(seoul.Account) {
			t.Errorf("the refused policy was put: %s", *got.Policy)
		}
	}
}

// An alias moves only to a key of the same kind: a pair and a symmetric key
// that both encrypt are not.
func TestAliasStaysWithItsKind(t *testing.T) {
	l := newLab(t)
	a, b := l.key(CreateKeyInput{}), l.key(CreateKeyInput{KeySpec: new("RSA_2048"), KeyUsage: new("ENCRYPT_DECRYPT")})
	must[CreateAliasOutput](t)(l.CreateAlias(l.call(), CreateAliasInput{"alias/orders", a}))
	wants(t, second(l.UpdateAlias(l.call(), UpdateAliasInput{"alias/orders", b})), "ValidationException")
}

// To take material out that is not there is no mistake, and says nothing.
func TestNothingToDelete(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{Origin: new("EXTERNAL")})
	if out := must[DeleteImportedKeyMaterialOutput](t)(l.DeleteImportedKeyMaterial(l.call(), DeleteImportedKeyMaterialInput{KeyId: id})); out.KeyId == nil || out.KeyMaterialId != nil {
		t.Errorf("%+v", out)
	}
}

// Whether another account's key exists is not told to strangers, whatever they
// may do at home.
func TestMissingKeyOfAnotherAccount(t *testing.T) {
	l := newLab(t)
	l.access = people{bakery.ARN: iamAllow("*")}
	_, err := l.DescribeKey(l.as(bakery, other), DescribeKeyInput{KeyId: "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"})
	wants(t, err, "AccessDeniedException")
	_, err = l.DescribeKey(l.as(bakery, other), DescribeKeyInput{KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab"})
	wants(t, err, "NotFoundException")
}
