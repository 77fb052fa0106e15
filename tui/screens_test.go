package tui

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"skylab/text"
)

// Each screen at each size, in each language, as a person sees it.
func TestScreens(t *testing.T) {
	sizes := []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"120x40", 120, 40}, {"40x12", 40, 12}}
	scenes := []struct {
		name  string
		start string
		act   func(*screen)
	}{
		{"home", "", func(*screen) {}},
		{"home-module", "", func(s *screen) { s.press("down") }},
		{"steps", "", func(s *screen) { s.press("s") }},
		{"about", "", func(s *screen) { s.press("i") }},
		{"search", "", func(s *screen) { s.press("/", "gate") }},
		{"sandboxes", "", func(s *screen) { s.press("x") }},
		{"settings", "", func(s *screen) { s.press(",") }},
		{"help", "", func(s *screen) { s.press("?") }},
		{"lesson", "vpc/gate", func(*screen) {}},
		{"lesson-trace", "vpc/gate", func(s *screen) { s.run("trace internet web:80"); s.press("esc", "up") }},
		{"lesson-complete", "vpc/gate", func(s *screen) { s.press("aws ec2 create-v", "tab") }},
		{"lesson-predict", "vpc/gate", func(s *screen) { s.run("trace internet web:22"); s.press("b") }},
		{"lesson-hint", "vpc/gate", func(s *screen) { s.press("f2", "f2") }},
		{"lesson-checks", "vpc/gate", func(s *screen) { s.press("f5") }},
		{"lesson-passed", "vpc/gate", func(s *screen) { s.run(opens) }},
		{"lesson-compare", "vpc/gate", func(s *screen) { s.run(opens); s.press("f9") }},
		{"lesson-zoom", "vpc/gate", func(s *screen) { s.press("esc", "tab", "z") }},
		{"lesson-help", "vpc/gate", func(s *screen) { s.press("f1") }},
		{"practise", "", func(s *screen) { s.press("p", "down", "down", "down", "down", "right") }},
		{"report", "", func(s *screen) { s.press("p"); s.item("choice", "c", "enter", "s"); s.press("q", "q", "p") }},
		{"quiz-choice", "", func(s *screen) { s.press("p"); s.item("choice") }},
		{"quiz-weigh", "", func(s *screen) { s.press("p"); s.item("choice", "c", "enter") }},
		{"quiz-wrong", "", func(s *screen) { s.press("p"); s.item("choice", "b", "enter", "s") }},
		{"quiz-why", "", func(s *screen) { s.press("p"); s.item("choice", "b", "enter", "s", "w") }},
		{"quiz-sources", "", func(s *screen) { s.press("p"); s.item("choice", "b", "enter", "g", "f") }},
		{"quiz-multiple", "", func(s *screen) { s.press("p"); s.item("multiple", "a", "d") }},
		{"quiz-order", "", func(s *screen) { s.press("p"); s.item("order", "b", "a") }},
		{"quiz-order-key", "", func(s *screen) { s.press("p"); s.item("order", "b", "a", "c", "enter", "g") }},
		{"quiz-match", "", func(s *screen) { s.press("p"); s.item("match", "a", "2") }},
		{"quiz-match-key", "", func(s *screen) { s.press("p"); s.item("match", "a", "2", "b", "1", "enter", "g") }},
		{"quiz-number", "", func(s *screen) { s.press("p"); s.item("number", "1", "6") }},
		{"quiz-number-key", "", func(s *screen) { s.press("p"); s.item("number", "1", "6", "enter", "s") }},
		{"quiz-wide", "", func(s *screen) { s.press("p"); s.item("wide", "b", "enter", "g") }},
		{"quiz-done", "", func(s *screen) { s.press("p"); s.item("choice", "b", "enter", "s", "q") }},
		{"quiz-help", "", func(s *screen) { s.press("p"); s.item("choice", "?") }},
		{"quiz-world", "", func(s *screen) { s.press("p"); s.item("choice", "b", "enter", "s", "o") }},
		{"mock-choose", "", func(s *screen) { s.press("e") }},
		{"mock-refused", "", func(s *screen) { s.press("e", "down", "down", "down") }},
		{"mock-exam", "", func(s *screen) { s.exam(); s.press("b", "m", "g") }},
		{"mock-overview", "", func(s *screen) { s.exam(); s.press("b", "m", "right", "c", "r") }},
		{"mock-result", "", func(s *screen) { s.exam(); s.press("b", "m", "right", "c", "r", "s", "y") }},
		{"mock-result-item", "", func(s *screen) { s.exam(); s.press("b", "r", "s", "y", "tab", "enter") }},
		{"timeline", "vpc/gate", func(s *screen) { s.run(opens, "trace internet web:80"); s.press("f3") }},
	}
	for _, lang := range text.Langs() {
		for _, size := range sizes {
			for _, scene := range scenes {
				t.Run(scene.name+"-"+size.name+"-"+string(lang), func(t *testing.T) {
					s := openWith(t, size.w, size.h, Config{Lang: lang, Start: scene.start, Theme: "dark", Store: still()})
					scene.act(s)
					golden.RequireEqual(t, s.text())
				})
			}
		}
	}
}

const opens = "aws ec2 authorize-security-group-ingress --group-id $GROUP --protocol tcp --port 80 --cidr 0.0.0.0/0 --query Return"
