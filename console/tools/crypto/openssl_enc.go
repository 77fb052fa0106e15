package crypto

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var encOptions = []option{
	flag0("list", "List ciphers"), flag0("ciphers", "Alias for -list"), flag0("e", "Encrypt"), flag0("d", "Decrypt"),
	flag0("p", "Print the iv/key"), flag0("P", "Print the iv/key and exit"),
	value("in", "infile", "Input file"), value("k", "val", "Passphrase"), value("kfile", "infile", "Read passphrase from file"),
	value("out", "outfile", "Output file"), value("pass", "val", "Passphrase source"), flag0("v", "Verbose output"),
	flag0("a", "Base64 encode/decode, depending on encryption flag"), flag0("base64", "Same as option -a"),
	flag0("A", "Used with -[base64|a] to specify base64 buffer as a single line"),
	flag0("nopad", "Disable standard block padding"), flag0("salt", "Use salt in the KDF (default)"), flag0("nosalt", "Do not use salt in the KDF"),
	flag0("debug", "Print debug info"), value("bufsize", "val", "Buffer size"), value("K", "val", "Raw key, in hex"), value("S", "val", "Salt, in hex"), value("iv", "val", "IV in hex"),
	value("md", "val", "Use specified digest to create a key from the passphrase"),
	number("iter", "+int", "Specify the iteration count and force the use of PBKDF2"),
	flag0("pbkdf2", "Use password-based key derivation function 2 (PBKDF2)"), flag0("none", "Don't encrypt"), anyOther("Any supported cipher"),
}

// saltMagic begins a file that was sealed with a password; eight bytes of salt
// follow.
const saltMagic = "Salted__"

// sealing is what the options of enc come to.
type sealing struct {
	*openssl
	cipher   *blockCipher
	md       digest
	password *string
	open     bool // decrypt
	armoured bool
	iter     int // 0 is the derivation of old

	salt, key, iv []byte
}

// enc seals and opens files with a symmetric key, or only writes them in
// base64. docs.openssl.org/3.0/man1/openssl-enc/
func (o *openssl) enc(args []string) int {
	if status, done := o.parse("Usage: enc [options]", encOptions, args); done {
		return status
	}
	if o.has("list", "ciphers") {
		fmt.Fprint(o.d.Stdout, "Supported ciphers:\n"+listed(cipherNames()))
		return 0
	}
	s := sealing{openssl: o, md: digests[3], open: o.lastIs("d", "e")}
	if status, bad := s.settle(); bad {
		return status
	}
	return s.run()
}

// lastIs tells whether of two options the first was given last.
func (o *openssl) lastIs(a, b string) bool {
	is := false
	for _, s := range o.set {
		if s.name == a || s.name == b {
			is = s.name == a
		}
	}
	return is
}

// settle reads the options in their order.
func (s *sealing) settle() (status int, bad bool) {
	s.armoured = s.prog == "base64"
	if c, ok := findCipher(s.prog); ok {
		s.cipher = &c
	}
	var cipherName, digestName *string
	for _, x := range s.set {
		switch x.name {
		case "*":
			cipherName = &x.value
		case "md":
			digestName = &x.value
		case "none":
			s.cipher, cipherName = nil, nil
		case "a", "base64":
			s.armoured = true
		case "k":
			s.password = &x.value
		case "kfile":
			if status, bad := s.keyFile(x.value); bad {
				return status, true
			}
		case "pbkdf2":
			s.iter = max(s.iter, 1)
			if !s.has("iter") {
				s.iter = 10000
			}
		case "iter":
			n, _ := strconv.ParseInt(x.value, 0, 64)
			s.iter = int(n)
		}
	}
	if len(s.rest) > 0 {
		return s.summary(""), true
	}
	if cipherName != nil {
		if status, bad := s.named(*cipherName); bad {
			return status, true
		}
	}
	if digestName != nil {
		md, ok := findDigest(*digestName)
		if !ok {
			s.unsupported(*digestName)
			return s.summary("%s: Unknown option or message digest: %s\n", s.prog, *digestName), true
		}
		s.md = md
	}
	return 0, false
}

// unsupported is what the stack says of an algorithm that OpenSSL cannot find.
func (o *openssl) unsupported(name string) {
	o.push("0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:../crypto/evp/evp_fetch.c:386:Global default library context, Algorithm (%s : 0), Properties (<null>)", name)
}

