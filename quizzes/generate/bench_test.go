package generate

import "testing"

// BenchmarkTenThousand makes 10,000 items, the same number of each generator.
// 10 s is the aim.
func BenchmarkTenThousand(b *testing.B) {
	list := All()
	for b.Loop() {
		for n := range uint64(10_000) {
			if _, err := list[n%uint64(len(list))].Make(n); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkItem is one item of each generator.
func BenchmarkItem(b *testing.B) {
	for _, g := range All() {
		b.Run(g.ID, func(b *testing.B) {
			var seed uint64
			for b.Loop() {
				seed++
				if _, err := g.Make(seed); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
