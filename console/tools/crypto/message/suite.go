package message

import (
	"crypto"
	"crypto/elliptic"
	_ "crypto/sha256" // the hashes of the suites
	_ "crypto/sha512"
	"slices"
)

// Suite is an algorithm suite: how a data key becomes keys, what seals the
// text and what signs it.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html
type Suite struct {
	ID      uint16
	Name    string // as the tools say it
	KeyBits int
	KDF     crypto.Hash    // of HKDF; 0 is the data key itself
	Sign    elliptic.Curve // of ECDSA; nil signs nothing
	Hash    crypto.Hash    // of the signature
	Commit  bool           // the header commits to the data key
}

// Lengths that all suites share, in bytes.
const (
	IVLength  = 12
	TagLength = 16
	commitLen = 32
)

// Suites are all of them, by ID.
var Suites = []Suite{
	{0x0014, "AES_128_GCM_IV12_TAG16", 128, 0, nil, 0, false},
	{0x0046, "AES_192_GCM_IV12_TAG16", 192, 0, nil, 0, false},
	{0x0078, "AES_256_GCM_IV12_TAG16", 256, 0, nil, 0, false},
	{0x0114, "AES_128_GCM_IV12_TAG16_HKDF_SHA256", 128, crypto.SHA256, nil, 0, false},
	{0x0146, "AES_192_GCM_IV12_TAG16_HKDF_SHA256", 192, crypto.SHA256, nil, 0, false},
	{0x0178, "AES_256_GCM_IV12_TAG16_HKDF_SHA256", 256, crypto.SHA256, nil, 0, false},
	{0x0214, "AES_128_GCM_IV12_TAG16_HKDF_SHA256_ECDSA_P256", 128, crypto.SHA256, elliptic.P256(), crypto.SHA256, false},
	{0x0346, "AES_192_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384", 192, crypto.SHA384, elliptic.P384(), crypto.SHA384, false},
	{0x0378, "AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384", 256, crypto.SHA384, elliptic.P384(), crypto.SHA384, false},
	{0x0478, "AES_256_GCM_HKDF_SHA512_COMMIT_KEY", 256, crypto.SHA512, nil, 0, true},
	{0x0578, "AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384", 256, crypto.SHA512, elliptic.P384(), crypto.SHA384, true},
}

// Find looks a suite up by its ID.
func Find(id uint16) (Suite, bool) {
	i := slices.IndexFunc(Suites, func(s Suite) bool { return s.ID == id })
	if i < 0 {
		return Suite{}, false
	}
	return Suites[i], true
}

// Named looks a suite up by its name.
func Named(name string) (Suite, bool) {
	i := slices.IndexFunc(Suites, func(s Suite) bool { return s.Name == name })
	if i < 0 {
		return Suite{}, false
	}
	return Suites[i], true
}

// Version is the message format that the suite's messages have: 2 with
// commitment, else 1.
func (s Suite) Version() int {
	if s.Commit {
		return 2
	}
	return 1
}

// SuiteData is how many bytes of its own the suite has in the header.
func (s Suite) SuiteData() int {
	if s.Commit {
		return commitLen
	}
	return 0
}

// IDLength is how long the ID of a message is.
func (s Suite) IDLength() int {
	if s.Commit {
		return 32
	}
	return 16
}

// Caches tells whether a data key may be used for more than one message: only
// where each message derives a key of its own.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/data-caching-details.html
func (s Suite) Caches() bool { return s.KDF != 0 }
