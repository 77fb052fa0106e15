package policy

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// operator is how one value of the policy is compared with one of the request.
type operator struct {
	not  bool // negated: it holds where none of the values fits
	vars bool // policy variables may stand in its values
	fits func(pattern, value string) bool
}

// operators are the condition operators. Variables work with strings and ARNs
// alone, so a number that is written as one never fits.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
var operators = map[string]operator{
	"StringEquals":              {false, true, equal},
	"StringNotEquals":           {true, true, equal},
	"StringEqualsIgnoreCase":    {false, true, equalFold},
	"StringNotEqualsIgnoreCase": {true, true, equalFold},
	"StringLike":                {false, true, wild},
	"StringNotLike":             {true, true, wild},
	"ArnEquals":                 {false, true, arnFits},
	"ArnLike":                   {false, true, arnFits},
	"ArnNotEquals":              {true, true, arnFits},
	"ArnNotLike":                {true, true, arnFits},
	"Bool":                      {false, true, equalFold},
	"BinaryEquals":              {false, false, equal},
	"IpAddress":                 {false, false, inRange},
	"NotIpAddress":              {true, false, inRange},
	"NumericEquals":             {false, false, number(func(order int) bool { return order == 0 })},
	"NumericNotEquals":          {true, false, number(func(order int) bool { return order == 0 })},
	"NumericLessThan":           {false, false, number(func(order int) bool { return order < 0 })},
	"NumericLessThanEquals":     {false, false, number(func(order int) bool { return order <= 0 })},
	"NumericGreaterThan":        {false, false, number(func(order int) bool { return order > 0 })},
	"NumericGreaterThanEquals":  {false, false, number(func(order int) bool { return order >= 0 })},
	"DateEquals":                {false, false, date(func(order int) bool { return order == 0 })},
	"DateNotEquals":             {true, false, date(func(order int) bool { return order == 0 })},
	"DateLessThan":              {false, false, date(func(order int) bool { return order < 0 })},
	"DateLessThanEquals":        {false, false, date(func(order int) bool { return order <= 0 })},
	"DateGreaterThan":           {false, false, date(func(order int) bool { return order > 0 })},
	"DateGreaterThanEquals":     {false, false, date(func(order int) bool { return order >= 0 })},
}

// Quantifiers of operators for keys with several values.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
const (
	forAll = "ForAllValues:"
	forAny = "ForAnyValue:"
)

func equal(pattern, value string) bool     { return plain(pattern) == value }
func equalFold(pattern, value string) bool { return strings.EqualFold(plain(pattern), value) }

func inRange(pattern, value string) bool {
	a, err := netip.ParseAddr(value)
	if err != nil {
		return false
	}
	if p, err := netip.ParsePrefix(pattern); err == nil {
		return p.Contains(a)
	}
	one, err := netip.ParseAddr(pattern)
	return err == nil && one == a
}

func conditionsOf(raw map[string]map[string]list[scalar]) ([]Condition, error) {
	var all []Condition
	for _, op := range slices.Sorted(maps.Keys(raw)) {
		name, ifExists := strings.CutSuffix(op, "IfExists")
		each, name := quantifier(name)
		if _, ok := operators[name]; !ok && (name != "Null" || ifExists) {
			return nil, fmt.Errorf("condition operator %q", op)
		}
		for _, key := range slices.Sorted(maps.Keys(raw[op])) {
			c := Condition{Operator: name, Each: each, Key: strings.ToLower(key), IfExists: ifExists}
			for _, v := range raw[op][key] {
				c.Values = append(c.Values, string(v))
			}
			all = append(all, c)
		}
	}
	return all, nil
}

func quantifier(name string) (each, rest string) {
	for _, q := range [...]string{forAll, forAny} {
		if rest, ok := strings.CutPrefix(name, q); ok {
			return q, rest
		}
	}
	return "", name
}

// holds decides one condition. A negated operator holds when the key is absent;
// a plain one does not, unless it says IfExists. ForAllValues holds of no value
// at all, ForAnyValue does not.
func (c Condition) holds(ask question) bool {
	values, there := ask.values(c.Key)
	if c.Operator == "Null" {
		return slices.ContainsFunc(c.Values, func(v string) bool { return strings.EqualFold(v, "true") != there })
	}
	op := operators[c.Operator]
	one := func(value string) bool { return op.not != c.fits(op, ask, value) }
	switch {
	case c.Each == forAll:
		return !slices.ContainsFunc(values, func(v string) bool { return !one(v) })
	case !there:
		return c.IfExists || op.not && c.Each == ""
	case op.not && c.Each == "":
		return !slices.ContainsFunc(values, func(v string) bool { return !one(v) })
	}
	return slices.ContainsFunc(values, one)
}

// fits tells whether one of the policy's values fits; one with a variable that
// the request does not know never does.
func (c Condition) fits(op operator, ask question, value string) bool {
	return slices.ContainsFunc(c.Values, func(pattern string) bool {
		if op.vars && ask.variables {
			var known bool
			if pattern, known = ask.expand(pattern); !known {
				return false
			}
		}
		return op.fits(pattern, value)
	})
}
