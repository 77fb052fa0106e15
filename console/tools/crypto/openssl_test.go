package crypto_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"skylab/console"
	"skylab/console/shell"
)

const lunches = "three lunches, no peanuts\n"

// run runs a script in a fresh world.
func run(t testing.TB, script string) *console.Moment {
	t.Helper()
	m, err := console.New(console.Options{Seed: 3}).Run(context.Background(), script)
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return m
}

// TestOpensWhatOpenSSLSealed reads files that the real openssl wrote.
func TestOpensWhatOpenSSLSealed(t *testing.T) {
	body, err := os.ReadFile("testdata/vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(body)) {
		args, sealed, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		m := run(t, fmt.Sprintf("echo %s | base64 -d > f\nopenssl enc -d %s -in f 2>/dev/null", sealed, args))
		if string(m.Output) != lunches || m.Status != 0 {
			t.Errorf("openssl enc -d %s: %d %q", args, m.Status, m.Output)
		}
	}
	if n < 20 {
		t.Errorf("only %d vectors", n)
	}
}

// TestBothWaysWithTheRealOpenSSL seals here and opens there, and the reverse.
func TestBothWaysWithTheRealOpenSSL(t *testing.T) {
	real, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("no openssl on this machine: the vectors of testdata stand for it")
	}
	dir := t.TempDir()
	for _, args := range []string{
		"-aes-256-cbc -pbkdf2 -pass pass:x", "-aes-128-cbc -iter 77 -pass pass:x", "-aes-256-ctr -pbkdf2 -pass pass:x", "-aes-256-cbc -a -pbkdf2 -pass pass:x",
		"-aes-256-cbc -md sha1 -pass pass:x", "-aes-256-cbc -nosalt -pbkdf2 -pass pass:x -a -A", "-aes-192-ecb -pbkdf2 -pass pass:x",
	} {
		ours := run(t, "printf '"+strings.TrimSpace(lunches)+"\\n' | openssl enc "+args+" 2>/dev/null | xxd -p -c 0")
		sealed, err := hex.DecodeString(strings.TrimSpace(string(ours.Output)))
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, "f")
		if err := os.WriteFile(name, sealed, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, err := exec.Command(real, append([]string{"enc", "-d", "-in", name}, strings.Fields(args)...)...).Output()
		if err != nil || string(opened) != lunches {
			t.Errorf("enc %s: the real openssl opens ours with %v to %q", args, err, opened)
		}
		c := exec.Command(real, append([]string{"enc"}, strings.Fields(args)...)...)
		c.Stdin = strings.NewReader(lunches)
		theirs, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		back := run(t, fmt.Sprintf("echo %s | base64 -d > f\nopenssl enc -d %s -in f 2>/dev/null", base64.StdEncoding.EncodeToString(theirs), args))
		if string(back.Output) != lunches {
			t.Errorf("enc %s: ours opens the real one's to %q", args, back.Output)
		}
	}
}

// TestFlip: of a file in CBC, a flipped octet spoils its own block and one
// octet of the next, and nobody complains.
func TestFlip(t *testing.T) {
	m := run(t, `K=$(openssl rand -hex 32); I=$(openssl rand -hex 16)
printf 'bibimbap     900\nkimbap       300\nnaengmyeon   800\n' > prices
openssl enc -aes-256-cbc -K $K -iv $I -in prices -out sealed
printf '\x41' | dd of=sealed bs=1 seek=2 conv=notrunc status=none
openssl enc -d -aes-256-cbc -K $K -iv $I -in sealed -out opened; echo "status $?"
cmp -l prices opened | wc -l
tail -n 1 opened`)
	out := string(m.Output)
	if !strings.HasPrefix(out, "status 0\n") || !strings.HasSuffix(out, "naengmyeon   800\n") {
		t.Errorf("%s", out)
	}
	differ := 0
	fmt.Sscanf(strings.Split(out, "\n")[1], "%d", &differ)
	if differ < 2 || differ > 17 {
		t.Errorf("%d octets differ", differ)
	}
}

