package kms

import (
	"bytes"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// What is sealed opens; the same text twice is different bytes; a wrapped data
// key has 184 bytes, as AWS's.
func TestSealAndOpen(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	a, b := l.seal(id, "allergies", nil), l.seal(id, "allergies", nil)
	if bytes.Equal(a, b) {
		t.Error("the same text gives the same ciphertext")
	}
	for _, blob := range [][]byte{a, b} {
		if got, err := l.open(blob, nil); err != nil || got != "allergies" {
			t.Errorf("%q, %v", got, err)
		}
	}
	dk := must[GenerateDataKeyOutput](t)(l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256")}))
	if len(dk.CiphertextBlob) != 184 || len(dk.Plaintext) != 32 {
		t.Errorf("a data key of %d bytes is %d when wrapped", len(dk.Plaintext), len(dk.CiphertextBlob))
	}
	if got, err := l.open(dk.CiphertextBlob, nil); err != nil || got != string(dk.Plaintext) {
		t.Errorf("the wrapped key does not open: %v", err)
	}
	if inside, ok := KeyInside(a); !ok || inside != id {
		t.Errorf("the ciphertext names %q", inside)
	}
}

// Any bit of a ciphertext that is flipped, any length it is cut to, any byte put
// behind it: refused with an empty message.
func TestNoBitMayChange(t *testing.T) {
	l := newLab(t)
	blob := l.seal(l.key(CreateKeyInput{}), "p", map[string]string{"shop": "7"})
	pairs := map[string]string{"shop": "7"}
	refused := func(what string, changed []byte) {
		t.Helper()
		if _, err := l.open(changed, pairs); codeOf(err) != "InvalidCiphertextException" || messageOf(err) != "" {
			t.Fatalf("%s: %v", what, err)
		}
	}
	for i := range len(blob) * 8 {
		changed := bytes.Clone(blob)
		changed[i/8] ^= 1 << (i % 8)
		refused("a flipped bit", changed)
	}
	for n := 1; n < len(blob); n++ {
		refused("cut short", blob[:n])
		refused("its beginning gone", blob[n:])
	}
	refused("longer", append(bytes.Clone(blob), 0))
	refused("of another world", func() []byte { o := newLab(t); o.Seed = 8; return o.seal(o.key(CreateKeyInput{}), "p", pairs) }())
	refused("text", []byte("AQICAHhello"))
}

// The context must be the same set of pairs: order is nothing, case and blanks
// are something, and no two sets read alike.
func TestContext(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	sets := []map[string]string{
		nil, {"a": "1"}, {"a": "1", "b": "2"}, {"A": "1"}, {"a": "1 "}, {"a1": ""}, {"": "a1"}, {"a": "", "1": ""}, {"a": "2", "b": "1"}, {"a": "1b", "": "2"},
		{"고객": "17"}, {"고객": "18"},
	}
	for i, sealed := range sets {
		blob := l.seal(id, "x", sealed)
		for j, given := range sets {
			_, err := l.open(blob, given)
			if want := map[bool]string{false: "InvalidCiphertextException"}[i == j]; codeOf(err) != want {
				t.Errorf("sealed with %v, opened with %v: %v", sealed, given, err)
			}
		}
	}
	if _, err := l.open(l.seal(id, "x", nil), map[string]string{}); err != nil {
		t.Error("no pairs and none given differ")
	}
}

// 4,096 bytes are sealed, 4,097 refused; base64 has nothing to do with it.
func TestSizes(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	for n, want := range map[int]string{0: "ValidationException", 1: "", 4095: "", 4096: "", 4097: "ValidationException"} {
		out, err := l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: make([]byte, n)})
		if codeOf(err) != want || err == nil && len(out.CiphertextBlob) != n+152 {
			t.Errorf("%d bytes: %v, a ciphertext of %d", n, err, len(out.CiphertextBlob))
		}
	}
	for n, want := range map[int]string{0: "ValidationException", 6144: "InvalidCiphertextException", 6145: "ValidationException"} {
		if _, err := l.open(make([]byte, n), nil); codeOf(err) != want {
			t.Errorf("to open %d bytes: %v", n, err)
		}
	}
	for n, want := range map[int32]string{0: "ValidationException", 1: "", 1024: "", 1025: "ValidationException"} {
		_, err := l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, NumberOfBytes: &n})
		_, random := l.GenerateRandom(l.call(), GenerateRandomInput{NumberOfBytes: &n})
		if codeOf(err) != want || codeOf(random) != want {
			t.Errorf("%d bytes: %v, %v", n, err, random)
		}
	}
	_, err := l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id})
	wants(t, err, "ValidationException")
	_, err = l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), NumberOfBytes: new(int32(3))})
	wants(t, err, "ValidationException")
}

// A key that is named must be the one; a key that is not there, not in this
// Region or not for this caller is one and the same answer.
func TestWhichKey(t *testing.T) {
	l := newLab(t)
	a, b := l.key(CreateKeyInput{}), l.key(CreateKeyInput{})
	blob := l.seal(a, "x", nil)
	_, err := l.Decrypt(l.call(), DecryptInput{CiphertextBlob: blob, KeyId: &b})
	wants(t, err, "IncorrectKeyException")
	_, err = l.Decrypt(l.call(), DecryptInput{CiphertextBlob: blob, KeyId: &a})
	wants(t, err, "")
	_, err = l.Decrypt(l.as(you, us), DecryptInput{CiphertextBlob: blob})
	wants(t, err, "AccessDeniedException")
	if want := "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access."; messageOf(err) != want {
		t.Errorf("%q", messageOf(err))
	}
	stranger := cloud.Caller{Account: other.Account, ARN: "arn:aws:iam::444455556666:user/bakery"}
	_, fromOutside := l.Decrypt(l.as(stranger, other), DecryptInput{CiphertextBlob: blob})
	if fromOutside.Error() != err.Error() {
		t.Errorf("a stranger is told %v", fromOutside)
	}
	_, err = l.Encrypt(l.call(), EncryptInput{KeyId: "alias/none", Plaintext: []byte("x")})
	wants(t, err, "NotFoundException")
}

