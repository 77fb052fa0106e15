package tui

import (
	"testing"

	"skylab/lessons"
	"skylab/text"
)

// Every step of the built-in lessons is played on the screen: opened, its
// solution typed by the lab and run, its pass shown, in both languages by turns.
func TestEveryStepIsPlayed(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	n := 0
	for _, m := range lib.Modules {
		for _, step := range m.Steps {
			n++
			lang := text.Langs()[n%2]
			t.Run(step.Ref()+"-"+string(lang), func(t *testing.T) {
				store := still()
				s := openWith(t, 80, 24, Config{Library: lib, Lang: lang, Start: step.Ref(), Store: store})
				s.text()
				s.press("f9", "enter")
				s.text()
				s.press("enter")
				s.press("esc") // passes over a prediction
				if p, _ := store.Steps(); len(p) != 1 || !p[0].Assisted {
					t.Fatalf("not passed: %+v\n%s", p, s.text())
				}
				s.sees(text.For(lang).Say("lesson.assisted"))
				for range 40 {
					s.press("down")
					s.text()
				}
				for _, size := range [][2]int{{120, 40}, {40, 12}, {100, 30}} {
					s.size(size[0], size[1])
					s.text()
				}
			})
		}
	}
	if n == 0 {
		t.Fatal("no steps")
	}
}
