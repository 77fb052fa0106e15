package simulators

import (
	"reflect"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/kms"
)

var (
	seoul = cloud.Scope{Account: Account, Region: "ap-northeast-2"}
	you   = cloud.Caller{Account: Account, ARN: "arn:aws:iam::" + Account + ":user/you", UserID: "AIDACKCEVSQ6C2EXAMPLE", Kind: "IAMUser"}
)

// ask runs a KMS operation of the learner's through the world.
func ask[O any](t testing.TB, w *World, name string, in any) (O, error) {
	t.Helper()
	op, ok := Find("kms", name)
	if !ok {
		t.Fatalf("no operation %s", name)
	}
	out, _, err := w.Do(op, you, seoul, reflect.ValueOf(in).Elem())
	if err != nil {
		var none O
		return none, err
	}
	return out.(O), nil
}

func newKey(t testing.TB, w *World) string {
	t.Helper()
	out, err := ask[kms.CreateKeyOutput](t, w, "CreateKey", &kms.CreateKeyInput{Tags: []kms.Tags{{TagKey: "a", TagValue: "b"}}})
	if err != nil {
		t.Fatal(err)
	}
	return out.KeyMetadata.KeyId
}

// A service uses a key in its caller's name: the key's policy judges the caller,
// the trail has the call, and the service's own key is there when it is needed.
func TestKeysForServices(t *testing.T) {
	w := New(7, cloud.DefaultStart)
	c := &cloud.Call{World: &w.Cloud, Scope: seoul, Caller: you}
	s3 := w.keysFor("s3")
	pairs := map[string]string{"aws:s3:arn": "arn:aws:s3:::lunchbell-menus"}
	plain, wrapped, arn, err := s3.GenerateDataKey(c, s3.DefaultKey(c), pairs)
	if err != nil || len(plain) != 32 || !strings.HasPrefix(arn, "arn:aws:kms:ap-northeast-2:") {
		t.Fatalf("%d bytes under %s, %v", len(plain), arn, err)
	}
	again, _, err := s3.Decrypt(c, wrapped, pairs)
	if err != nil || string(again) != string(plain) {
		t.Errorf("the wrapped key: %v", err)
	}
	last := w.Cloud.Trail.At(w.Cloud.Trail.Len() - 1)
	if last.Operation != "Decrypt" || last.Caller.Via != "s3.amazonaws.com" || last.Caller.ARN != you.ARN || strings.Contains(last.Shown.Request, string(plain)) {
		t.Errorf("the trail has %+v", last)
	}
	if _, err := ask[kms.DecryptOutput](t, w, "Decrypt", &kms.DecryptInput{CiphertextBlob: wrapped, EncryptionContext: pairs}); err == nil {
		t.Error("the service's key opened for a caller that is not the service")
	}
}

// A fork of a world with keys in it shares nothing, and is equal.
func TestForkWithKeys(t *testing.T) {
	w := New(7, cloud.DefaultStart)
	id := newKey(t, w)
	w.KMS.Managed(&w.Cloud, seoul, "s3")
	if _, err := ask[kms.CreateAliasOutput](t, w, "CreateAlias", &kms.CreateAliasInput{AliasName: "alias/orders", TargetKeyId: id}); err != nil {
		t.Fatal(err)
	}
	grant := &kms.CreateGrantInput{KeyId: id, GranteePrincipal: you.ARN, Operations: []string{"Decrypt"}, Constraints: &kms.GrantConstraints{EncryptionContextSubset: map[string]string{"a": "b"}}}
	if _, err := ask[kms.CreateGrantOutput](t, w, "CreateGrant", grant); err != nil {
		t.Fatal(err)
	}
	f := w.Fork()
	if s := shared(t, w, f); len(s) != 0 {
		t.Errorf("the fork shares %s", strings.Join(s, "\n  "))
	}
	if !reflect.DeepEqual(w.KMS, f.KMS) {
		t.Error("the fork's keys differ")
	}
}

// BenchmarkKeyRoundTrip is GenerateDataKey and Decrypt through the world: judged
// by IAM and the key policy, and entered in the trail.
func BenchmarkKeyRoundTrip(b *testing.B) {
	w := New(7, cloud.DefaultStart)
	id := newKey(b, w)
	pairs := map[string]string{"customer": "17"}
	for b.Loop() {
		made, err := ask[kms.GenerateDataKeyOutput](b, w, "GenerateDataKey", &kms.GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), EncryptionContext: pairs})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := ask[kms.DecryptOutput](b, w, "Decrypt", &kms.DecryptInput{CiphertextBlob: made.CiphertextBlob, EncryptionContext: pairs}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "trips/s")
}

// A key policy may name only who exists.
func TestKeyPolicyNamesWhoExists(t *testing.T) {
	w := New(7, cloud.DefaultStart)
	id := newKey(t, w)
	for principal, want := range map[string]bool{
		`{"AWS":"` + you.ARN + `"}`: true, `"*"`: true, `{"AWS":"` + Account + `"}`: true, `{"Service":"s3.amazonaws.com"}`: true,
		`{"AWS":"arn:aws:iam::444455556666:role/OrganizationAccountAccessRole"}`: true, `{"AWS":"arn:aws:sts::` + Account + `:assumed-role/app/s"}`: true,
		`{"AWS":"arn:aws:iam::` + Account + `:role/nobody"}`: false, `{"AWS":"arn:aws:iam::` + Account + `:user/You"}`: false, `{"AWS":"bob"}`: false,
	} {
		policy := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::` + Account + `:root"},"Action":"kms:*","Resource":"*"},` +
			`{"Effect":"Allow","Principal":` + principal + `,"Action":"kms:Decrypt","Resource":"*"}]}`
		_, err := ask[kms.PutKeyPolicyOutput](t, w, "PutKeyPolicy", &kms.PutKeyPolicyInput{KeyId: id, Policy: policy})
		if (err == nil) != want || err != nil && !strings.HasPrefix(err.Error(), "MalformedPolicyDocumentException") {
			t.Errorf("%s: %v", principal, err)
		}
	}
}