// named looks a cipher up; enc has no place for the tag of an AEAD cipher and
// refuses those.
func (s *sealing) named(name string) (status int, bad bool) {
	lower := strings.ToLower(name)
	if c, ok := findCipher(name); ok {
		s.cipher = &c
		return 0, false
	}
	if strings.HasPrefix(lower, "aes-") && (strings.HasSuffix(lower, "-gcm") || strings.HasSuffix(lower, "-ccm") || strings.HasSuffix(lower, "-ocb")) || lower == "chacha20-poly1305" {
		return s.summary("%s: AEAD ciphers not supported\n", s.prog), true
	}
	if strings.HasPrefix(lower, "aes-") && strings.HasSuffix(lower, "-xts") {
		s.errorf("%s XTS ciphers not supported\n", s.prog)
		return s.summary(""), true
	}
	s.unsupported(name)
	status = s.summary("%s: Unknown cipher: %s\n", s.prog, name)
	s.errorf("In this lab openssl enc knows: %s\n", strings.Join(cipherNames(), " "))
	return status, true
}

// keyFile takes the first line of a file as the password.
func (s *sealing) keyFile(name string) (status int, bad bool) {
	in, ok := s.openIn(name, true, "r")
	if !ok {
		s.flush()
		return s.summary(""), true
	}
	data, _ := in.read()
	line := cString(firstLine(bytes.NewReader(data), 127))
	if line == "" {
		s.errorf("%s Can't read key from %s\n", s.prog, name)
		return s.summary(""), true
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return s.summary("%s: zero length password\n", s.prog), true
	}
	s.password = &line
	return 0, false
}

// run is enc in OpenSSL's order: input, password, output, key, then the text.
func (s *sealing) run() int {
	name, named := s.last("in")
	in, ok := s.openIn(name, named, "rb")
	if !ok || !s.ask() {
		return 1
	}
	name, named = s.last("out")
	out, ok := s.openOut(name, named, "wb")
	if !ok {
		return 1
	}
	if s.has("v") {
		s.errorf("bufsize=8192\n")
	}
	printOnly := s.has("P") && s.cipher != nil
	var data []byte
	var whole = true
	if !printOnly || s.open && s.password != nil {
		if data, whole = in.read(); s.armoured && s.open {
			data = unarmour(data, s.has("A"))
		}
	}
	status := s.through(data, whole, out, printOnly)
	if !out.close() {
		s.errorf("error writing output file\n")
		return 1
	}
	return status
}

// ask finds the password, where one is needed. There is nobody to ask.
func (s *sealing) ask() bool {
	if p, ok := s.last("pass"); ok && s.password == nil {
		word, ok := s.openssl.password(p)
		if !ok {
			return false
		}
		s.password = &word
	}
	if s.password != nil || s.cipher == nil || s.has("K") {
		return true
	}
	what := "encryption"
	if s.open {
		what = "decryption"
	}
	s.errorf("enter %s %s password:\nbad password read\n", s.cipher.name, what)
	s.push("1400006B:UI routines:UI_process:processing error:../crypto/ui/ui_lib.c:573:while reading strings")
	return false
}

// through derives the key and changes the text.
func (s *sealing) through(data []byte, whole bool, out *sink, printOnly bool) int {
	var head []byte
	if s.cipher != nil {
		var ok bool
		if head, data, ok = s.keys(data, printOnly); !ok {
			return 1
		}
		if s.has("p", "P") {
			out.WriteString(s.shown())
		}
		if printOnly {
			return 0
		}
	}
	if !whole {
		s.errorf("error reading input file\n")
		return 1
	}
	return s.change(head, data, out)
}

func (s *sealing) change(head, data []byte, out *sink) int {
	read := len(data)
	status := 0
	switch pad := !s.has("nopad"); {
	case s.cipher == nil:
	case s.open:
		var w wrong
		if data, w = s.cipher.open(s.key, s.iv, data, pad); w != fine {
			s.errorf("bad decrypt\n")
			s.push("%s", map[wrong]string{
				badLength: "1C80006B:Provider routines:ossl_cipher_generic_block_final:wrong final block length:../providers/implementations/ciphers/ciphercommon.c:440:",
				badPad:    "1C800064:Provider routines:ossl_cipher_unpadblock:bad decrypt:../providers/implementations/ciphers/ciphercommon_block.c:124:",
			}[w])
			status = 1
		}
	default:
		var ok bool
		if data, ok = s.cipher.seal(s.key, s.iv, data, pad); !ok {
			s.errorf("bad encrypt\n")
			s.push("1C80006B:Provider routines:ossl_cipher_generic_block_final:wrong final block length:../providers/implementations/ciphers/ciphercommon.c:417:")
			status = 1
		}
	}
	data = append(head, data...)
	if s.has("v") && status == 0 {
		s.errorf("bytes read   : %8d\nbytes written: %8d\n", read, len(data))
	}
	if s.armoured && !s.open {
		data = armour(data, s.has("A"))
	}
	if len(data) > files.MaxBytes {
		data = data[:files.MaxBytes]
	}
	out.Write(data)
	return status
}

