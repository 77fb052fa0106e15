package kms

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"skylab/simulators/cloud"
)

// doing calls each operation of AWS's table on one key with what is right for
// the key in everything but its state.
func doing(l *lab, id string, blob []byte) map[string]func() error {
	c, arn := l.call(), l.find1(id).ARN()
	public := []byte("x")
	pairs := map[string]string(nil)
	return map[string]func() error{
		"CancelKeyDeletion": func() error { return second(l.CancelKeyDeletion(c, KeyInput{id})) },
		"CreateAlias": func() error {
			return second(l.CreateAlias(c, CreateAliasInput{fmt.Sprintf("alias/n%d", l.Next(seoul, "test")), id}))
		},
		"CreateGrant": func() error {
			return second(l.CreateGrant(c, CreateGrantInput{KeyId: id, GranteePrincipal: alice.ARN, Operations: []string{"DescribeKey"}}))
		},
		"Decrypt": func() error {
			return second(l.Decrypt(c, DecryptInput{CiphertextBlob: blob, EncryptionContext: pairs}))
		},
		"DeleteImportedKeyMaterial": func() error { return second(l.DeleteImportedKeyMaterial(c, DeleteImportedKeyMaterialInput{KeyId: id})) },
		"DescribeKey":               func() error { return second(l.DescribeKey(c, DescribeKeyInput{KeyId: arn})) },
		"DisableKey":                func() error { return second(l.DisableKey(c, KeyInput{id})) },
		"DisableKeyRotation":        func() error { return second(l.DisableKeyRotation(c, KeyInput{id})) },
		"EnableKey":                 func() error { return second(l.EnableKey(c, KeyInput{id})) },
		"EnableKeyRotation":         func() error { return second(l.EnableKeyRotation(c, EnableKeyRotationInput{KeyId: id})) },
		"Encrypt":                   func() error { return second(l.Encrypt(c, EncryptInput{KeyId: id, Plaintext: []byte("x")})) },
		"GenerateDataKey": func() error {
			return second(l.GenerateDataKey(c, GenerateDataKeyInput{KeyId: id, KeySpec: new("AES_256")}))
		},
		"GenerateDataKeyWithoutPlaintext": func() error {
			return second(l.GenerateDataKeyWithoutPlaintext(c, GenerateDataKeyWithoutPlaintextInput{KeyId: id, KeySpec: new("AES_128")}))
		},
		"GenerateDataKeyPair": func() error {
			return second(l.GenerateDataKeyPair(c, GenerateDataKeyPairInput{KeyId: id, KeyPairSpec: "ECC_NIST_P256"}))
		},
		"GenerateDataKeyPairWithoutPlaintext": func() error {
			return second(l.GenerateDataKeyPairWithoutPlaintext(c, GenerateDataKeyPairWithoutPlaintextInput{KeyId: id, KeyPairSpec: "ECC_NIST_P256"}))
		},
		"GenerateMac": func() error {
			return second(l.GenerateMac(c, GenerateMacInput{KeyId: id, Message: []byte("x"), MacAlgorithm: "HMAC_SHA_256"}))
		},
		"GetKeyPolicy":         func() error { return second(l.GetKeyPolicy(c, GetKeyPolicyInput{KeyId: id})) },
		"GetKeyRotationStatus": func() error { return second(l.GetKeyRotationStatus(c, KeyInput{id})) },
		"GetParametersForImport": func() error {
			return second(l.GetParametersForImport(c, GetParametersForImportInput{id, oaep[0], "RSA_2048"}))
		},
		"GetPublicKey":      func() error { return second(l.GetPublicKey(c, GetPublicKeyInput{KeyId: id})) },
		"ImportKeyMaterial": func() error { return l.reimport(id) },
		"ListAliases":       func() error { return second(l.ListAliases(c, ListAliasesInput{KeyId: &id})) },
		"ListGrants":        func() error { return second(l.ListGrants(c, ListGrantsInput{KeyId: id})) },
		"ListKeyPolicies":   func() error { return second(l.ListKeyPolicies(c, ListKeyPoliciesInput{KeyId: id})) },
		"ListResourceTags":  func() error { return second(l.ListResourceTags(c, ListResourceTagsInput{KeyId: id})) },
		"PutKeyPolicy": func() error {
			return second(l.PutKeyPolicy(c, PutKeyPolicyInput{KeyId: id, Policy: defaultPolicy(seoul.Account)}))
		},
		"ReEncrypt": func() error {
			return second(l.ReEncrypt(c, ReEncryptInput{CiphertextBlob: blob, DestinationKeyId: id}))
		},
		"RetireGrant":         func() error { return l.endGrant(id, true) },
		"RevokeGrant":         func() error { return l.endGrant(id, false) },
		"ScheduleKeyDeletion": func() error { return second(l.ScheduleKeyDeletion(c, ScheduleKeyDeletionInput{KeyId: id})) },
		"Sign": func() error {
			return second(l.Sign(c, SignInput{KeyId: id, Message: []byte("x"), SigningAlgorithm: "ECDSA_SHA_256"}))
		},
		"TagResource":          func() error { return second(l.TagResource(c, TagResourceInput{id, []Tags{{"a", "b"}}})) },
		"UntagResource":        func() error { return second(l.UntagResource(c, UntagResourceInput{id, []string{"a"}})) },
		"UpdateKeyDescription": func() error { return second(l.UpdateKeyDescription(c, UpdateKeyDescriptionInput{id, "x"})) },
		"Verify": func() error {
			return second(l.Verify(c, VerifyInput{KeyId: id, Message: []byte("x"), Signature: public, SigningAlgorithm: "ECDSA_SHA_256"}))
		},
		"VerifyMac": func() error {
			return second(l.VerifyMac(c, VerifyMacInput{KeyId: id, Message: []byte("x"), Mac: public, MacAlgorithm: "HMAC_SHA_256"}))
		},
		"DeleteAlias": func() error {
			return l.withAlias(id, func(name string) error { return second(l.DeleteAlias(c, DeleteAliasInput{name})) })
		},
		"UpdateAlias": func() error {
			return second(l.UpdateAlias(c, UpdateAliasInput{"alias/elsewhere-" + l.find1(id).Usage, id}))
		},
		"ReplicateKey": func() error {
			return second(l.ReplicateKey(c, ReplicateKeyInput{KeyId: id, ReplicaRegion: fmt.Sprintf("eu-%d", l.Next(seoul, "test"))}))
		},
		"UpdatePrimaryRegion": func() error { return second(l.UpdatePrimaryRegion(c, UpdatePrimaryRegionInput{id, us.Region})) },
	}
}

