package content

import "strings"

// Nearest is the known word that is most like what was written: one that
// begins the same way, or one with few letters changed. Empty when none is
// near, for a wrong guess misleads.
func Nearest(word string, known []string) string {
	best, least := "", (len(word)+1)/2+1
	for _, k := range known {
		d := distance(word, k)
		if len(word) > 2 && (strings.HasPrefix(k, word) || strings.HasPrefix(word, k)) {
			d = 1
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to insert, delete or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			d := diagonal
			if a[i-1] != b[j-1] {
				d++
			}
			diagonal = row[j]
			row[j] = min(d, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
