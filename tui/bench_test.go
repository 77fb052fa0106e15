package tui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/text"
)

// BenchmarkKey is a key pressed in the lesson at 120×40 until its frame is
// there: Update and View. Bounds: 3 ms median, 8 ms at the 99th percentile.
func BenchmarkKey(b *testing.B) {
	for _, kind := range []struct {
		name string
		keys []tea.KeyPressMsg
		prep func(*screen)
	}{
		{"type", []tea.KeyPressMsg{{Code: 'a', Text: "a"}, {Code: tea.KeyBackspace}}, func(*screen) {}},
		{"scroll", []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}}, func(s *screen) { s.press("esc") }},
		{"hop", []tea.KeyPressMsg{{Code: tea.KeyRight}, {Code: tea.KeyLeft}}, func(s *screen) { s.press("esc", "tab") }},
		{"focus", []tea.KeyPressMsg{{Code: tea.KeyF6}}, func(*screen) {}},
		{"zoom", []tea.KeyPressMsg{{Code: tea.KeyF4}}, func(*screen) {}},
		{"complete", []tea.KeyPressMsg{{Code: 'a', Text: "a"}, {Code: tea.KeyTab}, {Code: tea.KeyEscape}, {Code: tea.KeyBackspace}}, func(*screen) {}},
	} {
		b.Run(kind.name, func(b *testing.B) {
			s := openWith(b, 120, 40, Config{Lang: text.Korean, Start: "vpc/gate", Theme: "dark", Store: still()})
			for range 20 {
				s.run("aws ec2 describe-vpcs", "trace internet web:80")
			}
			kind.prep(s)
			var took []time.Duration
			i := 0
			for b.Loop() {
				began := time.Now()
				s.root.Update(kind.keys[i%len(kind.keys)])
				s.root.View()
				took = append(took, time.Since(began))
				i++
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
		})
	}
}

// BenchmarkViews is a key pressed beside each of the other pictures (drawn
// once a moment, so a key costs what it costs beside the network).
func BenchmarkViews(b *testing.B) {
	lib, _ := lessons.Open(lessons.Builtin())
	for _, step := range []struct{ ref, line string }{
		{"kms/envelope", "aws kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json"},
		{"route53/share", "aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch file://weights.json; sleep 2m; load dns shop.lunchbell.example.com --from world --for 10m"},
		{"lambda/bell", "load --function orders --rate 1000/s --for 1m"},
	} {
		for _, kind := range []struct {
			name string
			keys []tea.KeyPressMsg
			prep []string
		}{
			{"type", []tea.KeyPressMsg{{Code: 'a', Text: "a"}, {Code: tea.KeyBackspace}}, nil},
			{"scroll", []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}}, []string{"esc"}},
		} {
			b.Run(step.ref+"/"+kind.name, func(b *testing.B) {
				s := openWith(b, 120, 40, Config{Library: lib, Lang: text.Korean, Start: step.ref, Theme: "dark", Store: still()})
				s.run(step.line)
				s.press("esc") // the question, if one was asked
				s.press(kind.prep...)
				var took []time.Duration
				i := 0
				for b.Loop() {
					began := time.Now()
					s.root.Update(kind.keys[i%len(kind.keys)])
					s.root.View()
					took = append(took, time.Since(began))
					i++
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
			})
		}
	}
}

// BenchmarkQuiz is a key pressed beside a quiz item at 120×40 until its frame
// is there: an item that is being marked, one of 10,000 letters, and one whose
// key is shown with its world beside it. Bound: 1 ms at the 99th percentile.
func BenchmarkQuiz(b *testing.B) {
	marking := []tea.KeyPressMsg{{Code: 'a', Text: "a"}, {Code: 'b', Text: "b"}, {Code: tea.KeyUp}, {Code: tea.KeyDown}}
	for _, kind := range []struct {
		name string
		keys []tea.KeyPressMsg
		prep func(*screen)
	}{
		{"mark", marking, func(s *screen) { s.item("choice") }},
		{"long", marking, func(s *screen) { s.item("long") }},
		{"key", []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}, {Code: tea.KeyTab}}, func(s *screen) { s.item("choice", "b", "s") }},
	} {
		b.Run(kind.name, func(b *testing.B) {
			s := openWith(b, 120, 40, Config{Lang: text.Korean, Theme: "dark", Store: still()})
			s.press("p")
			kind.prep(s)
			var took []time.Duration
			i := 0
			for b.Loop() {
				began := time.Now()
				s.root.Update(kind.keys[i%len(kind.keys)])
				s.root.View()
				took = append(took, time.Since(began))
				i++
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
		})
	}
}

// BenchmarkHome is the first frame of the first screen, from nothing.
func BenchmarkHome(b *testing.B) {
	lib := course(b)
	for b.Loop() {
		open := openWith(b, 120, 40, Config{Library: lib, Lang: text.Korean, Theme: "dark"})
		open.root.View()
	}
}
