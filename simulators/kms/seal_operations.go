package kms

import "skylab/simulators/cloud"

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
	EncryptionAlgorithm string
	KeyMaterialId       *string
}

// GenerateDataKey makes a data key: once in the clear, once wrapped. KMS keeps
// neither. docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html
func (s *State) GenerateDataKey(c *cloud.Call, in GenerateDataKeyInput) (GenerateDataKeyOutput, error) {
	return GenerateDataKeyOutput{}, nil
}

// Decrypt opens a ciphertext; the key stands in it.
// docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
func (s *State) Decrypt(c *cloud.Call, in DecryptInput) (DecryptOutput, error) {
	return DecryptOutput{}, nil
}

// Managed is the account's AWS managed key of a service, alias/aws/SERVICE; it
// is made when first asked for.
func (s *State) Managed(w *cloud.World, scope cloud.Scope, service string) *Key { return &Key{} }
