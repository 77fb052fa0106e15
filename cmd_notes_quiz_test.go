package main

import (
	"context"
	"strings"
	"testing"

	"skylab/content"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// What was missed last is written up with the answer and the key; what was
// known at last, and what no bank has any more, is only counted.
func TestNotesOfQuizzes(t *testing.T) {
	item := func(id string) *quizzes.Item {
		it := &quizzes.Item{Entry: quizzes.Entry{ID: id, Module: "vpc", Kind: quizzes.Choice, Step: "vpc/nat", Title: content.WordsOf("Title of "+id, id+"의 제목")},
			Stem: content.WordsOf("Stem of "+id+"[^vpc.nat].", "질문")}
		for _, o := range []string{"good", "bad"} {
			it.Options = append(it.Options, quizzes.Option{ID: o, Text: content.WordsOf("Text "+o, "글 "+o), Reason: content.WordsOf("Reason "+o, "이유 "+o), Key: o == "good"})
		}
		return it
	}
	var others []quizzes.Other
	for _, id := range []string{"vpc/missed", "vpc/learnt"} {
		it := item(id)
		others = append(others, quizzes.Other{Entry: it.Entry, Load: func(context.Context) (*quizzes.Item, error) { return it, nil }})
	}
	library, _ := quizzes.Open(nil, others, nil)
	store := new(progress.Memory)
	for _, a := range []record.Answer{
		{Item: "vpc/missed", Chosen: "bad"}, {Item: "vpc/learnt", Chosen: "bad"}, {Item: "vpc/learnt", Chosen: "good", Right: true}, {Item: "vpc/gone", Chosen: "x"},
	} {
		if _, err := store.AddAnswer(a); err != nil {
			t.Fatal(err)
		}
	}
	a := &app{lang: text.English}
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, "\n## Quizzes\n\n4 answers, 1 right. Items whose latest answer was wrong:\n\n### Title of vpc/missed\n\nStem of vpc/missed.\n\n" +
			"- You answered: Text bad — Reason bad\n- Right: Text good — Reason good\n- Taught by the step `vpc/nat`\n"},
		{[]string{"vpc/nat"}, "\n## Quizzes\n\n3 answers, 1 right."},
		{[]string{"kms"}, ""},
	} {
		n, err := a.notedQuizzes(context.Background(), store, library, c.names)
		var b strings.Builder
		if err != nil || n.write(&b, text.For(text.English)) != nil || !strings.HasPrefix(b.String(), c.want) || c.want == "" && b.Len() > 0 {
			t.Errorf("%v: %v\n%s", c.names, err, b.String())
		}
	}
}
