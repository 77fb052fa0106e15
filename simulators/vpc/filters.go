package vpc

import (
	"encoding/base64"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Filter is one condition of a describe operation: a resource passes it when
// one of the Values fits. A call with several filters wants all of them to pass.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
type Filter struct {
	Name   *string  `doc:"what to look at, for example vpc-id or tag:Name"`
	Values []string `doc:"what it must be; * stands for any characters, ? for one or none"`
}

// filterTable tells, for one kind of resource, the values that it has under
// each filter name. The tag filters belong to every kind and are not in it.
type filterTable[T any] map[string]func(r *Region, x *T) []string

// check refuses a filter that the operation does not know.
func (t filterTable[T]) check(filters []Filter) error {
	for _, f := range filters {
		name := deref(f.Name)
		if _, ok := t[name]; !ok && name != "tag-key" && (!strings.HasPrefix(name, "tag:") || name == "tag:") {
			if name == "" {
				name = "null"
			}
			return cloud.Errorf("InvalidParameterValue", "The filter '%s' is invalid", name)
		}
	}
	return nil
}

// match reports whether a resource passes every filter. The filters were
// checked before.
func match[T any](r *Region, t filterTable[T], filters []Filter, x *T, tags Tags) bool {
	for _, f := range filters {
		if !fits(f.Values, filterValues(r, t, deref(f.Name), x, tags)) {
			return false
		}
	}
	return true
}

func filterValues[T any](r *Region, t filterTable[T], name string, x *T, tags Tags) []string {
	if name == "tag-key" {
		keys := make([]string, len(tags))
		for i, tag := range tags {
			keys[i] = tag.Key
		}
		return keys
	}
	if key, ok := strings.CutPrefix(name, "tag:"); ok {
		if v, ok := tags.Get(key); ok {
			return []string{v}
		}
		return nil
	}
	return t[name](r, x)
}

func fits(patterns, values []string) bool {
	for _, p := range patterns {
		for _, v := range values {
			if wild(p, v) {
				return true
			}
		}
	}
	return false
}

// wild compares a value with a pattern in which * stands for any characters, ?
// for one or none, and a backslash takes the next character as it is. Case
// counts. It keeps all places of the pattern that may be next, so it never
// tries anything twice.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
func wild(pattern, s string) bool {
	if !strings.ContainsAny(pattern, `*?\`) {
		return pattern == s
	}
	symbols := wildSymbols(pattern)
	next := skip(symbols, append(make([]bool, 0, len(symbols)+1), true))
	for i := 0; i < len(s); i++ {
		now := next
		next = make([]bool, len(symbols)+1)
		for p, y := range symbols {
			switch {
			case !now[p]:
			case y.run:
				next[p] = true
			case y.maybe || y.char == s[i]:
				next[p+1] = true
			}
		}
		next = skip(symbols, next)
	}
	return next[len(symbols)]
}

// wildSymbol is one symbol of a pattern: *, ? or a character.
type wildSymbol struct {
	run, maybe bool
	char       byte
}

func wildSymbols(pattern string) (list []wildSymbol) {
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '*' || c == '?':
			list = append(list, wildSymbol{run: c == '*', maybe: c == '?'})
		case c == '\\' && i+1 < len(pattern):
			i++
			list = append(list, wildSymbol{char: pattern[i]})
		default:
			list = append(list, wildSymbol{char: c})
		}
	}
	return list
}

// skip goes past the symbols that may stand for nothing.
func skip(symbols []wildSymbol, places []bool) []bool {
	places = places[:len(symbols)+1]
	for p, y := range symbols {
		if places[p] && (y.run || y.maybe) {
			places[p+1] = true
		}
	}
	return places
}

// choose lists the resources that a describe operation was asked for, in order
// of creation: those with the given IDs (all when there are none; gone words
// the error for one that does not exist), then those that pass the filters.
func choose[T cloud.Resource[T]](r *Region, of *cloud.Collection[T], ids []string, gone func(id string) error, t filterTable[T], filters []Filter, tags func(*T) Tags) ([]*T, error) {
	if err := t.check(filters); err != nil {
		return nil, err
	}
	asked := make(map[string]bool, len(ids))
	for _, id := range ids {
		if of.Find(id) == nil {
			return nil, gone(id)
		}
		asked[id] = true
	}
	var list []*T
	for x := range of.All {
		if (len(ids) == 0 || asked[(*x).Key()]) && match(r, t, filters, x, tags(x)) {
			list = append(list, x)
		}
	}
	return list, nil
}

// page cuts one page out of a list: from the place that the token names, at
// most max entries. next is nil on the last page. The smallest page is 5, the
// largest 1,000.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
func page[T any](list []T, max *int32, token *string) (part []T, next *string, err error) {
	return pageOf(list, max, token, 5, 1000)
}

// smallPage is page for the few operations whose pages have 1 to 100 entries.
func smallPage[T any](list []T, max *int32, token *string) (part []T, next *string, err error) {
	return pageOf(list, max, token, 1, 100)
}

func pageOf[T any](list []T, max *int32, token *string, least, most int32) (part []T, next *string, err error) {
	if max != nil && *max < least {
		return nil, nil, cloud.Errorf("InvalidParameterValue", "Value ( %d ) for parameter maxResults is invalid. Expecting a value greater than %d.", *max, least)
	}
	if max != nil && *max > most {
		return nil, nil, cloud.Errorf("InvalidParameterValue", "Value ( %d ) for parameter maxResults is invalid. Expecting a value less than or equal to %d.", *max, most)
	}
	from := 0
	if token != nil {
		text, err := base64.StdEncoding.DecodeString(*token)
		if from, _ = strconv.Atoi(string(text)); err != nil || from <= 0 {
			return nil, nil, cloud.Errorf("InvalidNextToken", "The token '%s' is invalid", *token)
		}
	}
	part = list[min(from, len(list)):]
	if max != nil && len(part) > int(*max) {
		part = part[:*max]
		next = new(base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(from + len(part)))))
	}
	return part, next, nil
}

// deref is what a member holds, or the zero value when it was not given.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// filled is a pointer to the text, or nil for an empty one: the member is then
// left out of the output.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// one is the list of a single value, and empty for an empty one.
func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// truth is how a filter spells a boolean.
func truth(b bool) []string { return []string{strconv.FormatBool(b)} }

// asked is what every describe operation can be given.
type asked struct {
	ids     []string
	filters []Filter
	max     *int32
	token   *string
}

// list answers a describe operation: what was asked for, one page of it, each
// resource as out prints it. The list is empty, never nil.
func list[T cloud.Resource[T], O any](r *Region, of *cloud.Collection[T], k kind, t filterTable[T], q asked, tags func(*T) Tags, out func(*T) O) ([]O, *string, error) {
	if len(q.ids) > 0 && q.max != nil {
		return nil, nil, cloud.Errorf("InvalidParameterCombination", "The parameter %ss cannot be used with the parameter maxResults", k.prefix+"Id")
	}
	found, err := choose(r, of, q.ids, k.missing, t, q.filters, tags)
	if err != nil {
		return nil, nil, err
	}
	part, next, err := page(found, q.max, q.token)
	if err != nil {
		return nil, nil, err
	}
	printed := make([]O, len(part))
	for i, x := range part {
		printed[i] = out(x)
	}
	return printed, next, nil
}
