package text

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"gopkg.in/yaml.v3"
)

func TestParticles(t *testing.T) {
	for in, want := range map[string]string{
		"서브넷{을/를}":           "서브넷을",
		"라우팅 테이블{을/를}":       "라우팅 테이블을",
		"리전{으로/로}":           "리전으로",
		"서울{으로/로}":           "서울로",
		"VPC{은/는}":           "VPC는",
		"NACL{을/를}":          "NACL을",
		"KMS{이/가}":           "KMS가",
		"Lambda{을/를}":        "Lambda를",
		"subnet{을/를}":        "subnet을",
		"web{은/는}":           "web은",
		"app{이/가}":           "app이",
		"10.0.1.10{으로/로}":    "10.0.1.10으로",
		"80{을/를}":            "80을",
		"443{과/와}":           "443과",
		"`aws`{을/를}":         "`aws`를",
		"list{이/가}":          "list가",
		"route{을/를}":         "route를",
		"peering{은/는}":       "peering은",
		"db{을/를} 지운 곳{이라/라}": "db를 지운 곳이라",
		"${VPC} {json}":      "${VPC} {json}",
		`{"a/b": 1}`:         `{"a/b": 1}`,
	} {
		if got := Particles(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// catalogueOf reads one language's files without the library.
func catalogueOf(t *testing.T, lang Lang) map[string]string {
	all := map[string]string{}
	files, _ := fs.Glob(messages, "messages/*."+string(lang)+".yaml")
	for _, name := range files {
		body, _ := messages.ReadFile(name)
		one := map[string]string{}
		if err := yaml.Unmarshal(body, &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for id, s := range one {
			if _, twice := all[id]; twice {
				t.Errorf("%s: %s stands in two files", name, id)
			}
			all[id] = s
		}
	}
	return all
}

var place = regexp.MustCompile(`{{-? *(?:if|range|with)? *\.(\w+)`)

func placesIn(s string) []string {
	var names []string
	for _, m := range place.FindAllStringSubmatch(s, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestBothLanguagesSayEverything(t *testing.T) {
	en, ko := catalogueOf(t, English), catalogueOf(t, Korean)
	for id, s := range en {
		k, ok := ko[id]
		switch {
		case !ok:
			t.Errorf("Korean lacks %s", id)
		case strings.TrimSpace(k) == "" && strings.TrimSpace(s) != "":
			t.Errorf("Korean %s is empty", id)
		case !slices.Equal(placesIn(s), placesIn(k)):
			t.Errorf("%s: places differ: %v and %v", id, placesIn(s), placesIn(k))
		case !norm.NFC.IsNormalString(k):
			t.Errorf("%s: not NFC", id)
		}
	}
	for id := range ko {
		if _, ok := en[id]; !ok {
			t.Errorf("English lacks %s", id)
		}
	}
}

func TestEverySentenceRenders(t *testing.T) {
	for _, lang := range Langs() {
		for id := range catalogueOf(t, lang) {
			if got := For(lang).Say(id); strings.HasPrefix(got, "‹") {
				t.Errorf("%s: %s does not render", lang, id)
			}
		}
	}
}

func TestLocale(t *testing.T) {
	for in, want := range map[string]Lang{"": English, "ko_KR.UTF-8": Korean, "C": English, "xx_YY": English, "ko": Korean, "kok_IN": English, "\x00": English} {
		if got := FromLocale(func(name string) string {
			if name == "LANG" {
				return in
			}
			return ""
		}); got != want {
			t.Errorf("%q: %s", in, got)
		}
	}
}

func BenchmarkSay(b *testing.B) {
	s := For(Korean)
	for b.Loop() {
		s.Say("app.badlang", "lang", "fr")
	}
}

func BenchmarkCatalogue(b *testing.B) {
	for b.Loop() {
		catalogue(Korean)
	}
}
