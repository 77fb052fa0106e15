package sheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
	"skylab/tui/theme"
)

func words(s string) content.Words { return content.WordsOf(s, s) }

// item makes an item of a kind: the options a, b, … with their key marked *,
// of a match left=right, a decoy =right.
func item(kind quizzes.Kind, options ...string) *quizzes.Item {
	it := &quizzes.Item{Entry: quizzes.Entry{ID: "vpc/" + string(kind), Kind: kind}, Stem: words("Which?")}
	for _, o := range options {
		id, key := strings.CutSuffix(o, "*")
		left, right, pair := strings.Cut(id, "=")
		x := quizzes.Option{ID: id, Text: words(id), Reason: words("because " + id), Key: key}
		if pair {
			x.ID, x.Text, x.Right = left, words(left), left
			if left == "" {
				x.ID, x.Text, x.Right = right, content.Words{}, ""
			}
			it.Rights = append(it.Rights, quizzes.Right{ID: x.ID, Text: words(right)})
		}
		it.Options = append(it.Options, x)
	}
	return it
}

// letters of options, and numbers of right sides, by id: the order is drawn.
func (s *Sheet) letters(ids ...string) []string {
	var list []string
	for _, id := range ids {
		left, right, pair := strings.Cut(id, "=")
		list = append(list, s.Letter(left))
		if pair {
			list = append(list, string(rune('0'+s.sideAt(right))))
		}
	}
	return list
}

func press(s *Sheet, names ...string) {
	for _, n := range names {
		s.Key(n)
	}
}

var kinds = []struct {
	item  *quizzes.Item
	marks []string // ids in the order of marking
	want  string   // the response
	right bool
}{
	{item(quizzes.Choice, "p", "q*", "r", "t"), []string{"q"}, "q", true},
	{item(quizzes.Choice, "p", "q*", "r", "t"), []string{"q", "r"}, "r", false},
	{item(quizzes.Predict, "p*", "q"), []string{"p"}, "p", true},
	{item(quizzes.Multiple, "p*", "q*", "r", "t", "u"), []string{"q", "p"}, "p q", true},
	{item(quizzes.Multiple, "p*", "q*", "r", "t", "u"), []string{"q", "r", "p"}, "q r", false},
	{item(quizzes.Multiple, "p*", "q*", "r", "t", "u"), []string{"q", "r", "r", "p"}, "p q", true},
	{item(quizzes.Order, "p", "q", "r"), []string{"p", "q", "r"}, "p q r", true},
	{item(quizzes.Order, "p", "q", "r"), []string{"r", "q", "p"}, "r q p", false},
	{item(quizzes.Match, "p=1st", "q=2nd", "=3rd"), []string{"p=p", "q=q"}, "p=p q=q", true},
	{item(quizzes.Match, "p=1st", "q=2nd", "=3rd"), []string{"p=3rd", "q=q"}, "p=3rd q=q", false},
}

func TestKeysMarkEveryKind(t *testing.T) {
	for _, c := range kinds {
		for learner := range uint64(5) {
			s := New(c.item, learner, nil)
			press(s, s.letters(c.marks...)...)
			got := s.Response()
			sorted := slices.Clone(got)
			if c.item.Kind == quizzes.Match {
				slices.Sort(sorted)
			}
			if quizzes.Response(sorted).String() != c.want || !s.Whole() || c.item.Right(got) != c.right {
				t.Errorf("%s %v: %q whole %v right %v", c.item.Kind, c.marks, got, s.Whole(), c.item.Right(got))
			}
			if again := New(c.item, learner, got); again.Response().String() != got.String() || again.Letters() != s.Letters() {
				t.Errorf("%s: %q came back as %q", c.item.Kind, got, again.Response())
			}
			typed := New(c.item, learner, nil) // the same as a line
			if !typed.Answer(s.Letters()) || typed.Response().String() != got.String() {
				t.Errorf("%s: the line %q is %q", c.item.Kind, s.Letters(), typed.Response())
			}
		}
	}
}

