package kms

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// spec is one kind of key: what it may be used for, and how.
// docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
type spec struct {
	name    string
	usages  []string
	encrypt []string // algorithms of ENCRYPT_DECRYPT
	sign    []string // of SIGN_VERIFY
	mac     []string // of GENERATE_VERIFY_MAC
	bytes   int      // length of a symmetric secret; 0 of an asymmetric key
	imports bool     // its material can be imported in the lab
}

// What a key may be used for.
const (
	usageEncrypt = "ENCRYPT_DECRYPT"
	usageSign    = "SIGN_VERIFY"
	usageMac     = "GENERATE_VERIFY_MAC"
	usageAgree   = "KEY_AGREEMENT"
)

const symmetric = "SYMMETRIC_DEFAULT"

var (
	oaep    = []string{"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"}
	rsassa  = []string{"RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512", "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512"}
	ecdhAlg = []string{"ECDH"}
)

// specs are the kinds that the lab makes, in the order of AWS's page.
var specs = []spec{
	{name: symmetric, usages: []string{usageEncrypt}, encrypt: []string{symmetric}, bytes: 32, imports: true},
	{name: "RSA_2048", usages: []string{usageEncrypt, usageSign}, encrypt: oaep, sign: rsassa},
	{name: "RSA_3072", usages: []string{usageEncrypt, usageSign}, encrypt: oaep, sign: rsassa},
	{name: "RSA_4096", usages: []string{usageEncrypt, usageSign}, encrypt: oaep, sign: rsassa},
	{name: "ECC_NIST_P256", usages: []string{usageSign, usageAgree}, sign: []string{"ECDSA_SHA_256"}},
	{name: "ECC_NIST_P384", usages: []string{usageSign, usageAgree}, sign: []string{"ECDSA_SHA_384"}},
	{name: "ECC_NIST_P521", usages: []string{usageSign, usageAgree}, sign: []string{"ECDSA_SHA_512"}},
	{name: "ECC_SECG_P256K1", usages: []string{usageSign}, sign: []string{"ECDSA_SHA_256"}},
	{name: "ECC_NIST_EDWARDS25519", usages: []string{usageSign}, sign: []string{"ED25519_SHA_512", "ED25519_PH_SHA_512"}},
	{name: "HMAC_224", usages: []string{usageMac}, mac: []string{"HMAC_SHA_224"}, bytes: 28, imports: true},
	{name: "HMAC_256", usages: []string{usageMac}, mac: []string{"HMAC_SHA_256"}, bytes: 32, imports: true},
	{name: "HMAC_384", usages: []string{usageMac}, mac: []string{"HMAC_SHA_384"}, bytes: 48, imports: true},
	{name: "HMAC_512", usages: []string{usageMac}, mac: []string{"HMAC_SHA_512"}, bytes: 64, imports: true},
}

// keySpecs are the values that AWS takes, as its refusal lists them; some the
// lab cannot make.
var keySpecs = []string{
	"RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", symmetric,
	"HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "SM2", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ECC_NIST_EDWARDS25519",
}

func specOf(name string) *spec {
	if i := slices.IndexFunc(specs, func(s spec) bool { return s.name == name }); i >= 0 {
		return &specs[i]
	}
	return nil
}

// algorithms are those of a key's own usage.
func (k *Key) algorithms() []string {
	s := specOf(k.Spec)
	switch k.Usage {
	case usageEncrypt:
		return s.encrypt
	case usageSign:
		return s.sign
	case usageMac:
		return s.mac
	}
	return ecdhAlg
}

// Symmetric is true of a key whose secret never leaves at all: a symmetric
// encryption key or an HMAC key.
func (k *Key) Symmetric() bool { return specOf(k.Spec).bytes > 0 }

// serves refuses a key that is not for this usage, and an algorithm that is not
// the key's. Wordings: recorded from the service by localstack, test_kms.snapshot.json.
func (k *Key) serves(operation, usage, algorithm string) error {
	if k.Usage != usage {
		return cloud.Errorf("InvalidKeyUsageException", "%s key usage is %s which is not valid for %s.", k.ARN(), k.Usage, operation)
	}
	if algorithm != "" && !slices.Contains(k.algorithms(), algorithm) {
		return cloud.Errorf("InvalidKeyUsageException", "Algorithm %s is incompatible with key spec %s.", algorithm, k.Spec)
	}
	return nil
}

// oneOf refuses a value outside an enumeration, as the service words it.
func oneOf(member, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	return cloud.Errorf("ValidationException", "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value set: [%s]", value, member, strings.Join(values, ", "))
}

// within refuses a number outside its range, as the service words it.
func within(member string, value, low, high int64) error {
	switch {
	case value < low:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: Member must have value greater than or equal to %d", value, member, low)
	case value > high:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: Member must have value less than or equal to %d", value, member, high)
	}
	return nil
}

// sized refuses bytes of a wrong number; what is secret is not repeated.
func sized(member string, n, low, high int) error {
	switch {
	case n < low:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length greater than or equal to %d", member, low)
	case n > high:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to %d", member, high)
	}
	return nil
}

// lengthOf is sized for text that may be repeated.
func lengthOf(member, value string, low, high int) error {
	n := len([]rune(value))
	switch {
	case n < low:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have length greater than or equal to %d", value, member, low)
	case n > high:
		return cloud.Errorf("ValidationException", "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have length less than or equal to %d", value, member, high)
	}
	return nil
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
