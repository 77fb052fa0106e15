package message

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"slices"
)

// What the body's additional data says of a piece.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/body-aad-reference.html
const (
	aadFrame  = "AWSKMSEncryptionClient Frame"
	aadFinal  = "AWSKMSEncryptionClient Final Frame"
	aadSingle = "AWSKMSEncryptionClient Single Block"
)

// BodyAAD is the additional data of one piece of the body: the message's ID,
// what kind of piece, its number and its length.
func BodyAAD(id []byte, kind string, number uint32, length int) []byte {
	b := append(slices.Clone(id), kind...)
	b = binary.BigEndian.AppendUint32(b, number)
	return binary.BigEndian.AppendUint64(b, uint64(length))
}

// Kind says what the additional data calls a frame.
func (h *Header) Kind(last bool) string {
	switch {
	case h.Content == NotFramed:
		return aadSingle
	case last:
		return aadFinal
	}
	return aadFrame
}

// IV is a piece's number in twelve bytes; the header's is 0.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/IV-reference.html
func IV(number uint32) []byte {
	return binary.BigEndian.AppendUint32(make([]byte, 8), number)
}

// Cut says how long the frames of a text are: whole ones, and the last one with
// what is left, which is never nothing unless there is nothing at all.
func Cut(length, frame int) []int {
	var list []int
	for ; length > frame; length -= frame {
		list = append(list, frame)
	}
	return append(list, length)
}

// ErrCommitment, ErrTag and ErrSignature are what can be wrong with a message
// whose form is right.
var (
	ErrCommitment = errors.New("the data key is not the one that the message was sealed with")
	ErrTag        = errors.New("the message was changed, or the data key or the context is wrong")
	ErrSignature  = errors.New("the signature does not fit")
)

// derive makes of a data key the key of one message, and the commitment.
// docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html
func (h *Header) derive(dataKey []byte) (key, commitment []byte, err error) {
	s := h.Suite
	if len(dataKey) != s.KeyBits/8 {
		return nil, nil, ErrTag
	}
	id := binary.BigEndian.AppendUint16(nil, s.ID)
	switch {
	case s.KDF == 0:
		return dataKey, nil, nil
	case !s.Commit:
		key, err = hkdf.Key(s.KDF.New, dataKey, nil, string(append(id, h.ID...)), s.KeyBits/8)
		return key, nil, err
	}
	if key, err = hkdf.Key(s.KDF.New, dataKey, h.ID, string(id)+"DERIVEKEY", s.KeyBits/8); err == nil {
		commitment, err = hkdf.Key(s.KDF.New, dataKey, h.ID, "COMMITKEY", commitLen)
	}
	return key, commitment, err
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Check looks whether a header was sealed with a data key and has not changed
// since.
func (h *Header) Check(dataKey []byte) error {
	_, err := h.opener(dataKey)
	return err
}

func (h *Header) opener(dataKey []byte) (cipher.AEAD, error) {
	key, commitment, err := h.derive(dataKey)
	if err != nil {
		return nil, err
	}
	if h.Suite.Commit && subtle.ConstantTimeCompare(commitment, h.SuiteData) == 0 {
		return nil, ErrCommitment
	}
	a, err := gcm(key)
	if err != nil {
		return nil, err
	}
	iv := h.IV
	if h.Suite.Commit {
		iv = IV(0)
	}
	if _, err := a.Open(nil, iv, h.Tag, h.signed); err != nil {
		return nil, ErrTag
	}
	return a, nil
}

// Open checks the header against a data key and opens the body. The signature
// is checked by Verify.
func (m *Message) Open(dataKey []byte) ([]byte, error) {
	h := &m.Header
	a, err := h.opener(dataKey)
	if err != nil {
		return nil, err
	}
	var text []byte
	for i, f := range m.Frames {
		aad := BodyAAD(h.ID, h.Kind(i == len(m.Frames)-1), f.Number, len(f.Content))
		if text, err = a.Open(text, f.IV, slices.Concat(f.Content, f.Tag), aad); err != nil {
			return nil, ErrTag
		}
	}
	return text, nil
}
