package aws

import (
	"sort"
	"strconv"
	"strings"
)

// closeness is how alike two words must be for one to be suggested for the
// other; the real command takes the same.
const closeness = 0.8

// nearest finds up to three words like the given one, best first, as Python's
// difflib.get_close_matches does.
func nearest(word string, words []string) []string {
	type match struct {
		word  string
		ratio float64
	}
	var found []match
	for _, w := range words {
		// Words too unlike in length cannot reach the ratio.
		if 2*float64(min(len(w), len(word))) < closeness*float64(len(w)+len(word)) {
			continue
		}
		if r := ratio(w, word); r >= closeness {
			found = append(found, match{w, r})
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].ratio != found[j].ratio {
			return found[i].ratio > found[j].ratio
		}
		return found[i].word > found[j].word
	})
	var list []string
	for _, f := range found[:min(3, len(found))] {
		list = append(list, f.word)
	}
	return list
}

// ratio is twice the length of what two words share over their length.
func ratio(a, b string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(shared(a, b)) / float64(len(a)+len(b))
}

// shared counts the characters in the longest common block and, left and right
// of it, again.
func shared(a, b string) int {
	i, j, n := block(a, b)
	if n == 0 {
		return 0
	}
	return n + shared(a[:i], b[:j]) + shared(a[i+n:], b[j+n:])
}

// block finds the longest common block; of several the one that begins first
// in a, then in b.
func block(a, b string) (atA, atB, size int) {
	run := make([]int, len(b)+1) // run[j]: the block that ends before a[i], b[j]
	for i := range len(a) {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] != b[j] {
				run[j+1] = 0
				continue
			}
			run[j+1] = run[j] + 1
			// j falls, so of equal blocks in this row the last seen begins first.
			if n := run[j+1]; n > size || n == size && i-n+1 == atA && j-n+1 < atB {
				atA, atB, size = i-n+1, j-n+1, n
			}
		}
	}
	return atA, atB, size
}

// integer reads a whole number as Python's int() does: blanks around it, a
// sign, and single underscores between digits.
func integer(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") || strings.Contains(s, "__") {
		return 0, false
	}
	i, err := strconv.ParseInt(strings.ReplaceAll(s, "_", ""), 10, 64)
	return i, err == nil
}
