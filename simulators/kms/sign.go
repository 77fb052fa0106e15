package kms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"strings"

	"skylab/simulators/cloud"
)

// SignInput is a message to sign.
type SignInput struct {
	KeyId            string   `required:"true" doc:"the key of SIGN_VERIFY: ID, ARN, alias/NAME or an alias's ARN"`
	Message          []byte   `required:"true" doc:"the message, at most 4096 bytes, or its digest"`
	MessageType      *string  `enum:"RAW|DIGEST|EXTERNAL_MU" doc:"whether that is the message (RAW) or its digest"`
	GrantTokens      []string `doc:"tokens of grants that may not be known everywhere yet"`
	SigningAlgorithm string   `required:"true" enum:"RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512" doc:"how to sign"`
	DryRun           *bool    `doc:"only ask whether it would be allowed"`
}

// SignOutput is a signature.
type SignOutput struct {
	KeyId            *string
	Signature        []byte
	SigningAlgorithm *string
}

// Sign signs a message with a key's private half.
// docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
func (s *State) Sign(c *cloud.Call, in SignInput) (SignOutput, error) {
	k, digest, err := s.signing(c, "Sign", VerifyInput{in.KeyId, in.Message, in.MessageType, nil, in.SigningAlgorithm, in.GrantTokens, in.DryRun})
	if err != nil {
		return SignOutput{}, err
	}
	signature, err := k.sign(c.World, in.SigningAlgorithm, digest)
	if err != nil {
		return SignOutput{}, cloud.Errorf("KMSInternalException", "%s", err.Error())
	}
	return SignOutput{new(k.ARN()), signature, new(in.SigningAlgorithm)}, nil
}

// VerifyInput is a signature to check.
type VerifyInput struct {
	KeyId            string   `required:"true" doc:"the key of SIGN_VERIFY: ID, ARN, alias/NAME or an alias's ARN"`
	Message          []byte   `required:"true" doc:"the message that was signed, or its digest"`
	MessageType      *string  `enum:"RAW|DIGEST|EXTERNAL_MU" doc:"whether that is the message (RAW) or its digest"`
	Signature        []byte   `required:"true" doc:"the signature"`
	SigningAlgorithm string   `required:"true" enum:"RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512" doc:"how it was signed"`
	GrantTokens      []string `doc:"tokens of grants that may not be known everywhere yet"`
	DryRun           *bool    `doc:"only ask whether it would be allowed"`
}

// VerifyOutput says that a signature is right; a wrong one is an error.
type VerifyOutput struct {
	KeyId            *string
	SignatureValid   bool
	SigningAlgorithm *string
}

// Verify checks a signature.
// docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html
func (s *State) Verify(c *cloud.Call, in VerifyInput) (VerifyOutput, error) {
	if err := sized("signature", len(in.Signature), 1, maxCiphertext); err != nil {
		return VerifyOutput{}, err
	}
	k, digest, err := s.signing(c, "Verify", in)
	if err != nil {
		return VerifyOutput{}, err
	}
	if !k.verifies(in.SigningAlgorithm, digest, in.Signature) {
		return VerifyOutput{}, cloud.Errorf("KMSInvalidSignatureException", "")
	}
	return VerifyOutput{new(k.ARN()), true, new(in.SigningAlgorithm)}, nil
}

var signingAlgorithms = append(append([]string{}, rsassa...), "ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512", "SM2DSA", "ML_DSA_SHAKE_256", "ED25519_SHA_512", "ED25519_PH_SHA_512")

// signing finds the key and makes what is signed of the message: its digest.
func (s *State) signing(c *cloud.Call, operation string, in VerifyInput) (*Key, []byte, error) {
	kind := "RAW"
	if in.MessageType != nil {
		kind = *in.MessageType
	}
	var o shown
	o.text("keyId", in.KeyId)
	o.text("messageType", kind)
	o.text("signingAlgorithm", in.SigningAlgorithm)
	o.flag("dryRun", in.DryRun)
	o.request(c)
	if err := oneOf("messageType", kind, []string{"RAW", "DIGEST", "EXTERNAL_MU"}); err != nil {
		return nil, nil, err
	}
	if err := oneOf("signingAlgorithm", in.SigningAlgorithm, signingAlgorithms); err != nil {
		return nil, nil, err
	}
	if err := sized("message", len(in.Message), 1, maxPlaintext); err != nil {
		return nil, nil, err
	}
	q := ask{operation: operation, grant: operation, tokens: in.GrantTokens, more: map[string]string{"kms:signingalgorithm": in.SigningAlgorithm, "kms:messagetype": kind}}
	k, err := s.serving(c, in.KeyId, usageSign, in.SigningAlgorithm, q, in.DryRun)
	if err != nil {
		return nil, nil, err
	}
	digest, err := digestOf(in.SigningAlgorithm, kind, in.Message)
	return k, digest, err
}

var hashes = map[string]crypto.Hash{"256": crypto.SHA256, "384": crypto.SHA384, "512": crypto.SHA512}

func hashOf(algorithm string) crypto.Hash {
	return hashes[algorithm[strings.LastIndexByte(algorithm, '_')+1:]]
}

// digestOf is what is signed. Ed25519 signs the message itself, its prehashed
// form a digest only.
func digestOf(algorithm, kind string, message []byte) ([]byte, error) {
	pure, prehashed := algorithm == "ED25519_SHA_512", algorithm == "ED25519_PH_SHA_512"
	switch {
	case kind == "EXTERNAL_MU", pure && kind != "RAW", prehashed && kind != "DIGEST":
		return nil, cloud.Errorf("ValidationException", "MessageType %s is not supported for algorithm %s.", kind, algorithm)
	case pure:
		return message, nil
	case kind == "RAW":
		h := hashOf(algorithm).New()
		h.Write(message)
		return h.Sum(nil), nil
	case len(message) != hashOf(algorithm).Size():
		return nil, cloud.Errorf("ValidationException", "Digest is invalid length for algorithm %s.", algorithm)
	}
	return message, nil
}

// options are how Go's library is told of an algorithm.
func options(algorithm string) crypto.SignerOpts {
	switch {
	case algorithm == "ED25519_SHA_512":
		return crypto.Hash(0)
	case strings.HasPrefix(algorithm, "RSASSA_PSS"):
		return &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: hashOf(algorithm)}
	}
	return hashOf(algorithm)
}

// sign: PSS alone is random; ECDSA without a source of chance is RFC 6979's.
func (k *Key) sign(w *cloud.World, algorithm string, digest []byte) ([]byte, error) {
	if strings.HasPrefix(algorithm, "RSASSA_PSS") {
		return k.private().Sign(padding(w, k.Scope), digest, options(algorithm))
	}
	return k.private().Sign(nil, digest, options(algorithm))
}

func (k *Key) verifies(algorithm string, digest, signature []byte) bool {
	switch public := k.private().Public().(type) {
	case *rsa.PublicKey:
		if o, ok := options(algorithm).(*rsa.PSSOptions); ok {
			return rsa.VerifyPSS(public, o.Hash, digest, signature, o) == nil
		}
		return rsa.VerifyPKCS1v15(public, hashOf(algorithm), digest, signature) == nil
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(public, digest, signature)
	case ed25519.PublicKey:
		o := &ed25519.Options{}
		if algorithm == "ED25519_PH_SHA_512" {
			o.Hash = crypto.SHA512
		}
		return ed25519.VerifyWithOptions(public, digest, signature, o) == nil
	case *koblitz:
		return public.verify(digest, signature)
	}
	return false
}
