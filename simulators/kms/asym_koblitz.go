package kms

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"io"
	"math/big"
)

// koblitz is a key on the curve secp256k1, which Go's library does not have.
// Slow and without care for timing: it signs a learner's line and guards
// nothing. www.secg.org/sec2-v2.pdf, section 2.4.1
type koblitz struct{ d, x, y *big.Int }

func hexNumber(s string) *big.Int {
	n, ok := new(big.Int).SetString(s, 16)
	if !ok {
		panic(s)
	}
	return n
}

// The curve: the field, the group's order, the base point.
var (
	fieldK = hexNumber("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f")
	orderK = hexNumber("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
	baseXK = hexNumber("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
	baseYK = hexNumber("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")
)

func newKoblitz(secret []byte) *koblitz {
	d := new(big.Int).SetBytes(secret)
	x, y := timesK(baseXK, baseYK, d)
	return &koblitz{d, x, y}
}

// addK adds two points; nil is the point at infinity.
func addK(x1, y1, x2, y2 *big.Int) (x, y *big.Int) {
	if x1 == nil {
		return x2, y2
	}
	if x2 == nil {
		return x1, y1
	}
	slope := new(big.Int)
	if x1.Cmp(x2) == 0 {
		if y1.Cmp(y2) != 0 {
			return nil, nil
		}
		slope.Mul(big.NewInt(3), new(big.Int).Mul(x1, x1)) // 3x² / 2y
		slope.Mul(slope, new(big.Int).ModInverse(new(big.Int).Lsh(y1, 1), fieldK))
	} else {
		dx := new(big.Int).Mod(new(big.Int).Sub(x2, x1), fieldK)
		slope.Mul(new(big.Int).Sub(y2, y1), dx.ModInverse(dx, fieldK))
	}
	slope.Mod(slope, fieldK)
	x = new(big.Int).Mul(slope, slope)
	x.Sub(x, x1).Sub(x, x2).Mod(x, fieldK)
	y = new(big.Int).Sub(x1, x)
	y.Mul(y, slope).Sub(y, y1).Mod(y, fieldK)
	return x, y
}

// timesK multiplies a point.
func timesK(x, y, n *big.Int) (rx, ry *big.Int) {
	for i := n.BitLen() - 1; i >= 0; i-- {
		rx, ry = addK(rx, ry, rx, ry)
		if n.Bit(i) == 1 {
			rx, ry = addK(rx, ry, x, y)
		}
	}
	return rx, ry
}

// Public is the key itself: its secret stays in the package.
func (k *koblitz) Public() crypto.PublicKey { return k }

type signatureK struct{ R, S *big.Int }

// Sign signs a digest of 32 bytes; the same digest gives the same signature.
// www.rfc-editor.org/rfc/rfc6979
func (k *koblitz) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	if len(digest) != sha256.Size {
		return nil, errors.New("a digest of 32 bytes is wanted")
	}
	e := new(big.Int).SetBytes(digest)
	for nonce := noncesK(k.d, e); ; {
		n := nonce()
		x, _ := timesK(baseXK, baseYK, n)
		r := new(big.Int).Mod(x, orderK)
		s := new(big.Int).Mul(r, k.d)
		s.Add(s, e).Mul(s, new(big.Int).ModInverse(n, orderK)).Mod(s, orderK)
		if r.Sign() > 0 && s.Sign() > 0 {
			return asn1.Marshal(signatureK{r, s})
		}
	}
}

// noncesK are the candidates of RFC 6979, section 3.2, with HMAC-SHA-256.
func noncesK(d, e *big.Int) func() *big.Int {
	mac := func(key []byte, parts ...[]byte) []byte {
		h := hmac.New(sha256.New, key)
		for _, p := range parts {
			h.Write(p)
		}
		return h.Sum(nil)
	}
	x, m := d.FillBytes(make([]byte, 32)), new(big.Int).Mod(e, orderK).FillBytes(make([]byte, 32))
	v, key := bytes.Repeat([]byte{1}, 32), make([]byte, 32)
	for _, b := range []byte{0, 1} {
		key = mac(key, v, []byte{b}, x, m)
		v = mac(key, v)
	}
	return func() *big.Int {
		for {
			v = mac(key, v)
			n := new(big.Int).SetBytes(v)
			key = mac(key, v, []byte{0})
			next := mac(key, v)
			if n.Sign() > 0 && n.Cmp(orderK) < 0 {
				v = next
				return n
			}
			v = next
		}
	}
}

// verify checks a signature of a digest.
func (k *koblitz) verify(digest, signature []byte) bool {
	var s signatureK
	if rest, err := asn1.Unmarshal(signature, &s); err != nil || len(rest) > 0 {
		return false
	}
	in := func(n *big.Int) bool { return n.Sign() > 0 && n.Cmp(orderK) < 0 }
	if !in(s.R) || !in(s.S) {
		return false
	}
	w := new(big.Int).ModInverse(s.S, orderK)
	part := func(n *big.Int) *big.Int { n = new(big.Int).Mul(n, w); return n.Mod(n, orderK) }
	x1, y1 := timesK(baseXK, baseYK, part(new(big.Int).SetBytes(digest)))
	x2, y2 := timesK(k.x, k.y, part(s.R))
	x, _ := addK(x1, y1, x2, y2)
	return x != nil && new(big.Int).Mod(x, orderK).Cmp(s.R) == 0
}

// The object identifiers of a key on this curve. www.rfc-editor.org/rfc/rfc5480
var (
	oidKey   = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidCurve = asn1.ObjectIdentifier{1, 3, 132, 0, 10}
)

type algorithmK struct{ Algorithm, Curve asn1.ObjectIdentifier }

func (k *koblitz) point() []byte {
	return append(append([]byte{4}, k.x.FillBytes(make([]byte, 32))...), k.y.FillBytes(make([]byte, 32))...)
}

func (k *koblitz) publicDER() []byte {
	return der(struct {
		Algorithm algorithmK
		Key       asn1.BitString
	}{algorithmK{oidKey, oidCurve}, asn1.BitString{Bytes: k.point(), BitLength: 65 * 8}})
}

func (k *koblitz) privateDER() []byte {
	inner := der(struct {
		Version int
		Secret  []byte
		Public  asn1.BitString `asn1:"explicit,tag:1"`
	}{1, k.d.FillBytes(make([]byte, 32)), asn1.BitString{Bytes: k.point(), BitLength: 65 * 8}})
	return der(struct {
		Version   int
		Algorithm algorithmK
		Key       []byte
	}{0, algorithmK{oidKey, oidCurve}, inner})
}

func der(v any) []byte {
	b, err := asn1.Marshal(v)
	if err != nil {
		panic(err) // of the types above: never
	}
	return b
}