// keys finds salt, key and IV; head is what stands before the sealed text.
func (s *sealing) keys(data []byte, printOnly bool) (head, rest []byte, ok bool) {
	s.key, s.iv, s.salt = make([]byte, s.cipher.key), make([]byte, s.cipher.iv()), make([]byte, 8)
	if s.password != nil {
		if head, data, ok = s.salting(data, printOnly); !ok {
			return nil, nil, false
		}
		s.derive()
	}
	if h, given := s.last("iv"); given {
		if len(s.iv) == 0 {
			s.errorf("warning: iv not used by this cipher\n")
		} else if !s.fromHex(h, s.iv) {
			s.errorf("invalid hex iv value\n")
			return nil, nil, false
		}
	} else if s.password == nil && len(s.iv) > 0 {
		s.errorf("iv undefined\n")
		return nil, nil, false
	}
	if h, given := s.last("K"); given && !s.fromHex(h, s.key) {
		s.errorf("invalid hex key value\n")
		return nil, nil, false
	}
	return head, data, true
}

// salting draws the salt or finds it at the beginning of the sealed text.
func (s *sealing) salting(data []byte, printOnly bool) (head, rest []byte, ok bool) {
	if s.unsalted() {
		s.salt = nil
		return nil, data, true
	}
	h, given := s.last("S")
	if given && !s.fromHex(h, s.salt) {
		s.errorf("invalid hex salt value\n")
		return nil, nil, false
	}
	switch {
	case given:
		return nil, data, true
	case !s.open:
		if copy(s.salt, desk.Random(&s.d.World.Cloud, 8)); !printOnly {
			head = append([]byte(saltMagic), s.salt...)
		}
		return head, data, true
	case len(data) < 8:
		s.errorf("error reading input file\n")
		return nil, nil, false
	case string(data[:8]) != saltMagic:
		s.errorf("bad magic number\n")
		return nil, nil, false
	case len(data) < 16:
		s.errorf("error reading input file\n")
		return nil, nil, false
	}
	copy(s.salt, data[8:16])
	return nil, data[16:], true
}

func (s *sealing) unsalted() bool { return s.lastIs("nosalt", "salt") }

// derive makes key and IV of the password.
func (s *sealing) derive() {
	n := len(s.key) + len(s.iv)
	var made []byte
	if s.iter > 0 {
		made = pbkdf2(s.md.new, []byte(*s.password), s.salt, s.iter, n, s.d.Shell.Spend)
	} else {
		s.errorf("*** WARNING : deprecated key derivation used.\nUsing -iter or -pbkdf2 would be better.\n")
		made = bytesToKey(s.md.new, []byte(*s.password), s.salt, n)
	}
	copy(s.key, made)
	copy(s.iv, made[len(s.key):])
}

// shown is what -p prints.
func (s *sealing) shown() string {
	up := func(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }
	var b strings.Builder
	if !s.unsalted() {
		b.WriteString("salt=" + up(s.salt) + "\n")
	}
	b.WriteString("key=" + up(s.key) + "\n")
	if len(s.iv) > 0 {
		b.WriteString("iv =" + up(s.iv) + "\n")
	}
	return b.String()
}

// fromHex reads hexadecimal digits into b, which it need not fill.
func (o *openssl) fromHex(text string, b []byte) bool {
	if n := len(b) * 2; len(text) > n {
		o.errorf("hex string is too long, ignoring excess\n")
		text = text[:n]
	} else if len(text) < n {
		o.errorf("hex string is too short, padding with zero bytes to length\n")
	}
	clear(b)
	for i := range text {
		v := strings.IndexByte("0123456789abcdef", text[i]|0x20)
		if v < 0 || text[i] < '0' {
			o.errorf("non-hex digit\n")
			return false
		}
		if i%2 == 0 {
			v <<= 4
		}
		b[i/2] |= byte(v)
	}
	return true
}
