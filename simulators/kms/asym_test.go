package kms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// Every kind of key signs with each of its algorithms, checks its own signature
// and refuses every other.
func TestSignAndVerify(t *testing.T) {
	for _, s := range specs {
		for _, algorithm := range s.sign {
			t.Run(s.name+" "+algorithm, func(t *testing.T) {
				l := newLab(t)
				id := l.key(CreateKeyInput{KeySpec: &s.name, KeyUsage: new(usageSign)})
				kind, message := "RAW", []byte("pay 5")
				if algorithm == "ED25519_PH_SHA_512" {
					kind, message = "DIGEST", make([]byte, 64)
				}
				sign := func() []byte {
					return must[SignOutput](t)(l.Sign(l.call(), SignInput{KeyId: id, Message: message, MessageType: &kind, SigningAlgorithm: algorithm})).Signature
				}
				signature := sign()
				if again := bytes.Equal(signature, sign()); again == strings.Contains(algorithm, "PSS") {
					t.Errorf("the same signature twice: %v", again)
				}
				verify := func(message, signature []byte) error {
					return second(l.Verify(l.call(), VerifyInput{KeyId: id, Message: message, MessageType: &kind, Signature: signature, SigningAlgorithm: algorithm}))
				}
				wants(t, verify(message, signature), "")
				changed := bytes.Clone(message)
				changed[0]++
				wants(t, verify(changed, signature), "KMSInvalidSignatureException")
				bad := bytes.Clone(signature)
				bad[len(bad)-1] ^= 1
				wants(t, verify(message, bad), "KMSInvalidSignatureException")
				wants(t, verify(message, []byte("x")), "KMSInvalidSignatureException")
				if algorithm != "ED25519_SHA_512" {
					err := second(l.Sign(l.call(), SignInput{KeyId: id, Message: []byte("short"), MessageType: new("DIGEST"), SigningAlgorithm: algorithm}))
					if want := "Digest is invalid length for algorithm " + algorithm + "."; messageOf(err) != want {
						t.Errorf("%v", err)
					}
				}
			})
		}
	}
}

// What a key of the lab signs, Go's library checks by the public key alone.
func TestPublicKeys(t *testing.T) {
	l := newLab(t)
	for _, spec := range []string{"RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_NIST_EDWARDS25519"} {
		id := l.key(CreateKeyInput{KeySpec: &spec, KeyUsage: new(usageSign)})
		out := must[GetPublicKeyOutput](t)(l.GetPublicKey(l.call(), GetPublicKeyInput{KeyId: id}))
		public, err := x509.ParsePKIXPublicKey(out.PublicKey)
		if err != nil {
			t.Fatalf("%s: %v", spec, err)
		}
		digest := sha256.Sum256([]byte("x"))
		if key, ok := public.(*ecdsa.PublicKey); ok && spec == "ECC_NIST_P256" {
			signed := must[SignOutput](t)(l.Sign(l.call(), SignInput{KeyId: id, Message: []byte("x"), SigningAlgorithm: "ECDSA_SHA_256"}))
			if !ecdsa.VerifyASN1(key, digest[:], signed.Signature) {
				t.Error("the signature is not one for the library")
			}
		}
	}
	a, b := l.key(CreateKeyInput{KeySpec: new("RSA_2048"), KeyUsage: new(usageSign)}), l.key(CreateKeyInput{KeySpec: new("RSA_2048"), KeyUsage: new(usageSign)})
	if l.find1(a).Vector == l.find1(b).Vector {
		t.Error("two keys are the same pair")
	}
	wants(t, second(l.GetPublicKey(l.call(), GetPublicKeyInput{KeyId: l.key(CreateKeyInput{})})), "UnsupportedOperationException")
}

