package pattern

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestGlob: what matches what.
func TestGlob(t *testing.T) {
	for _, c := range []struct {
		glob, text string
		want       bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"?", "", false}, {"a*c", "abbc", true}, {"a*c", "abb", false},
		{"[a-c]x", "bx", true}, {"[!a-c]x", "bx", false}, {"[^a]", "b", true}, {"[]a]", "]", true}, {"[a", "[a", true}, {"[[:digit:]]", "5", true},
		{"[a-]", "-", true}, {`\*`, "*", true}, {`\*`, "a", false}, {`[\]]`, "]", true}, {"**a**", "bab", true}, {"한?", "한국", true},
		{"@(a|b)c", "bc", true}, {"@(a|b)c", "c", false}, {"?(a)c", "c", true}, {"+(ab)", "abab", true}, {"+(ab)", "", false}, {"*(ab)", "", true},
		{"!(a|b)", "c", true}, {"!(a|b)", "a", false}, {"!(a)*", "a", true}, {"*.!(txt)", "a.txt", false}, {"a@(b@(c|d)|e)", "abd", true}, {"@(a", "@(a", true},
	} {
		if got := (Matcher{}).Match(Compile(c.glob, false), c.text); got != c.want {
			t.Errorf("%q against %q: %v", c.glob, c.text, got)
		}
	}
	if !(Matcher{Fold: true}).Match(Compile("[a-c]B*", true), "AbX") {
		t.Error("letters do not match whatever their case")
	}
}

// TestGlobAgainstRegexp: random patterns match as the regular expression that
// says the same; prefixes and suffixes are the shortest and longest.
func TestGlobAgainstRegexp(t *testing.T) {
	pieces := [][2]string{{"a", "a"}, {"b", "b"}, {"*", ".*"}, {"?", "."}, {"[ab]", "[ab]"}, {"[!a]", "[^a]"}, {`\*`, `\*`}, {"@(a|bb)", "(?:a|bb)"}, {"?(b)", "(?:b)?"}, {"*(ab)", "(?:ab)*"}}
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		var glob, expr strings.Builder
		for range r.IntN(6) {
			p := pieces[r.IntN(len(pieces))]
			glob.WriteString(p[0])
			expr.WriteString(p[1])
		}
		text := ""
		for range r.IntN(8) {
			text += string("ab*c"[r.IntN(4)])
		}
		g, re := Compile(glob.String(), false), regexp.MustCompile("^(?s:"+expr.String()+")$")
		if got := (Matcher{}).Match(g, text); got != re.MatchString(text) {
			t.Fatalf("%q against %q: %v", glob.String(), text, got)
		}
		first, last, begin, end := -1, -1, -1, -1
		for i := 0; i <= len(text); i++ {
			if re.MatchString(text[:i]) {
				if last = i; first < 0 {
					first = i
				}
			}
			if re.MatchString(text[i:]) {
				if end = i; begin < 0 {
					begin = i
				}
			}
		}
		m := Matcher{}
		if m.Prefix(g, text, false) != first || m.Prefix(g, text, true) != last || m.Suffix(g, text, true) != begin || m.Suffix(g, text, false) != end {
			t.Fatalf("%q on %q: prefixes %d %d (%d %d), suffixes %d %d (%d %d)", glob.String(), text, m.Prefix(g, text, false), m.Prefix(g, text, true), first, last, m.Suffix(g, text, false), m.Suffix(g, text, true), end, begin)
		}
	}
}

// TestQuote: a quoted text matches itself and nothing else.
func TestQuote(t *testing.T) {
	for _, s := range []string{"", "a*b", "[x]", `\`, "@(a|b)", "a?b", "!(x)", "a-b^c"} {
		if !(Matcher{}).Match(Compile(Quote(s), false), s) || (Matcher{}).Match(Compile(Quote(s), false), s+"x") {
			t.Errorf("%q", s)
		}
	}
}

// TestSpend: a costly match asks for its work.
func TestSpend(t *testing.T) {
	steps := 0
	m := Matcher{Spend: func(n int) { steps += n }}
	m.Match(Compile("*a*a*a*b", false), strings.Repeat("a", 5000))
	if steps < 500 {
		t.Errorf("%d steps", steps)
	}
	steps = 0
	m.Match(Compile("*(*(a))b", false), strings.Repeat("a", 12))
	if steps < 100 {
		t.Errorf("%d steps of an extended pattern", steps)
	}
}

// TestRegexp: POSIX's and GNU's expressions.
func TestRegexp(t *testing.T) {
	for _, c := range []struct {
		src  string
		kind int
		text string
		want string // what matches; "-" for nothing
	}{
		{"a+", Basic, "aa+", "a+"}, {`a\+`, Basic, "xaa", "aa"}, {"a+", Extended, "xaa", "aa"}, {`\(a\|b\)c`, Basic, "bc", "bc"}, {"(a|b)c", Extended, "bc", "bc"},
		{"a|b", Basic, "a|b", "a|b"}, {`a\{2\}`, Basic, "aaa", "aa"}, {"a{2}", Extended, "aaa", "aa"}, {"a{2", Extended, "a{2", "a{2"}, {"a{,2}", Extended, "aaa", "aa"},
		{"*a", Basic, "*a", "*a"}, {"^*a", Basic, "*a", "*a"}, {"a^b$c", Basic, "a^b$c", "a^b$c"}, {"^a$", Basic, "a", "a"}, {`[\n]`, Basic, "\n", "\n"}, {"[]x]", Basic, "]", "]"},
		{"[^]x]", Basic, "]a", "a"}, {`[a\]`, Basic, `\`, `\`}, {"[[:upper:]]", Basic, "aB", "B"}, {`\bfoo\b`, Basic, "a foo b", "foo"}, {`\<f`, Basic, "af f", "f"}, {`\w\+`, Basic, "+ab_1", "ab_1"},
		{"a|ab", Extended, "ab", "ab"}, {`\.`, Basic, "a.b", "."}, {`\한`, Basic, "한", "한"}, {"(a)(b)?", Extended, "a", "a"}, {`a\{`, Extended, "a{", "a{"},
	} {
		re, err := Regexp(c.src, c.kind, false)
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if loc := re.FindStringIndex(c.text); loc == nil && c.want != "-" || loc != nil && c.text[loc[0]:loc[1]] != c.want {
			t.Errorf("%q on %q: %v", c.src, c.text, loc)
		}
	}
	for _, bad := range []string{"[", `\(`, "[[:nope:]]", `a\{1,99999\}`, `\1`, `\`, "[z-a]", strings.Repeat("a", MaxRegexp+1)} {
		if _, err := Regexp(bad, Basic, false); err == nil {
			t.Errorf("%.20q compiles", bad)
		}
	}
}
