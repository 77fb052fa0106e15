package kms

import (
	"skylab/simulators/cloud"
)

// EncryptInput is up to 4096 bytes to seal.
type EncryptInput struct {
	KeyId               string            `required:"true" doc:"the key that seals: ID, ARN, alias/NAME or an alias's ARN"`
	Plaintext           []byte            `required:"true" doc:"what to seal, 1 to 4096 bytes"`
	EncryptionContext   map[string]string `doc:"pairs that must be given again to open it; they are not secret and show in CloudTrail"`
	GrantTokens         []string          `doc:"tokens of grants that may not be known everywhere yet"`
	EncryptionAlgorithm *string           `enum:"SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256" doc:"how to seal; required for asymmetric keys"`
	DryRun              *bool             `doc:"only ask whether it would be allowed"`
}

// EncryptOutput is a ciphertext.
type EncryptOutput struct {
	CiphertextBlob      []byte
	KeyId               string
	EncryptionAlgorithm *string
}

// Encrypt seals up to 4,096 bytes under a key.
// docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
func (s *State) Encrypt(c *cloud.Call, in EncryptInput) (EncryptOutput, error) {
	algorithm, err := encryption("encryptionAlgorithm", in.EncryptionAlgorithm)
	if err != nil {
		return EncryptOutput{}, err
	}
	var o shown
	o.text("keyId", in.KeyId)
	o.pairs("encryptionContext", in.EncryptionContext)
	o.text("encryptionAlgorithm", algorithm)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	if err := sized("plaintext", len(in.Plaintext), 1, maxPlaintext); err != nil {
		return EncryptOutput{}, err
	}
	k, err := s.sealing(c, in.KeyId, algorithm, ask{operation: "Encrypt", grant: "Encrypt", tokens: in.GrantTokens, pairs: in.EncryptionContext}, in.DryRun)
	if err != nil {
		return EncryptOutput{}, err
	}
	blob, err := k.encrypt(c.World, algorithm, in.Plaintext, in.EncryptionContext)
	if err != nil {
		return EncryptOutput{}, err
	}
	return EncryptOutput{blob, k.ARN(), &algorithm}, nil
}

// encryption reads an encryption algorithm.
func encryption(member string, given *string) (string, error) {
	if given == nil {
		return symmetric, nil
	}
	return *given, oneOf(member, *given, []string{symmetric, oaep[0], oaep[1]})
}

// sealing finds a key that may seal for this caller now.
func (s *State) sealing(c *cloud.Call, id, algorithm string, q ask, dry *bool) (*Key, error) {
	q.across = true
	if q.more == nil {
		q.more = map[string]string{"kms:encryptionalgorithm": algorithm}
	}
	if err := tokensFit(q.tokens); err != nil {
		return nil, err
	}
	k, err := s.use(c, id, q)
	if err != nil {
		return nil, err
	}
	if err := k.serves(q.operation, usageEncrypt, algorithm); err != nil {
		return nil, err
	}
	if algorithm != symmetric && len(q.pairs) > 0 { // asymmetric keys have no encryption context
		return nil, cloud.Errorf("ValidationException", "EncryptionContext is not supported for asymmetric encryption.")
	}
	return k, dryRun(dry)
}

func dryRun(dry *bool) error {
	if deref(dry) {
		return cloud.Errorf("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.")
	}
	return nil
}

// encrypt seals under the key's current material, or its public key.
func (k *Key) encrypt(w *cloud.World, algorithm string, plain []byte, pairs map[string]string) ([]byte, error) {
	if algorithm != symmetric {
		return k.encryptRSA(w, algorithm, plain)
	}
	return k.seal(w, plain, pairs), nil
}

func (k *Key) seal(w *cloud.World, plain []byte, pairs map[string]string) []byte {
	m := &k.Materials[k.Current]
	return seal(serviceKey(w.Seed), m.Secret, k.Scope.Account, k.ID, uint32(k.Current), m.ID, drawn(w, k.Scope, "kms-seal", labelSeal, 28), plain, pairs)
}

// serviceKey is what KMS knows its own ciphertexts by.
func serviceKey(seed uint64) []byte {
	b := make([]byte, 16)
	fill(b, seed, labelService, 0)
	return b
}

// tokensFit holds grant tokens to their number and form.
func tokensFit(tokens []string) error {
	if len(tokens) > maxGrantTokens {
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%v' at 'grantTokens' failed to satisfy constraint: Member must have length less than or equal to %d", tokens, maxGrantTokens)
	}
	for _, t := range tokens {
		if !isToken(t) {
			return cloud.Errorf("InvalidGrantTokenException", "Invalid grant token.")
		}
	}
	return nil
}