// RSA seals what fits and no more; what the public key sealed outside opens.
func TestRSAEncryption(t *testing.T) {
	l := newLab(t)
	for _, spec := range []string{"RSA_2048", "RSA_3072", "RSA_4096"} {
		id := l.key(CreateKeyInput{KeySpec: &spec, KeyUsage: new(usageEncrypt)})
		for algorithm, hash := range map[string]int{oaep[0]: 20, oaep[1]: 32} {
			most := int(spec[4]-'0')*1000/8 + map[string]int{"RSA_2048": 6, "RSA_3072": 9, "RSA_4096": 12}[spec] - 2*hash - 2
			for n, want := range map[int]string{1: "", most: "", most + 1: "ValidationException"} {
				out, err := l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: make([]byte, n), EncryptionAlgorithm: &algorithm})
				if codeOf(err) != want {
					t.Fatalf("%s %s %d bytes: %v", spec, algorithm, n, err)
				}
				if err != nil {
					continue
				}
				got := must[DecryptOutput](t)(l.Decrypt(l.call(), DecryptInput{CiphertextBlob: out.CiphertextBlob, KeyId: &id, EncryptionAlgorithm: &algorithm}))
				if len(got.Plaintext) != n {
					t.Errorf("%d bytes came back", len(got.Plaintext))
				}
				out.CiphertextBlob[5] ^= 1
				wants(t, second(l.Decrypt(l.call(), DecryptInput{CiphertextBlob: out.CiphertextBlob, KeyId: &id, EncryptionAlgorithm: &algorithm})), "InvalidCiphertextException")
			}
		}
		wants(t, second(l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: []byte("x")})), "InvalidKeyUsageException")
		wants(t, second(l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: []byte("x"), EncryptionAlgorithm: &oaep[0], EncryptionContext: map[string]string{"a": "b"}})), "ValidationException")
	}
	wants(t, second(l.Decrypt(l.call(), DecryptInput{CiphertextBlob: []byte("x"), EncryptionAlgorithm: &oaep[0]})), "ValidationException")
}

// The curve that Go's library lacks, against published vectors.
// pkg.go.dev/github.com/btcsuite/btcd/btcec (RFC 6979 with secp256k1, SHA-256)
func TestKoblitzCurve(t *testing.T) {
	k := newKoblitz([]byte{1})
	if k.x.Cmp(baseXK) != 0 || k.y.Cmp(baseYK) != 0 {
		t.Error("once the base point is not the base point")
	}
	if x, _ := timesK(baseXK, baseYK, orderK); x != nil {
		t.Error("the order times the base point is not infinity")
	}
	left := new(big.Int).Mul(k.y, k.y)
	right := new(big.Int).Exp(k.x, big.NewInt(3), fieldK)
	right.Add(right, big.NewInt(7)).Mod(right, fieldK)
	if left.Mod(left, fieldK).Cmp(right) != 0 {
		t.Error("the base point is not on the curve")
	}
	digest := sha256.Sum256([]byte("Satoshi Nakamoto"))
	der, err := k.Sign(nil, digest[:], nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"; !strings.Contains(hex.EncodeToString(der), want) {
		t.Errorf("the nonce is not RFC 6979's: %x", der)
	}
	if !k.verify(digest[:], der) {
		t.Error("its own signature is refused")
	}
}

func TestDataKeyPairs(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{})
	for _, spec := range pairSpecs {
		out, err := l.GenerateDataKeyPair(l.call(), GenerateDataKeyPairInput{KeyId: id, KeyPairSpec: spec, EncryptionContext: map[string]string{"a": "b"}})
		if spec == "SM2" {
			wants(t, err, "UnsupportedOperationException")
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", spec, err)
		}
		if got, err := l.open(out.PrivateKeyCiphertextBlob, map[string]string{"a": "b"}); err != nil || got != string(out.PrivateKeyPlaintext) {
			t.Errorf("%s: the wrapped private key: %v", spec, err)
		}
		_, err = l.open(out.PrivateKeyCiphertextBlob, nil)
		wants(t, err, "InvalidCiphertextException")
		if spec == "ECC_SECG_P256K1" {
			continue // Go's library does not know it
		}
		private, err := x509.ParsePKCS8PrivateKey(out.PrivateKeyPlaintext)
		if err != nil {
			t.Fatalf("%s: %v", spec, err)
		}
		if key, ok := private.(*rsa.PrivateKey); ok {
			if err := key.Validate(); err != nil {
				t.Errorf("%s: %v", spec, err)
			}
		}
	}
	wants(t, second(l.GenerateDataKeyPair(l.call(), GenerateDataKeyPairInput{KeyId: l.key(CreateKeyInput{KeySpec: new("RSA_2048"), KeyUsage: new(usageEncrypt)}), KeyPairSpec: "RSA_2048"})), "InvalidKeyUsageException")
}

