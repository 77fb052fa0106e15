package cloud

const logChunk = 512

// Log is an append-only history. Its full chunks are never written again, so
// forks share them; only the last, open chunk is copied.
type Log[T any] struct {
	full [][]T
	tail []T
}

// Add appends one entry. Entries must be plain values that nobody changes.
func (l *Log[T]) Add(v T) {
	if len(l.tail) == logChunk {
		l.full = append(l.full[:len(l.full):len(l.full)], l.tail)
		l.tail = nil
	}
	l.tail = append(l.tail, v)
}

// Clone copies the log; full chunks are shared.
func (l *Log[T]) Clone() Log[T] {
	return Log[T]{full: l.full[:len(l.full):len(l.full)], tail: append([]T(nil), l.tail...)}
}

// Len counts the entries.
func (l *Log[T]) Len() int { return len(l.full)*logChunk + len(l.tail) }

// At returns entry i, counted from 0. It panics outside 0..Len()-1.
func (l *Log[T]) At(i int) T {
	if c := i / logChunk; c < len(l.full) {
		return l.full[c][i%logChunk]
	}
	return l.tail[i-len(l.full)*logChunk]
}
