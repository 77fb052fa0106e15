package kms

import (
	"skylab/simulators/cloud"
)

// GenerateDataKeyInput asks for a data key under a KMS key.
type GenerateDataKeyInput struct {
	KeyId             string            `required:"true" doc:"the symmetric key that wraps it: ID, ARN, alias/NAME or an alias's ARN"`
	EncryptionContext map[string]string `doc:"pairs that must be given again to open it; they are not secret"`
	NumberOfBytes     *int32            `doc:"length in bytes, 1 to 1024, instead of a key spec"`
	KeySpec           *string           `enum:"AES_256|AES_128" doc:"length as a kind of key"`
	GrantTokens       []string          `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun            *bool             `doc:"only ask whether it would be allowed"`
}

// GenerateDataKeyOutput is a data key, readable and wrapped.
type GenerateDataKeyOutput struct {
	CiphertextBlob []byte
	Plaintext      []byte
	KeyId          string
	KeyMaterialId  *string
}

// GenerateDataKey makes a data key: once in the clear, once wrapped. KMS keeps
// neither. docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
func (s *State) GenerateDataKey(c *cloud.Call, in GenerateDataKeyInput) (GenerateDataKeyOutput, error) {
	return s.dataKey(c, "GenerateDataKey", in)
}

// GenerateDataKeyWithoutPlaintextInput asks for a data key, wrapped only.
type GenerateDataKeyWithoutPlaintextInput struct {
	KeyId             string            `required:"true" doc:"the symmetric key that wraps it: ID, ARN, alias/NAME or an alias's ARN"`
	EncryptionContext map[string]string `doc:"pairs that must be given again to open it; they are not secret"`
	KeySpec           *string           `enum:"AES_256|AES_128" doc:"length as a kind of key"`
	NumberOfBytes     *int32            `doc:"length in bytes, 1 to 1024, instead of a key spec"`
	GrantTokens       []string          `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun            *bool             `doc:"only ask whether it would be allowed"`
}

// GenerateDataKeyWithoutPlaintextOutput is a wrapped data key.
type GenerateDataKeyWithoutPlaintextOutput struct {
	CiphertextBlob []byte
	KeyId          string
	KeyMaterialId  *string
}

// GenerateDataKeyWithoutPlaintext makes a data key for later: wrapped only.
// docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html
func (s *State) GenerateDataKeyWithoutPlaintext(c *cloud.Call, in GenerateDataKeyWithoutPlaintextInput) (GenerateDataKeyWithoutPlaintextOutput, error) {
	out, err := s.dataKey(c, "GenerateDataKeyWithoutPlaintext", GenerateDataKeyInput{in.KeyId, in.EncryptionContext, in.NumberOfBytes, in.KeySpec, in.GrantTokens, in.DryRun})
	return GenerateDataKeyWithoutPlaintextOutput{out.CiphertextBlob, out.KeyId, out.KeyMaterialId}, err
}

func (s *State) dataKey(c *cloud.Call, operation string, in GenerateDataKeyInput) (GenerateDataKeyOutput, error) {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("keySpec", deref(in.KeySpec))
	o.number("numberOfBytes", in.NumberOfBytes)
	o.pairs("encryptionContext", in.EncryptionContext)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	n, err := in.length()
	if err != nil {
		return GenerateDataKeyOutput{}, err
	}
	k, err := s.sealing(c, in.KeyId, symmetric, ask{operation: operation, grant: operation, tokens: in.GrantTokens, pairs: in.EncryptionContext}, in.DryRun)
	if err != nil {
		return GenerateDataKeyOutput{}, err
	}
	showMaterial(c, k.Materials[k.Current].ID)
	plain := drawn(c.World, k.Scope, "kms-data-key", labelDataKey, n)
	return GenerateDataKeyOutput{k.seal(c.World, plain, in.EncryptionContext), plain, k.ARN(), new(k.Materials[k.Current].ID)}, nil
}

// length reads how many bytes are wanted.
func (in GenerateDataKeyInput) length() (int, error) {
	switch {
	case (in.KeySpec == nil) == (in.NumberOfBytes == nil):
		return 0, cloud.Errorf("ValidationException", "Please specify either number of bytes or key spec.")
	case in.NumberOfBytes != nil:
		return int(*in.NumberOfBytes), within("numberOfBytes", int64(*in.NumberOfBytes), 1, 1024)
	case *in.KeySpec == "AES_256":
		return 32, nil
	case *in.KeySpec == "AES_128":
		return 16, nil
	}
	return 0, oneOf("keySpec", *in.KeySpec, []string{"AES_256", "AES_128"})
}

// GenerateRandomInput asks for random bytes.
type GenerateRandomInput struct {
	NumberOfBytes *int32 `doc:"how many, 1 to 1024"`
}

// GenerateRandomOutput is random bytes.
type GenerateRandomOutput struct{ Plaintext []byte }

// GenerateRandom gives random bytes; no key is needed.
// docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html
func (s *State) GenerateRandom(c *cloud.Call, in GenerateRandomInput) (GenerateRandomOutput, error) {
	c.Shown = &cloud.Shown{Reads: true} // docs.aws.amazon.com/kms/latest/developerguide/ct-generaterandom.html
	if in.NumberOfBytes == nil {
		return GenerateRandomOutput{}, cloud.Errorf("ValidationException", "NumberOfBytes is required.")
	}
	if err := within("numberOfBytes", int64(*in.NumberOfBytes), 1, 1024); err != nil {
		return GenerateRandomOutput{}, err
	}
	return GenerateRandomOutput{drawn(c.World, c.Scope, "kms-random", labelRandom, int(*in.NumberOfBytes))}, nil
}
