package crypto

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/asn1"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"skylab/console/desk"
)

// padding is how an RSA signature or ciphertext is filled up.
type padding struct {
	pss  bool
	salt int // bytes; rsa.PSSSaltLengthAuto, rsa.PSSSaltLengthEqualsHash
	oaep bool
	md   digest // of OAEP
	mgf  digest
}

// signOption reads one -sigopt or -pkeyopt; what signatures do not use is left.
func (p *padding) signOption(opt string) bool {
	name, v, ok := strings.Cut(opt, ":")
	switch name {
	case "rsa_padding_mode":
		p.pss, p.oaep = v == "pss", v == "oaep"
	case "rsa_pss_saltlen":
		switch n, err := strconv.Atoi(v); {
		case v == "digest" || v == "-1":
			p.salt = rsa.PSSSaltLengthEqualsHash
		case v == "auto" || v == "max" || v == "-2" || v == "-3":
			p.salt = rsa.PSSSaltLengthAuto
		case err == nil && n >= 0:
			p.salt = n
		default:
			ok = false
		}
	case "rsa_oaep_md", "rsa_mgf1_md", "digest":
		var md digest
		if md, ok = findDigest(v); !ok {
			return false
		}
		if name == "rsa_oaep_md" {
			p.md = md
		} else if name == "rsa_mgf1_md" {
			p.mgf = md
		}
	default:
		ok = false
	}
	return ok
}

// signed is dgst -sign and -verify.
func (g *digesting) signed() int {
	pad := padding{salt: rsa.PSSSaltLengthAuto}
	name, signs := g.last("sign")
	what, private := "private key", true
	if !signs {
		if name, private = g.last("prverify"); !private {
			name, _ = g.last("verify")
			what = "public key"
		}
	}
	key, ok := g.loadKey(name, what, private)
	if !ok {
		return 1
	}
	for _, opt := range g.all("sigopt") {
		if !pad.signOption(opt) {
			g.errorf("Signature parameter error \"%s\"\n", opt)
			return 1
		}
	}
	if signs {
		return g.sign(key, pad)
	}
	return g.verify(key, pad)
}

// toSign reads the one file, or standard input.
func (g *digesting) toSign() ([]byte, string, bool) {
	if len(g.rest) == 0 {
		data, ok := source{o: g.openssl}.read()
		return data, "stdin", ok
	}
	data, ok := g.readFile(g.rest[0])
	return data, g.rest[0], ok
}

func (g *digesting) sign(key keyFile, pad padding) int {
	name, named := g.last("out")
	var ok bool
	if g.out, ok = g.openOut(name, named, "wb"); !ok {
		return 1
	}
	data, of, ok := g.toSign()
	if !ok {
		return 1
	}
	sum := g.md.sum(data)
	var sig []byte
	var err error
	switch k := key.private.(type) {
	case *rsa.PrivateKey:
		if pad.pss {
			sig, err = g.signPSS(k, pad, sum)
		} else {
			sig, err = rsa.SignPKCS1v15(nil, k, g.md.of, sum)
		}
		g.shown = "RSA-" + g.md.shown
	default: // without a source of chance the signature depends on key and text alone
		sig, err = key.private.Sign(nil, sum, g.md.of)
		g.shown = "ECDSA-" + g.md.shown
	}
	if err != nil {
		g.errorf("Error signing data\n")
		return 1
	}
	if g.has("hex", "c", "r") {
		g.print(g.shown, of, sig)
	} else {
		g.out.Write(sig)
	}
	g.out.close()
	return 0
}

// signPSS fills up with a salt drawn from the world.
func (g *digesting) signPSS(k *rsa.PrivateKey, pad padding, sum []byte) ([]byte, error) {
	n := pad.salt
	if n == rsa.PSSSaltLengthEqualsHash {
		n = g.md.of.Size()
	} else if n == rsa.PSSSaltLengthAuto {
		n = (k.N.BitLen()+6)/8 - 2 - g.md.of.Size()
	}
	return rsa.SignPSS(desk.RandomSource(&g.d.World.Cloud), k, g.md.of, sum, &rsa.PSSOptions{SaltLength: n, Hash: g.md.of})
}

