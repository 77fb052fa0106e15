package crypto

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// armour writes base64 in lines of 64 characters, or in one line without an
// end.
func armour(data []byte, oneLine bool) []byte {
	text := base64.StdEncoding.EncodeToString(data)
	if oneLine {
		return []byte(text)
	}
	var b bytes.Buffer
	for len(text) > 0 {
		n := min(64, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	return b.Bytes()
}

// window is how much OpenSSL's filter reads at once: no first line may be
// longer, and a wrong character spoils what is in the same window.
const window = 1024

// unarmour reads base64 as OpenSSL does, which never complains: what it cannot
// read ends the text. Without oneLine the first line that can be read begins
// it, and must end in a newline.
// docs.openssl.org/3.0/man3/BIO_f_base64/
func unarmour(text []byte, oneLine bool) []byte {
	if oneLine {
		return oneLineOf(text)
	}
	begin := start(text)
	if begin < 0 {
		return nil
	}
	var out []byte
	var quads []byte // characters that are not yet a whole group
	for text = text[begin:]; len(text) > 0; text = text[min(window, len(text)):] {
		var ended, ok bool
		decoded := []byte(nil)
		decoded, quads, ended, ok = groups(append(quads, text[:min(window, len(text))]...))
		if !ok {
			return out
		}
		if out = append(out, decoded...); ended {
			return out
		}
	}
	return out
}

// start is where the first line begins that base64 can begin with, or -1. What
// stands in a line longer than the window is passed over, but for its end when
// nothing better comes.
func start(text []byte) int {
	long := 0
	for len(text)-long >= window && bytes.IndexByte(text[long:long+window], '\n') < 0 {
		long += window
	}
	at := long
	if end := bytes.IndexByte(text[long:], '\n'); long > 0 && end >= 0 {
		at += end + 1
	}
	for {
		end := bytes.IndexByte(text[at:], '\n')
		if end < 0 {
			break
		}
		if decoded, rest, _, ok := groups(text[at : at+end+1]); ok && len(decoded)+len(rest) > 0 {
			return at
		}
		at += end + 1
	}
	if long > 0 && bytes.IndexByte(text[long:], '\n') >= 0 {
		return long
	}
	return -1
}

// groups decodes whole groups; ended tells that padding was met, ok is
// false when there is a character that does not belong.
func groups(text []byte) (decoded, rest []byte, ended, ok bool) {
	var chars []byte
	for _, c := range text {
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case c == '-':
			ended = true
		case strings.IndexByte(alphabet, c) >= 0:
			chars = append(chars, c)
		default:
			return nil, nil, false, false
		}
		if ended {
			break
		}
	}
	n := len(chars)
	if n%4 != 0 { // then only whole lines of 64 characters are looked at
		n = n / 64 * 64
	}
	if i := bytes.IndexByte(chars, '='); i >= 0 {
		if n = (i + 3) / 4 * 4; n == i { // a group cannot begin with padding
			n += 4
		}
		if n != len(chars) || len(bytes.Trim(chars[i:], "=")) > 0 {
			return nil, nil, false, false
		}
		ended = true
	}
	decoded, err := base64.StdEncoding.DecodeString(string(chars[:n]))
	return decoded, bytes.Clone(chars[n:]), ended, err == nil
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

// oneLineOf reads base64 without newlines in it, window by window; a window
// that cannot be read ends the text.
func oneLineOf(text []byte) []byte {
	var out []byte
	for len(text) >= 4 {
		n := min(window, len(text)/4*4)
		part := bytes.TrimRight(bytes.TrimLeft(text[:n], " \t"), " \t\r\n")
		decoded, err := base64.StdEncoding.DecodeString(string(part))
		if err != nil || bytes.ContainsAny(part, "\r\n") {
			return out
		}
		out, text = append(out, decoded...), text[n:]
	}
	return out
}
