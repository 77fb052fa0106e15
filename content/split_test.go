package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// sameSections fails unless Split and Parse find the same sections and every
// part, parsed alone, gives what the whole gives.
func sameSections(t *testing.T, src []byte) {
	t.Helper()
	doc, _ := Parse("a.md", src)
	head, parts := Split("a.md", src)
	if len(parts) != len(doc.Sections) {
		t.Fatalf("%d parts, %d sections in %q", len(parts), len(doc.Sections), src)
	}
	if top, _ := Parse("a.md", head); len(top.Sections) != 0 {
		t.Errorf("a section in the head %q", head)
	}
	for i, p := range parts {
		s := doc.Sections[i]
		if p.Title != s.Title || p.Pos != s.Pos || fmt.Sprint(p.Attrs) != fmt.Sprint(s.Attrs) {
			t.Errorf("heading %q %v %v, parsed %q %v %v", p.Title, p.Pos, p.Attrs, s.Title, s.Pos, s.Attrs)
		}
	}
}

func TestSplitFindsTheSectionsOfParse(t *testing.T) {
	for _, src := range []string{
		"", "\n", "no front", page, strings.ReplaceAll(page, "\n", "\r\n"), "\ufeff" + page,
		"---\na: b\n## not a section\n---\n## one\n```\n## not\n```\n## two {#b}\n",
		"---\nnever closed\n## one {#a}\n", "## a\n~~~\n```\n## not\n~~~\n##b {#b}\n#c {#c}\n# d\n### e\n",
		"## a\n```x\nnever closed\n```y\n## not\n```\n## b\n", "## a\n<!-- ## not {#x}\n## not\n-->\n## b {#b} <!-- c -->\n",
		"## a\n> ## quoted\n    ## indented\n   ```\n## not\n   ```\n## 한글 제목 {#k unit=개}\n##\n",
	} {
		sameSections(t, []byte(src))
	}
	lesson, err := os.ReadFile("../lessons/vpc/lesson.ko.md")
	if err != nil {
		t.Fatal(err)
	}
	sameSections(t, lesson)
}

func TestAPartParsesAsItDoesInTheWhole(t *testing.T) {
	lesson, err := os.ReadFile("../lessons/vpc/lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := Parse("lesson.md", lesson)
	_, parts := Split("lesson.md", lesson)
	for i, p := range parts {
		one, problems := ParsePart("lesson.md", p.First, p.Source)
		if len(problems) > 0 || len(one.Sections) != 1 {
			t.Fatalf("%v, %d sections", problems, len(one.Sections))
		}
		if got, want := fmt.Sprintf("%+v", flat(one.Sections[0])), fmt.Sprintf("%+v", flat(doc.Sections[i])); got != want {
			t.Errorf("section %q alone:\n%s\nin the whole:\n%s", p.Title, got, want)
		}
	}
}

// flat is a section with what its pointers point at.
func flat(s Section) []any {
	list := []any{s.Title, s.Attrs, s.Pos}
	for _, n := range s.Nodes {
		switch {
		case n.Prose != nil:
			list = append(list, *n.Prose)
		case n.Block != nil:
			list = append(list, *n.Block)
		default:
			list = append(list, *n.Alert)
		}
	}
	return list
}

func FuzzSplit(f *testing.F) {
	f.Add(page)
	f.Add("## a {#a}\n<!-- ## b\n```\n-->\n## c\n")
	f.Add("---\n---\n##a{#\n~~~\n```\n~~~\n# {#\n")
	f.Fuzz(func(t *testing.T, src string) { sameSections(t, []byte(src)) })
}
