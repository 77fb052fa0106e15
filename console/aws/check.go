package aws

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"skylab/console/aws/value"
)

// report gathers what is wrong with the parameters of a call, worded as
// botocore words it.
type report struct {
	lines   []string
	unknown []string // paths of members that there are not, without places in lists
}

func (r *report) add(format string, args ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

// String is the whole report, empty when nothing is wrong.
func (r *report) String() string { return strings.Join(r.lines, "\n") }

var places = regexp.MustCompile(`\[[0-9]+\]`)

func named(path string) string {
	if path == "" {
		return "input"
	}
	return strings.TrimPrefix(path, ".")
}

// check holds a value against a shape. Path is where the value stands.
func (r *report) check(s *shape, v value.Value, path string) {
	switch s.kind {
	case kStructure:
		if r.is(v, path, value.Map, "<class 'dict'>") {
			r.structure(s, v, path)
		}
	case kList:
		if r.is(v, path, value.List, "<class 'list'>, <class 'tuple'>") {
			for i, x := range v.Elements() {
				r.check(s.element, x, path+"["+strconv.Itoa(i)+"]")
			}
		}
	case kMap:
		if r.is(v, path, value.Map, "<class 'dict'>") {
			for i, k := range v.Keys() {
				r.check(s.element, v.At(i), path+"."+k)
			}
		}
	case kString:
		r.is(v, path, value.String, "<class 'str'>")
	case kInteger:
		// Python counts booleans among the integers; AWS's servers do not.
		r.is(v, path, value.Int, "<class 'int'>")
	case kBoolean:
		r.is(v, path, value.Bool, "<class 'bool'>")
	case kFloat:
		if !v.IsNumber() {
			r.wrongType(v, path, "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>")
		}
	case kBlob:
		r.is(v, path, value.String, "<class 'bytes'>, <class 'bytearray'>, file-like object")
	case kTimestamp:
		if _, ok := instant(v); !ok {
			r.wrongType(v, path, "<class 'datetime.datetime'>, timestamp-string")
		}
	}
}

func (r *report) is(v value.Value, path string, kind value.Kind, types string) bool {
	if v.Kind() != kind {
		r.wrongType(v, path, types)
	}
	return v.Kind() == kind
}

func (r *report) wrongType(v value.Value, path, types string) {
	r.add("Invalid type for parameter %s, value: %s, type: <class '%s'>, valid types: %s", named(path), value.Str(v), value.TypeName(v), types)
}

func (r *report) structure(s *shape, v value.Value, path string) {
	for i := range s.members {
		if m := &s.members[i]; m.required {
			if _, ok := v.Get(m.name); !ok {
				r.add("Missing required parameter in %s: \"%s\"", named(path), m.name)
			}
		}
	}
	for _, k := range v.Keys() {
		if s.find(k) == nil {
			r.add("Unknown parameter in %s: \"%s\", must be one of: %s", named(path), k, strings.Join(s.names(), ", "))
			r.unknown = append(r.unknown, places.ReplaceAllString(strings.TrimPrefix(path+"."+k, "."), ""))
		}
	}
	for i, k := range v.Keys() {
		if m := s.find(k); m != nil {
			r.check(m.shape, v.At(i), path+"."+k)
		}
	}
}
