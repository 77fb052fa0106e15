package crypto

import (
	"bytes"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"skylab/console/aws"
	"skylab/console/desk"
	"skylab/console/tools/crypto/message"
	"skylab/simulators/kms"
)

// provider is what wraps data keys.
const provider = "aws-kms"

// suite is the algorithm suite to seal with: what was asked for, or the best
// that the commitment policy allows.
func (e *esdk) suite() (message.Suite, error) {
	name := e.algorithm
	if name == "" {
		name = "AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384"
		if e.policy == policies[0] {
			name = "AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384"
		}
	}
	s, _ := message.Named(name)
	if s.Commit && e.policy == policies[0] {
		return s, e.conflict("encrypt", "requiring only non-committed messages", s)
	}
	if !s.Commit && e.policy != policies[0] {
		return s, e.conflict("encrypt", "requiring only committed messages", s)
	}
	return s, nil
}

// conflict is what the SDK says of a suite that the policy forbids.
func (e *esdk) conflict(action, why string, s message.Suite) error {
	policy := strings.ToUpper(strings.ReplaceAll(e.policy, "-", "_"))
	return python{"ActionNotAllowedError", []string{fmt.Sprintf("Configuration conflict. Cannot %s due to CommitmentPolicy.%s %s. Algorithm ID was %d. See: https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/troubleshooting-migration.html", action, policy, why, s.ID)}}
}

// seal writes a message.
func (e *esdk) seal(text []byte, record map[string]any) ([]byte, error) {
	s, err := e.suite()
	if err != nil {
		return nil, err
	}
	frame := 4096
	if e.frame != nil {
		frame = *e.frame
	}
	if frame < 0 || frame%128 != 0 {
		return nil, python{"SerializationError", []string{"Frame size must be a non-negative multiple of the block size of the crypto algorithm: 128"}}
	}
	k, signer, err := e.dataKey(s, int64(len(text)))
	if err != nil {
		return nil, err
	}
	what := message.Sealing{Suite: s, ID: desk.Random(&e.d.World.Cloud, s.IDLength()), Context: k.Point, Keys: k.Keys, FrameLength: uint32(frame), Signer: signer}
	sealed, err := what.Seal(k.Plain, text)
	if err != nil {
		return nil, err
	}
	h, err := message.ParseHeader(sealed)
	if err != nil {
		return nil, err
	}
	record["header"] = headerRecord(&h)
	return sealed, e.note(record)
}

// dataKey finds a data key in the cache or has KMS make one; the pair that signs
// is the data key's own.
func (e *esdk) dataKey(s message.Suite, size int64) (*message.Cached, *ecdsa.PrivateKey, error) {
	now := float64(e.d.World.Cloud.Now) / 1e9
	if k := e.cache.Get(s, e.context, size, now); k != nil {
		signer, err := signerOf(s, k.Secret)
		return k, signer, err
	}
	k := &message.Cached{Suite: s.ID, Context: maps.Clone(e.context), Point: maps.Clone(e.context), Made: now}
	var signer *ecdsa.PrivateKey
	if s.Sign != nil {
		k.Secret = e.secret(s)
		var err error
		if signer, err = signerOf(s, k.Secret); err != nil {
			return nil, nil, err
		}
		k.Point[message.PublicKey] = message.Point(&signer.PublicKey)
	}
	if err := e.wrapUp(s, k); err != nil {
		return nil, nil, err
	}
	e.cache.Put(s, k, size)
	return k, signer, nil
}

// secret draws a private key; one beyond the curve's order is drawn anew.
func (e *esdk) secret(s message.Suite) []byte {
	for {
		secret := desk.Random(&e.d.World.Cloud, (s.Sign.Params().BitSize+7)/8)
		if _, err := signerOf(s, secret); err == nil {
			return secret
		}
	}
}

