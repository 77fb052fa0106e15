package crypto

import (
	"crypto"
	_ "crypto/md5" // the digests that dgst knows
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha3"
	_ "crypto/sha512"
	"hash"
	"slices"
	"strings"
)

// digest is a digest that dgst knows.
type digest struct {
	name  string // as commands and options name it
	shown string // as OpenSSL says it when it was asked for by name
	of    crypto.Hash
}

var digests = []digest{
	{"md5", "MD5", crypto.MD5}, {"sha1", "SHA1", crypto.SHA1},
	{"sha224", "SHA2-224", crypto.SHA224}, {"sha256", "SHA2-256", crypto.SHA256},
	{"sha3-224", "SHA3-224", crypto.SHA3_224}, {"sha3-256", "SHA3-256", crypto.SHA3_256},
	{"sha3-384", "SHA3-384", crypto.SHA3_384}, {"sha3-512", "SHA3-512", crypto.SHA3_512},
	{"sha384", "SHA2-384", crypto.SHA384}, {"sha512", "SHA2-512", crypto.SHA512},
	{"sha512-224", "SHA2-512/224", crypto.SHA512_224}, {"sha512-256", "SHA2-512/256", crypto.SHA512_256},
}

// findDigest knows sha256, SHA256, SHA2-256 and SHA-256.
func findDigest(name string) (digest, bool) {
	n := strings.ToLower(name)
	for _, old := range [...]string{"sha2-", "sha-"} {
		if rest, ok := strings.CutPrefix(n, old); ok {
			n = "sha" + strings.ReplaceAll(rest, "/", "-")
		}
	}
	i := slices.IndexFunc(digests, func(d digest) bool { return d.name == n })
	if i < 0 {
		return digest{}, false
	}
	return digests[i], true
}

func digestNames() []string {
	var list []string
	for _, d := range digests {
		list = append(list, d.name)
	}
	return list
}

func (d digest) new() hash.Hash { return d.of.New() }

// sum is the digest of a text.
func (d digest) sum(text []byte) []byte {
	h := d.new()
	h.Write(text)
	return h.Sum(nil)
}
