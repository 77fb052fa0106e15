package text

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"ls", "cat", "docker-compose", "trace", "undo", "subnet", "subnets", "do", "nat-gateway"}
	for word, want := range map[string]string{
		"trcae":            "trace", // two letters swapped
		"tarce":            "trace",
		"sl":               "ls",
		"und":              "undo",
		"subn":             "subnet", // the first of several
		"nat-gateway-2":    "nat-gateway",
		"docker":           "docker-compose",
		"dockerd":          "", // docker-compose begins otherwise, do is too short
		"x":                "",
		"":                 "",
		"elephant":         "",
		"ct":               "cat",
		"c":                "",
		"trace" + "trace1": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// TestDistance holds the count against one that follows the definition.
func TestDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	letters := func() string {
		b := make([]byte, r.IntN(6))
		for i := range b {
			b[i] = "abc"[r.IntN(3)]
		}
		return string(b)
	}
	for range 2000 {
		a, b := letters(), letters()
		want := slow(a, b)
		if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
			want = tooFar
		}
		if got := distance(a, b); got != want {
			t.Fatalf("%q to %q: %d, want %d", a, b, got, want)
		}
	}
	if long := strings.Repeat("a", 65); distance(long, long[1:]) != tooFar {
		t.Error("a word of 65 letters was measured")
	}
}

func slow(a, b string) int {
	if a == "" || b == "" {
		return len(a) + len(b)
	}
	change := 1
	if a[0] == b[0] {
		change = 0
	}
	n := min(slow(a[1:], b[1:])+change, slow(a[1:], b)+1, slow(a, b[1:])+1)
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		n = min(n, slow(a[2:], b[2:])+1)
	}
	return n
}
