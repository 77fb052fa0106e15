package cloud

import "testing"

// TestLogAcrossChunks: entries are found on both sides of every seam, and logs
// that go on from one clone do not see each other.
func TestLogAcrossChunks(t *testing.T) {
	var l Log[int]
	for i := range 2*logChunk + 1 {
		if i%(logChunk/2) == 0 || i == logChunk-1 {
			clonesGoTheirWays(t, &l, i)
		}
		l.Add(i)
	}
	if l.Len() != 2*logChunk+1 {
		t.Fatalf("%d entries", l.Len())
	}
	for i := range l.Len() {
		if l.At(i) != i {
			t.Fatalf("entry %d is %d", i, l.At(i))
		}
	}
}

func clonesGoTheirWays(t *testing.T, l *Log[int], n int) {
	t.Helper()
	a, b := l.Clone(), l.Clone()
	for i := range logChunk + 1 {
		a.Add(-1 - i)
		b.Add(-10_000 - i)
	}
	if l.Len() != n {
		t.Fatalf("adding to a clone of %d entries left %d in the log", n, l.Len())
	}
	for i := range n + logChunk + 1 {
		wantA, wantB := i, i
		if i >= n {
			wantA, wantB = -1-(i-n), -10_000-(i-n)
		}
		if a.At(i) != wantA || b.At(i) != wantB {
			t.Fatalf("of clones of %d entries, entry %d is %d and %d", n, i, a.At(i), b.At(i))
		}
	}
}

func TestLogRefusesWhatIsNotThere(t *testing.T) {
	for _, i := range []int{-1, 0, logChunk} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("entry %d of an empty log was given", i)
				}
			}()
			var l Log[int]
			l.At(i)
		}()
	}
}
