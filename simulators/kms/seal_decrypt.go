package kms

import (
	"slices"

	"skylab/simulators/cloud"
)

// DecryptInput is a ciphertext to open.
type DecryptInput struct {
	CiphertextBlob      []byte            `doc:"the ciphertext, at most 6144 bytes"`
	EncryptionContext   map[string]string `doc:"exactly the pairs that it was sealed with"`
	GrantTokens         []string          `doc:"tokens of grants that may not be known everywhere yet"`
	KeyId               *string           `doc:"the key that must have sealed it; required for asymmetric keys only"`
	EncryptionAlgorithm *string           `enum:"SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256" doc:"how it was sealed"`
	DryRun              *bool             `doc:"only ask whether it would be allowed"`
}

// DecryptOutput is what a ciphertext held.
type DecryptOutput struct {
	KeyId               string
	Plaintext           []byte
	EncryptionAlgorithm *string
	KeyMaterialId       *string
}

// Decrypt opens a ciphertext; the key stands in it.
// docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
func (s *State) Decrypt(c *cloud.Call, in DecryptInput) (DecryptOutput, error) {
	algorithm, err := encryption("encryptionAlgorithm", in.EncryptionAlgorithm)
	if err != nil {
		return DecryptOutput{}, err
	}
	var o shown
	o.pairs("encryptionContext", in.EncryptionContext)
	o.text("keyId", deref(in.KeyId))
	o.text("encryptionAlgorithm", algorithm)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	q := ask{operation: "Decrypt", grant: "Decrypt", tokens: in.GrantTokens, pairs: in.EncryptionContext, more: map[string]string{"kms:encryptionalgorithm": algorithm}}
	got, err := s.opening(c, in.CiphertextBlob, in.KeyId, algorithm, q, in.DryRun)
	if err != nil {
		return DecryptOutput{}, err
	}
	if got.material != nil {
		showMaterial(c, *got.material)
	}
	return DecryptOutput{got.key.ARN(), got.plain, &algorithm, got.material}, nil
}

// opened is what came out of a ciphertext.
type opened struct {
	key      *Key
	plain    []byte
	material *string
}

// opening is Decrypt, and the first half of ReEncrypt.
func (s *State) opening(c *cloud.Call, blob []byte, id *string, algorithm string, q ask, dry *bool) (opened, error) {
	q.across = true
	if err := sized("ciphertextBlob", len(blob), 1, maxCiphertext); err != nil {
		return opened{}, err
	}
	if err := tokensFit(q.tokens); err != nil {
		return opened{}, err
	}
	if algorithm != symmetric {
		return s.openingRSA(c, blob, id, algorithm, q, dry)
	}
	var named *Key
	if id != nil { // a key that was named is asked first
		var err error
		if named, err = s.use(c, *id, q); err != nil {
			return opened{}, err
		}
		if named.Spec != symmetric {
			return opened{}, incorrectKey()
		}
	}
	box, err := parse(serviceKey(c.Seed), blob)
	if err != nil {
		return opened{}, refusedCiphertext(c, CodeForeign, "")
	}
	k := named
	if k == nil {
		if k, err = s.inside(c, box, q); err != nil {
			return opened{}, err
		}
	} else if k.ID != box.key || k.Scope.Account != box.account {
		c.Because(cloud.Reason{Code: CodeOtherKey, At: box.key, Rule: -1, Verdict: cloud.Denied})
		return opened{}, incorrectKey()
	}
	if err := dryRun(dry); err != nil {
		return opened{}, err
	}
	return k.open(c, box, q.pairs)
}

// inside finds the key that a ciphertext names, in the Region of the call.
func (s *State) inside(c *cloud.Call, box sealed, q ask) (*Key, error) {
	scope := cloud.Scope{Account: box.account, Region: c.Region}
	k := s.look(scope, box.key)
	if k == nil {
		c.Because(cloud.Reason{Code: CodeKeyMissing, At: box.key, Rule: -1, Verdict: cloud.Denied})
		return nil, unknownCiphertext()
	}
	c.Resources = append(c.Resources, k.ARN())
	if err := s.authorize(c, k, "", q); err != nil {
		if c.Caller.Account != k.Scope.Account {
			err = unknownCiphertext()
		}
		return nil, err
	}
	return k, k.can(c, q.operation)
}

// open opens a ciphertext with the material that it names, however old.
func (k *Key) open(c *cloud.Call, box sealed, pairs map[string]string) (opened, error) {
	i := slices.IndexFunc(k.Materials, func(m Material) bool { return m.ID == box.material })
	if i < 0 {
		return opened{}, refusedCiphertext(c, CodeContext, k.ARN())
	}
	m := &k.Materials[i]
	if m.Gone {
		c.Because(cloud.Reason{Code: CodeMaterialMissing, At: m.ID, Rule: int32(i), Verdict: cloud.Denied})
		return opened{}, cloud.Errorf("KMSInvalidStateException", "%s is pending import.", k.ARN())
	}
	plain, err := box.open(m.Secret, pairs)
	if err != nil {
		return opened{}, refusedCiphertext(c, CodeContext, k.ARN())
	}
	c.Because(cloud.Reason{Code: CodeOpened, At: k.ARN(), Rule: int32(i), Verdict: cloud.Allowed})
	return opened{k, plain, new(m.ID)}, nil
}

