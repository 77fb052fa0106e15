package crypto

import (
	"bytes"
	"crypto/rsa"
	"crypto/subtle"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"skylab/console/desk"
)

var pkeyutlOptions = []option{
	flag0("encrypt", "Encrypt input data with public key"), flag0("decrypt", "Decrypt input data with private key"),
	flag0("verify", "Verify with public key"), value("in", "infile", "Input file - default stdin"), flag0("rawin", "Indicate the input data is in raw form"),
	flag0("pubin", "Input is a public key"), value("inkey", "val", "Input private key file"), format("keyform", "Private key format (the file tells by itself)"),
	value("sigfile", "infile", "Signature file (verify operation only)"), value("out", "outfile", "Output file - default stdout"),
	value("digest", "val", "Specify the digest algorithm when signing the raw input data"), value("pkeyopt", "val", "Public key options as opt:value"),
}

// pkeyutl encrypts with an RSA key, as key material that is to be imported
// into KMS is wrapped, and checks signatures over digests.
// docs.openssl.org/3.0/man1/openssl-pkeyutl/
func (o *openssl) pkeyutl(args []string) int {
	if status, done := o.parse("Usage: pkeyutl [options]", pkeyutlOptions, args); done {
		return status
	}
	name, ok := o.last("inkey")
	if !ok {
		return o.summary("%s: no private key given (-inkey parameter).\n", o.prog)
	}
	what := "private key"
	if o.has("pubin") {
		what = "public key"
	}
	key, ok := o.loadKey(name, what, !o.has("pubin"))
	if !ok {
		o.flush()
		o.errorf("%s: Error initializing context\n", o.prog)
		return 1
	}
	pad := padding{salt: rsa.PSSSaltLengthAuto, md: digests[1]}
	for _, opt := range o.all("pkeyopt") {
		if !pad.signOption(opt) {
			name, v, _ := strings.Cut(opt, ":")
			o.errorf("%s: Can't set parameter \"%s\":\n", o.prog, opt)
			o.push("03000093:digital envelope routines:default_fixup_args:command not supported:../crypto/evp/ctrl_params_translate.c:582:[action:2, state:4] name=%s, value=%s", name, v)
			return 1
		}
	}
	if pad.mgf.name == "" {
		pad.mgf = pad.md
	}
	return o.withKey(key, pad)
}

func (o *openssl) withKey(key keyFile, pad padding) int {
	if _, isRSA := key.public.(*rsa.PublicKey); !isRSA && o.has("encrypt", "decrypt") {
		o.errorf("%s: Error initializing context\n", o.prog)
		o.push("03000096:digital envelope routines:evp_pkey_asym_cipher_init:operation not supported for this keytype:../crypto/evp/asymcipher.c:188:")
		return 1
	}
	name, named := o.last("in")
	in, ok := o.openIn(name, named, "rb")
	if !ok {
		return 1
	}
	data, _ := in.read()
	if o.has("verify") {
		return o.verifySum(key, pad, data)
	}
	var made []byte
	switch {
	case o.has("encrypt"):
		made, ok = o.encryptRSA(key.public.(*rsa.PublicKey), pad, data)
	case o.has("decrypt") && key.private != nil:
		made, ok = o.decryptRSA(key.private.(*rsa.PrivateKey), pad, data)
	default:
		return o.summary("In this lab openssl pkeyutl knows -encrypt, -decrypt and -verify.\n")
	}
	if !ok {
		o.errorf("Public Key operation error\n")
		return 1
	}
	name, named = o.last("out")
	out, ok := o.openOut(name, named, "wb")
	if !ok {
		return 1
	}
	out.Write(made)
	out.close()
	return 0
}

