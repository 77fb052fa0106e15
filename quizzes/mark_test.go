package quizzes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"skylab/content"
)

func words(s string) content.Words { return content.WordsOf(s, s) }

// made is an item of a kind with options a, b, c, … of which key hold.
func made(kind Kind, n int, key string) *Item {
	it := &Item{Entry: Entry{ID: "vpc/" + string(kind), Kind: kind}}
	for _, id := range strings.Split("abcdefgh", "")[:n] {
		o := Option{ID: id, Text: words(id), Key: strings.Contains(key, id)}
		if kind == Match {
			it.Rights = append(it.Rights, Right{ID: id, Text: words("right of " + id)})
			if o.Key {
				o.Right = id
			}
			o.Key = false
		}
		it.Options = append(it.Options, o)
	}
	return it
}

func TestRight(t *testing.T) {
	alike := made(Match, 3, "abc")
	alike.Rights[1].Text = alike.Rights[0].Text
	for _, c := range []struct {
		item     *Item
		response string
		want     bool
	}{
		{made(Choice, 4, "b"), "b", true},
		{made(Choice, 4, "b"), "a", false},
		{made(Choice, 4, "b"), "", false},
		{made(Choice, 4, "b"), "a b", false},
		{made(Choice, 4, "b"), "gone", false},
		{made(Predict, 2, "a"), "a", true},
		{made(Predict, 2, "a"), "b", false},
		{made(Multiple, 5, "ad"), "a d", true},
		{made(Multiple, 5, "ad"), "d a", true},
		{made(Multiple, 5, "ad"), "a", false},
		{made(Multiple, 5, "ad"), "a d e", false},
		{made(Multiple, 5, "ad"), "a a", false},
		{made(Multiple, 5, "ad"), "a d gone", false},
		{made(Multiple, 5, ""), "", false},
		{made(Order, 3, ""), "a b c", true},
		{made(Order, 3, ""), "a c b", false},
		{made(Order, 3, ""), "a b", false},
		{made(Order, 3, ""), "a b c c", false},
		{made(Order, 3, ""), "a b b", false},
		{made(Order, 3, ""), "", false},
		{made(Match, 4, "abc"), "a=a b=b c=c", true},
		{made(Match, 4, "abc"), "c=c a=a b=b", true},
		{made(Match, 4, "abc"), "a=a b=b", false},
		{made(Match, 4, "abc"), "a=b b=a c=c", false},
		{made(Match, 4, "abc"), "a=a b=b c=d", false},
		{made(Match, 4, "abc"), "a=a b=b c=c d=d", false},
		{made(Match, 4, "abc"), "a=a a=a b=b c=c", false},
		{made(Match, 4, "abc"), "a b c", false},
		{made(Match, 4, "abc"), "", false},
		{alike, "a=b b=a c=c", true}, // both read the same
		{alike, "a=c b=a c=b", false},
	} {
		if got := c.item.Right(ParseResponse(c.response)); got != c.want {
			t.Errorf("%s %q is %v", c.item.Kind, c.response, got)
		}
	}
}

// Of all sets of five options exactly the key is right.
func TestOneSetIsRight(t *testing.T) {
	for key := 1; key < 32; key++ {
		it := made(Multiple, 5, letters(key))
		for said := range 32 {
			if got := it.Right(strings.Split(letters(said), "")); got != (said == key) {
				t.Errorf("key %q, %q is %v", letters(key), letters(said), got)
			}
		}
	}
}

func letters(set int) string {
	var s string
	for i, l := range strings.Split("abcde", "") {
		if set>>i&1 == 1 {
			s += l
		}
	}
	return s
}

func number(unit string, tolerance float64, key string, mistakes ...string) *Item {
	it := &Item{Entry: Entry{ID: "vpc/number", Kind: Number}, Unit: content.WordsOf(unit, "개"), Tolerance: tolerance}
	for i, s := range append([]string{key}, mistakes...) {
		it.Options = append(it.Options, Option{ID: fmt.Sprintf("o%d", i), Text: words(s), Key: i == 0})
	}
	return it
}

