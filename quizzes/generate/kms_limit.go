package generate

import (
	"bytes"
	"fmt"
	"sync"

	"skylab/simulators/kms"
)

// sealer is a kind of key, and how much of a plaintext it takes at once.
type sealer struct {
	spec, algorithm string
	modulus         int        // bytes; 0 of a symmetric key
	most            func() int // asked of the simulator once: RSA is slow
}

// sealers are the kinds of keys that encrypt.
var sealers = []sealer{
	newSealer("SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT", 0),
	newSealer("RSA_2048", "RSAES_OAEP_SHA_1", 256), newSealer("RSA_2048", "RSAES_OAEP_SHA_256", 256),
	newSealer("RSA_3072", "RSAES_OAEP_SHA_1", 384), newSealer("RSA_3072", "RSAES_OAEP_SHA_256", 384),
	newSealer("RSA_4096", "RSAES_OAEP_SHA_1", 512), newSealer("RSA_4096", "RSAES_OAEP_SHA_256", 512),
}

func newSealer(spec, algorithm string, modulus int) sealer {
	return sealer{spec, algorithm, modulus, sync.OnceValue(func() int { return mostOf(spec, algorithm, modulus) })}
}

// mostOf is the largest size that the simulator's Encrypt takes; 0 when it
// takes nothing.
func mostOf(spec, algorithm string, modulus int) int {
	v := newVault()
	key, err := v.key("KEY", kms.CreateKeyInput{KeySpec: &spec, KeyUsage: new("ENCRYPT_DECRYPT")})
	if err != nil {
		return 0
	}
	low, high := 0, modulus+1 // low is taken, high is not
	if modulus == 0 {
		high = 8192
	}
	for high-low > 1 {
		mid := (low + high) / 2
		if _, err := v.KMS.Encrypt(v.call(), kms.EncryptInput{KeyId: key, Plaintext: bytes.Repeat([]byte("x"), mid), EncryptionAlgorithm: &algorithm}); err == nil {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// drawLimit asks which is the largest of four files that one call of Encrypt
// takes.
func drawLimit(d *draw) *sketch {
	b := sealers[0]
	if d.chance("asymmetric", 50) {
		b = pick(d, "kind", sealers[1:]...)
	}
	most := b.most()
	small := func(what string, n int) int { return n - d.below(what, max(2, n/40)) }
	right := small("right", most)
	k := &sketch{
		stem:  say("limit.stem", "key", b.shown()),
		setup: fmt.Sprintf("KEY=$(aws kms create-key --key-spec %s --key-usage ENCRYPT_DECRYPT --query KeyMetadata.KeyId --output text)\n", b.spec),
		facts: []string{"kms.encrypt-limit"},
		why:   plain("```text\n%-6s ok\n%-6s ValidationException\n```", thousands(most), thousands(most+1)),
	}
	k.right = b.choice("", right, right)
	add := func(belief string, n int) {
		if n < right || n > most { // what lies between would be taken, and be larger
			k.wrong = append(k.wrong, b.choice(belief, n, right))
		}
	}
	add("counted-base64", small("base64", most*3/4))
	add("a-little-more", most+d.between("more", 1, 20))
	if b.modulus > 0 {
		add("whole-modulus", small("modulus", b.modulus))
		add("as-symmetric", small("symmetric", 4096))
	} else {
		add("one-kilobyte", small("kilobyte", 1024))
		add("ciphertext-limit", small("ciphertext", 6144))
		add("four-thousand", small("four", 4000))
	}
	return k
}

func (b sealer) shown() string {
	if b.modulus == 0 {
		return b.spec
	}
	return b.spec + ", " + b.algorithm
}

// choice holds when the file is taken and no larger one that is offered is:
// every wrong size is smaller than the right one, or too large.
func (b sealer) choice(belief string, n, right int) choice {
	try := func(n int) string {
		return fmt.Sprintf("head -c %d /dev/zero > file.bin; aws kms encrypt --key-id $KEY --plaintext fileb://file.bin --encryption-algorithm %s >/dev/null 2>&1", n, b.algorithm)
	}
	most := thousands(b.most())
	c := choice{
		id: belief, holds: n <= b.most() && n == right, text: say("limit.bytes", "n", thousands(n)),
		reason: say("limit."+belief, "n", thousands(n), "most", most),
		script: try(n) + " || false",
	}
	if belief == "" {
		c.reason = say("limit.right", "most", most)
	} else if n < right { // it is taken, but so is a larger one
		c.script = "{ " + try(n) + "; } && ! { " + try(right) + "; }"
	}
	return c
}