func TestArrowsAndEnter(t *testing.T) {
	s := New(item(quizzes.Order, "p", "q", "r"), 1, nil)
	for k := range 3 {
		if !s.Enter() || s.Have() != k+1 {
			t.Fatalf("after %d: %q", k, s.Letters())
		}
		if s.Enter() {
			t.Fatal("Enter marked what is marked")
		}
		press(s, "down")
	}
	if s.Letters() != "a b c" || !s.Full() {
		t.Error(s.Letters())
	}
	press(s, "backspace")
	if s.Letters() != "a b" || s.Full() {
		t.Error(s.Letters())
	}
	m := New(item(quizzes.Match, "p=1st", "q=2nd", "=3rd"), 1, nil)
	if m.Enter() {
		t.Error("Enter paired nothing with nothing")
	}
	press(m, "2", "3")
	if m.Letters() != "a2 b3" {
		t.Error(m.Letters())
	}
	press(m, "up", "up", "backspace")
	if m.Letters() != "b3" {
		t.Error(m.Letters())
	}
}

func TestClicksAreKeys(t *testing.T) {
	s := New(item(quizzes.Choice, "p", "q*", "r", "t"), 3, nil)
	if !s.Click("option-2") || s.Letters() != "c" {
		t.Error(s.Letters())
	}
	m := New(item(quizzes.Match, "p=1st", "q=2nd", "=3rd"), 3, nil)
	if !m.Click("option-1") || !m.Click("right-0") || m.Letters() != "b1" {
		t.Error(m.Letters())
	}
	for _, zone := range []string{"option-9", "right-3", "right-x", "body", "", "option"} {
		if s.Click(zone) {
			t.Errorf("%q was an answer", zone)
		}
	}
}

func TestLinesThatAreNoAnswer(t *testing.T) {
	for _, c := range kinds {
		for _, line := range []string{"", "  ", "z", "j", "k", "down", "a1b", "가", "9", strings.Repeat("a b ", 500)} {
			s := New(c.item, 1, nil)
			press(s, "a")
			before := s.Letters()
			if !s.Answer(line) && s.Letters() != before {
				t.Errorf("%s: %q left %q of %q", c.item.Kind, line, s.Letters(), before)
			}
		}
		if s := New(c.item, 1, nil); c.item.Kind != quizzes.Match && s.Answer("j") {
			t.Errorf("%s: j is an answer", c.item.Kind)
		}
	}
}

func TestWhatIsGoneFromTheBankIsLeftOut(t *testing.T) {
	for kind, given := range map[quizzes.Kind]string{quizzes.Choice: "old", quizzes.Multiple: "old p", quizzes.Order: "q old p", quizzes.Match: "old=p p=old", quizzes.Number: "x\x1b[2J"} {
		options := []string{"p*", "q*", "r", "t", "u"}
		if kind == quizzes.Match {
			options = []string{"p=1st", "q=2nd", "=3rd"}
		}
		if kind == quizzes.Number {
			options = []string{"11*", "16"}
		}
		s := New(item(kind, options...), 1, quizzes.ParseResponse(given))
		for _, shown := range []bool{false, true} {
			s.Draw(Drawing{Say: text.For(text.Korean), Theme: theme.Of(theme.Dark, true), Width: 40, Shown: shown})
		}
		if s.Letter("old") != "" || strings.Contains(s.Letters(), "old") {
			t.Errorf("%s: %q", kind, s.Letters())
		}
		s.Reasons(text.For(text.English))
	}
}