func (g *digesting) verify(key keyFile, pad padding) int {
	name, _ := g.last("signature")
	in, err := g.d.ReadFile(name)
	if err != nil {
		g.errorf("Error opening signature file %s\n", name)
		g.noFile(name, "rb", err)
		return 1
	}
	if len(in) == 0 {
		g.errorf("Error reading signature file %s\n", name)
		return 1
	}
	data, _, ok := g.toSign()
	if !ok {
		return 1
	}
	verdict := g.check(key.public, pad, g.md, g.md.sum(data), in)
	g.flush()
	switch verdict {
	case good:
		fmt.Fprintln(g.d.Stdout, "Verified OK")
		return 0
	case bad:
		fmt.Fprintln(g.d.Stdout, "Verification failure")
	default:
		g.errorf("Error verifying data\n")
	}
	return 1
}

// verdict is what came of looking at a signature.
type verdict uint8

const (
	good verdict = iota
	bad
	noSignature // the text is no signature at all
)

// check looks at a signature and tells the stack why it is none.
func (o *openssl) check(key crypto.PublicKey, pad padding, md digest, sum, sig []byte) verdict {
	switch k := key.(type) {
	case *rsa.PublicKey:
		return o.checkRSA(k, pad, md, sum, sig)
	case *ecdsa.PublicKey:
		if ecdsa.VerifyASN1(k, sum, sig) {
			return good
		}
		var rs struct{ R, S *big.Int }
		if rest, err := asn1.Unmarshal(sig, &rs); err != nil || len(rest) > 0 {
			return noSignature
		}
		return bad
	}
	return noSignature
}

func (o *openssl) checkRSA(k *rsa.PublicKey, pad padding, md digest, sum, sig []byte) verdict {
	line := 769
	switch {
	case pad.pss:
		line = 810
		if rsa.VerifyPSS(k, md.of, sum, sig, &rsa.PSSOptions{SaltLength: pad.salt, Hash: md.of}) == nil {
			return good
		}
		o.push("%s", whyNotPSS(k, pad, md, sum, sig))
	case len(sig) != k.Size():
		o.push("02000077:rsa routines:ossl_rsa_verify:wrong signature length:../crypto/rsa/rsa_sign.c:339:")
	default:
		if rsa.VerifyPKCS1v15(k, md.of, sum, sig) == nil {
			return good
		}
		if block := opened(k, sig); block[0] != 0 || block[1] != 1 {
			o.push("0200008A:rsa routines:RSA_padding_check_PKCS1_type_1:invalid padding:../crypto/rsa/rsa_pk1.c:75:")
			o.push("02000072:rsa routines:rsa_ossl_public_decrypt:padding check failed:../crypto/rsa/rsa_ossl.c:590:")
		} else {
			o.push("02000068:rsa routines:ossl_rsa_verify:bad signature:../crypto/rsa/rsa_sign.c:429:")
		}
	}
	o.push("1C880004:Provider routines:rsa_verify:RSA lib:../providers/implementations/signature/rsa_sig.c:%d:", line)
	return bad
}

// opened is what a signature holds under the public key.
func opened(k *rsa.PublicKey, sig []byte) []byte {
	m := new(big.Int).Exp(new(big.Int).SetBytes(sig), big.NewInt(int64(k.E)), k.N)
	return m.FillBytes(make([]byte, k.Size()))
}

// whyNotPSS finds what OpenSSL would stumble over first.
func whyNotPSS(k *rsa.PublicKey, pad padding, md digest, sum, sig []byte) string {
	const where = "rsa routines:RSA_verify_PKCS1_PSS_mgf1:"
	if block := opened(k, sig); block[len(block)-1] != 0xbc {
		return "02000086:" + where + "last octet invalid:../crypto/rsa/rsa_pss.c:94:"
	}
	for n := 1; n < k.Size(); n++ { // 0 would mean any length
		if rsa.VerifyPSS(k, md.of, sum, sig, &rsa.PSSOptions{SaltLength: n, Hash: md.of}) == nil {
			want := pad.salt
			if want < 0 {
				want = md.of.Size()
			}
			return fmt.Sprintf("02000088:%ssalt length check failed:../crypto/rsa/rsa_pss.c:117:expected: %d retrieved: %d", where, want, n)
		}
	}
	return "02000068:" + where + "bad signature:../crypto/rsa/rsa_pss.c:129:"
}
