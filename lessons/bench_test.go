package lessons

import "testing"

// BenchmarkOpen is what every start of the program pays.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if lib, _ := Open(Builtin()); len(lib.Modules) == 0 {
			b.Fatal("no lessons")
		}
	}
}
