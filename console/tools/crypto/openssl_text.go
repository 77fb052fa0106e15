package crypto

import (
	"bytes"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
)

func sizeLine(bits int) string { return fmt.Sprintf("Public-Key: (%d bit)\n", bits) }

func exponent(e int) string { return fmt.Sprintf("%d (0x%x)\n", e, e) }

// hexLines shows bytes fifteen to a line.
func hexLines(b []byte) string {
	var s strings.Builder
	for i, c := range b {
		if i%15 == 0 {
			s.WriteString("    ")
		}
		fmt.Fprintf(&s, "%02x", c)
		switch {
		case i == len(b)-1:
			s.WriteByte('\n')
		case i%15 == 14:
			s.WriteString(":\n")
		default:
			s.WriteByte(':')
		}
	}
	return s.String()
}

var asn1Options = []option{
	format("inform", "input format - one of DER PEM"), value("in", "infile", "input file"), flag0("i", "indents the output"),
}

// asn1parse shows the structure of a text in DER: what a CiphertextBlob's inner
// part, a signature or a public key is made of.
// docs.openssl.org/3.0/man1/openssl-asn1parse/
func (o *openssl) asn1parse(args []string) int {
	if status, done := o.parse("Usage: asn1parse [options]", asn1Options, args); done {
		return status
	}
	name, named := o.last("in")
	in, ok := o.openIn(name, named, "rb")
	if !ok {
		return 1
	}
	data, _ := in.read()
	if form, _ := o.last("inform"); !strings.EqualFold(form, "DER") {
		block, _ := pem.Decode(data)
		if block == nil {
			o.errorf("Error reading PEM file\n")
			o.push("0480006C:PEM routines:get_name:no start line:../crypto/pem/pem_lib.c:763:")
			return 1
		}
		data = block.Bytes
	}
	var b bytes.Buffer
	ok = o.structure(&b, data, 0, 0)
	o.d.Stdout.Write(b.Bytes())
	if !ok {
		o.errorf("Error in encoding\n")
		return 1
	}
	return 0
}

// structure prints one value after the other, and what they hold.
func (o *openssl) structure(out *bytes.Buffer, data []byte, at, depth int) bool {
	for len(data) > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(data, &v)
		if err != nil || depth > 100 {
			return false
		}
		head := len(v.FullBytes) - len(v.Bytes)
		kind := "prim"
		if v.IsCompound {
			kind = "cons"
		}
		indent := ""
		if o.has("i") {
			indent = strings.Repeat(" ", depth)
		}
		fmt.Fprintf(out, "%5d:d=%-2d hl=%d l=%4d %s: %s%-18s", at, depth, head, len(v.Bytes), kind, indent, asn1Name(v))
		out.WriteString(asn1Value(v) + "\n")
		if v.IsCompound && !o.structure(out, v.Bytes, at+head, depth+1) {
			return false
		}
		at += len(v.FullBytes)
		data = rest
	}
	return true
}

func asn1Name(v asn1.RawValue) string {
	if v.Class == asn1.ClassContextSpecific {
		return fmt.Sprintf("cont [ %d ]", v.Tag)
	}
	switch v.Tag {
	case asn1.TagBoolean:
		return "BOOLEAN"
	case asn1.TagInteger:
		return "INTEGER"
	case asn1.TagBitString:
		return "BIT STRING"
	case asn1.TagOctetString:
		return "OCTET STRING"
	case asn1.TagNull:
		return "NULL"
	case asn1.TagOID:
		return "OBJECT"
	case asn1.TagEnum:
		return "ENUMERATED"
	case asn1.TagUTF8String:
		return "UTF8STRING"
	case asn1.TagSequence:
		return "SEQUENCE"
	case asn1.TagSet:
		return "SET"
	case asn1.TagPrintableString:
		return "PRINTABLESTRING"
	}
	return fmt.Sprintf("<ASN1 %d>", v.Tag)
}

// objectNames are the objects that the texts of these lessons hold.
var objectNames = map[string]string{
	"1.2.840.113549.1.1.1": "rsaEncryption", "1.2.840.10045.2.1": "id-ecPublicKey", "1.2.840.10045.3.1.7": "prime256v1",
	"1.3.132.0.34": "secp384r1", "1.3.132.0.35": "secp521r1",
	"1.2.840.113549.1.7.1": "pkcs7-data", "1.2.840.113549.1.7.6": "pkcs7-encryptedData", "1.2.840.113549.1.7.3": "pkcs7-envelopedData",
	"2.16.840.1.101.3.4.1.46": "aes-256-gcm", "2.16.840.1.101.3.4.1.42": "aes-256-cbc",
}

func asn1Value(v asn1.RawValue) string {
	if v.Class != asn1.ClassUniversal {
		return ""
	}
	switch v.Tag {
	case asn1.TagInteger:
		return fmt.Sprintf(":%02X", new(big.Int).SetBytes(v.Bytes))
	case asn1.TagOctetString:
		return fmt.Sprintf("[HEX DUMP]:%X", v.Bytes)
	case asn1.TagUTF8String, asn1.TagPrintableString:
		return ":" + string(v.Bytes)
	case asn1.TagOID:
		var id asn1.ObjectIdentifier
		if _, err := asn1.Unmarshal(v.FullBytes, &id); err != nil {
			return ""
		}
		if name, ok := objectNames[id.String()]; ok {
			return ":" + name
		}
		return ":" + id.String()
	}
	return ""
}