// refusedCiphertext says nothing at all, as KMS does: an attacker learns no
// more than that it did not open. The reason is for the lab's why.
func refusedCiphertext(c *cloud.Call, code, at string) error {
	c.Because(cloud.Reason{Code: code, At: at, Rule: -1, Verdict: cloud.Denied})
	return cloud.Errorf("InvalidCiphertextException", "")
}

func incorrectKey() error {
	return cloud.Errorf("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.")
}

// look finds a key by its ID, or nil.
func (s *State) look(scope cloud.Scope, id string) *Key {
	if r := s.Look(scope); r != nil {
		return r.Keys.Find(id)
	}
	return nil
}

// ReEncryptInput is a ciphertext to seal anew.
type ReEncryptInput struct {
	CiphertextBlob                 []byte            `doc:"the ciphertext"`
	SourceEncryptionContext        map[string]string `doc:"exactly the pairs that it was sealed with"`
	SourceKeyId                    *string           `doc:"the key that must have sealed it; required for asymmetric keys only"`
	DestinationKeyId               string            `required:"true" doc:"the key that seals it anew"`
	DestinationEncryptionContext   map[string]string `doc:"the pairs of the new ciphertext"`
	SourceEncryptionAlgorithm      *string           `enum:"SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256" doc:"how it was sealed"`
	DestinationEncryptionAlgorithm *string           `enum:"SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256" doc:"how to seal it anew"`
	GrantTokens                    []string          `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun                         *bool             `doc:"only ask whether it would be allowed"`
}

// ReEncryptOutput is a ciphertext of the same content.
type ReEncryptOutput struct {
	CiphertextBlob                 []byte
	SourceKeyId                    *string
	KeyId                          string
	SourceEncryptionAlgorithm      *string
	DestinationEncryptionAlgorithm *string
	SourceKeyMaterialId            *string
	DestinationKeyMaterialId       *string
}

// ReEncrypt opens a ciphertext and seals what it held anew, inside KMS. A data
// key that has leaked stays leaked: its bytes do not change.
// docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
func (s *State) ReEncrypt(c *cloud.Call, in ReEncryptInput) (ReEncryptOutput, error) {
	from, err := encryption("sourceEncryptionAlgorithm", in.SourceEncryptionAlgorithm)
	if err != nil {
		return ReEncryptOutput{}, err
	}
	to, err := encryption("destinationEncryptionAlgorithm", in.DestinationEncryptionAlgorithm)
	if err != nil {
		return ReEncryptOutput{}, err
	}
	in.show(c, from, to)
	same := yes(s.sameKey(c, in))
	q := ask{operation: "ReEncrypt", action: "ReEncryptFrom", grant: "ReEncryptFrom", tokens: in.GrantTokens, pairs: in.SourceEncryptionContext,
		more: map[string]string{"kms:encryptionalgorithm": from, "kms:reencryptonsamekey": same}}
	got, err := s.opening(c, in.CiphertextBlob, in.SourceKeyId, from, q, nil)
	if err != nil {
		return ReEncryptOutput{}, err
	}
	q = ask{operation: "ReEncrypt", action: "ReEncryptTo", grant: "ReEncryptTo", tokens: in.GrantTokens, pairs: in.DestinationEncryptionContext,
		more: map[string]string{"kms:encryptionalgorithm": to, "kms:reencryptonsamekey": same}}
	k, err := s.sealing(c, in.DestinationKeyId, to, q, in.DryRun)
	if err != nil {
		return ReEncryptOutput{}, err
	}
	blob, err := k.encrypt(c.World, to, got.plain, in.DestinationEncryptionContext)
	if err != nil {
		return ReEncryptOutput{}, err
	}
	out := ReEncryptOutput{blob, new(got.key.ARN()), k.ARN(), &from, &to, got.material, nil}
	if to == symmetric {
		out.DestinationKeyMaterialId = new(k.Materials[k.Current].ID)
	}
	return out, nil
}

func (in ReEncryptInput) show(c *cloud.Call, from, to string) {
	var o shown
	o.text("sourceEncryptionAlgorithm", from)
	o.pairs("sourceEncryptionContext", in.SourceEncryptionContext)
	o.text("sourceKeyId", deref(in.SourceKeyId))
	o.text("destinationEncryptionAlgorithm", to)
	o.pairs("destinationEncryptionContext", in.DestinationEncryptionContext)
	o.text("destinationKeyId", in.DestinationKeyId)
	o.flag("dryRun", in.DryRun)
	o.request(c)
}

// sameKey tells whether a ciphertext is sealed anew under the key that it has.
func (s *State) sameKey(c *cloud.Call, in ReEncryptInput) bool {
	k, _, err := s.find(c, in.DestinationKeyId, true)
	if err != nil {
		return false
	}
	if in.SourceKeyId != nil {
		from, _, err := s.find(c, *in.SourceKeyId, true)
		return err == nil && from.ID == k.ID
	}
	box, err := parse(serviceKey(c.Seed), in.CiphertextBlob)
	return err == nil && box.key == k.ID && box.account == k.Scope.Account
}
