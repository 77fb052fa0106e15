package vpc

import (
	"bytes"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"math/big"
	"strings"
)

// readPublicKey takes an imported public key: OpenSSH's one line, or a PEM or
// bare base64 block of X.509. It returns the type, the line without its
// comment and the fingerprint that EC2 shows for an imported key.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html#how-to-generate-your-own-key-and-import-it-to-aws
func readPublicKey(text []byte) (kind, public, fingerprint string, ok bool) {
	if fields := bytes.Fields(text); len(fields) >= 2 && bytes.HasPrefix(fields[0], []byte("ssh-")) {
		blob, err := base64.StdEncoding.DecodeString(string(fields[1]))
		return readBlob(blob, err == nil)
	}
	der := text
	if block, _ := pem.Decode(text); block != nil {
		der = block.Bytes
	} else if raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(text)), "")); err == nil {
		der = raw
	}
	key, err := x509.ParsePKIXPublicKey(der)
	if k, is := key.(*rsa.PublicKey); err == nil && is {
		return "rsa", authorizedRSA(k), rsaFingerprint(k), true
	}
	return "", "", "", false
}

func readBlob(blob []byte, ok bool) (kind, public, fingerprint string, _ bool) {
	parts := sshParts(blob)
	switch {
	case !ok || len(parts) == 0:
	case parts[0] == "ssh-ed25519" && len(parts) == 2 && len(parts[1]) == ed25519.PublicKeySize:
		return "ed25519", authorized("ssh-ed25519", blob), sshFingerprint(blob), true
	case parts[0] == "ssh-rsa" && len(parts) == 3 && len(parts[1]) <= 4:
		k := &rsa.PublicKey{E: int(new(big.Int).SetBytes([]byte(parts[1])).Int64()), N: new(big.Int).SetBytes([]byte(parts[2]))}
		if bits := k.N.BitLen(); bits >= 1024 && bits <= 4096 {
			return "rsa", authorized("ssh-rsa", blob), rsaFingerprint(k), true
		}
	}
	return "", "", "", false
}

// sshParts is sshStrings read back; nil when the lengths do not add up.
func sshParts(b []byte) []string {
	var list []string
	for len(b) >= 4 {
		n := uint64(binary.BigEndian.Uint32(b))
		if b = b[4:]; n > uint64(len(b)) {
			return nil
		}
		list, b = append(list, string(b[:n])), b[n:]
	}
	if len(b) > 0 {
		return nil
	}
	return list
}

// rsaFingerprint is that of an imported RSA key: the MD5 of its X.509 form.
func rsaFingerprint(k *rsa.PublicKey) string {
	der, err := x509.MarshalPKIXPublicKey(k)
	if err != nil {
		return ""
	}
	sum := md5.Sum(der)
	return colons(sum[:])
}

// PublicKeyOf reads a private key file, as ssh -i is given it, and returns its
// public half in the form that KeyPair.Public and Instance.PublicKey have.
func PublicKeyOf(file []byte) (public string, ok bool) {
	block, _ := pem.Decode(bytes.TrimSpace(file))
	if block == nil {
		return "", false
	}
	if block.Type == "OPENSSH PRIVATE KEY" {
		return publicOfOpenSSH(block.Bytes)
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return authorizedRSA(&key.PublicKey), true
	}
	if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if k, is := key.(*rsa.PrivateKey); is {
			return authorizedRSA(&k.PublicKey), true
		}
	}
	return "", false
}

// publicOfOpenSSH takes the public half out of OpenSSH's own format, where it
// stands before the secret part.
func publicOfOpenSSH(b []byte) (public string, ok bool) {
	plain := "openssh-key-v1\x00" + string(sshStrings("none", "none", "")) + "\x00\x00\x00\x01"
	rest, is := bytes.CutPrefix(b, []byte(plain)) // anything else is locked by a passphrase
	if !is || len(rest) < 4 {
		return "", false
	}
	n := uint64(binary.BigEndian.Uint32(rest))
	if n > uint64(len(rest)-4) {
		return "", false
	}
	_, public, _, ok = readBlob(rest[4:4+n], true)
	return public, ok
}
