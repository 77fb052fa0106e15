package message

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"slices"
)

// PublicKey is the key of the encryption context in which a message holds the
// point that its signature is checked with; people may not use it.
const PublicKey = "aws-crypto-public-key"

// Sealing is what it takes to seal a text.
type Sealing struct {
	Suite       Suite
	ID          []byte // of the suite's length, new for each message
	Context     map[string]string
	Keys        []DataKey
	FrameLength uint32 // 0 puts the text into one piece
	Signer      *ecdsa.PrivateKey
}

// Point is a public key as the encryption context holds it: compressed, in
// base64.
func Point(k *ecdsa.PublicKey) string {
	b, err := k.Bytes()
	if err != nil {
		return ""
	}
	half := (len(b) - 1) / 2
	return base64.StdEncoding.EncodeToString(append([]byte{2 + b[len(b)-1]&1}, b[1:1+half]...))
}

// Seal writes a message.
func (s Sealing) Seal(dataKey, text []byte) ([]byte, error) {
	h := Header{Suite: s.Suite, ID: s.ID, Context: s.Context, Keys: s.Keys, Content: Framed, FrameLength: s.FrameLength}
	if s.FrameLength == 0 {
		h.Content = NotFramed
	}
	key, commitment, err := h.derive(dataKey)
	if err != nil {
		return nil, err
	}
	h.SuiteData = commitment
	a, err := gcm(key)
	if err != nil {
		return nil, err
	}
	b := h.append(nil)
	tag := a.Seal(nil, IV(0), nil, b)
	if !s.Suite.Commit {
		b = append(b, IV(0)...)
	}
	b = append(b, tag...)
	lengths := []int{len(text)}
	if s.FrameLength > 0 {
		lengths = Cut(len(text), int(s.FrameLength))
	}
	for i, n := range lengths {
		last := i == len(lengths)-1
		number := uint32(i + 1)
		b = h.piece(b, number, n, last)
		b = a.Seal(b, IV(number), text[:n], BodyAAD(h.ID, h.Kind(last), number, n))
		text = text[n:]
	}
	if s.Signer == nil {
		return b, nil
	}
	hash := s.Suite.Hash.New()
	hash.Write(b)
	sig, err := s.Signer.Sign(nil, hash.Sum(nil), s.Suite.Hash) // without a source of chance it depends on key and text alone
	return field(b, sig), err
}

// piece writes what stands before the sealed text of a piece.
func (h *Header) piece(b []byte, number uint32, length int, last bool) []byte {
	switch {
	case h.Content == NotFramed:
		return binary.BigEndian.AppendUint64(append(b, IV(number)...), uint64(length))
	case last:
		b = binary.BigEndian.AppendUint32(b, final)
		b = append(binary.BigEndian.AppendUint32(b, number), IV(number)...)
		return binary.BigEndian.AppendUint32(b, uint32(length))
	}
	return append(binary.BigEndian.AppendUint32(b, number), IV(number)...)
}

// Verify checks the signature with the point in the encryption context; a
// message whose suite signs nothing passes.
func (m *Message) Verify() error {
	curve := m.Header.Suite.Sign
	if curve == nil {
		return nil
	}
	point, err := base64.StdEncoding.DecodeString(m.Header.Context[PublicKey])
	if err != nil {
		return ErrSignature
	}
	key, ok := decompress(curve, point)
	if !ok {
		return ErrSignature
	}
	hash := m.Header.Suite.Hash.New()
	hash.Write(m.signed)
	if !ecdsa.VerifyASN1(key, hash.Sum(nil), m.Signature) {
		return ErrSignature
	}
	return nil
}

// decompress finds the second coordinate of a point: y² = x³ − 3x + b.
func decompress(curve elliptic.Curve, point []byte) (*ecdsa.PublicKey, bool) {
	p := curve.Params()
	size := (p.BitSize + 7) / 8
	if len(point) != 1+size || point[0] != 2 && point[0] != 3 {
		return nil, false
	}
	x := new(big.Int).SetBytes(point[1:])
	y := new(big.Int).Exp(x, big.NewInt(3), p.P)
	y.Sub(y, new(big.Int).Mul(x, big.NewInt(3))).Add(y, p.B).Mod(y, p.P)
	if y.ModSqrt(y, p.P) == nil {
		return nil, false
	}
	if y.Bit(0) != uint(point[0]&1) {
		y.Sub(p.P, y)
	}
	whole := slices.Concat([]byte{4}, x.FillBytes(make([]byte, size)), y.FillBytes(make([]byte, size)))
	key, err := ecdsa.ParseUncompressedPublicKey(curve, whole)
	return key, err == nil
}
