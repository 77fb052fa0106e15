package text

import (
	"strings"
	"unicode/utf8"
)

// Particles resolves Korean particle markers. A marker stands right behind a
// word whose sound the writer of the sentence cannot know: {을/를}, {이/가},
// {은/는}, {과/와}, {으로/로}, {이라/라}, {이/}. The form before the stroke follows a
// closed last syllable, the form behind it an open one; {으로/로} also takes
// the second form after ㄹ.
func Particles(s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	var out strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			out.WriteString(s)
			return out.String()
		}
		end := strings.IndexByte(s[open:], '}')
		stroke := strings.IndexByte(s[open:], '/')
		if end < 0 || stroke < 0 || stroke > end {
			out.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		out.WriteString(s[:open])
		closed, vowel := s[open+1:open+stroke], s[open+stroke+1:open+end]
		if !hangul(closed + vowel) {
			out.WriteString(s[open : open+end+1])
		} else {
			out.WriteString(particle(lastSound(out.String()), closed, vowel))
		}
		s = s[open+end+1:]
	}
}

func hangul(s string) bool {
	for _, r := range s {
		if r < '가' || r > '힣' {
			return false
		}
	}
	return s != ""
}

// sound is how a word ends.
type sound uint8

const (
	open   sound = iota // in a vowel
	closed              // in a consonant
	rieul               // in ㄹ
)

func particle(last sound, afterClosed, afterOpen string) string {
	if last == open || last == rieul && strings.HasPrefix(afterClosed, "으로") {
		return afterOpen
	}
	return afterClosed
}

// lastSound hears the last letter, digit or syllable of s; brackets, quotes and
// other signs are not heard.
func lastSound(s string) sound {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		switch {
		case r >= '가' && r <= '힣':
			return syllable(r)
		case r >= '0' && r <= '9':
			return digits[r-'0']
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return latin(r|0x20, s)
		}
	}
	return open
}

func syllable(r rune) sound {
	switch (r - '가') % 28 {
	case 0:
		return open
	case 8:
		return rieul
	}
	return closed
}

// 영 일 이 삼 사 오 육 칠 팔 구
var digits = [10]sound{closed, rieul, open, closed, open, open, closed, rieul, rieul, open}

// latin hears an English word or abbreviation as Korean engineers say it: one
// spelled in capitals letter by letter (VPC 브이피시, NACL 나클), others by how
// they end. before is what stands in front of the last letter.
func latin(last rune, before string) sound {
	if spelled(before) {
		return letter(last)
	}
	switch last {
	case 'l':
		return rieul
	case 'm', 'n', 'b', 'k', 'p', 't', 'c':
		return closedAfterVowel(last, before)
	case 'e':
		return silentE(before)
	case 'g':
		if strings.HasSuffix(strings.ToLower(before), "n") { // ng
			return closed
		}
	}
	return open
}

// silentE: name is 네임, table 테이블; behind other letters the e opens a
// syllable of its own (route 라우트, resource 리소스).
func silentE(before string) sound {
	switch b := strings.ToLower(before); {
	case strings.HasSuffix(b, "m"), strings.HasSuffix(b, "n"):
		return closed
	case strings.HasSuffix(b, "l"):
		return rieul
	}
	return open
}

// closedAfterVowel: k, p, t, c, b close a syllable after a short vowel only
// (subnet 서브넷, group is 그룹), not after a consonant (list 리스트) or a pair
// of vowels (gate 게이트 ends in e). m and n always close.
func closedAfterVowel(last rune, before string) sound {
	if last == 'm' || last == 'n' {
		return closed
	}
	b := strings.ToLower(before)
	if n := len(b); n > 0 && rune(b[n-1]) == last { // app
		b = b[:n-1]
	}
	if len(b) == 0 || !strings.ContainsRune("aeiou", rune(b[len(b)-1])) {
		if last == 'k' && strings.HasSuffix(b, "c") { // back, stack
			return closed
		}
		return open
	}
	if len(b) > 1 && strings.ContainsRune("aeiou", rune(b[len(b)-2])) && !strings.HasSuffix(b, "ou") {
		return open
	}
	return closed
}

// spelled: the letter before is a capital, or there is none: an abbreviation.
func spelled(before string) bool {
	if before == "" {
		return true
	}
	c := before[len(before)-1]
	return c >= 'A' && c <= 'Z' || !(c >= 'a' && c <= 'z')
}

func letter(r rune) sound {
	switch r {
	case 'l', 'r': // 엘, 알
		return rieul
	case 'm', 'n': // 엠, 엔
		return closed
	}
	return open
}
