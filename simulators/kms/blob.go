package kms

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
)

// The ciphertext of symmetric keys. AWS does not publish its own layout; this
// is the lab's. It is 152 bytes longer than what it holds, as AWS's is: a
// wrapped data key of 32 bytes has 184.
//
//	 0   4  01 02 02 00, so that base64 begins AQICA as AWS's does
//	 4  12  the account that owns the key, as digits
//	16  36  the key's ID; a multi-Region key has the same in all its Regions
//	52   4  which of the key's materials, counted from 0
//	56  32  that material's ID
//	88  16  salt: the key that seals is derived from the material and this
//	104 12  nonce of AES-GCM
//	116  4  length of what it holds
//	120 16  check of all of the above, by which KMS knows its own
//	136  n  what it holds, under AES-256-GCM
//	    16  tag of AES-GCM over the header, the encryption context and what it holds
//
// The Region does not stand inside: a single-Region key is not found elsewhere,
// a replica is.
const (
	atAccount, atKey, atVersion, atMaterial = 4, 16, 52, 56
	atSalt, atNonce, atLength, atCheck      = 88, 104, 116, 120
	headerSize, tagSize                     = 136, 16
	overhead                                = headerSize + tagSize
)

var format = []byte{1, 2, 2, 0}

// sealed is what a ciphertext says of itself, once its header is known to be
// KMS's own.
type sealed struct {
	account, key string
	version      uint32
	material     string // 64 hexadecimal digits
	whole        []byte
}

// errCiphertext is a ciphertext that is not KMS's, was changed, or is opened
// with other pairs than it was sealed with. KMS does not say which.
var errCiphertext = errors.New("not a ciphertext of this key and context")

// seal makes a ciphertext. random are 28 bytes that no other ciphertext has.
func seal(service, secret []byte, account, key string, version uint32, material string, random, plain []byte, context map[string]string) []byte {
	out := make([]byte, headerSize, len(plain)+overhead)
	copy(out, format)
	copy(out[atAccount:], account)
	copy(out[atKey:], key)
	binary.BigEndian.PutUint32(out[atVersion:], version)
	hex.Decode(out[atMaterial:], []byte(material))
	copy(out[atSalt:], random)
	binary.BigEndian.PutUint32(out[atLength:], uint32(len(plain)))
	check(service, out[:atCheck], out[atCheck:headerSize])
	return boxOf(secret, out[atSalt:atNonce]).Seal(out, out[atNonce:atLength], plain, additional(out[:headerSize], context))
}

// parse reads a ciphertext's header. It never panics, whatever it is given.
func parse(service, blob []byte) (sealed, error) {
	if len(blob) < overhead || string(blob[:4]) != string(format) {
		return sealed{}, errCiphertext
	}
	var want [tagSize]byte
	check(service, blob[:atCheck], want[:])
	if subtle.ConstantTimeCompare(want[:], blob[atCheck:headerSize]) == 0 || int(binary.BigEndian.Uint32(blob[atLength:])) != len(blob)-overhead {
		return sealed{}, errCiphertext
	}
	return sealed{
		account: string(blob[atAccount:atKey]), key: string(blob[atKey:atVersion]),
		version: binary.BigEndian.Uint32(blob[atVersion:]), material: hex.EncodeToString(blob[atMaterial:atSalt]), whole: blob,
	}, nil
}

// open gives back what a ciphertext holds.
func (s sealed) open(secret []byte, context map[string]string) ([]byte, error) {
	b := s.whole
	plain, err := boxOf(secret, b[atSalt:atNonce]).Open(nil, b[atNonce:atLength], b[headerSize:], additional(b[:headerSize], context))
	if err != nil {
		return nil, errCiphertext
	}
	return plain, nil
}

// boxOf derives the key of one ciphertext, as KMS derives one for every
// encryption; here it is the hash of the material and the salt.
// docs.aws.amazon.com/kms/latest/cryptographic-details/kms-crypto-details.html
func boxOf(secret, salt []byte) cipher.AEAD {
	var text [32 + 16]byte
	copy(text[copy(text[:], secret):], salt)
	key := sha256.Sum256(text[:])
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // of a key of 32 bytes: never
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return box
}

// check is a hash of the service's own secret and the header, both of a fixed
// length.
func check(service, header, to []byte) {
	var text [16 + atCheck]byte
	copy(text[copy(text[:], service):], header)
	sum := sha256.Sum256(text[:])
	copy(to, sum[:tagSize])
}

// additional is what the tag covers besides the content: the header and the
// pairs in the order of their names, each with its length, so that no two
// contexts read alike. docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
func additional(header []byte, context map[string]string) []byte {
	if len(context) == 0 {
		return header
	}
	size := len(header)
	for name, value := range context {
		size += 8 + len(name) + len(value)
	}
	out := append(make([]byte, 0, size), header...)
	for _, name := range sorted(context) {
		for _, s := range [2]string{name, context[name]} {
			out = binary.BigEndian.AppendUint32(out, uint32(len(s)))
			out = append(out, s...)
		}
	}
	return out
}

// sorted lists the names of pairs in order.
func sorted(pairs map[string]string) []string {
	names := make([]string, 0, len(pairs))
	for name := range pairs {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
