package message

import (
	"bytes"
	"crypto/ecdsa"
	"testing"
)

// sealed seals a text with fixed keys.
func sealed(t testing.TB, s Suite, frame uint32, text []byte) (message, dataKey []byte, context map[string]string) {
	t.Helper()
	dataKey = bytes.Repeat([]byte{7}, s.KeyBits/8)
	context = map[string]string{"purpose": "orders", "shop": "점심종"}
	what := Sealing{Suite: s, ID: bytes.Repeat([]byte{3}, s.IDLength()), Context: context, FrameLength: frame, Keys: []DataKey{{"aws-kms", "arn:aws:kms:ap-northeast-2:111122223333:key/1", []byte("wrapped")}}}
	if s.Sign != nil {
		key, err := ecdsa.ParseRawPrivateKey(s.Sign, bytes.Repeat([]byte{5}, (s.Sign.Params().BitSize+7)/8))
		if err != nil {
			t.Fatal(err)
		}
		what.Signer = key
		context[PublicKey] = Point(&key.PublicKey)
	}
	message, err := what.Seal(dataKey, text)
	if err != nil {
		t.Fatal(err)
	}
	return message, dataKey, context
}
