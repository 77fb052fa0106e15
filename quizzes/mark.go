package quizzes

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Right marks a response: all and only what holds. Unanswered is wrong, and so
// is whatever does not belong to the item, which a bank that was edited since
// can bring about.
func (it *Item) Right(r Response) bool {
	switch it.Kind {
	case Order:
		return it.ordered(r)
	case Match:
		return it.matched(r)
	case Number:
		x, ok := it.number(r)
		return ok && slices.ContainsFunc(it.Options, func(o Option) bool { return o.Key && it.hits(&o, x) })
	}
	key, said := it.Keyed(), slices.Compact(slices.Sorted(slices.Values(r)))
	slices.Sort(key)
	return len(said) > 0 && slices.Equal(key, said)
}

// Taken lists the options that a response takes: the marked ones, those of an
// Order in its order, the left sides of a Match that have a pair, and of a
// Number the key or the known mistake that was typed.
func (it *Item) Taken(r Response) []*Option {
	if it.Kind == Number {
		return it.typed(r)
	}
	var list []*Option
	for _, part := range r {
		id, _, _ := strings.Cut(part, "=")
		if o := it.Option(id); o != nil && !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	return list
}

// Readable tells whether a response can be marked at all: of a Number, that a
// number was typed, with the item's unit or none. A screen asks again for one
// that cannot.
func (it *Item) Readable(r Response) bool {
	if it.Kind != Number {
		return len(r) > 0
	}
	_, ok := it.number(r)
	return ok
}

func (it *Item) ordered(r Response) bool {
	return len(r) > 0 && len(r) == len(it.Options) &&
		!slices.ContainsFunc(it.Options, func(o Option) bool { return it.place(o.ID) >= len(r) || r[it.place(o.ID)] != o.ID })
}

func (it *Item) place(id string) int {
	return slices.IndexFunc(it.Options, func(o Option) bool { return o.ID == id })
}

func (it *Item) matched(r Response) bool {
	pairs := map[string]string{}
	for _, part := range r {
		left, right, ok := strings.Cut(part, "=")
		if _, twice := pairs[left]; twice || !ok {
			return false
		}
		pairs[left] = right
	}
	for _, o := range it.Options {
		if o.Right == "" {
			continue // a decoy has no left side
		}
		if said, ok := pairs[o.ID]; !ok || !it.sameRight(o.Right, said) {
			return false
		}
		delete(pairs, o.ID)
	}
	return len(r) > 0 && len(pairs) == 0
}

// sameRight: two right sides that read alike are one to the learner.
func (it *Item) sameRight(a, b string) bool {
	if a == b {
		return true
	}
	at := func(id string) int { return slices.IndexFunc(it.Rights, func(r Right) bool { return r.ID == id }) }
	i, j := at(a), at(b)
	return i >= 0 && j >= 0 && it.Rights[i].Text.EN == it.Rights[j].Text.EN
}

// typed is the option that a typed number means: the key first, else the known
// mistake that is nearest.
func (it *Item) typed(r Response) []*Option {
	x, ok := it.number(r)
	if !ok {
		return nil
	}
	var best *Option
	far := func(o *Option) float64 { y, _ := ReadNumber(o.Text.EN, it.Unit.EN, it.Unit.KO); return math.Abs(x - y) }
	for i := range it.Options {
		o := &it.Options[i]
		if it.hits(o, x) && (best == nil || o.Key && !best.Key || o.Key == best.Key && far(o) < far(best)) {
			best = o
		}
	}
	if best == nil {
		return nil
	}
	return []*Option{best}
}

func (it *Item) number(r Response) (float64, bool) {
	return ReadNumber(strings.Join(r, " "), it.Unit.EN, it.Unit.KO)
}

// hits: within the tolerance, inclusive; a part in 10^9 is the error of
// arithmetic in binary (0.1+0.2).
func (it *Item) hits(o *Option, x float64) bool {
	y, ok := ReadNumber(o.Text.EN, it.Unit.EN, it.Unit.KO)
	return ok && math.Abs(x-y) <= it.Tolerance+1e-9*max(1, math.Abs(y))
}

// numeral: digits whole or in groups of three, a fraction, an exponent.
// strconv takes more: hexadecimal, "inf", "nan", underscores.
var numeral = regexp.MustCompile(`^([+-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(\.\d*)?(?:[eE]([+-]?\d{1,3}))?$`)

// ReadNumber reads a number as people type it: 1,024 and 1 024, 1e3, full-width
// digits of a Korean keyboard, with one of the units behind it or, of money,
// before it. It does not read a comma as a decimal point (1,5), for nobody
// could tell 1,024 then; another unit than the asked one (GB for MiB); or sums.
func ReadNumber(s string, units ...string) (float64, bool) {
	s = strings.ReplaceAll(norm.NFKC.String(s), "\u2212", "-") // NFKC: full-width forms become ASCII
	s = withoutUnit(strings.Join(strings.Fields(s), " "), units)
	m := numeral.FindStringSubmatch(s)
	if m == nil || m[2] == "" && len(m[3]) < 2 {
		return 0, false
	}
	plain := m[1] + strings.NewReplacer(",", "", " ", "").Replace(m[2]) + m[3]
	if m[4] != "" {
		plain += "e" + m[4]
	}
	x, err := strconv.ParseFloat(plain, 64)
	return x, err == nil
}

// withoutUnit takes one unit off, in either language, however it is cased, and
// the signs that stand for it.
func withoutUnit(s string, units []string) string {
	for _, u := range units {
		for _, name := range append([]string{u}, alsoWritten[strings.ToLower(norm.NFKC.String(u))]...) {
			name = norm.NFKC.String(name)
			if name == "" {
				continue
			}
			if n := len(s) - len(name); n > 0 && strings.EqualFold(s[n:], name) {
				return strings.TrimSpace(s[:n])
			}
			if n := len(name); money(name) && n < len(s) && strings.EqualFold(s[:n], name) {
				return strings.TrimSpace(s[n:])
			}
		}
	}
	return s
}

func money(name string) bool { return name == "$" || name == "₩" }

// alsoWritten: what else people write for a unit.
var alsoWritten = map[string][]string{
	"usd":     {"$", "dollars", "dollar", "달러"},
	"dollars": {"$", "USD", "달러"},
	"달러":      {"$", "USD", "dollars"},
	"$":       {"USD", "dollars", "달러"},
	"%":       {"percent", "퍼센트"},
	"percent": {"%", "퍼센트"},
	"seconds": {"s", "second", "sec", "초"},
	"s":       {"seconds", "second", "sec", "초"},
	"ms":      {"milliseconds", "밀리초"},
	"minutes": {"min", "minute", "분"},
	"hours":   {"h", "hour", "시간"},
	"days":    {"d", "day", "일"},
}
