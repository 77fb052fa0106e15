package vpc

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"

	"skylab/simulators/cloud"
)

// keyMaterial is a freshly made key pair: the private half as a PEM file, the
// public half as OpenSSH writes it, without a comment.
type keyMaterial struct{ private, public, fingerprint string }

// newRSAKey makes the n-th RSA key of 2048 bits of a world: a pair of fixed
// primes, chosen by the seed. The first 276 keys of a world differ.
func newRSAKey(seed, n uint64) (keyMaterial, error) {
	const count = uint64(len(rsaPrimes))
	pairs := count * (count - 1) / 2
	i, j := primePair((cloud.RollBelow(seed, keyLabel, 0, pairs) + n) % pairs)
	key, err := rsaKey(rsaPrimes[i], rsaPrimes[j])
	if err != nil {
		return keyMaterial{}, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return keyMaterial{}, err
	}
	// The fingerprint of an RSA key that EC2 made is the SHA-1 of the private
	// key in PKCS #8.
	// docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
	sum := sha1.Sum(der)
	text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	return keyMaterial{strings.TrimSpace(string(text)), authorizedRSA(&key.PublicKey), colons(sum[:])}, nil
}

var keyLabel = cloud.Label("key pair")

// primePair is the k-th pair (i, j) with i < j.
func primePair(k uint64) (i, j int) {
	for j = 1; k >= uint64(j); j++ {
		k -= uint64(j)
	}
	return int(k), j
}

func rsaKey(p, q string) (*rsa.PrivateKey, error) {
	pb, err1 := base64.StdEncoding.DecodeString(p)
	qb, err2 := base64.StdEncoding.DecodeString(q)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	one, e := big.NewInt(1), big.NewInt(65537)
	a, b := new(big.Int).SetBytes(pb), new(big.Int).SetBytes(qb)
	phi := new(big.Int).Mul(new(big.Int).Sub(a, one), new(big.Int).Sub(b, one))
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(a, b), E: int(e.Int64())},
		D:         new(big.Int).ModInverse(e, phi),
		Primes:    []*big.Int{a, b},
	}
	key.Precompute()
	return key, nil
}

// newEd25519Key makes the n-th ED25519 key of a world, as OpenSSH stores it.
func newEd25519Key(seed, n uint64) keyMaterial {
	var from [ed25519.SeedSize]byte
	for i := range uint64(4) {
		binary.BigEndian.PutUint64(from[8*i:], cloud.Roll(seed, keyLabel, 4*n+i+1))
	}
	key := ed25519.NewKeyFromSeed(from[:])
	blob := sshStrings("ssh-ed25519", string(key.Public().(ed25519.PublicKey)))
	text := pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: opensshKey(key, blob)})
	return keyMaterial{strings.TrimSpace(string(text)), authorized("ssh-ed25519", blob), sshFingerprint(blob)}
}

// opensshKey is OpenSSH's own format of an unencrypted private key.
// github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
func opensshKey(key ed25519.PrivateKey, blob []byte) []byte {
	secret := append([]byte{0, 0, 0, 1, 0, 0, 0, 1}, blob...) // the check number, twice
	secret = append(secret, sshStrings(string(key), "")...)   // the key and an empty comment
	for pad := byte(1); len(secret)%8 != 0; pad++ {
		secret = append(secret, pad)
	}
	out := append([]byte("openssh-key-v1\x00"), sshStrings("none", "none", "")...)
	out = append(out, 0, 0, 0, 1)
	return append(out, sshStrings(string(blob), string(secret))...)
}

// sshStrings writes strings as SSH does: each after its length.
func sshStrings(list ...string) []byte {
	var out []byte
	for _, s := range list {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(s))), s...)
	}
	return out
}

func authorizedRSA(k *rsa.PublicKey) string {
	e := big.NewInt(int64(k.E)).Bytes()
	return authorized("ssh-rsa", sshStrings("ssh-rsa", string(e), "\x00"+string(k.N.Bytes())))
}

func authorized(kind string, blob []byte) string {
	return kind + " " + base64.StdEncoding.EncodeToString(blob)
}

// sshFingerprint is the SHA-256 fingerprint of OpenSSH, padded as EC2 prints it.
func sshFingerprint(blob []byte) string {
	sum := sha256.Sum256(blob)
	return base64.StdEncoding.EncodeToString(sum[:])
}

func colons(b []byte) string {
	text := hex.EncodeToString(b)
	parts := make([]string, 0, len(b))
	for i := 0; i < len(text); i += 2 {
		parts = append(parts, text[i:i+2])
	}
	return strings.Join(parts, ":")
}
