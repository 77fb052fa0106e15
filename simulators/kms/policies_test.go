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
