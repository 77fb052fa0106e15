package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"skylab/progress"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/text"
)

// The result of the nth latest mock that is over, in both languages and
// formats; nothing is written over, and what is wrong is said plainly.
func TestQuizResult(t *testing.T) {
	began := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	now := began
	ask := func(data string, lang text.Lang, f resultFlags, args ...string) (string, error) {
		var b bytes.Buffer
		a := &app{in: strings.NewReader(""), out: &b, err: &b, getenv: func(string) string { return "" }, lang: lang, data: data, quizFolders: []string{privateBank(t, 6)}}
		err := a.quizResult(t.Context(), args, f, func() time.Time { return now })
		return b.String(), err
	}
	data := t.TempDir()
	if _, err := ask(data, text.English, resultFlags{}); err == nil || !strings.Contains(err.Error(), "No mock exam is over yet") {
		t.Errorf("%v", err)
	}
	store, err := progress.OpenFile(filepath.Join(data, progress.FileName))
	if err != nil {
		t.Fatal(err)
	}
	for n, end := range []string{mock.Submit, mock.Beat} { // the second one is running
		v, err := store.BeginSitting(record.Sitting{Exam: "SAA-C03", Began: began.Add(time.Duration(n) * time.Minute), Limit: time.Hour, Items: []record.Drawn{{Item: "vpc/p1-1-0", Task: "1.1", Scored: true}}})
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range []record.Event{{Kind: mock.Answer, Chosen: "o" + string(rune('0'+n))}, {Kind: end, Item: -1}} {
			e.Seq, e.At = i+1, v.Began
			if err := store.AppendEvent(v.ID, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	store.Close()
	for _, tc := range []struct {
		lang   text.Lang
		format string
		after  time.Duration
		args   []string
		want   string // in the output, or of the error
	}{
		{text.English, "", 0, nil, "1 of 1 scored questions right"},
		{text.English, "", 0, []string{"2"}, "One mock exam is over, so there is no number 2. 1 is begun"},
		{text.Korean, "", 0, []string{"2"}, "끝난 모의고사가 1개라서 2번은 없습니다"},
		{text.Korean, "html", 2 * time.Hour, nil, "<html lang=\"ko\">"}, // the second one's time has run out
		{text.English, "md", 2 * time.Hour, []string{"1"}, "The time ran out."},
		{text.English, "md", 2 * time.Hour, []string{"2"}, "1 of 1 scored questions right"},
		{text.English, "pdf", 0, nil, "take md or html"},
		{text.English, "", 0, []string{"-1"}, "is no number of a mock exam"},
	} {
		now = began.Add(10*time.Minute + tc.after)
		got, err := ask(data, tc.lang, resultFlags{format: tc.format}, tc.args...)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, tc.want) {
			t.Errorf("%v: lacks %q:\n%s", tc.args, tc.want, got)
		}
	}
	file := filepath.Join(t.TempDir(), "result.html")
	for n := range 2 {
		_, err := ask(data, text.English, resultFlags{file: file})
		if (err == nil) != (n == 0) {
			t.Errorf("%d: %v", n, err)
		}
	}
	if body, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(body), "<!doctype html>") {
		t.Errorf("%v %.40s", err, body)
	}
}