func TestNumbers(t *testing.T) {
	hosts := number("addresses", 0, "4,091", "4096", "4094")
	price := number("USD", 0.05, "10.8", "10.7", "3.6")
	near := number("", 1, "10", "11")
	slices.Reverse(near.Options) // the mistake stands first in the bank
	for _, c := range []struct {
		item     *Item
		response string
		right    bool
		taken    string
	}{
		{hosts, "4091", true, "o0"},
		{hosts, "4,091", true, "o0"},
		{hosts, "4 091", true, "o0"},
		{hosts, "４０９１", true, "o0"},
		{hosts, "４，０９１ 개", true, "o0"},
		{hosts, "4091개", true, "o0"},
		{hosts, "4091 Addresses", true, "o0"},
		{hosts, "4091.0", true, "o0"},
		{hosts, "4.091e3", true, "o0"},
		{hosts, "+4091", true, "o0"},
		{hosts, "4096", false, "o1"},
		{hosts, "4,094 addresses", false, "o2"},
		{hosts, "-4091", false, ""},
		{hosts, "4091 hosts", false, ""},
		{hosts, "4,0,91", false, ""},
		{hosts, "0x0ffb", false, ""},
		{hosts, "4091 4091", false, ""},
		{hosts, "", false, ""},
		{price, "10.8", true, "o0"},
		{price, "$10.8", true, "o0"},
		{price, "10.80 USD", true, "o0"},
		{price, "10.8달러", true, "o0"},
		{price, "10.85", true, "o0"}, // the tolerance is inclusive
		{price, "10.75", true, "o0"},
		{near, "10.8", true, "o0"}, // nearer to the mistake, but the key goes first
		{near, "11.2", false, "o1"},
		{price, "10.86", false, ""},
		{price, "10.7", false, "o1"},
		{price, "10,8", false, ""},
		{price, ".8", false, ""},
		{price, "3.60", false, "o2"},
	} {
		r := ParseResponse(c.response)
		var taken []string
		for _, o := range c.item.Taken(r) {
			taken = append(taken, o.ID)
		}
		if got := c.item.Right(r); got != c.right || strings.Join(taken, " ") != c.taken {
			t.Errorf("%q is %v and takes %v, want %v %v", c.response, got, taken, c.right, c.taken)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for s, want := range map[string]float64{"0": 0, "007": 7, "1e3": 1000, "1E-2": 0.01, ".5": 0.5, "5.": 5, "−3": -3, "1,000,000.25": 1000000.25, " 12 ": 12, "1\u00a0024": 1024, "\u30001": 1, "1e308": 1e308} {
		if got, ok := ReadNumber(s); !ok || got != want {
			t.Errorf("%q is %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", " ", ".", "+", "e3", "1e", "1e999", "inf", "NaN", "0x10", "1_000", "1,5", "1,0000", "12,34", "1/2", "2+3", "ten", "1.2.3", "١٢", "5 GB", strings.Repeat("9", 400)} {
		if got, ok := ReadNumber(s, "MiB"); ok {
			t.Errorf("%q is read as %v", s, got)
		}
	}
	if x, ok := ReadNumber("50％", "percent", "퍼센트"); !ok || x != 50 {
		t.Errorf("full-width per cent: %v %v", x, ok)
	}
}

// What does not read as a number is asked again rather than marked.
func TestReadable(t *testing.T) {
	n, c := number("addresses", 0, "59"), made(Choice, 4, "a")
	for _, x := range []struct {
		item *Item
		r    string
		want bool
	}{{n, "60", true}, {n, "sixty", false}, {n, "", false}, {c, "b", true}, {c, "", false}} {
		if got := x.item.Readable(ParseResponse(x.r)); got != x.want {
			t.Errorf("%s %q: %v", x.item.Kind, x.r, got)
		}
	}
}

func TestTaken(t *testing.T) {
	for _, c := range []struct {
		item           *Item
		response, want string
	}{
		{made(Choice, 4, "a"), "c", "c"},
		{made(Choice, 4, "a"), "gone", ""},
		{made(Multiple, 5, "ab"), "d a d", "d a"},
		{made(Order, 3, ""), "c a b", "c a b"},
		{made(Match, 3, "ab"), "b=a a=c", "b a"},
		{made(Choice, 4, "a"), "", ""},
	} {
		var got []string
		for _, o := range c.item.Taken(ParseResponse(c.response)) {
			got = append(got, o.ID)
		}
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s %q takes %v, want %s", c.item.Kind, c.response, got, c.want)
		}
	}
}

// Whatever is typed, marking neither fails nor takes nonsense for the key.
func FuzzRight(f *testing.F) {
	f.Add("a=b")
	f.Add("1,000")
	f.Fuzz(func(t *testing.T, s string) {
		for _, it := range []*Item{made(Choice, 4, "a"), made(Multiple, 5, "ab"), made(Order, 3, ""), made(Match, 4, "abc"), number("USD", 1, "5")} {
			r := ParseResponse(s)
			if right := it.Right(r); right && len(it.Taken(r)) == 0 {
				t.Errorf("%s: %q is right and takes nothing", it.Kind, s)
			}
		}
	})
}
