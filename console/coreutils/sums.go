package coreutils

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var sumFlags = takes(1, "[OPTION]... [FILE]...", "c|check b|binary t|text \x01|tag \x02|quiet \x03|status \x04|ignore-missing w|warn \x05|strict")

// sum is md5sum, sha1sum, sha256sum and their kin.
func sum(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := sumFlags.parse(d, args)
	if done {
		return status
	}
	if g.has('c') {
		return g.checkSums()
	}
	return each(d, g.rest, func(name string, data []byte) {
		mark := " "
		if g.lastBinary() {
			mark = "*"
		}
		if g.has(1) {
			fmt.Fprintf(d.Stdout, "%s (%s) = %s\n", strings.ToUpper(strings.TrimSuffix(d.Name, "sum")), name, digest(d.Name, data))
			return
		}
		fmt.Fprintf(d.Stdout, "%s %s%s\n", digest(d.Name, data), mark, name)
	})
}

func (g *given) lastBinary() bool { return g.last("bt") == 'b' }

// checkSums reads lists that the tool has written and measures anew.
func (g *given) checkSums() int {
	if len(g.rest) == 0 {
		g.rest = []string{"-"}
	}
	status := 0
	for _, name := range g.rest {
		data, err := read(g.d, name)
		if err != nil {
			status = failf(g.d, "%s: %s", name, files.Why(err))
			continue
		}
		if !g.checkList(name, data) {
			status = 1
		}
	}
	return status
}

// tally counts what a list came to.
type tally struct{ read, wrong, missing, lines int }

func (g *given) checkList(list string, data []byte) bool {
	var t tally
	for _, line := range lines(g.d, data) {
		want, name, ok := g.sumLine(line)
		if !ok {
			t.lines++
			continue
		}
		g.checkOne(&t, want, name)
	}
	if list == "-" {
		list = "'standard input'"
	}
	if t.read == 0 {
		failf(g.d, "%s: no properly formatted checksum lines found", list)
		return false
	}
	if !g.has(3) {
		g.warn(t.lines, "line is improperly formatted", "lines are improperly formatted")
		g.warn(t.missing, "listed file could not be read", "listed files could not be read")
		g.warn(t.wrong, "computed checksum did NOT match", "computed checksums did NOT match")
	}
	return t.wrong+t.missing == 0
}

func (g *given) warn(n int, one, many string) {
	if n == 1 {
		many = one
	}
	if n > 0 {
		failf(g.d, "WARNING: %d %s", n, many)
	}
}

// sumLine reads DIGITS, a space, a space or a star, a name; or SHA256 (NAME) =
// DIGITS.
func (g *given) sumLine(line string) (want, name string, ok bool) {
	size := len(digest(g.d.Name, nil))
	if tag := strings.ToUpper(strings.TrimSuffix(g.d.Name, "sum")) + " ("; strings.HasPrefix(line, tag) {
		if i := strings.LastIndex(line, ") = "); i > 0 {
			want, name = line[i+4:], line[len(tag):i]
		}
	} else if len(line) > size+2 && line[size] == ' ' && (line[size+1] == ' ' || line[size+1] == '*') {
		want, name = line[:size], line[size+2:]
	}
	_, err := hex.DecodeString(want)
	return strings.ToLower(want), name, len(want) == size && err == nil
}

func (g *given) checkOne(t *tally, want, name string) {
	body, err := read(g.d, name)
	if err != nil && g.has(4) {
		return
	}
	t.read++
	state := "OK"
	switch {
	case err != nil:
		failf(g.d, "%s: %s", name, files.Why(err))
		state = "FAILED open or read"
		t.missing++
	case digest(g.d.Name, body) != want:
		state = "FAILED"
		t.wrong++
	}
	if !g.has(3) && (state != "OK" || !g.has(2)) {
		fmt.Fprintf(g.d.Stdout, "%s: %s\n", name, state)
	}
}

func digest(tool string, data []byte) string {
	switch tool {
	case "md5sum":
		return fmt.Sprintf("%x", md5.Sum(data))
	case "sha1sum":
		return fmt.Sprintf("%x", sha1.Sum(data))
	case "sha224sum":
		return fmt.Sprintf("%x", sha256.Sum224(data))
	case "sha384sum":
		return fmt.Sprintf("%x", sha512.Sum384(data))
	case "sha512sum":
		return fmt.Sprintf("%x", sha512.Sum512(data))
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}
