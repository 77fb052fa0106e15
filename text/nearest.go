package text

import "strings"

// Nearest is the known word that was probably meant: one that begins as the
// word does, or one at most two letters away. Empty when none is near, for a
// wrong guess misleads. Of several the first wins.
func Nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		d := distance(word, k)
		if begun(word, k) {
			d = 1
		}
		if d < least && 2*d <= len(word) {
			best, least = k, d
		}
	}
	return best
}

// begun tells whether a word is the beginning of a known one, or such a one
// with something behind it that is no longer than itself.
func begun(word, known string) bool {
	return len(word) > 2 && (strings.HasPrefix(known, word) || strings.HasPrefix(word, known) && 2*len(known) >= len(word))
}

// tooFar is a distance at which nobody meant the word.
const tooFar = 99

// distance counts the letters to insert, drop, change or swap with their
// neighbour (Damerau). A learner's word can be as long as a line, so what
// cannot be near is not counted.
func distance(a, b string) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 || len(a) > 64 {
		return tooFar
	}
	var before []int
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, make([]int, len(b)+1)
	}
	return last[len(b)]
}
