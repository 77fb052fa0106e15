package kms

import (
	"bytes"
	"encoding/base64"
)

// KeyInside reads off a ciphertext, raw or in base64, which key sealed it; the
// key's ID stands inside, which is why Decrypt need not be told.
func KeyInside(data []byte) (id string, ok bool) {
	if len(data) >= overhead && bytes.HasPrefix(data, format) {
		return string(data[atKey:atVersion]), true
	}
	text := bytes.TrimSpace(data)
	if !bytes.HasPrefix(text, []byte("AQICA")) {
		return "", false
	}
	raw := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	if n, err := base64.StdEncoding.Decode(raw, text); err == nil && n >= overhead {
		return string(raw[atKey:atVersion]), true
	}
	return "", false
}
