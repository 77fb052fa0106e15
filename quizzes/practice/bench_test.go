package practice

import (
	"testing"
	"time"

	"skylab/content"
)

func big(b *testing.B) *History {
	entries := library(5000)
	return New(entries, generators(), seoul, answers(entries, 100_000, 1))
}

func BenchmarkFold100000(b *testing.B) {
	entries := library(5000)
	list := answers(entries, 100_000, 1)
	for b.Loop() {
		New(entries, generators(), seoul, list)
	}
}

func BenchmarkNext(b *testing.B) {
	h := big(b)
	for name, f := range map[string]Filter{"open": {}, "exam": {Exam: "SAA-C03", Domain: "3"}, "weak": {Weak: true, Generated: true}, "missed": {Missed: true}} {
		b.Run(name, func(b *testing.B) {
			for seed := uint64(0); b.Loop(); seed++ {
				h.Next(f, noon, seed)
			}
		})
	}
}

func BenchmarkDue(b *testing.B) {
	h := big(b)
	b.ReportMetric(float64(len(h.Due(noon).Items)), "due")
	for b.Loop() {
		h.Due(noon)
	}
}

func BenchmarkWarmUp(b *testing.B) {
	h := big(b)
	for b.Loop() {
		h.WarmUp(noon.Add(20*time.Hour), 1)
	}
}

func BenchmarkMastery(b *testing.B) {
	h := big(b)
	exam := content.Exams()[1]
	for b.Loop() {
		h.Readiness(exam, noon)
	}
}

func BenchmarkStreak(b *testing.B) {
	h := big(b)
	for b.Loop() {
		h.Streak(noon)
	}
}

func BenchmarkAdd(b *testing.B) {
	h := big(b)
	for i := 0; b.Loop(); i++ {
		ask(h, h.items[i%5000].id, i%3 > 0, noon)
	}
}
