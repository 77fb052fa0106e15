package generate

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

var update = flag.Bool("update", false, "write the golden file anew")

// sample is how many seeds of each generator the shape of items is tested on.
const sample = 300

func each(t *testing.T, f func(t *testing.T, g quizzes.Generator)) {
	for _, g := range All() {
		t.Run(g.ID, func(t *testing.T) { t.Parallel(); f(t, g) })
	}
}

func made(t *testing.T, g quizzes.Generator, seed uint64) *quizzes.Item {
	t.Helper()
	it, err := g.Make(seed)
	if err != nil {
		t.Fatal(err)
	}
	return it
}

func TestGeneratorsAreListed(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range All() {
		if seen[g.ID] || !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(g.ID) {
			t.Errorf("id %q", g.ID)
		}
		seen[g.ID] = true
		if g.Module == "" || g.Topic == "" || !strings.HasPrefix(g.Step, g.Module+"/") || len(g.Tasks) == 0 {
			t.Errorf("%s: %+v", g.ID, g)
		}
		for _, tag := range g.Tasks {
			if _, _, ok := content.FindTask(tag); !ok {
				t.Errorf("%s: no task %s", g.ID, tag)
			}
		}
	}
}

// TestItems looks at what every item must have, in both languages.
func TestItems(t *testing.T) {
	facts, _ := content.BuiltinFacts()
	each(t, func(t *testing.T, g quizzes.Generator) {
		for seed := uint64(1); seed <= sample; seed++ {
			it := made(t, g, seed)
			if it.ID != quizzes.GeneratedID(g.ID, seed) || len(it.Keyed()) != 1 || it.Keyed()[0] != rightID || len(it.Options) != offered {
				t.Fatalf("%s: key %v of %d", it.ID, it.Keyed(), len(it.Options))
			}
			for _, lang := range text.Langs() {
				lookAtText(t, it, lang)
			}
			for _, id := range it.Facts {
				if _, ok := facts.Find(id); !ok {
					t.Fatalf("%s: no fact %s", it.ID, id)
				}
			}
		}
	})
}

func lookAtText(t *testing.T, it *quizzes.Item, lang text.Lang) {
	t.Helper()
	all := []string{it.Title.In(lang), it.Stem.In(lang), it.After.In(lang)}
	seen := map[string]bool{}
	words := len(strings.Fields(proseOf(it.Stem.In(lang))))
	shortest, longest := 1<<30, 0
	for _, o := range it.Options {
		body := o.Text.In(lang)
		all = append(all, body, o.Reason.In(lang))
		if seen[body] {
			t.Fatalf("%s (%s): two options say %q", it.ID, lang, body)
		}
		seen[body] = true
		words += len(strings.Fields(body))
		shortest, longest = min(shortest, utf8.RuneCountInString(body)), max(longest, utf8.RuneCountInString(body))
	}
	for _, s := range all {
		if strings.TrimSpace(s) == "" || strings.Contains(s, "‹") || strings.Contains(s, "<no value>") || strings.Contains(s, "{") && strings.Contains(s, "/") && regexp.MustCompile(`\{\p{Hangul}`).MatchString(s) {
			t.Fatalf("%s (%s): %q", it.ID, lang, s)
		}
		for line := range strings.Lines(fenced(s)) {
			if utf8.RuneCountInString(line) > 73 {
				t.Fatalf("%s (%s): a line of more than 72 columns: %s", it.ID, lang, line)
			}
		}
	}
	if words > 90 {
		t.Fatalf("%s (%s): %d words", it.ID, lang, words)
	}
	if longest > 2*shortest+20 {
		t.Fatalf("%s (%s): options of %d to %d characters", it.ID, lang, shortest, longest)
	}
}

var fence = regexp.MustCompile("(?s)```[a-z]*\n(.*?)```")

// proseOf is Markdown without its code blocks; fenced is those.
func proseOf(s string) string { return fence.ReplaceAllString(s, "") }

func fenced(s string) string {
	var b strings.Builder
	for _, m := range fence.FindAllStringSubmatch(s, -1) {
		b.WriteString(m[1])
	}
	return b.String()
}

// TestGolden holds items to what they were: an id means the same question for
// ever. Run with -update after a change on purpose.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, g := range All() {
		for _, seed := range []uint64{1, 2, 3, 17, 1 << 63} {
			it := made(t, g, seed)
			var ids []string
			for _, o := range it.Options {
				ids = append(ids, o.ID)
			}
			fmt.Fprintf(&b, "%s %s %s = %s\n", it.ID, it.Hash, strings.Join(ids, " "), it.Option(rightID).Text.EN)
		}
	}
	const name = "testdata/golden.txt"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || string(want) != b.String() {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// TestSameSeedSameItem: two runs in other order give the same items.
func TestSameSeedSameItem(t *testing.T) {
	each(t, func(t *testing.T, g quizzes.Generator) {
		first := made(t, g, 5)
		made(t, g, 6)
		again := made(t, g, 5)
		if fmt.Sprintf("%+v", *first) != fmt.Sprintf("%+v", *again) && first.Hash != again.Hash {
			t.Error("differ")
		}
		stems := map[string]bool{}
		for seed := range uint64(100) {
			it := made(t, g, seed)
			stems[it.Stem.EN+strings.Join(textsOf(it), "|")] = true
		}
		if len(stems) < 60 {
			t.Errorf("only %d different of 100", len(stems))
		}
	})
}

func textsOf(it *quizzes.Item) []string {
	var list []string
	for _, o := range it.Options {
		list = append(list, o.Text.EN)
	}
	slices.Sort(list)
	return list
}