// TestHostileFiles: sizes beyond reason and files cut short end with words, not
// with the program.
func TestHostileFiles(t *testing.T) {
	for _, c := range []struct{ script, has string }{
		{"openssl rand 10000000000", "Can't parse"},
		{"openssl rand 2147483647 >/dev/null", "No space left on device"},
		{"openssl rand -hex -out f 2000000000", "No space left on device"},
		{"dd if=/dev/zero of=f bs=10G count=10", "No space left on device"},
		{"dd if=/dev/zero of=f bs=1 seek=9223372036854775807 count=1", "No space left on device"},
		{"dd if=/dev/zero of=f bs=99999999999999999999 count=9999999999999999999", "No space left on device"},
		{"dd if=/dev/zero bs=10G count=1 | head -c 3 | xxd -p", "000000"},
		{"head -c 10G /dev/urandom | head -c 3 | wc -c", "3"},
		{"truncate -s 10G f", "File too large"},
		{"printf Salted__ > f; openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in f", "error reading input file"},
		{"printf Salted__1234 > f; openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in f", "error reading input file"},
		{"printf Salted__12345678 > f; openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in f", "wrong final block length"},
		{"echo x | openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -out f; openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:y -in f", "bad decrypt"},
		{"echo x | openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -out f; openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in f -out f; wc -c f", "0 f"},
		{"head -c 3000 /dev/urandom | openssl asn1parse -inform DER | tail -n 1", ""},
		{"head -c 300 /dev/urandom > f; openssl pkey -pubin -inform DER -in f", "Could not read"},
		{"head -c 1000 /dev/urandom | xxd | xxd -r | wc -c", "1000"},
		{"printf 'ffffffffffffffff: 00\\n' | xxd -r", "cannot seek"},
		{"xxd -c 99999999999999999999 /dev/null; xxd -s 99999999999999999999 /dev/null; od -w0 /dev/null", "Usage"},
	} {
		m := run(t, "( "+c.script+" ) 2>&1")
		if !bytes.Contains(m.Output, []byte(c.has)) {
			t.Errorf("%s\nprints %q", c.script, m.Output[:min(300, len(m.Output))])
		}
	}
}

// TestPasswordsAreWork: a billion rounds end at the budget, not at noon.
func TestPasswordsAreWork(t *testing.T) {
	_, err := console.New(console.Options{Seed: 1}).Run(context.Background(), "openssl enc -aes-256-cbc -iter 2000000000 -pass pass:x -in /dev/null")
	if _, ok := err.(interface{ Error() string }); !ok || err == nil {
		t.Errorf("two thousand million rounds end with %v", err)
	}
}

// TestDrawnAlike: the same world draws the same, another seed does not, and
// what one command draws shifts nothing of another.
func TestDrawnAlike(t *testing.T) {
	const script = "openssl rand -hex 16; head -c 16 /dev/urandom | xxd -p; openssl rand -hex 16"
	a, b := run(t, script), run(t, script)
	if !bytes.Equal(a.Output, b.Output) {
		t.Errorf("%s and %s", a.Output, b.Output)
	}
	lines := strings.Fields(string(a.Output))
	if len(lines) != 3 || lines[0] == lines[1] || lines[0] == lines[2] {
		t.Errorf("%s", a.Output)
	}
	other, err := console.New(console.Options{Seed: 4}).Run(context.Background(), script)
	if err != nil || bytes.Equal(a.Output, other.Output) {
		t.Errorf("another seed draws %s", other.Output)
	}
}