func TestMacs(t *testing.T) {
	for _, s := range specs {
		for _, algorithm := range s.mac {
			l := newLab(t)
			id := l.key(CreateKeyInput{KeySpec: &s.name, KeyUsage: new(usageMac)})
			mac := must[GenerateMacOutput](t)(l.GenerateMac(l.call(), GenerateMacInput{KeyId: id, Message: []byte("m"), MacAlgorithm: algorithm})).Mac
			if len(mac) != s.bytes {
				t.Errorf("%s: %d bytes", algorithm, len(mac))
			}
			wants(t, second(l.VerifyMac(l.call(), VerifyMacInput{KeyId: id, Message: []byte("m"), Mac: mac, MacAlgorithm: algorithm})), "")
			wants(t, second(l.VerifyMac(l.call(), VerifyMacInput{KeyId: id, Message: []byte("n"), Mac: mac, MacAlgorithm: algorithm})), "KMSInvalidMacException")
			for _, wrong := range macAlgorithms {
				if wrong != algorithm {
					wants(t, second(l.GenerateMac(l.call(), GenerateMacInput{KeyId: id, Message: []byte("m"), MacAlgorithm: wrong})), "InvalidKeyUsageException")
				}
			}
		}
	}
}

func TestAgreement(t *testing.T) {
	l := newLab(t)
	for _, spec := range []string{"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"} {
		in := CreateKeyInput{KeySpec: &spec, KeyUsage: new(usageAgree)}
		a, b := l.key(in), l.key(in)
		agreed := func(mine, theirs string) []byte {
			public := must[GetPublicKeyOutput](t)(l.GetPublicKey(l.call(), GetPublicKeyInput{KeyId: theirs})).PublicKey
			return must[DeriveSharedSecretOutput](t)(l.DeriveSharedSecret(l.call(), DeriveSharedSecretInput{KeyId: mine, KeyAgreementAlgorithm: "ECDH", PublicKey: public})).SharedSecret
		}
		if x, y := agreed(a, b), agreed(b, a); !bytes.Equal(x, y) || bytes.Equal(x, agreed(a, a)) {
			t.Errorf("%s: the two sides do not agree", spec)
		}
		wants(t, second(l.DeriveSharedSecret(l.call(), DeriveSharedSecretInput{KeyId: a, KeyAgreementAlgorithm: "ECDH", PublicKey: []byte("x")})), "ValidationException")
	}
}

