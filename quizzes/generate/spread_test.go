package generate

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"skylab/quizzes"
)

// many is how many seeds of a generator the distributions are looked at.
const many = 2000

// TestSpread looks at many items of each generator.
func TestSpread(t *testing.T) {
	each(t, func(t *testing.T, g quizzes.Generator) {
		items := make([]*quizzes.Item, many)
		for seed := range items {
			items[seed] = made(t, g, uint64(seed))
		}
		nothingGivesTheKeyAway(t, items)
		everyBeliefOccurs(t, items)
		everyVerdictOccurs(t, g.ID, items)
	})
}

// nothingGivesTheKeyAway: over many seeds neither its place, nor its
// length, nor its size, nor how often a belief occurs tells the key.
func nothingGivesTheKeyAway(t *testing.T, items []*quizzes.Item) {
	var at, shown [offered]int
	longest, shortest, largest, smallest, numbers := 0, 0, 0, 0, 0
	for _, it := range items {
		at[slices.IndexFunc(it.Options, func(o quizzes.Option) bool { return o.Key })]++
		for i, k := range it.Shuffled(7) {
			if it.Options[k].Key {
				shown[i]++
			}
		}
		l, s := lengthRank(it)
		longest, shortest = longest+l, shortest+s
		if l, s, ok := sizeRank(it); ok {
			numbers++
			largest, smallest = largest+l, smallest+s
		}
	}
	for i := range offered {
		if at[i] < many/5 || at[i] > many*3/10 || shown[i] < many/5 || shown[i] > many*3/10 {
			t.Errorf("places of the key: %v, as shown %v", at, shown)
			break
		}
	}
	if longest > many*45/100 || shortest > many*45/100 {
		t.Errorf("of %d keys %d are the longest alone, %d the shortest alone", many, longest, shortest)
	}
	if numbers > many/2 && (largest > numbers*55/100 || smallest > numbers*55/100) {
		t.Errorf("of %d keys %d are the largest, %d the smallest number", numbers, largest, smallest)
	}
}

// lengthRank tells whether the key alone is the longest, or the shortest.
func lengthRank(it *quizzes.Item) (longest, shortest int) {
	key := utf8.RuneCountInString(it.Option(rightID).Text.EN)
	longest, shortest = 1, 1
	for _, o := range it.Options {
		n := utf8.RuneCountInString(o.Text.EN)
		if !o.Key && n >= key {
			longest = 0
		}
		if !o.Key && n <= key {
			shortest = 0
		}
	}
	return longest, shortest
}

// sizeRank is the same for options that are numbers.
func sizeRank(it *quizzes.Item) (largest, smallest int, ok bool) {
	value := func(o quizzes.Option) (float64, error) {
		word := strings.TrimPrefix(strings.Trim(strings.Fields(o.Text.EN)[0], "`"), "$")
		return strconv.ParseFloat(strings.ReplaceAll(word, ",", ""), 64)
	}
	key, err := value(*it.Option(rightID))
	if err != nil {
		return 0, 0, false
	}
	largest, smallest = 1, 1
	for _, o := range it.Options {
		n, err := value(o)
		if err != nil {
			return 0, 0, false
		}
		if !o.Key && n > key {
			largest = 0
		}
		if !o.Key && n < key {
			smallest = 0
		}
	}
	return largest, smallest, true
}

// everyBeliefOccurs: what a generator's texts name comes up, and comes up
// often enough to be met by somebody who practises.
func everyBeliefOccurs(t *testing.T, items []*quizzes.Item) {
	count := map[string]int{}
	for _, it := range items {
		for _, o := range it.Options {
			count[o.ID]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(count)) {
		if count[id] < many/100 {
			t.Errorf("%s: %d times in %d", id, count[id], many)
		}
	}
	if len(count) < 5 {
		t.Errorf("only %v", count)
	}
	t.Log(count)
}

// outcomes are the verdicts that the generators of verdicts have to reach, by
// the first words of the key.
var outcomes = map[string][]string{
	"firewall": {"The page arrives", "The ACL drops the request", "The group drops the request", "The ACL drops the answer"},
	"trace":    {"Nowhere", "There: `sg-", "There: `acl-", "There: `rtb-", "Back: `acl-", "Back: `rtb-"},
	"route":    {"None", "`0.0.0.0/0`"},
	"acl":      {"Rule *", "Rule 90 allows", "Rule 90 denies"},
}

func everyVerdictOccurs(t *testing.T, generator string, items []*quizzes.Item) {
	keys := map[string]int{}
	for _, it := range items {
		keys[it.Option(rightID).Text.EN]++
	}
	for _, want := range outcomes[generator] {
		n := 0
		for key, c := range keys {
			if strings.HasPrefix(key, want) {
				n += c
			}
		}
		if n < many/200 {
			t.Errorf("%q is the key %d times in %d", want, n, many)
		}
	}
	if len(keys) < 4 {
		t.Errorf("only these keys: %v", keys)
	}
}
