package kms

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha1" // RSAES_OAEP_SHA_1 is one of KMS's algorithms
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"hash"
	"math/big"
	"strings"

	"skylab/simulators/cloud"
)

// curves are those of Go's library, by key spec.
var curves = map[string]elliptic.Curve{"ECC_NIST_P256": elliptic.P256(), "ECC_NIST_P384": elliptic.P384(), "ECC_NIST_P521": elliptic.P521()}

// vectors of RSA keys: which of them are for KMS keys, and how many there are.
const (
	vectorsOfKeys = 4
	vectorsOfAll  = 6
)

// rsaVector makes a key of its two primes.
func rsaVector(spec string, n int) *rsa.PrivateKey {
	prime := func(s string) *big.Int {
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			panic(err) // of the table: never
		}
		return new(big.Int).SetBytes(b)
	}
	v := rsaVectors[spec][n]
	p, q := prime(v[0]), prime(v[1])
	one := big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537},
		D:         new(big.Int).ModInverse(big.NewInt(65537), phi), Primes: []*big.Int{p, q},
	}
	k.Precompute()
	return k
}

// scalar draws the secret of an elliptic-curve key: below the curve's order,
// and never 0.
func scalar(w *cloud.World, scope cloud.Scope, spec string) []byte {
	n := 32
	switch spec {
	case "ECC_NIST_P384":
		n = 48
	case "ECC_NIST_P521":
		n = 66
	}
	b := drawn(w, scope, "kms-scalar", labelSecret^labelVector, n)
	if b[0] &= 0x7f; n == 66 {
		b[0] &= 1
	}
	b[n-1] |= 1
	return b
}

// private is an asymmetric key's private key, as Go's library has it.
func (k *Key) private() crypto.Signer {
	if strings.HasPrefix(k.Spec, "RSA") {
		return rsaVector(k.Spec, k.Vector)
	}
	return curveKey(k.Spec, k.Materials[k.Current].Secret)
}

func curveKey(spec string, secret []byte) crypto.Signer {
	switch spec {
	case "ECC_NIST_EDWARDS25519":
		return ed25519.NewKeyFromSeed(secret)
	case "ECC_SECG_P256K1":
		return newKoblitz(secret)
	}
	key, err := ecdsa.ParseRawPrivateKey(curves[spec], secret)
	if err != nil {
		panic(err) // of a scalar: never
	}
	return key
}

// publicDER is a public key as X.509 has it.
func publicDER(key crypto.Signer) []byte {
	if k, ok := key.(*koblitz); ok {
		return k.publicDER()
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		panic(err)
	}
	return der
}

// privateDER is a private key as PKCS #8 has it.
func privateDER(key crypto.Signer) []byte {
	if k, ok := key.(*koblitz); ok {
		return k.privateDER()
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		panic(err)
	}
	return der
}

// stream reads draws, for padding that has to be random: Go's OAEP and PSS read
// exactly what they need from it.
type stream struct {
	seed, label, ordinal, at uint64
}

func (s *stream) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(cloud.Roll(s.seed, s.label, s.ordinal<<12+s.at))
		s.at++
	}
	return len(b), nil
}

func padding(w *cloud.World, scope cloud.Scope) *stream {
	return &stream{seed: w.Seed, label: labelPadding ^ placeOf(scope), ordinal: w.Next(scope, "kms-padding")}
}

func oaepHash(algorithm string) hash.Hash {
	if strings.HasSuffix(algorithm, "SHA_1") {
		return sha1.New()
	}
	return sha256.New()
}

// encryptRSA seals under the public key. What fits is the modulus less twice
// the hash less two bytes.
func (k *Key) encryptRSA(w *cloud.World, algorithm string, plain []byte) ([]byte, error) {
	public := k.private().Public().(*rsa.PublicKey)
	h := oaepHash(algorithm)
	if most := public.Size() - 2*h.Size() - 2; len(plain) > most {
		return nil, cloud.Errorf("ValidationException", "Algorithm %s and key spec %s cannot encrypt data larger than %d bytes.", algorithm, k.Spec, most)
	}
	return rsa.EncryptOAEP(h, padding(w, k.Scope), public, plain, nil)
}

// openingRSA opens what a public key sealed; such a ciphertext does not say
// which key that was.
func (s *State) openingRSA(c *cloud.Call, blob []byte, id *string, algorithm string, q ask, dry *bool) (opened, error) {
	if id == nil {
		return opened{}, cloud.Errorf("ValidationException", "KeyId is required for asymmetric encryption algorithms.")
	}
	k, err := s.use(c, *id, q)
	if err != nil {
		return opened{}, err
	}
	if k.Usage != usageEncrypt {
		return opened{}, incorrectKey()
	}
	if err := k.serves(q.operation, usageEncrypt, algorithm); err != nil {
		return opened{}, err
	}
	if err := dryRun(dry); err != nil {
		return opened{}, err
	}
	plain, err := rsa.DecryptOAEP(oaepHash(algorithm), nil, k.private().(*rsa.PrivateKey), blob, nil)
	if err != nil {
		return opened{}, refusedCiphertext(c, CodeContext, k.ARN())
	}
	return opened{key: k, plain: plain}, nil
}