// Imported material: really wrapped, really unwrapped; gone means gone, the same
// back means open again.
func TestImport(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{Origin: new(external)})
	_, err := l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: []byte("x")})
	if want := l.find1(id).ARN() + " is pending import."; messageOf(err) != want {
		t.Errorf("%v", err)
	}
	secret := bytes.Repeat([]byte{7}, 32)
	forever := new("KEY_MATERIAL_DOES_NOT_EXPIRE")
	wrap := func(algorithm string, secret []byte) ImportKeyMaterialInput {
		p := must[GetParametersForImportOutput](t)(l.GetParametersForImport(l.call(), GetParametersForImportInput{id, algorithm, "RSA_3072"}))
		public, err := x509.ParsePKIXPublicKey(p.PublicKey)
		if err != nil {
			t.Fatal(err)
		}
		wrapped, err := rsa.EncryptOAEP(oaepHash(algorithm), rand.Reader, public.(*rsa.PublicKey), secret, nil)
		if err != nil {
			t.Fatal(err)
		}
		return ImportKeyMaterialInput{KeyId: id, ImportToken: p.ImportToken, EncryptedKeyMaterial: wrapped, ExpirationModel: forever}
	}
	in := wrap(oaep[1], secret)
	in.ExpirationModel = nil
	err = second(l.ImportKeyMaterial(l.call(), in))
	if codeOf(err) != "ValidationException" || messageOf(err) != "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES" {
		t.Errorf("%v", err)
	}
	wants(t, second(l.ImportKeyMaterial(l.call(), wrap(oaep[0], secret[:16]))), "IncorrectKeyMaterialException")
	must[ImportKeyMaterialOutput](t)(l.ImportKeyMaterial(l.call(), wrap(oaep[0], secret)))
	blob := l.seal(id, "mine", nil)
	wants(t, second(l.ImportKeyMaterial(l.call(), wrap(oaep[1], bytes.Repeat([]byte{8}, 32)))), "IncorrectKeyMaterialException")
	must[DeleteImportedKeyMaterialOutput](t)(l.DeleteImportedKeyMaterial(l.call(), DeleteImportedKeyMaterialInput{KeyId: id}))
	_, err = l.open(blob, nil)
	wants(t, err, "KMSInvalidStateException")
	again := wrap(oaep[1], secret)
	again.ExpirationModel, again.ValidTo = nil, new(l.Now+cloud.Day)
	must[ImportKeyMaterialOutput](t)(l.ImportKeyMaterial(l.call(), again))
	if got, err := l.open(blob, nil); err != nil || got != "mine" {
		t.Errorf("%q, %v", got, err)
	}
	l.sleep(cloud.Day)
	if l.find1(id).State != PendingImport {
		t.Errorf("after its time the key is %s", l.find1(id).State)
	}
	late := wrap(oaep[1], secret)
	l.sleep(importLife + 1)
	wants(t, second(l.ImportKeyMaterial(l.call(), late)), "ExpiredImportTokenException")
	in = wrap(oaep[1], secret)
	in.ImportToken = []byte("x")
	wants(t, second(l.ImportKeyMaterial(l.call(), in)), "InvalidImportTokenException")
	in = wrap(oaep[1], secret)
	in.EncryptedKeyMaterial[3] ^= 1
	wants(t, second(l.ImportKeyMaterial(l.call(), in)), "InvalidCiphertextException")
	wants(t, second(l.GetParametersForImport(l.call(), GetParametersForImportInput{l.key(CreateKeyInput{}), oaep[1], "RSA_2048"})), "UnsupportedOperationException")
}

// New imported material waits for a rotation on demand; the old one still opens.
func TestImportedRotation(t *testing.T) {
	l := newLab(t)
	id := l.key(CreateKeyInput{Origin: new(external)})
	put := func(b byte, kind *string) error {
		p := must[GetParametersForImportOutput](t)(l.GetParametersForImport(l.call(), GetParametersForImportInput{id, oaep[1], "RSA_2048"}))
		public, _ := x509.ParsePKIXPublicKey(p.PublicKey)
		wrapped, _ := rsa.EncryptOAEP(sha256.New(), rand.Reader, public.(*rsa.PublicKey), bytes.Repeat([]byte{b}, 32), nil)
		return second(l.ImportKeyMaterial(l.call(), ImportKeyMaterialInput{KeyId: id, ImportToken: p.ImportToken, EncryptedKeyMaterial: wrapped, ExpirationModel: new("KEY_MATERIAL_DOES_NOT_EXPIRE"), ImportType: kind}))
	}
	wants(t, second(l.RotateKeyOnDemand(l.call(), KeyInput{id})), "KMSInvalidStateException")
	wants(t, put(1, nil), "")
	blob := l.seal(id, "old", nil)
	wants(t, second(l.RotateKeyOnDemand(l.call(), KeyInput{id})), "KMSInvalidStateException")
	wants(t, put(2, new("NEW_KEY_MATERIAL")), "")
	wants(t, put(3, new("NEW_KEY_MATERIAL")), "KMSInvalidStateException")
	if l.find1(id).Current != 0 {
		t.Error("the new material seals before the rotation")
	}
	must[KeyIdOutput](t)(l.RotateKeyOnDemand(l.call(), KeyInput{id}))
	if got, err := l.open(blob, nil); err != nil || got != "old" || l.find1(id).Current != 1 {
		t.Errorf("%q, %v, material %d", got, err, l.find1(id).Current)
	}
}
