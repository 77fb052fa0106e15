package crypto

import (
	"bytes"
	"crypto/hmac"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"strings"

	"skylab/console/files"
)

var dgstOptions = []option{
	flag0("list", "List digests"), value("passin", "val", "Input file pass phrase source"),
	flag0("c", "Print the digest with separating colons"), flag0("r", "Print the digest in coreutils format"),
	value("out", "outfile", "Output to filename rather than stdout"), value("keyform", "format", "Key file format (the file tells by itself)"),
	flag0("hex", "Print as hex dump"), flag0("binary", "Print in binary form"),
	value("sign", "val", "Sign digest using private key"), value("verify", "val", "Verify a signature using public key"),
	value("prverify", "val", "Verify a signature using private key"), value("sigopt", "val", "Signature parameter in n:v form"),
	value("signature", "infile", "File with signature to verify"), value("hmac", "val", "Create hashed MAC with key"),
	value("mac", "val", "Create MAC (HMAC)"), value("macopt", "val", "MAC algorithm parameters in n:v form or key"), anyOther("Any supported digest"),
}

// digesting is one run of dgst.
type digesting struct {
	*openssl
	md    digest
	shown string // the digest's name in the answer
	key   []byte // of HMAC, when there is one
	keyed bool
	out   *sink
}

// dgst measures files, signs them and checks signatures.
// docs.openssl.org/3.0/man1/openssl-dgst/
func (o *openssl) dgst(args []string) int {
	if status, done := o.parse("Usage: dgst [options] [file...]", dgstOptions, args); done {
		return status
	}
	if o.has("list") {
		fmt.Fprint(o.d.Stdout, "Supported digests:\n"+listed(digestNames()))
		return 0
	}
	g := &digesting{openssl: o, md: digests[3], shown: "SHA256"}
	name, asked := o.last("*")
	if !asked && o.prog != "dgst" {
		name, asked = o.prog, true
	}
	if asked {
		md, ok := findDigest(name)
		if !ok {
			o.unsupported(name)
			status := o.summary("dgst: Unknown option or message digest: %s\n", name)
			o.errorf("In this lab openssl dgst knows: %s\n", strings.Join(digestNames(), " "))
			return status
		}
		g.md, g.shown = md, md.shown
	}
	return g.run()
}

func (g *digesting) run() int {
	if signing := g.has("sign", "verify", "prverify"); signing {
		switch {
		case len(g.rest) > 1:
			g.errorf("%s: Can only sign or verify one file.\n", g.prog)
			return 1
		case g.has("hmac", "mac"):
			g.errorf("MAC and signing key cannot both be specified\n")
			return 1
		case g.has("verify", "prverify") && !g.has("signature"):
			g.errorf("No signature to verify: use the -signature option\n")
			return 1
		}
		return g.signed()
	}
	if !g.macKey() {
		return 1
	}
	name, named := g.last("out")
	var ok bool
	if g.out, ok = g.openOut(name, named, "w"); !ok {
		return 1
	}
	status := g.files()
	g.flush()
	if !g.out.close() {
		return 1
	}
	return status
}

// macKey reads -hmac, or -mac HMAC with -macopt.
func (g *digesting) macKey() bool {
	if key, ok := g.last("hmac"); ok {
		g.key, g.keyed = []byte(key), true
		return true
	}
	name, ok := g.last("mac")
	if !ok {
		return true
	}
	if !strings.EqualFold(name, "hmac") {
		g.errorf("Error initializing %s context\n", name)
		g.unsupported(name)
		return false
	}
	for _, opt := range g.all("macopt") {
		if key, ok := g.macOption(opt); ok {
			g.key, g.keyed = key, true
			continue
		}
		g.errorf("MAC parameter error \"%s\"\n", opt)
		return false
	}
	if !g.keyed {
		g.errorf("dgst: Error generating HMAC key\n")
		g.push("1C80009E:Provider routines:mac_gen:invalid key:../providers/implementations/keymgmt/mac_legacy_kmgmt.c:498:")
	}
	return g.keyed
}

// macOption reads key:TEXT or hexkey:DIGITS.
func (o *openssl) macOption(opt string) (key []byte, ok bool) {
	name, v, found := strings.Cut(opt, ":")
	switch {
	case !found:
		return nil, false
	case name == "key":
		return []byte(v), true
	case name == "hexkey":
		key, err := hex.DecodeString(v)
		if err == hex.ErrLength {
			o.push("07800067:common libcrypto routines:prepare_from_text:odd number of digits:../crypto/params_from_text.c:124:")
		} else if err != nil {
			o.push("07800066:common libcrypto routines:hexstr2buf_sep:illegal hex digit:../crypto/o_str.c:167:")
		}
		return key, err == nil
	}
	o.push("03000093:digital envelope routines:default_fixup_args:command not supported:../crypto/evp/ctrl_params_translate.c:582:[action:2, state:4] name=%s, value=%s", name, v)
	return nil, false
}

