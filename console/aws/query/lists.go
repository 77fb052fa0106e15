package query

import (
	"slices"
	"strings"

	"skylab/console/aws/value"
)

// The functions over lists and maps.

func reverse(e *evaluator, a []argument) (value.Value, error) {
	if v := a[0].value; v.Kind() == value.String {
		r := []rune(v.Text())
		slices.Reverse(r)
		return e.made(string(r))
	}
	out := slices.Clone(a[0].value.Elements())
	slices.Reverse(out)
	return value.OfList(out), nil
}

func join(e *evaluator, a []argument) (value.Value, error) {
	parts, size := make([]string, a[1].value.Len()), 0
	for i, v := range a[1].value.Elements() {
		parts[i] = v.Text()
		if size += len(parts[i]) + len(a[0].value.Text()); size > maxText {
			return v, errWork
		}
	}
	return e.made(strings.Join(parts, a[0].value.Text()))
}

func mapOver(e *evaluator, a []argument) (value.Value, error) {
	out := make([]value.Value, a[1].value.Len())
	for i, v := range a[1].value.Elements() {
		x, err := e.visit(a[0].expr, v)
		if err != nil {
			return x, err
		}
		out[i] = x
	}
	return value.OfList(out), nil
}

// extreme finds the first greatest (sign 1) or least (sign -1) element.
func extreme(sign int) func(*evaluator, []argument) (value.Value, error) {
	return func(_ *evaluator, a []argument) (value.Value, error) {
		var best value.Value
		for i, v := range a[0].value.Elements() {
			if i == 0 || order(v, best)*sign > 0 {
				best = v
			}
		}
		return best, nil
	}
}

func merge(_ *evaluator, a []argument) (value.Value, error) {
	merged := value.OfMap(nil, nil)
	for _, x := range a {
		if x.kind() != "object" {
			return merged, typeError("merge", x, x.kind(), anObject)
		}
		for i, k := range x.value.Keys() {
			merged = merged.With(k, x.value.At(i))
		}
	}
	return merged, nil
}

func sorted(_ *evaluator, a []argument) (value.Value, error) {
	out := slices.Clone(a[0].value.Elements())
	slices.SortStableFunc(out, order)
	return value.OfList(out), nil
}

func keysOf(_ *evaluator, a []argument) (value.Value, error) {
	keys := a[0].value.Keys()
	out := make([]value.Value, len(keys))
	for i, k := range keys {
		out[i] = value.OfString(k)
	}
	return value.OfList(out), nil
}

func valuesOf(_ *evaluator, a []argument) (value.Value, error) {
	return value.OfList(a[0].value.Elements()), nil
}

// key evaluates the key of an element; it must be of one of the types.
func (e *evaluator) key(name string, v value.Value, by *node, types []string) (value.Value, error) {
	k, err := e.visit(by, v)
	if err == nil && !contains(types, kindName(k)) {
		err = typeError(name, argument{value: k}, kindName(k), types)
	}
	return k, err
}

func sortBy(e *evaluator, a []argument) (value.Value, error) {
	in := a[0].value
	if in.Len() == 0 {
		return in, nil
	}
	first, err := e.visit(a[1].expr, in.At(0))
	if err != nil {
		return first, err
	}
	wanted := kindName(first)
	if wanted != "number" && wanted != "string" {
		return first, typeError("sort_by", argument{value: in.At(0)}, wanted, []string{"string", "number"})
	}
	keys, place := make([]value.Value, in.Len()), make([]int, in.Len())
	for i, v := range in.Elements() {
		if keys[i], err = e.key("sort_by", v, a[1].expr, []string{wanted}); err != nil {
			return in, err
		}
		place[i] = i
	}
	slices.SortStableFunc(place, func(i, j int) int { return order(keys[i], keys[j]) })
	out := make([]value.Value, len(place))
	for i, p := range place {
		out[i] = in.At(p)
	}
	return value.OfList(out), nil
}

func extremeBy(sign int, name string) func(*evaluator, []argument) (value.Value, error) {
	return func(e *evaluator, a []argument) (value.Value, error) {
		var best, bestKey value.Value
		for i, v := range a[0].value.Elements() {
			k, err := e.key(name, v, a[1].expr, []string{"number", "string"})
			if err != nil {
				return k, err
			}
			if i == 0 {
				best, bestKey = v, k
				continue
			}
			o, err := rank(k, bestKey)
			if err != nil {
				return k, failed("'%c' not supported between instances of '%s' and '%s'", '='+sign, value.TypeName(k), value.TypeName(bestKey))
			}
			if o*sign > 0 {
				best, bestKey = v, k
			}
		}
		return best, nil
	}
}
