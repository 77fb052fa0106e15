package policy

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// operators are the condition operators that are modelled: whether they are
// negated, and how one value of the policy is compared with one of the request.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
var operators = map[string]struct {
	not  bool
	fits func(pattern, value string) bool
}{
	"StringEquals":              {false, equal},
	"StringNotEquals":           {true, equal},
	"StringEqualsIgnoreCase":    {false, strings.EqualFold},
	"StringNotEqualsIgnoreCase": {true, strings.EqualFold},
	"StringLike":                {false, wild},
	"StringNotLike":             {true, wild},
	"ArnEquals":                 {false, arnFits},
	"ArnLike":                   {false, arnFits},
	"ArnNotEquals":              {true, arnFits},
	"ArnNotLike":                {true, arnFits},
	"Bool":                      {false, strings.EqualFold},
	"IpAddress":                 {false, inRange},
	"NotIpAddress":              {true, inRange},
}

func equal(a, b string) bool { return a == b }

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
		if _, ok := operators[name]; !ok && op != "Null" {
			return nil, fmt.Errorf("condition operator %q", op)
		}
		for _, key := range slices.Sorted(maps.Keys(raw[op])) {
			c := Condition{Operator: name, Key: strings.ToLower(key), IfExists: ifExists}
			for _, v := range raw[op][key] {
				c.Values = append(c.Values, string(v))
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// holds decides one condition. A negated operator holds when the key is absent;
// a plain one does not, unless it says IfExists.
func (c Condition) holds(context map[string]string) bool {
	value, there := context[c.Key]
	if c.Operator == "Null" {
		return slices.ContainsFunc(c.Values, func(v string) bool { return strings.EqualFold(v, "true") != there })
	}
	op := operators[c.Operator]
	if !there {
		return op.not || c.IfExists
	}
	return op.not != slices.ContainsFunc(c.Values, func(v string) bool { return op.fits(v, value) })
}