// files measures each file, or standard input.
func (g *digesting) files() int {
	if len(g.rest) == 0 {
		data, _ := source{o: g.openssl}.read()
		g.print(g.shown, "stdin", g.measure(data))
		return 0
	}
	status := 0
	shown := g.shown
	if g.keyed {
		shown = "HMAC-" + g.md.shown
	}
	for _, name := range g.rest {
		data, ok := g.readFile(name)
		if !ok {
			status = 1
			continue
		}
		g.print(shown, name, g.measure(data))
	}
	return status
}

// readFile words what cannot be read as dgst does.
func (g *digesting) readFile(name string) ([]byte, bool) {
	if special(name) {
		return source{g.openssl, name}.read()
	}
	if _, err := g.d.Files.Stat(g.d.Path(name)); err != nil {
		why := files.Why(err)
		g.errorf("%s: %s\n", name, why)
		g.push("%08X:system library:file_ctrl:%s:../crypto/bio/bss_file.c:297:calling fopen(%s, r)", 0x80000000|errno(err), why, name)
		g.push("10080002:BIO routines:file_ctrl:system lib:../crypto/bio/bss_file.c:300:")
		return nil, false
	}
	if _, err := g.d.ReadFile(name); errors.Is(err, fs.ErrPermission) {
		g.errorf("%s: Permission denied\n", name)
		return nil, false
	}
	data, ok := source{g.openssl, name}.read()
	if !ok {
		g.errorf("Read error in %s\n", name)
	}
	return data, ok
}

func (g *digesting) measure(data []byte) []byte {
	var h hash.Hash
	if g.keyed {
		h = hmac.New(g.md.new, g.key)
	} else {
		h = g.md.new()
	}
	h.Write(data)
	return h.Sum(nil)
}

// print shows a sum; the sum of an unnamed digest is shown under the name that
// OpenSSL takes for it.
func (g *digesting) print(shown, name string, sum []byte) {
	switch text := hex.EncodeToString(sum); {
	case g.lastIs("binary", "hex"):
		g.out.Write(sum)
	case g.has("r"):
		fmt.Fprintf(g.out, "%s *%s\n", text, name)
	case g.has("c"):
		var pairs [][]byte
		for _, b := range sum {
			pairs = append(pairs, fmt.Appendf(nil, "%02x", b))
		}
		fmt.Fprintf(g.out, "%s(%s)= %s\n", shown, name, bytes.Join(pairs, []byte(":")))
	default:
		fmt.Fprintf(g.out, "%s(%s)= %s\n", shown, name, text)
	}
}

var macOptions = []option{
	value("macopt", "val", "MAC algorithm parameters in n:v form"), value("digest", "val", "Digest"),
	value("in", "infile", "Input file to MAC (default is stdin)"), value("out", "outfile", "Output to filename rather than stdout"),
	flag0("binary", "Output in binary format (default is hexadecimal)"),
}

// mac is HMAC with the key given in digits.
// docs.openssl.org/3.0/man1/openssl-mac/
func (o *openssl) mac(args []string) int {
	if status, done := o.parse("Usage: mac [options] mac_name", macOptions, args); done {
		return status
	}
	if len(o.rest) != 1 {
		return o.summary("")
	}
	if !strings.EqualFold(o.rest[0], "hmac") {
		o.errorf("Invalid MAC name %s\n", o.rest[0])
		o.unsupported(o.rest[0])
		return o.summary("")
	}
	g := &digesting{openssl: o}
	for _, opt := range o.all("macopt") {
		key, ok := o.macOption(opt)
		if !ok {
			o.errorf("MAC parameter error '%s'\n", opt)
			return 1
		}
		g.key, g.keyed = key, true
	}
	name, _ := o.last("digest")
	md, known := findDigest(name)
	if !known || !g.keyed {
		o.errorf("EVP_MAC_Init failed\n")
		return 1
	}
	g.md = md
	name, named := o.last("in")
	in, ok := o.openIn(name, named, "rb")
	if !ok {
		return 1
	}
	name, named = o.last("out")
	if g.out, ok = o.openOut(name, named, "w"); !ok {
		return 1
	}
	data, _ := in.read()
	if sum := g.measure(data); o.has("binary") {
		g.out.Write(sum)
	} else {
		fmt.Fprintf(g.out, "%X\n", sum)
	}
	g.out.close()
	return 0
}
