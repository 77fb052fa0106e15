package coreutils

import (
	"strconv"
	"strings"
)

// order is how two texts are compared: the letters n r V f b h g d M.
type order struct {
	numeric, reverse, version, fold, blanks, human, general, dictionary, month bool
}

func (o *order) set(letters string) bool {
	for _, c := range letters {
		switch c {
		case 'n':
			o.numeric = true
		case 'r':
			o.reverse = true
		case 'V':
			o.version = true
		case 'f':
			o.fold = true
		case 'b':
			o.blanks = true
		case 'h':
			o.human = true
		case 'g':
			o.general = true
		case 'd':
			o.dictionary = true
		case 'M':
			o.month = true
		default:
			return false
		}
	}
	return true
}

func (o order) compare(a, b string) int {
	c := o.plain(a, b)
	if o.reverse {
		return -c
	}
	return c
}

func (o order) plain(a, b string) int {
	if o.blanks {
		a, b = strings.TrimLeft(a, " \t"), strings.TrimLeft(b, " \t")
	}
	switch {
	case o.numeric:
		return compareNumbers(leading(a), leading(b))
	case o.human:
		x, y := human(a), human(b)
		return cmpFloat(x, y)
	case o.general:
		x, _ := strconv.ParseFloat(strings.TrimSpace(a), 64)
		y, _ := strconv.ParseFloat(strings.TrimSpace(b), 64)
		return cmpFloat(x, y)
	case o.version:
		return compareVersions(a, b)
	case o.month:
		return monthNumber(a) - monthNumber(b)
	}
	if o.dictionary {
		a, b = wordsOnly(a), wordsOnly(b)
	}
	if o.fold {
		a, b = strings.ToUpper(a), strings.ToUpper(b)
	}
	return strings.Compare(a, b)
}

// monthNumber is 1 for text that begins with Jan, and 0 for none.
func monthNumber(s string) int {
	s = strings.ToUpper(strings.TrimLeft(s, " \t"))
	if len(s) < 3 {
		return 0
	}
	i := strings.Index("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", s[:3])
	if i < 0 || i%3 != 0 {
		return 0
	}
	return i/3 + 1
}

func cmpFloat(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func wordsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 {
			return r
		}
		return -1
	}, s)
}

// leading is the number at the beginning of a text: -12.5.
func leading(s string) string {
	s = strings.TrimLeft(s, " \t")
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	dot := false
	for i < len(s) && ('0' <= s[i] && s[i] <= '9' || s[i] == '.' && !dot) {
		dot = dot || s[i] == '.'
		i++
	}
	return s[:i]
}

// compareNumbers compares decimal numbers of any length.
func compareNumbers(a, b string) int {
	na, nb := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	a, b = strings.TrimPrefix(a, "-"), strings.TrimPrefix(b, "-")
	ia, fa, _ := strings.Cut(a, ".")
	ib, fb, _ := strings.Cut(b, ".")
	ia, ib = strings.TrimLeft(ia, "0"), strings.TrimLeft(ib, "0")
	fa, fb = strings.TrimRight(fa, "0"), strings.TrimRight(fb, "0")
	na, nb = na && ia+fa != "", nb && ib+fb != ""
	if na != nb {
		if na {
			return -1
		}
		return 1
	}
	c := len(ia) - len(ib)
	if c == 0 {
		if c = strings.Compare(ia, ib); c == 0 {
			c = strings.Compare(fa, fb)
		}
	}
	if na {
		return -c
	}
	return c
}

func human(s string) float64 {
	s = strings.TrimSpace(s)
	n := leading(s)
	x, _ := strconv.ParseFloat(n, 64)
	if len(s) > len(n) {
		for i := strings.IndexByte("KMGTPE", strings.ToUpper(s)[len(n)]); i >= 0; i-- {
			x *= 1024
		}
	}
	return x
}

// compareVersions is sort -V: runs of digits are numbers.
func compareVersions(a, b string) int {
	for a != "" && b != "" {
		na, nb := digitsOf(a), digitsOf(b)
		if na > 0 && nb > 0 {
			if c := compareNumbers(a[:na], b[:nb]); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func digitsOf(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