func signerOf(s message.Suite, secret []byte) (*ecdsa.PrivateKey, error) {
	if s.Sign == nil {
		return nil, nil
	}
	return ecdsa.ParseRawPrivateKey(s.Sign, secret)
}

// wrapUp has the first key make the data key and the others wrap it as well.
func (e *esdk) wrapUp(s message.Suite, k *message.Cached) error {
	for _, w := range e.wrapping {
		for _, key := range w.keys {
			region := regionOf(key, w.region)
			if k.Plain == nil {
				n := int32(s.KeyBits / 8)
				out, err := aws.Do(e.ctx, e.d, region, w.profile, "kms", "GenerateDataKey", &kms.GenerateDataKeyInput{KeyId: key, NumberOfBytes: &n, EncryptionContext: k.Point})
				if err != nil {
					return python{"GenerateKeyError", []string{"Master Key " + key + " unable to generate data key"}}
				}
				made := out.(kms.GenerateDataKeyOutput)
				k.Plain = made.Plaintext
				k.Keys = append(k.Keys, message.DataKey{Provider: provider, Info: made.KeyId, Wrapped: made.CiphertextBlob})
				continue
			}
			out, err := aws.Do(e.ctx, e.d, region, w.profile, "kms", "Encrypt", &kms.EncryptInput{KeyId: key, Plaintext: k.Plain, EncryptionContext: k.Point})
			if err != nil {
				return python{"EncryptKeyError", []string{"Master Key " + key + " unable to encrypt data key"}}
			}
			made := out.(kms.EncryptOutput)
			k.Keys = append(k.Keys, message.DataKey{Provider: provider, Info: made.KeyId, Wrapped: made.CiphertextBlob})
		}
	}
	if e.maxKeys != nil && len(k.Keys) > *e.maxKeys {
		return python{"MaxEncryptedDataKeysExceeded", []string{fmt.Sprintf("Number of encrypted data keys found larger than configured value: %d > %d", len(k.Keys), *e.maxKeys)}}
	}
	return nil
}

// regionOf is the Region of a key's ARN, or else another.
func regionOf(key, otherwise string) string {
	if part := strings.Split(key, ":"); len(part) > 5 && part[0] == "arn" {
		return part[3]
	}
	return otherwise
}

// open reads a message: first the header, then the data key by KMS, then the
// context that was asked for, then the rest.
func (e *esdk) open(sealed []byte, record map[string]any) ([]byte, error) {
	h, err := message.ParseHeader(sealed)
	if err != nil {
		return nil, wrongForm(err, sealed)
	}
	if !h.Suite.Commit && e.policy == policies[2] {
		return nil, e.conflict("decrypt", "requiring only committed messages", h.Suite)
	}
	if e.unsigned && h.Suite.Sign != nil {
		return nil, python{"ActionNotAllowedError", []string{"Configuration conflict. Cannot decrypt signed message in decrypt-unsigned mode."}}
	}
	if e.maxKeys != nil && len(h.Keys) > *e.maxKeys {
		return nil, python{"MaxEncryptedDataKeysExceeded", []string{fmt.Sprintf("Number of encrypted data keys found larger than configured value: %d > %d", len(h.Keys), *e.maxKeys)}}
	}
	dataKey, err := e.unwrap(&h)
	if err != nil {
		return nil, err
	}
	if err := h.Check(dataKey); errors.Is(err, message.ErrCommitment) {
		return nil, python{"MasterKeyProviderError", []string{"Key commitment validation failed. Key identity does not match the identity asserted in the message. Halting processing of this message."}}
	} else if err != nil {
		return nil, python{"SerializationError", []string{"Header authorization failed"}}
	}
	record["header"], record["header_auth"] = headerRecord(&h), authRecord(&h)
	if missing := e.missing(&h, record); missing {
		e.warn("Skipping decrypt because discovered encryption context did not match required elements.")
		if err := e.note(record); err != nil {
			return nil, err
		}
		return nil, errSkipped
	}
	if err := e.note(record); err != nil {
		return nil, err
	}
	return e.body(sealed, dataKey)
}

