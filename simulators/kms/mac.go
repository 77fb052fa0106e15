package kms

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"hash"

	"skylab/simulators/cloud"
)

var macAlgorithms = []string{"HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512"}

var macHashes = map[string]func() hash.Hash{"HMAC_SHA_224": sha256.New224, "HMAC_SHA_256": sha256.New, "HMAC_SHA_384": sha512.New384, "HMAC_SHA_512": sha512.New}

// GenerateMacInput is a message to authenticate.
type GenerateMacInput struct {
	Message      []byte   `required:"true" doc:"the message, at most 4096 bytes"`
	KeyId        string   `required:"true" doc:"the HMAC key: ID, ARN, alias/NAME or an alias's ARN"`
	MacAlgorithm string   `required:"true" enum:"HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512" doc:"the key's algorithm"`
	GrantTokens  []string `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun       *bool    `doc:"only ask whether it would be allowed"`
}

// GenerateMacOutput is a message's code.
type GenerateMacOutput struct {
	Mac          []byte
	MacAlgorithm *string
	KeyId        *string
}

// GenerateMac makes a code that only who may use the key can make.
// docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
func (s *State) GenerateMac(c *cloud.Call, in GenerateMacInput) (GenerateMacOutput, error) {
	k, err := s.macKey(c, "GenerateMac", VerifyMacInput{in.Message, in.KeyId, in.MacAlgorithm, nil, in.GrantTokens, in.DryRun})
	if err != nil {
		return GenerateMacOutput{}, err
	}
	return GenerateMacOutput{k.mac(in.MacAlgorithm, in.Message), new(in.MacAlgorithm), new(k.ARN())}, nil
}

// VerifyMacInput is a code to check.
type VerifyMacInput struct {
	Message      []byte   `required:"true" doc:"the message, at most 4096 bytes"`
	KeyId        string   `required:"true" doc:"the HMAC key: ID, ARN, alias/NAME or an alias's ARN"`
	MacAlgorithm string   `required:"true" enum:"HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512" doc:"the key's algorithm"`
	Mac          []byte   `required:"true" doc:"the code"`
	GrantTokens  []string `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun       *bool    `doc:"only ask whether it would be allowed"`
}

// VerifyMacOutput says that a code is right; a wrong one is an error.
type VerifyMacOutput struct {
	KeyId        *string
	MacValid     bool
	MacAlgorithm *string
}

// VerifyMac checks a message's code.
// docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html
func (s *State) VerifyMac(c *cloud.Call, in VerifyMacInput) (VerifyMacOutput, error) {
	if err := sized("mac", len(in.Mac), 1, maxCiphertext); err != nil {
		return VerifyMacOutput{}, err
	}
	k, err := s.macKey(c, "VerifyMac", in)
	if err != nil {
		return VerifyMacOutput{}, err
	}
	if !hmac.Equal(k.mac(in.MacAlgorithm, in.Message), in.Mac) {
		return VerifyMacOutput{}, cloud.Errorf("KMSInvalidMacException", "")
	}
	return VerifyMacOutput{new(k.ARN()), true, new(in.MacAlgorithm)}, nil
}

func (s *State) macKey(c *cloud.Call, operation string, in VerifyMacInput) (*Key, error) {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("macAlgorithm", in.MacAlgorithm)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	if err := oneOf("macAlgorithm", in.MacAlgorithm, macAlgorithms); err != nil {
		return nil, err
	}
	if err := sized("message", len(in.Message), 1, maxPlaintext); err != nil {
		return nil, err
	}
	q := ask{operation: operation, grant: operation, tokens: in.GrantTokens, more: map[string]string{"kms:macalgorithm": in.MacAlgorithm}}
	return s.serving(c, in.KeyId, usageMac, in.MacAlgorithm, q, in.DryRun)
}

func (k *Key) mac(algorithm string, message []byte) []byte {
	h := hmac.New(macHashes[algorithm], k.Materials[k.Current].Secret)
	h.Write(message)
	return h.Sum(nil)
}