// verifySum checks a signature over a digest, or over the text with -rawin.
func (o *openssl) verifySum(key keyFile, pad padding, data []byte) int {
	md := digests[3]
	for _, opt := range o.all("pkeyopt") {
		if name, ok := bytes.CutPrefix([]byte(opt), []byte("digest:")); ok {
			md, _ = findDigest(string(name))
		}
	}
	if name, ok := o.last("digest"); ok {
		md, _ = findDigest(name)
	}
	if md.name == "" {
		md = digests[3]
	}
	if o.has("rawin") {
		data = md.sum(data)
	}
	file, _ := o.last("sigfile")
	sig, err := o.d.ReadFile(file)
	if err != nil {
		o.errorf("Can't open signature file %s\n", file)
		return 1
	}
	if len(data) != md.of.Size() || o.check(key.public, pad, md, data, sig) != good {
		o.stack = nil
		fmt.Fprintln(o.d.Stdout, "Signature Verification Failure")
		return 1
	}
	fmt.Fprintln(o.d.Stdout, "Signature Verified Successfully")
	return 0
}

// encryptRSA is RFC 8017's RSAES; what it fills up with is drawn from the
// world, so that a journal replays.
func (o *openssl) encryptRSA(k *rsa.PublicKey, pad padding, text []byte) ([]byte, bool) {
	room := k.Size() - 11
	if pad.oaep {
		room = k.Size() - 2*pad.md.of.Size() - 2
	}
	if len(text) > room {
		at := "ossl_rsa_padding_add_PKCS1_type_2_ex:data too large for key size:../crypto/rsa/rsa_pk1.c:129:"
		if pad.oaep {
			at = "ossl_rsa_padding_add_PKCS1_OAEP_mgf1_ex:data too large for key size:../crypto/rsa/rsa_oaep.c:87:"
		}
		o.push("0200006E:rsa routines:%s", at)
		return nil, false
	}
	var block []byte
	if pad.oaep {
		block = o.oaep(k.Size(), pad, text)
	} else {
		fill := desk.Random(&o.d.World.Cloud, room+8-len(text))
		for i := range fill { // no zero may stand in the filling
			fill[i] = fill[i]%255 + 1
		}
		block = slices.Concat([]byte{0, 2}, fill, []byte{0}, text)
	}
	c := new(big.Int).Exp(new(big.Int).SetBytes(block), big.NewInt(int64(k.E)), k.N)
	return c.FillBytes(make([]byte, k.Size())), true
}

// oaep fills a text up (RFC 8017, section 7.1.1).
func (o *openssl) oaep(size int, pad padding, text []byte) []byte {
	h := pad.md.of.Size()
	seed := desk.Random(&o.d.World.Cloud, h)
	db := slices.Concat(pad.md.sum(nil), make([]byte, size-2*h-2-len(text)), []byte{1}, text)
	subtle.XORBytes(db, db, mask(pad.mgf, seed, len(db)))
	subtle.XORBytes(seed, seed, mask(pad.mgf, db, h))
	return slices.Concat([]byte{0}, seed, db)
}

// mask is MGF1 (RFC 8017, appendix B.2.1).
func mask(md digest, seed []byte, n int) []byte {
	var out []byte
	for i := uint32(0); len(out) < n; i++ {
		out = append(out, md.sum(append(slices.Clone(seed), byte(i>>24), byte(i>>16), byte(i>>8), byte(i)))...)
	}
	return out[:n]
}

func (o *openssl) decryptRSA(k *rsa.PrivateKey, pad padding, sealed []byte) ([]byte, bool) {
	if pad.oaep {
		text, err := k.Decrypt(nil, sealed, &rsa.OAEPOptions{Hash: pad.md.of, MGFHash: pad.mgf.of})
		if err != nil {
			o.push("02000079:rsa routines:RSA_padding_check_PKCS1_OAEP_mgf1:oaep decoding error:../crypto/rsa/rsa_oaep.c:314:")
		}
		return text, err == nil
	}
	text, err := k.Decrypt(nil, sealed, nil)
	if err != nil {
		o.push("0200009F:rsa routines:RSA_padding_check_PKCS1_type_2:pkcs decoding error:../crypto/rsa/rsa_pk1.c:269:")
		o.push("02000072:rsa routines:rsa_ossl_private_decrypt:padding check failed:../crypto/rsa/rsa_ossl.c:491:")
	}
	return text, err == nil
}
