package quizzes

import (
	"math"

	"skylab/content"
)

// fewest is how many choice items a module has before its lengths are counted.
const fewest = 12

// standing counts, over a module, how often the key stands out by its length.
type standing struct {
	module                string
	of, longest, shortest int
	pos                   content.Position // its first bank
}

// keyLengths warns where, over a module, the key is the longest or the shortest
// option more often than chance: beyond what one of twenty modules has by luck.
func (l *Library) keyLengths() []content.Problem {
	var list []content.Problem
	for _, c := range l.standings() {
		most := int(math.Floor(float64(c.of)/4 + 1.645*math.Sqrt(float64(c.of)*3/16)))
		warn := func(code string, n int) {
			if c.of >= fewest && n > most {
				list = append(list, content.Problem{Pos: c.pos, Code: code, Warn: true, Args: []any{"module", c.module, "n", n, "of", c.of}})
			}
		}
		warn("lint.rule.longest", c.longest)
		warn("lint.rule.shortest", c.shortest)
	}
	return list
}

// standings are the counts of all modules, in the order of their banks.
func (l *Library) standings() []*standing {
	var list []*standing
	byModule := map[string]*standing{}
	for _, b := range l.banks {
		for _, it := range b.items {
			if it == nil || it.Kind != Choice || len(it.Options) != 4 || len(it.Keyed()) != 1 {
				continue
			}
			c := byModule[b.Module]
			if c == nil {
				c = &standing{module: b.Module, pos: content.Position{File: b.Name}}
				byModule[b.Module], list = c, append(list, c)
			}
			c.count(it)
		}
	}
	return list
}

func (c *standing) count(it *Item) {
	c.of++
	switch longest, shortest := it.keyStands(); {
	case longest:
		c.longest++
	case shortest:
		c.shortest++
	}
}

// keyStands tells whether the key is longer, or shorter, than every other
// option.
func (it *Item) keyStands() (longest, shortest bool) {
	key := lengthOf(it.Option(it.Keyed()[0]).Text.EN)
	longest, shortest = true, true
	for _, o := range it.Options {
		if o.Key {
			continue
		}
		n := lengthOf(o.Text.EN)
		longest, shortest = longest && key > n, shortest && key < n
	}
	return longest, shortest
}
