package vpc

import (
	"strings"
	"testing"
)

func TestKeysDifferAndOpen(t *testing.T) {
	seen := map[string]bool{}
	for n := range uint64(40) {
		r, err := newRSAKey(7, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range []keyMaterial{r, newEd25519Key(7, n)} {
			if seen[k.public] {
				t.Fatalf("key %d is not new", n)
			}
			seen[k.public] = true
			if public, ok := PublicKeyOf([]byte(k.private)); !ok || public != k.public {
				t.Fatalf("the private half of key %d gives %q, want %q", n, public, k.public)
			}
		}
	}
}

func TestPrimePairs(t *testing.T) {
	const count = len(rsaPrimes)
	seen := map[[2]int]bool{}
	for k := range uint64(count * (count - 1) / 2) {
		i, j := primePair(k)
		if i >= j || j >= count || seen[[2]int{i, j}] {
			t.Fatalf("pair %d is (%d, %d)", k, i, j)
		}
		seen[[2]int{i, j}] = true
	}
}

const (
	ed25519Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH+b+y+N9tI+lOOUE+OY7isjAxJHFQYTVXmymxQDt/0y"
	rsaLine     = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCf0pAQRfpa7MrRlwd6XNM4BOIEvkO9nUCZ6g1azGZ2hc3C3e1cwJmfccZiGxvlibiVk4cIrbf3zuwaWkUMjm1Mk6ZsfNYgOtJM1zCWQEA1AXIHFQsllpXqm4GI6y3y6D3kageHeLSoShqXIr5ySrUdl6qsdq/Sc24vuC2KYmm1FeSW1h4I3T3xQ3W2D3196Q6ePjpAgpwrJlGB+lm5aynLmuBiCPqRib6nSE1jeTQzNpFOEqxBeSufsnNpbU6o4wwzLnJzuYPAmMf8Ju50wJrxFV9j/03t7O3FWN0ASZOLJgpCT/kBss4XZ7MxM+HF9Vp6Xm/aidECsczmOCifMuTh"
	rsaPEM      = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAn9KQEEX6WuzK0ZcHelzT
OATiBL5DvZ1AmeoNWsxmdoXNwt3tXMCZn3HGYhsb5Ym4lZOHCK23987sGlpFDI5t
TJOmbHzWIDrSTNcwlkBANQFyBxULJZaV6puBiOst8ug95GoHh3i0qEoalyK+ckq1
HZeqrHav0nNuL7gtimJptRXkltYeCN098UN1tg99fekOnj46QIKcKyZRgfpZuWsp
y5rgYgj6kYm+p0hNY3k0MzaRThKsQXkrn7JzaW1OqOMMMy5yc7mDwJjH/CbudMCa
8RVfY/9N7eztxVjdAEmTiyYKQk/5AbLOF2ezMTPhxfVael5v2onRArHM5jgonzLk
4QIDAQAB
-----END PUBLIC KEY-----
`
)

// The keys, prints and lines below come from ssh-keygen and openssl.
func TestReadPublicKey(t *testing.T) {
	for _, c := range []struct{ name, text, kind, fingerprint string }{
		{"ed25519", ed25519Line + " me@laptop\n", "ed25519", "0uDmDGMDKp1VhsI+qtbEcIzIZykWlu9oIWmdwgbaNtM="},
		{"rsa", rsaLine + "\n", "rsa", "fb:6a:e0:db:d1:99:e9:86:6b:1a:dc:29:6a:19:79:6e"},
		{"rsa as PEM", rsaPEM, "rsa", "fb:6a:e0:db:d1:99:e9:86:6b:1a:dc:29:6a:19:79:6e"},
	} {
		kind, public, print, ok := readPublicKey([]byte(c.text))
		if !ok || kind != c.kind || print != c.fingerprint || !strings.HasPrefix(c.text, public) && c.name != "rsa as PEM" {
			t.Errorf("%s: %v %q %q %q", c.name, ok, kind, public, print)
		}
	}
	for _, bad := range []string{"", "ssh-rsa", "ssh-rsa AAAA", "ssh-ed25519 !!!", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "hello"} {
		if kind, _, _, ok := readPublicKey([]byte(bad)); ok {
			t.Errorf("%q was read as %s", bad, kind)
		}
	}
}

func FuzzReadPublicKey(f *testing.F) {
	f.Add([]byte(ed25519Line))
	f.Add([]byte(rsaPEM))
	f.Fuzz(func(t *testing.T, text []byte) {
		if kind, public, _, ok := readPublicKey(text); ok {
			if k, p, _, again := readPublicKey([]byte(public)); !again || k != kind || p != public {
				t.Errorf("%q is not read back", public)
			}
		}
		PublicKeyOf(text)
	})
}
