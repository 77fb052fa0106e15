package quizzes

import (
	"math"
	"strings"

	"skylab/content"
)

// counts says how many options a kind has, and how many of them hold; 0: not
// counted.
var counts = map[Kind]struct{ least, most, keys, mostKeys int }{
	Choice: {4, 4, 1, 1}, Multiple: {5, 6, 2, 3}, Predict: {2, 5, 1, 1}, Number: {1, 6, 1, 1}, Order: {3, 5, 0, 0}, Match: {3, 6, 0, 0},
}

// finish checks what only the whole item can tell.
func (r *itemReader) finish() {
	it := r.it
	it.Stem = content.WordsOf(strings.Join(r.stem, "\n\n"), "")
	if it.Stem.EN == "" {
		r.fail(r.section.Pos, "lint.item.stem", "id", r.head.id)
	}
	c, known := counts[Kind(r.head.kind)]
	if !known {
		return
	}
	if n := len(it.Options); n == 0 {
		r.fail(r.section.Pos, "lint.item.nooptions", "example", example(it.Kind))
		return
	} else if n < c.least || n > c.most {
		r.fail(it.Options[0].Pos, "lint.item.options", "kind", r.head.kind, "n", n, "least", c.least, "most", c.most)
	}
	if n := len(it.Keyed()); c.keys > 0 && (n < c.keys || n > c.mostKeys) {
		r.fail(it.Options[0].Pos, "lint.item.keys", "kind", r.head.kind, "n", n, "least", c.keys, "most", c.mostKeys)
	}
	r.eachOption()
	if it.Kind == Number {
		r.numbers()
	}
	r.proof()
}

// example is an option line of a kind.
func example(k Kind) string {
	switch k {
	case Order:
		return "1. create: …"
	case Match:
		return "- gateway: … => …"
	}
	return "- [x] gateway: …"
}

func (r *itemReader) eachOption() {
	it := r.it
	first := map[string]*Option{}
	pairs := 0
	for i := range it.Options {
		o := &it.Options[i]
		if o.Reason.EN == "" {
			r.fail(o.Pos, "lint.option.reason", "id", o.ID)
		}
		if o.Right != "" {
			pairs++
		}
		if decoy := it.Kind == Match && o.Right == ""; decoy {
			continue
		}
		same := strings.ToLower(strings.Join(strings.Fields(o.Text.EN), " "))
		switch {
		case same == "" && o.ID != "":
			r.fail(o.Pos, "lint.option.text", "id", o.ID)
		case first[same] != nil:
			r.fail(o.Pos, "lint.option.same", "id", o.ID, "other", first[same].ID)
		default:
			first[same] = o
		}
	}
	if it.Kind == Match && pairs < 2 {
		r.fail(it.Options[0].Pos, "lint.match.pairs")
	}
}

// numbers: every option of a Number reads as one, and a known mistake is
// farther from the key than what is still right.
func (r *itemReader) numbers() {
	key, has := 0.0, false
	for _, o := range r.it.Options {
		x, ok := ReadNumber(o.Text.EN, r.it.Unit.EN)
		if !ok {
			r.fail(o.Pos, "lint.number.form", "id", o.ID, "text", shorten(o.Text.EN))
		}
		if o.Key && ok {
			key, has = x, true
		}
	}
	for _, o := range r.it.Options {
		if x, ok := ReadNumber(o.Text.EN, r.it.Unit.EN); has && ok && !o.Key && math.Abs(x-key) <= r.it.Tolerance {
			r.fail(o.Pos, "lint.number.near", "id", o.ID)
		}
	}
}