// reimport imports the key's own material once more.
func (l *lab) reimport(id string) error {
	k := l.find1(id)
	token := []byte("token")
	k.Parameters = append(k.Parameters, ImportParameters{Token: "dG9rZW4=", Algorithm: oaep[0], Vector: vectorsOfKeys, Spec: "RSA_2048", Until: l.Now + cloud.Day})
	public := Key{Spec: "RSA_2048", Scope: seoul, Vector: vectorsOfKeys}
	wrapped := must[[]byte](l.t)(public.encryptRSA(&l.World, oaep[0], make([]byte, 32)))
	return second(l.ImportKeyMaterial(l.call(), ImportKeyMaterialInput{KeyId: id, ImportToken: token, EncryptedKeyMaterial: wrapped, ExpirationModel: new("KEY_MATERIAL_DOES_NOT_EXPIRE")}))
}

func (l *lab) endGrant(id string, retire bool) error {
	k := l.find1(id)
	k.Grants = append(k.Grants, Grant{ID: "g", Token: "t", Grantee: alice.ARN})
	if retire {
		return second(l.RetireGrant(l.call(), RetireGrantInput{KeyId: new(k.ARN()), GrantId: new("g")}))
	}
	return second(l.RevokeGrant(l.call(), RevokeGrantInput{KeyId: id, GrantId: "g"}))
}

func (l *lab) withAlias(id string, do func(name string) error) error {
	l.State.At(seoul).Aliases.Add(Alias{Name: "alias/mine", Target: id})
	return do("alias/mine")
}