// FuzzCommandLines reads any words as options of every command: no word may
// stop the program.
func FuzzCommandLines(f *testing.F) {
	for _, s := range []string{
		"enc -aes-256-cbc -K 00 -iv zz", "enc -d -a -A -pass pass:", "dgst -sha256 -hmac k -c", "dgst -mac HMAC -macopt hexkey:0 x", "rand -hex -1", "pkey -pubin -inform DER",
		"rsa -in - -modulus", "pkeyutl -encrypt -pubin -inkey x -pkeyopt rsa_padding_mode:oaep", "asn1parse -inform DER", "mac -digest SHA256 HMAC", "base64 -d", "aes-256-ecb -p -k x", "-- --", "enc -iter=0",
	} {
		f.Add(s, "MIGfMA0G")
	}
	start := console.New(console.Options{Seed: 1})
	f.Fuzz(func(t *testing.T, words, data string) {
		quote := func(s string) string { return "'" + strings.NewReplacer("'", "", "\x00", "").Replace(s) + "'" }
		script := "printf %s " + quote(data) + " | openssl"
		for _, w := range strings.Fields(words) {
			script += " " + quote(w)
		}
		m, err := start.Run(context.Background(), script)
		if err == nil && bytes.Contains(m.Output, []byte("goroutine")) {
			t.Errorf("%s: %s", script, m.Output)
		}
		var stopped *shell.Stopped
		if errors.As(err, &stopped) && stopped.Why == shell.Broken {
			t.Errorf("%s: %v", script, err)
		}
	})
}

// FuzzOctetTools reads any words as the command line of the tools that look at
// octets: no word may stop the program.
func FuzzOctetTools(f *testing.F) {
	for _, s := range []string{
		"xxd -c 3 -g 2 -s -4 -l 9", "xxd -r -p", "xxd -r", "xxd -e -g 8", "xxd -b -c 0", "od -A x -t x1z -w3 -j 2", "od -t u8o2c -N 5", "hexdump -C -n 4", "dd bs=3 skip=1 conv=swab,sync", "dd if=/dev/zero count=2 bs=1x2",
		"cmp -l - /dev/null", "cmp -i 1:2 -n 3 - -", "truncate -s %7 x", "split -n 3 - p.", "split -a 1 -b 1", "shred -n 2 -z -s 9 x", "du -abc", "sha256sum -c -", "aws-encryption-cli -e -i - -o - -S -w key=alias/x", "aws-encryption-cli -d -i - -o - -S -w discovery=true",
		"aws s3 ls s3://x/y --recursive", "aws s3 cp - s3://x/y --sse aws:kms", "aws s3 sync . s3://x --delete --exclude *",
	} {
		f.Add(s, "00000000: 3132 0a\xff")
	}
	start := console.New(console.Options{Seed: 1})
	f.Fuzz(func(t *testing.T, words, data string) {
		list := strings.Fields(words)
		if len(list) == 0 || !slices.Contains([]string{"xxd", "od", "hexdump", "dd", "cmp", "truncate", "split", "shred", "du", "sha256sum", "aws-encryption-cli", "aws"}, list[0]) {
			return
		}
		quote := func(s string) string { return "'" + strings.NewReplacer("'", "", "\x00", "").Replace(s) + "'" }
		script := "printf %s " + quote(data) + " | " + list[0]
		for _, w := range list[1:] {
			script += " " + quote(w)
		}
		m, err := start.Run(context.Background(), script)
		if err == nil && bytes.Contains(m.Output, []byte("goroutine")) {
			t.Errorf("%s: %s", script, m.Output)
		}
		var stopped *shell.Stopped
		if errors.As(err, &stopped) && stopped.Why == shell.Broken {
			t.Errorf("%s: %v", script, err)
		}
	})
}

// TestWholePadding: all octets of the padding count, not the last alone.
func TestWholePadding(t *testing.T) {
	m := run(t, `k=00112233445566778899aabbccddeeff; printf '0123456789ab\x05\x05\x04\x04' | openssl enc -aes-128-cbc -nopad -K $k -iv $k -out f
openssl enc -d -aes-128-cbc -K $k -iv $k -in f; echo "= $?"
printf '0123456789ab\x04\x04\x04\x04' | openssl enc -aes-128-cbc -nopad -K $k -iv $k -out f; openssl enc -d -aes-128-cbc -K $k -iv $k -in f; echo "= $?"`)
	if s := string(m.Output); !strings.Contains(s, "bad decrypt") || !strings.Contains(s, "= 1\n") || !strings.HasSuffix(s, "0123456789ab= 0\n") {
		t.Errorf("%s", s)
	}
}
