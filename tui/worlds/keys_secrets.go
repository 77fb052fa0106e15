package worlds

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"skylab/simulators/cloud"
	"skylab/simulators/kms"
)

// secret is a data key that KMS gave: readable, wrapped, or both.
type secret struct {
	key     string // ARN of the KMS key
	plain   []byte
	wrapped []byte
	context map[string]string
	at      cloud.Time // when it was given in the clear
}

// mostSecrets is how many data keys are followed: the last ones given.
const mostSecrets = 6

// secrets are the data keys that were given last, the newest first. The lab
// knows them from its trail; KMS itself keeps none.
func (s Scene) secrets() []secret {
	var list []secret
	trail := &s.World.Cloud.Trail
	for i := trail.Len() - 1; i >= 0 && len(list) < mostSecrets; i-- {
		r := trail.At(i)
		if r.Service != "kms" {
			continue
		}
		if x, ok := secretOf(r); ok {
			list = merge(list, x)
		}
	}
	return list
}

func secretOf(r cloud.Record) (secret, bool) {
	switch out := r.Output.(type) {
	case kms.GenerateDataKeyOutput:
		in, _ := r.Input.(kms.GenerateDataKeyInput)
		return secret{out.KeyId, out.Plaintext, out.CiphertextBlob, in.EncryptionContext, r.At}, true
	case kms.DecryptOutput:
		in, _ := r.Input.(kms.DecryptInput)
		if n := len(out.Plaintext); n != 16 && n != 32 {
			return secret{}, false
		}
		return secret{out.KeyId, out.Plaintext, in.CiphertextBlob, in.EncryptionContext, r.At}, true
	}
	return secret{}, false
}

// merge keeps one entry for a data key that was given and later opened again.
func merge(list []secret, x secret) []secret {
	for i := range list {
		if bytes.Equal(list[i].plain, x.plain) {
			return list
		}
	}
	return append(list, x)
}

// hides tells whether data holds a secret: its bytes, or base64 or hexadecimal
// of them.
func hides(data, secret []byte) bool {
	if len(secret) == 0 || len(data) < len(secret) {
		return false
	}
	if bytes.Contains(data, secret) {
		return true
	}
	if !utf8.Valid(data) {
		return false
	}
	joined := strings.Join(strings.Fields(string(data)), "")
	written := base64.StdEncoding.EncodeToString(secret)
	return strings.Contains(joined, strings.TrimRight(written, "=")) || strings.Contains(strings.ToLower(joined), hex.EncodeToString(secret))
}

// largest is how much of a file is looked through.
const largest = 1 << 20

// whereabouts lists the names of what holds something, a variable as $NAME.
func whereabouts(held []Held, secret []byte) []string {
	var list []string
	for _, h := range held {
		if hides(h.Data[:min(len(h.Data), largest)], secret) {
			list = append(list, nameOfHeld(h))
		}
	}
	return list
}

func nameOfHeld(h Held) string { return visible(h.name()) }

func (h Held) name() string {
	switch {
	case h.Variable:
		return "$" + h.Name
	case h.Host != "":
		return Short(h.Host) + ":" + h.Name
	case strings.HasPrefix(h.Name, "/home/you/"):
		return h.Name[len("/home/you/"):]
	}
	return h.Name
}

// working are the files that a learner works with: what lies in the home
// folders and in /tmp, without what begins with a dot.
func working(held []Held) []Held {
	return slices.DeleteFunc(slices.Clone(held), func(h Held) bool {
		hidden := strings.Contains(h.Name, "/.")
		return h.Variable || hidden || !strings.HasPrefix(h.Name, "/home/") && !strings.HasPrefix(h.Name, "/tmp/")
	})
}

// form is what can be said of a file by its bytes.
type form uint8

const (
	readable form = iota // text that anyone can read
	sealed               // bytes that need a key
	wrappedKey
	plainKey
	bare // other bytes
)

// formOf tells what a file is, with the data keys that are known.
func formOf(h Held, known []secret, blob func([]byte) bool) form {
	for _, s := range known {
		switch {
		case hides(h.Data, s.plain):
			return plainKey
		case len(s.wrapped) > 0 && hides(h.Data, s.wrapped):
			return wrappedKey
		}
	}
	switch {
	case blob(h.Data):
		return wrappedKey
	case bytes.HasPrefix(h.Data, []byte("Salted__")):
		return sealed
	case utf8.Valid(h.Data):
		return readable
	}
	return bare
}
