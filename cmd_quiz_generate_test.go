package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"skylab/text"
)

func generatedBy(lang text.Lang, call func(a *app) error) (string, error) {
	var b bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &b, err: &b, getenv: func(string) string { return "" }, lang: lang}
	err := call(a)
	return b.String(), err
}

func TestQuizGenerateJSON(t *testing.T) {
	out, err := generatedBy(text.English, func(a *app) error { return a.quizGenerate("route", 17, 3, true) })
	var items []generatedItem
	if err = errors.Join(err, json.Unmarshal([]byte(out), &items)); err != nil || len(items) != 3 {
		t.Fatal(err, len(items))
	}
	for n, it := range items {
		keys := 0
		for _, o := range it.Options {
			if o.Key {
				keys++
			}
			if o.Key != (o.Misconception == "") || o.Key != (o.ID == it.Key) || o.Claim == "" || o.Text.KO == "" || o.Reason.KO == "" {
				t.Errorf("%s: option %+v", it.ID, o)
			}
		}
		if it.Seed != uint64(17+n) || keys != 1 || it.World.Setup == "" || it.Trace.EN == "" || len(it.Tasks) == 0 || it.Step == "" {
			t.Errorf("%+v", it)
		}
	}
	again, _ := generatedBy(text.Korean, func(a *app) error { return a.quizGenerate("route", 17, 3, true) })
	if again != out {
		t.Error("JSON depends on the language, or on the run")
	}
}

func TestQuizGenerateRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		seed  uint64
		count int
		want  string
	}{
		{"rout", 1, 1, "route"}, {"", 1, 1, "usable"}, {"route", 1, 0, "1000"}, {"route", 1, -4, "1000"}, {"route", 1, 1001, "1000"}, {"route", 1<<64 - 1, 2, "--seed"},
	} {
		for _, lang := range text.Langs() {
			out, err := generatedBy(lang, func(a *app) error { return a.quizGenerate(c.name, c.seed, c.count, true) })
			if err == nil || out != "" || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "‹") {
				t.Errorf("%+v (%s): %v %q", c, lang, err, out)
			}
		}
	}
	if _, err := generatedBy(text.English, func(a *app) error { return a.quizGenerate("route", 1<<64-1, 1, false) }); err != nil {
		t.Error(err)
	}
}

func TestQuizGeneratorsAreListed(t *testing.T) {
	plain, err := generatedBy(text.Korean, func(a *app) error { return a.quizGenerators(false) })
	if err != nil || strings.Count(plain, "\n") != len(generatorIDs()) {
		t.Error(err, plain)
	}
	out, err := generatedBy(text.English, func(a *app) error { return a.quizGenerators(true) })
	var list []map[string]any
	if err = errors.Join(err, json.Unmarshal([]byte(out), &list)); err != nil || len(list) != len(generatorIDs()) {
		t.Error(err, out)
	}
}