// GetPublicKeyInput names an asymmetric key.
type GetPublicKeyInput struct {
	KeyId       string   `required:"true" doc:"the key: ID, ARN, alias/NAME or an alias's ARN"`
	GrantTokens []string `doc:"tokens of grants that may not be known everywhere yet"`
}

// GetPublicKeyOutput is a public key, in DER.
type GetPublicKeyOutput struct {
	KeyId                  *string
	PublicKey              []byte
	CustomerMasterKeySpec  *string
	KeySpec                *string
	KeyUsage               *string
	EncryptionAlgorithms   []string
	SigningAlgorithms      []string
	KeyAgreementAlgorithms []string
}

// GetPublicKey gives the public half of an asymmetric key. Anyone may seal or
// check with it, without AWS.
// docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html
func (s *State) GetPublicKey(c *cloud.Call, in GetPublicKeyInput) (GetPublicKeyOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "GetPublicKey", grant: "GetPublicKey", across: true, tokens: in.GrantTokens})
	if err != nil {
		return GetPublicKeyOutput{}, err
	}
	if k.Symmetric() {
		return GetPublicKeyOutput{}, cloud.Errorf("UnsupportedOperationException", "%s key spec is %s which is not valid for GetPublicKey.", k.ARN(), k.Spec)
	}
	out := GetPublicKeyOutput{KeyId: new(k.ARN()), PublicKey: publicDER(k.private()), CustomerMasterKeySpec: new(k.Spec), KeySpec: new(k.Spec), KeyUsage: new(k.Usage)}
	switch k.Usage {
	case usageEncrypt:
		out.EncryptionAlgorithms = k.algorithms()
	case usageSign:
		out.SigningAlgorithms = k.algorithms()
	default:
		out.KeyAgreementAlgorithms = k.algorithms()
	}
	return out, nil
}

// DeriveSharedSecretInput is a peer's public key.
type DeriveSharedSecretInput struct {
	KeyId                 string   `required:"true" doc:"the key of KEY_AGREEMENT: ID, ARN, alias/NAME or an alias's ARN"`
	KeyAgreementAlgorithm string   `required:"true" enum:"ECDH" doc:"how"`
	PublicKey             []byte   `required:"true" doc:"the other side's public key, DER of X.509, on the same curve"`
	GrantTokens           []string `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun                *bool    `doc:"only ask whether it would be allowed"`
}

// DeriveSharedSecretOutput is what both sides know.
type DeriveSharedSecretOutput struct {
	KeyId                 *string
	SharedSecret          []byte
	KeyAgreementAlgorithm *string
	KeyOrigin             *string
}

// DeriveSharedSecret agrees on a secret with the owner of another key.
// docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html
func (s *State) DeriveSharedSecret(c *cloud.Call, in DeriveSharedSecretInput) (DeriveSharedSecretOutput, error) {
	var o shown
	o.text("keyId", in.KeyId)
	o.text("keyAgreementAlgorithm", in.KeyAgreementAlgorithm)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	if err := oneOf("keyAgreementAlgorithm", in.KeyAgreementAlgorithm, ecdhAlg); err != nil {
		return DeriveSharedSecretOutput{}, err
	}
	q := ask{operation: "DeriveSharedSecret", grant: "DeriveSharedSecret", tokens: in.GrantTokens, more: map[string]string{"kms:keyagreementalgorithm": in.KeyAgreementAlgorithm}}
	k, err := s.serving(c, in.KeyId, usageAgree, in.KeyAgreementAlgorithm, q, in.DryRun)
	if err != nil {
		return DeriveSharedSecretOutput{}, err
	}
	secret, err := agree(k.private().(*ecdsa.PrivateKey), in.PublicKey)
	if err != nil {
		return DeriveSharedSecretOutput{}, cloud.Errorf("ValidationException", "")
	}
	return DeriveSharedSecretOutput{new(k.ARN()), secret, &in.KeyAgreementAlgorithm, new(k.Origin)}, nil
}

func agree(mine *ecdsa.PrivateKey, theirs []byte) ([]byte, error) {
	parsed, err := x509.ParsePKIXPublicKey(theirs)
	if err != nil {
		return nil, err
	}
	other, ok := parsed.(*ecdsa.PublicKey)
	if !ok {
		return nil, x509.ErrUnsupportedAlgorithm
	}
	a, err := mine.ECDH()
	if err != nil {
		return nil, err
	}
	var b *ecdh.PublicKey
	if b, err = other.ECDH(); err != nil {
		return nil, err
	}
	return a.ECDH(b)
}

// serving finds a key of a usage that may be used by this caller now.
func (s *State) serving(c *cloud.Call, id, usage, algorithm string, q ask, dry *bool) (*Key, error) {
	q.across = true
	if err := tokensFit(q.tokens); err != nil {
		return nil, err
	}
	k, err := s.use(c, id, q)
	if err != nil {
		return nil, err
	}
	if err := k.serves(q.operation, usage, algorithm); err != nil {
		return nil, err
	}
	return k, dryRun(dry)
}
