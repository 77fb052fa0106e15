package crypto

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"slices"
	"strings"

	"skylab/console/files"
)

// keyFile is a key as it was found: public always, private perhaps.
type keyFile struct {
	public  crypto.PublicKey
	private crypto.Signer
}

// loadKey reads a key in PEM or DER, whichever it is. what is how the command
// names it: "public key".
func (o *openssl) loadKey(name, what string, private bool) (keyFile, bool) {
	var data []byte
	if name == "" || name == "-" {
		data, _ = source{o: o}.read()
		name = "<stdin>"
	} else {
		var err error
		if data, err = o.d.ReadFile(name); err != nil && !errors.Is(err, files.ErrIsDir) {
			o.errorf("Could not open file or uri for loading %s from %s\n", what, name)
			o.push("16000069:STORE routines:ossl_store_get0_loader_int:unregistered scheme:../crypto/store/store_register.c:237:scheme=file")
			o.push("%08X:system library:file_open:%s:../providers/implementations/storemgmt/file_store.c:266:calling stat(%s)", 0x80000000|errno(err), files.Why(err), name)
			return keyFile{}, false
		}
	}
	key, found := parseKey(data)
	if !found || private && key.private == nil || !private && key.private != nil && !strings.Contains(string(data), "PUBLIC") {
		o.errorf("Could not read %s from %s\n", strings.Replace(what, "public key of", "key of", 1), name)
		tries := 1 // of ways to read what is a key, but not of that kind
		if what == "private key" {
			tries = 2
		}
		for range tries {
			if found {
				o.push("1608010C:STORE routines:ossl_store_handle_load_result:unsupported:../crypto/store/store_result.c:149:")
			}
		}
		return keyFile{}, false
	}
	return key, true
}

// parseKey takes the first key of a text in PEM, or the text as DER.
func parseKey(data []byte) (keyFile, bool) {
	if bytes.Contains(data, []byte("-----BEGIN")) {
		for rest := data; ; {
			var block *pem.Block
			if block, rest = pem.Decode(rest); block == nil {
				return keyFile{}, false
			}
			if key, ok := parseDER(block.Bytes); ok {
				return key, true
			}
		}
	}
	return parseDER(data)
}

func parseDER(der []byte) (keyFile, bool) {
	if pub, err := x509.ParsePKIXPublicKey(der); err == nil {
		return keyFile{public: pub}, true
	}
	if pub, err := x509.ParsePKCS1PublicKey(der); err == nil {
		return keyFile{public: pub}, true
	}
	var private any
	var err error
	if private, err = x509.ParsePKCS8PrivateKey(der); err != nil {
		if private, err = x509.ParsePKCS1PrivateKey(der); err != nil {
			private, err = x509.ParseECPrivateKey(der)
		}
	}
	if signer, ok := private.(crypto.Signer); err == nil && ok {
		return keyFile{public: signer.Public(), private: signer}, true
	}
	return keyFile{}, false
}

var keyOptions = []option{
	value("in", "val", "Input key"), format("inform", "Key input format (the file tells by itself)"), value("passin", "val", "Input file pass phrase source"),
	flag0("pubin", "Read only public components from key input"), value("out", "outfile", "Output file for encoded and/or text output"),
	format("outform", "Output encoding format (DER or PEM)"), flag0("pubout", "Restrict encoded output to public components"),
	flag0("noout", "Do not output the key in encoded form"), flag0("text", "Output key components in plaintext"),
	flag0("text_pub", "Output only public key components in text form"), flag0("modulus", "Print the RSA key modulus"), flag0("check", "Check key consistency"), flag0("pubcheck", "Check public key consistency"),
}

// key is pkey, rsa and ec: a key from one form to another, or in words.
// docs.openssl.org/3.0/man1/openssl-pkey/
func (o *openssl) key(args []string) int {
	if status, done := o.parse("Usage: "+o.prog+" [options]", keyOptions, args); done {
		return status
	}
	if len(o.rest) > 0 {
		return o.summary("")
	}
	in, _ := o.last("in")
	if o.prog == "ec" {
		o.errorf("read EC key\n")
	}
	key, ok := o.loadKey(in, o.keyWords(), !o.has("pubin"))
	if !ok {
		if o.prog == "ec" {
			o.errorf("unable to load Key\n")
		}
		return 1
	}
	if _, isRSA := key.public.(*rsa.PublicKey); o.prog == "rsa" && !isRSA {
		o.errorf("Not an RSA key\n")
		return 1
	}
	name, named := o.last("out")
	out, ok := o.openOut(name, named, "w")
	if !ok {
		return 1
	}
	return o.writeKey(key, out)
}

// keyWords is what the commands call the key that they read.
func (o *openssl) keyWords() string {
	switch pub := o.has("pubin"); {
	case o.prog == "pkey" && pub:
		return "public key of Public Key"
	case o.prog == "pkey":
		return "key"
	case pub:
		return "public key"
	}
	return "private key"
}

func (o *openssl) writeKey(key keyFile, out *sink) int {
	public := key.private == nil || o.has("pubout")
	text := o.has("text", "text_pub")
	textOnly := func() {
		if text {
			out.WriteString(keyText(key.public))
		}
		if rsaKey, ok := key.public.(*rsa.PublicKey); ok && o.has("modulus") {
			out.WriteString("Modulus=" + strings.ToUpper(rsaKey.N.Text(16)) + "\n")
		}
	}
	if o.prog != "pkey" {
		textOnly()
	}
	if !o.has("noout") {
		if o.prog != "pkey" {
			o.errorf("writing %s key\n", strings.ToUpper(o.prog))
		}
		if !o.encode(key, public, out) {
			o.errorf("unable to write key\n")
			return 1
		}
	}
	if o.prog == "pkey" {
		textOnly()
	}
	if !out.close() {
		return 1
	}
	return 0
}

func (o *openssl) encode(key keyFile, public bool, out *sink) bool {
	var der []byte
	var err error
	kind := "PUBLIC KEY"
	if public {
		der, err = x509.MarshalPKIXPublicKey(key.public)
	} else {
		kind = "PRIVATE KEY"
		der, err = x509.MarshalPKCS8PrivateKey(key.private)
	}
	if err != nil {
		return false
	}
	if form, _ := o.last("outform"); strings.EqualFold(form, "DER") {
		out.Write(der)
		return true
	}
	return pem.Encode(out, &pem.Block{Type: kind, Bytes: der}) == nil
}

// keyText is a public key in words.
func keyText(key crypto.PublicKey) string {
	switch k := key.(type) {
	case *rsa.PublicKey:
		n := slices.Concat([]byte{0}, k.N.Bytes())
		return sizeLine(k.N.BitLen()) + "Modulus:\n" + hexLines(n) + "Exponent: " + exponent(k.E)
	case *ecdsa.PublicKey:
		point, err := k.Bytes()
		if err != nil {
			return ""
		}
		name := k.Curve.Params().Name
		return sizeLine(k.Curve.Params().BitSize) + "pub:\n" + hexLines(point) + "ASN1 OID: " + curveName(name) + "\nNIST CURVE: " + name + "\n"
	}
	return ""
}

func curveName(nist string) string {
	switch nist {
	case "P-256":
		return "prime256v1"
	case "P-384":
		return "secp384r1"
	}
	return "secp521r1"
}
