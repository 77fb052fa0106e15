package aws

import (
	"encoding/base64"
	"strings"

	"skylab/console/aws/value"
)

// coerce gives the strings that shorthand makes the types that they stand for.
// A single word where a list is wanted is a list of one.
func coerce(s *shape, v value.Value) (value.Value, *failure) {
	switch {
	case s.kind == kList && v.Kind() != value.List:
		return value.OfList([]value.Value{v}), nil
	case s.kind == kList:
		list := make([]value.Value, v.Len())
		for i, x := range v.Elements() {
			var f *failure
			if list[i], f = coerce(s.element, x); f != nil {
				return v, f
			}
		}
		return value.OfList(list), nil
	case (s.kind == kStructure || s.kind == kMap) && v.Kind() == value.Map:
		return coerceMembers(s, v)
	case v.Kind() != value.String:
		return v, nil
	case s.kind == kInteger || s.kind == kFloat:
		return (&params{}).unpackScalar(s, words{text: v.Text()})
	case s.kind == kBoolean && strings.EqualFold(v.Text(), "true"):
		return value.OfBool(true), nil
	case s.kind == kBoolean && strings.EqualFold(v.Text(), "false"):
		return value.OfBool(false), nil
	}
	return v, nil
}

func coerceMembers(s *shape, v value.Value) (value.Value, *failure) {
	values := make([]value.Value, v.Len())
	for i, k := range v.Keys() {
		values[i] = v.At(i)
		of := s.element
		if s.kind == kStructure {
			m := s.find(k)
			if m == nil {
				continue
			}
			of = m.shape
		}
		var f *failure
		if values[i], f = coerce(of, v.At(i)); f != nil {
			return v, f
		}
	}
	return value.OfMap(v.Keys(), values), nil
}

// encodeBlobs turns binary values that were typed as they are into base64, the
// form in which the rest of the way carries them.
func encodeBlobs(s *shape, v value.Value) value.Value {
	switch {
	case s.kind == kBlob && v.Kind() == value.String:
		return value.OfString(base64.StdEncoding.EncodeToString([]byte(v.Text())))
	case s.kind == kList && v.Kind() == value.List:
		list := make([]value.Value, v.Len())
		for i, x := range v.Elements() {
			list[i] = encodeBlobs(s.element, x)
		}
		return value.OfList(list)
	case s.kind == kStructure && v.Kind() == value.Map:
		for i, k := range v.Keys() {
			if m := s.find(k); m != nil {
				v = v.With(k, encodeBlobs(m.shape, v.At(i)))
			}
		}
	}
	return v
}
