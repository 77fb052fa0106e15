package kms

import (
	"crypto"
	"strings"

	"skylab/simulators/cloud"
)

// GenerateDataKeyPairInput asks for a key pair whose private half is wrapped.
type GenerateDataKeyPairInput struct {
	EncryptionContext map[string]string `doc:"pairs that must be given again to open it; they are not secret"`
	KeyId             string            `required:"true" doc:"the symmetric key that wraps the private key: ID, ARN, alias/NAME or an alias's ARN"`
	KeyPairSpec       string            `required:"true" enum:"RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SM2|ECC_NIST_EDWARDS25519" doc:"the kind of key pair"`
	GrantTokens       []string          `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun            *bool             `doc:"only ask whether it would be allowed"`
}

// GenerateDataKeyPairOutput is a key pair.
type GenerateDataKeyPairOutput struct {
	PrivateKeyCiphertextBlob []byte
	PrivateKeyPlaintext      []byte
	PublicKey                []byte
	KeyId                    string
	KeyPairSpec              *string
	KeyMaterialId            *string
}

// GenerateDataKeyPair makes a key pair to use outside KMS, its private half also
// wrapped. RSA pairs are the lab's test keys; the others are drawn.
// docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html
func (s *State) GenerateDataKeyPair(c *cloud.Call, in GenerateDataKeyPairInput) (GenerateDataKeyPairOutput, error) {
	return s.dataKeyPair(c, "GenerateDataKeyPair", in)
}

// GenerateDataKeyPairWithoutPlaintextInput asks for the same, wrapped only.
type GenerateDataKeyPairWithoutPlaintextInput GenerateDataKeyPairInput

// GenerateDataKeyPairWithoutPlaintextOutput is a key pair, its private half
// wrapped only.
type GenerateDataKeyPairWithoutPlaintextOutput struct {
	PrivateKeyCiphertextBlob []byte
	PublicKey                []byte
	KeyId                    string
	KeyPairSpec              *string
	KeyMaterialId            *string
}

// GenerateDataKeyPairWithoutPlaintext makes a key pair for later.
// docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html
func (s *State) GenerateDataKeyPairWithoutPlaintext(c *cloud.Call, in GenerateDataKeyPairWithoutPlaintextInput) (GenerateDataKeyPairWithoutPlaintextOutput, error) {
	out, err := s.dataKeyPair(c, "GenerateDataKeyPairWithoutPlaintext", GenerateDataKeyPairInput(in))
	return GenerateDataKeyPairWithoutPlaintextOutput{out.PrivateKeyCiphertextBlob, out.PublicKey, out.KeyId, out.KeyPairSpec, out.KeyMaterialId}, err
}

var pairSpecs = []string{"RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "SM2", "ECC_NIST_EDWARDS25519"}

func (s *State) dataKeyPair(c *cloud.Call, operation string, in GenerateDataKeyPairInput) (GenerateDataKeyPairOutput, error) {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("keyPairSpec", in.KeyPairSpec)
	o.pairs("encryptionContext", in.EncryptionContext)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	if err := oneOf("keyPairSpec", in.KeyPairSpec, pairSpecs); err != nil {
		return GenerateDataKeyPairOutput{}, err
	}
	if in.KeyPairSpec == "SM2" {
		return GenerateDataKeyPairOutput{}, cloud.Errorf("UnsupportedOperationException", "KeyPairSpec SM2 is not supported in this Region.")
	}
	q := ask{operation: operation, grant: operation, tokens: in.GrantTokens, pairs: in.EncryptionContext,
		more: map[string]string{"kms:encryptionalgorithm": symmetric, "kms:datakeypairspec": in.KeyPairSpec}}
	k, err := s.sealing(c, in.KeyId, symmetric, q, in.DryRun)
	if err != nil {
		return GenerateDataKeyPairOutput{}, err
	}
	showMaterial(c, k.Materials[k.Current].ID)
	pair := newPair(c.World, k.Scope, in.KeyPairSpec)
	private := privateDER(pair)
	return GenerateDataKeyPairOutput{k.seal(c.World, private, in.EncryptionContext), private, publicDER(pair), k.ARN(), new(in.KeyPairSpec), new(k.Materials[k.Current].ID)}, nil
}

func newPair(w *cloud.World, scope cloud.Scope, spec string) crypto.Signer {
	if strings.HasPrefix(spec, "RSA") {
		n := cloud.RollBelow(w.Seed, labelVector^placeOf(scope), w.Next(scope, "kms-pair"), vectorsOfAll-vectorsOfKeys)
		return rsaVector(spec, vectorsOfKeys+int(n))
	}
	return curveKey(spec, scalar(w, scope, spec))
}
