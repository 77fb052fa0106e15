package tui

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"skylab/text"
	"skylab/tui/keys"
	"skylab/tui/play"
	"skylab/tui/theme"
)

// Every sentence that a screen asks for by its id is there in both languages.
func TestEverySentenceIsThere(t *testing.T) {
	for _, lang := range text.Langs() {
		speaker := text.For(lang)
		for _, id := range sentences(t) {
			if !speaker.Has(id) {
				t.Errorf("%s: no %s", lang, id)
			}
		}
	}
}

var (
	said = regexp.MustCompile(`(?:Say|say)\("([a-z0-9.-]+)"`)
	why  = regexp.MustCompile(`"((?:why|search|steps)\.[a-z.-]+)"`)
	made = regexp.MustCompile(`(?:ID: |either\(|Do\()"([a-z-]+)"(?:, (?:Keys|"|\[|screens|solve|yes))`)
)

func sentences(t *testing.T) []string {
	var list []string
	add := func(ids ...string) { list = append(list, ids...) }
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "worlds") {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, re := range []*regexp.Regexp{said, why} {
			for _, m := range re.FindAllStringSubmatch(string(body), -1) {
				if !strings.HasSuffix(m[1], ".") {
					add(m[1])
				}
			}
		}
		for _, m := range made.FindAllStringSubmatch(string(body), -1) {
			add("key."+m[1], "key."+m[1]+".help")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tpl := range play.Templates() {
		add("sandbox."+tpl.ID, "sandbox."+tpl.ID+".help")
	}
	for _, n := range theme.Names() {
		add("theme." + string(n))
	}
	if len(list) < 150 {
		t.Fatalf("found only %d ids: the patterns no longer fit the code", len(list))
	}
	return list
}

// Two bindings of one screen that are both on never share a key.
func TestNoKeyMeansTwoThings(t *testing.T) {
	for _, prep := range [][]string{nil, {"esc"}, {"esc", "tab"}, {"esc", "tab", "tab"}} {
		s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
		s.run("trace internet web:80")
		s.press(prep...)
		check(t, s.root.top().Keys())
	}
	check(t, open(t, 120, 40, text.English, "").root.top().Keys())
}

func check(t *testing.T, list []keys.Binding) {
	t.Helper()
	owner := map[string]string{}
	for _, b := range list {
		for _, k := range b.Keys {
			if other, taken := owner[k]; taken && b.Off == "" && other != b.ID {
				t.Errorf("%s means %s and %s", k, other, b.ID)
			}
			if b.Off == "" {
				owner[k] = b.ID
			}
		}
	}
}