// suited is a key that an operation is for, in its usual state.
func (l *lab) suited(operation string) (id string, blob []byte) {
	in := CreateKeyInput{}
	switch operation {
	case "GenerateMac", "VerifyMac":
		in = CreateKeyInput{KeySpec: new("HMAC_256"), KeyUsage: new(usageMac)}
	case "Sign", "Verify", "GetPublicKey":
		in = CreateKeyInput{KeySpec: new("ECC_NIST_P256"), KeyUsage: new(usageSign)}
	case "GetParametersForImport", "ImportKeyMaterial", "DeleteImportedKeyMaterial":
		in.Origin = new(external)
	case "ReplicateKey", "UpdatePrimaryRegion":
		in.MultiRegion = new(true)
	}
	id = l.key(in)
	elsewhere := l.key(in)
	l.State.At(seoul).Aliases.Add(Alias{Name: "alias/elsewhere-" + l.find1(id).Usage, Target: elsewhere})
	k := l.find1(id)
	if k.Origin == external {
		k.Materials, k.Current, k.State = []Material{k.newMaterial(&l.World, make([]byte, 32))}, 0, Enabled
	}
	if k.Spec == symmetric {
		blob = k.seal(&l.World, []byte("x"), nil)
	}
	if operation == "UpdatePrimaryRegion" {
		r := k.replica(us, l.Now)
		r.State, r.Policy = Enabled, k.Policy
		r.put(r.Policy)
		l.State.At(us).Keys.Add(r)
	}
	return id, blob
}

// TestEachOperationInEachState holds what the operations do against the table,
// which is written down a second time by nobody: the table is AWS's, and the
// oracles hold it against AWS's page.
func TestEachOperationInEachState(t *testing.T) {
	excused := []string{"KMSInvalidSignatureException", "KMSInvalidMacException"} // the key's state let it through
	for operation := range states {
		if slices.Contains([]string{"DeriveSharedSecret", "ListKeyRotations", "RotateKeyOnDemand"}, operation) {
			continue
		}
		for state := range columns {
			l := newLab(t)
			id, blob := l.suited(operation)
			do := doing(l, id, blob)[operation]
			if do == nil {
				t.Fatalf("%s is not tried", operation)
			}
			k := l.find1(id)
			k.State = state
			if state == PendingDeletion {
				k.DeletionDate = l.Now + cloud.Day
			}
			arn := k.ARN()
			code, text, known := Refuses(operation, state)
			if !known || code == "UnsupportedOperationException" {
				continue // such a key is never in that state
			}
			err := do()
			if slices.Contains(excused, codeOf(err)) {
				err = nil
			}
			if codeOf(err) != code || err != nil && messageOf(err) != arn+" "+text {
				t.Errorf("%s of a key that is %s: %v, want %s %s", operation, state, err, code, text)
			}
		}
	}
}

// model is the dumbest idea of a key: a state, and when it goes.
type model struct {
	state KeyState
	goes  cloud.Time
}

// TestRandomLives plays with keys at random against the model.
func TestRandomLives(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		l := newLab(t)
		keys := map[string]*model{}
		var ids []string
		for step := range 120 {
			if len(ids) < 3 || r.IntN(20) == 0 {
				id := l.key(CreateKeyInput{})
				ids, keys[id] = append(ids, id), &model{state: Enabled}
			}
			id := ids[r.IntN(len(ids))]
			m := keys[id]
			var err error
			want := ""
			switch r.IntN(6) {
			case 0:
				err = second(l.DisableKey(l.call(), KeyInput{id}))
				if want = m.wants("DisableKey"); want == "" {
					m.state = Disabled
				}
			case 1:
				err = second(l.EnableKey(l.call(), KeyInput{id}))
				if want = m.wants("EnableKey"); want == "" {
					m.state = Enabled
				}
			case 2:
				days := int32(7 + r.IntN(24))
				err = second(l.ScheduleKeyDeletion(l.call(), ScheduleKeyDeletionInput{id, &days}))
				if want = m.wants("ScheduleKeyDeletion"); want == "" {
					m.state, m.goes = PendingDeletion, l.Now+cloud.Time(days)*cloud.Day
				}
			case 3:
				err = second(l.CancelKeyDeletion(l.call(), KeyInput{id}))
				if want = m.wants("CancelKeyDeletion"); want == "" {
					m.state, m.goes = Disabled, 0
				}
			case 4:
				err, want = second(l.Encrypt(l.call(), EncryptInput{KeyId: id, Plaintext: []byte("x")})), m.wants("Encrypt")
			default:
				l.sleep(cloud.Time(r.IntN(5*24)) * cloud.Hour)
				for _, m := range keys {
					if m.state == PendingDeletion && m.goes <= l.Now {
						m.state = "gone"
					}
				}
			}
			if codeOf(err) != want {
				t.Fatalf("step %d: %v of a key that is %s, want %q", step, err, m.state, want)
			}
		}
	}
}

func (m *model) wants(operation string) string {
	if m.state == "gone" {
		return "NotFoundException"
	}
	code, _, _ := Refuses(operation, m.state)
	return code
}