func TestANumberIsTyped(t *testing.T) {
	it := item(quizzes.Number, "16", "11*", "14")
	it.Unit = words("addresses")
	s := New(it, 1, nil)
	if s.Whole() {
		t.Error("nothing typed is whole")
	}
	press(s, "1", "x", "s", "6", "backspace", "6")
	if got := s.Response().String(); got != "16" || !s.Whole() {
		t.Fatal(got)
	}
	press(s, strings.Split(strings.Repeat("9", 60), "")...)
	if n := len(s.Response().String()); n != longestNumber {
		t.Errorf("%d digits", n)
	}
	for typed, want := range map[string]string{ // in the order in which they are read: the key, the own mistake with why
		"16": "11 (right). because 11|16 (yours). because 16|14. because 14",
		"11": "11 (right, yours). because 11|16. because 16|14. because 14",
		"12": "11 (right). because 11|12 (yours). None of the mistakes below leads to this number.|16. because 16|14. because 14",
	} {
		s := New(it, 1, nil)
		if !s.Answer(typed) {
			t.Fatal(typed)
		}
		if got := strings.Join(s.Reasons(text.For(text.English)), "|"); got != want {
			t.Errorf("%s: %s", typed, got)
		}
	}
}

func TestTheKeySaysWhatWasGivenAndWhatBelongs(t *testing.T) {
	o := New(item(quizzes.Order, "p", "q", "r"), 1, quizzes.ParseResponse("p r q"))
	if got := strings.Join(o.Reasons(text.For(text.English)), "|"); got != "1. p. because p|2. q (yours: place 3). because q|3. r (yours: place 2). because r" {
		t.Error(got)
	}
	m := New(item(quizzes.Match, "p=1st", "q=2nd", "=3rd"), 1, quizzes.ParseResponse("p=3rd q=q"))
	got := strings.Join(m.Reasons(text.For(text.English)), "|")
	for _, want := range []string{"3rd (yours)", "1st", "3rd (belongs to nothing). because =3rd"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
}

// Whatever a bank holds, no line is wider than it may be, and marks do not move
// the lines.
func TestLinesFit(t *testing.T) {
	long := strings.Repeat("wide 한글 é 👩‍👩‍👧 \u202e `code` ", 400)
	for _, kind := range quizzes.Kinds() {
		options := []string{"p*", "q*", "r", "t", "u"}
		if kind == quizzes.Match {
			options = []string{"p=1st", "q=2nd", "=3rd"}
		}
		it := item(kind, options...)
		it.Stem = words(long)
		for i := range it.Options {
			if kind != quizzes.Number && !it.Options[i].Text.Empty() {
				it.Options[i].Text = words(long[:200+i*40] + "é")
			}
		}
		for _, w := range []int{10, 36, 66, 72} {
			for _, shown := range []bool{false, true} {
				s := New(it, 7, nil)
				press(s, "a", "1")
				d := s.Draw(Drawing{Say: text.For(text.Korean), Theme: theme.Of(theme.Dark, true), Width: w, Shown: shown})
				for _, l := range d.Lines {
					if n := ansi.StringWidth(l); n > max(w, 20) {
						t.Fatalf("%s at %d: %d cells: %q", kind, w, n, ansi.Strip(l))
					}
				}
			}
		}
	}
}

func TestAScenarioCanBeLeftOut(t *testing.T) {
	it := item(quizzes.Choice, "p*", "q", "r", "t")
	it.Scenario, it.Stem = content.WordsOf("The shop.", "가게."), content.WordsOf("The shop.\n\nWhich?", "가게.\n\n무엇?")
	for _, lang := range text.Langs() {
		d := Drawing{Say: text.For(lang), Theme: theme.Of(theme.Dark, true), Width: 60, Short: true}
		short := strings.Join(New(it, 1, nil).Draw(d).Lines, "\n")
		d.Short = false
		whole := strings.Join(New(it, 1, nil).Draw(d).Lines, "\n")
		if s := it.Scenario.In(lang); strings.Contains(short, s) || !strings.Contains(whole, s) {
			t.Errorf("%s\n%s", short, whole)
		}
	}
}