// What ReEncrypt gives opens to the same bytes: a leaked data key stays leaked.
func TestReEncrypt(t *testing.T) {
	l := newLab(t)
	a, b := l.key(CreateKeyInput{}), l.key(CreateKeyInput{})
	blob := l.seal(a, "data key", map[string]string{"shop": "7"})
	out := must[ReEncryptOutput](t)(l.ReEncrypt(l.call(), ReEncryptInput{CiphertextBlob: blob, SourceEncryptionContext: map[string]string{"shop": "7"}, DestinationKeyId: b}))
	if got, err := l.open(out.CiphertextBlob, nil); err != nil || got != "data key" {
		t.Errorf("%q, %v", got, err)
	}
	if !strings.HasSuffix(out.KeyId, b) || !strings.HasSuffix(*out.SourceKeyId, a) {
		t.Errorf("from %s to %s", *out.SourceKeyId, out.KeyId)
	}
	_, err := l.ReEncrypt(l.call(), ReEncryptInput{CiphertextBlob: blob, DestinationKeyId: b})
	wants(t, err, "InvalidCiphertextException")
}

// A dry run tells whether it would work and draws nothing.
func TestDryRun(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	before := l.World.Clone()
	_, err := l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), DryRun: new(true)})
	wants(t, err, "DryRunOperationException")
	if l.Next(seoul, "kms-data-key") != before.Next(seoul, "kms-data-key") {
		t.Error("a dry run has drawn")
	}
	must[NoOutput](t)(l.DisableKey(l.call(), KeyInput{id}))
	_, err = l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), DryRun: new(true)})
	wants(t, err, "DisabledException")
}

// CloudTrail is shown the context in the clear, and no secret.
func TestWhatTheTrailShows(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	c := l.call()
	must[EncryptOutput](t)(l.Encrypt(c, EncryptInput{KeyId: id, Plaintext: []byte("secret"), EncryptionContext: map[string]string{"b": "<2>", "a": "고객"}}))
	if want := `{"keyId":"` + id + `","encryptionContext":{"a":"고객","b":"\u003c2\u003e"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"}`; c.Shown.Request != want || c.Shown.Response != "" {
		t.Errorf("shows %s and %s", c.Shown.Request, c.Shown.Response)
	}
	if len(c.Resources) != 1 || c.Resources[0] != l.find1(id).ARN() {
		t.Errorf("resources %v", c.Resources)
	}
}

// Two labs of one seed that did the same are the same, and a copy goes on as
// its original does.
func TestDeterministic(t *testing.T) {
	play := func() (*lab, []byte) {
		l := newLab(t)
		id := l.key(CreateKeyInput{})
		l.seal(id, "1", nil)
		must[KeyIdOutput](t)(l.RotateKeyOnDemand(l.call(), KeyInput{id}))
		return l, l.seal(id, "2", nil)
	}
	a, x := play()
	b, y := play()
	if !bytes.Equal(x, y) {
		t.Fatal("the same seed gives other bytes")
	}
	fork := &lab{t: t, State: a.State.Clone(), World: a.World.Clone()}
	id := ""
	for k := range a.State.At(seoul).Keys.All {
		id = k.ID
	}
	if one, two := fork.seal(id, "3", nil), b.seal(id, "3", nil); !bytes.Equal(one, two) {
		t.Error("a fork gives other bytes")
	}
	must[NoOutput](t)(fork.DisableKey(fork.call(), KeyInput{id}))
	if a.find1(id).State != Enabled {
		t.Error("what happened in the fork happened here")
	}
}

func FuzzParse(f *testing.F) {
	l := newLab(f)
	id := l.key(CreateKeyInput{})
	f.Add([]byte{})
	f.Add(format)
	f.Add(l.seal(id, "x", nil))
	f.Add(make([]byte, overhead))
	f.Fuzz(func(t *testing.T, blob []byte) {
		box, err := parse(serviceKey(l.Seed), blob)
		if _, opened := l.open(blob, nil); err != nil && len(blob) > 0 && len(blob) <= maxCiphertext && codeOf(opened) != "InvalidCiphertextException" {
			t.Fatalf("%x: %v", blob, opened)
		}
		if err == nil && (len(box.key) != 36 || len(box.account) != 12 || len(box.material) != 64) {
			t.Fatalf("%+v", box)
		}
	})
}

// BenchmarkRoundTrip is GenerateDataKey and Decrypt of what it gave.
func BenchmarkRoundTrip(b *testing.B) {
	l := newLab(b)
	id := l.key(CreateKeyInput{})
	pairs := map[string]string{"customer": "17"}
	for b.Loop() {
		dk, err := l.GenerateDataKey(l.call(), GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256"), EncryptionContext: pairs})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.Decrypt(l.call(), DecryptInput{CiphertextBlob: dk.CiphertextBlob, EncryptionContext: pairs}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "trips/s")
}