func (e *esdk) body(sealed, dataKey []byte) ([]byte, error) {
	m, err := message.Parse(sealed)
	if err != nil {
		return nil, wrongForm(err, sealed)
	}
	if e.most != nil && m.Header.FrameLength > uint32(max(*e.most, 0)) {
		return nil, python{"CustomMaximumValueExceeded", []string{fmt.Sprintf("Frame Size in header found larger than custom value: %d > %d", m.Header.FrameLength, *e.most)}}
	}
	text, err := m.Open(dataKey)
	if err != nil {
		return nil, python{class: "InvalidTag"}
	}
	if m.Verify() != nil {
		return nil, python{class: "InvalidSignature"}
	}
	return text, nil
}

// wrongForm words a mistake of form as the SDK does.
func wrongForm(err error, sealed []byte) error {
	var f *message.FormatError
	if !errors.As(err, &f) {
		return err
	}
	switch {
	case f.What == "version" && len(sealed) > 0:
		n := sealed[0]
		return python{"NotSupportedError", []string{fmt.Sprintf("Unsupported version %d", n), fmt.Sprintf("%d is not a valid SerializationVersion", n)}}
	case f.What == "signature":
		return python{"SerializationError", []string{"No signature found in message"}}
	case f.Want > 0:
		return python{"SerializationError", []string{"Unexpected deserialization error", "<class 'struct.error'>", fmt.Sprintf("('unpack requires a buffer of %d bytes',)", f.Want)}}
	}
	if strings.HasPrefix(f.What, "Invalid") {
		return python{"SerializationError", []string{f.What}}
	}
	return python{"SerializationError", []string{"Unexpected deserialization error", f.What}}
}

// unwrap asks KMS for the data key, with each wrapped one that the command line
// allows, until one opens.
func (e *esdk) unwrap(h *message.Header) ([]byte, error) {
	for _, w := range e.wrapping {
		for _, key := range w.keys {
			if !strings.HasPrefix(key, "arn:") {
				return nil, python{"MalformedArnError", []string{"Resource " + key + " could not be parsed as an ARN: Missing 'arn' string"}}
			}
		}
		for _, k := range h.Keys {
			if k.Provider != provider || !w.allows(k.Info) {
				continue
			}
			out, err := aws.Do(e.ctx, e.d, regionOf(k.Info, w.region), w.profile, "kms", "Decrypt", &kms.DecryptInput{CiphertextBlob: bytes.Clone(k.Wrapped), EncryptionContext: h.Context, KeyId: new(k.Info)})
			if err == nil {
				return out.(kms.DecryptOutput).Plaintext, nil
			}
		}
	}
	return nil, python{"DecryptKeyError", []string{"Unable to decrypt any data key"}}
}

// allows tells whether a key may open data keys: one that was named, or any of
// the accounts in discovery.
func (w wrapping) allows(arn string) bool {
	if !w.discovery {
		return slices.Contains(w.keys, arn)
	}
	part := strings.Split(arn, ":")
	return len(part) > 5 && (w.accounts == nil || slices.Contains(w.accounts, part[4]))
}

// missing looks for the pairs and keys that the command line wants in the
// context.
func (e *esdk) missing(h *message.Header, record map[string]any) bool {
	keys, pairs := []any{}, []any{}
	for _, k := range e.contextKeys {
		if _, ok := h.Context[k]; !ok {
			keys = append(keys, k)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(e.context)) {
		if v, ok := h.Context[k]; !ok || v != e.context[k] {
			pairs = append(pairs, []any{k, e.context[k]})
		}
	}
	if len(keys)+len(pairs) == 0 {
		return false
	}
	record["skipped"], record["reason"] = true, "Missing encryption context key or value"
	record["missing_encryption_context_keys"], record["missing_encryption_context_pairs"] = keys, pairs
	return true
}
