package crypto

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"hash"
	"slices"
	"strconv"
	"strings"
)

// blockCipher is a cipher that enc knows.
type blockCipher struct {
	name string // as OpenSSL says it: AES-256-CBC
	key  int    // bytes
	mode string // cbc, ctr, ecb
}

func (c blockCipher) iv() int {
	if c.mode == "ecb" {
		return 0
	}
	return aes.BlockSize
}

// findCipher knows aes-256-cbc and its kin in any case; aes256 is its CBC.
func findCipher(name string) (blockCipher, bool) {
	n := strings.ToLower(name)
	if len(n) == 6 && strings.HasPrefix(n, "aes") {
		n = "aes-" + n[3:] + "-cbc"
	}
	if !slices.Contains(cipherNames(), n) {
		return blockCipher{}, false
	}
	bits, _ := strconv.Atoi(n[4:7])
	return blockCipher{strings.ToUpper(n), bits / 8, n[8:]}, true
}

func cipherNames() []string {
	var list []string
	for _, bits := range [...]string{"128", "192", "256"} {
		for _, mode := range [...]string{"cbc", "ctr", "ecb"} {
			list = append(list, "aes-"+bits+"-"+mode)
		}
	}
	return list
}

// seal encrypts. Without padding, ok is false when the last block of a mode of
// blocks is not whole; what comes before it is sealed then.
func (c blockCipher) seal(key, iv, data []byte, pad bool) (out []byte, ok bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // the key's length comes from the table
	}
	if c.mode == "ctr" {
		out = make([]byte, len(data))
		cipher.NewCTR(block, iv).XORKeyStream(out, data)
		return out, true
	}
	out = slices.Clone(data)
	if rest := aes.BlockSize - len(data)%aes.BlockSize; pad {
		for range rest {
			out = append(out, byte(rest))
		}
	}
	ok = len(out)%aes.BlockSize == 0
	out = out[:len(out)/aes.BlockSize*aes.BlockSize]
	if c.mode == "ecb" {
		each(out, block.Encrypt)
	} else {
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, out)
	}
	return out, ok
}

// each changes a text block by block.
func each(text []byte, change func(dst, src []byte)) {
	for i := 0; i < len(text); i += aes.BlockSize {
		change(text[i:i+aes.BlockSize], text[i:i+aes.BlockSize])
	}
}

// wrong tells in what way a decryption failed.
type wrong uint8

const (
	fine      wrong = iota
	badLength       // the last block is not whole
	badPad          // what should be the padding is not
)

// open decrypts. When it fails, out is what had come out before: all blocks but
// the last, which is held back until its padding is seen.
func (c blockCipher) open(key, iv, data []byte, pad bool) (out []byte, w wrong) {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	if c.mode == "ctr" {
		out = make([]byte, len(data))
		cipher.NewCTR(block, iv).XORKeyStream(out, data)
		return out, fine
	}
	out = slices.Clone(data[:len(data)/aes.BlockSize*aes.BlockSize])
	if c.mode == "ecb" {
		each(out, block.Decrypt)
	} else {
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, out)
	}
	switch {
	case len(data)%aes.BlockSize != 0:
		return out, badLength
	case !pad:
		return out, fine
	case len(out) == 0:
		return out, badLength
	}
	n := int(out[len(out)-1])
	if n == 0 || n > aes.BlockSize || !filled(out[len(out)-n:], byte(n)) {
		return out[:len(out)-aes.BlockSize], badPad
	}
	return out[:len(out)-n], fine
}

func filled(b []byte, with byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c != with })
}

// bytesToKey is the derivation of old: one round of a digest over what came
// before, the password and the salt.
// docs.openssl.org/3.0/man3/EVP_BytesToKey/
func bytesToKey(newHash func() hash.Hash, password, salt []byte, n int) []byte {
	var out, last []byte
	for len(out) < n {
		h := newHash()
		h.Write(last)
		h.Write(password)
		h.Write(salt)
		last = h.Sum(nil)
		out = append(out, last...)
	}
	return out[:n]
}

// rounds is after how many rounds of PBKDF2 one unit of work is counted.
const rounds = 16

// pbkdf2 is PKCS #5's derivation (RFC 8018, section 5.2). It is written out
// here so that a billion rounds are counted as the work they are, and can be
// cut off.
func pbkdf2(newHash func() hash.Hash, password, salt []byte, iterations, n int, spend func(int) bool) []byte {
	var out []byte
	for block := uint32(1); len(out) < n; block++ {
		mac := hmac.New(newHash, password)
		mac.Write(salt)
		mac.Write([]byte{byte(block >> 24), byte(block >> 16), byte(block >> 8), byte(block)})
		u := mac.Sum(nil)
		sum := slices.Clone(u)
		for i := 1; i < iterations; i++ {
			if i%rounds == 0 && !spend(1) {
				return make([]byte, n)
			}
			mac.Reset()
			mac.Write(u)
			u = mac.Sum(u[:0])
			for k := range sum {
				sum[k] ^= u[k]
			}
		}
		out = append(out, sum...)
	}
	return out[:n]
}
