package lambda

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Pattern is an event pattern, as EventBridge and event source mappings filter
// by it, ready to be held against events.
// docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
// docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
type Pattern struct{ fields []patternField }

// patternField wants one of the conditions to hold at a path; or, without a
// path, one of several patterns to match ($or).
type patternField struct {
	path   string // members joined by dots
	any    []condition
	either []Pattern
}

// patternError is what AWS says of a pattern that is none.
type patternError string

func (e patternError) Error() string {
	return "Event pattern is not valid. Reason: " + string(e)
}

// Sizes of a pattern. docs.aws.amazon.com/lambda/latest/api/API_Filter.html
const (
	patternLongest = 4096
	patternDeepest = 60
)

// CompilePattern reads a pattern.
func CompilePattern(text string) (Pattern, error) {
	var p Pattern
	if len(text) > patternLongest {
		return p, patternError("Event pattern is too long")
	}
	var doc any
	if json.Unmarshal([]byte(text), &doc) != nil {
		return p, patternError("Filter is not valid JSON")
	}
	members, ok := doc.(map[string]any)
	if !ok {
		return p, patternError("Filter is not an object")
	}
	if len(members) == 0 {
		return p, patternError("Empty filter")
	}
	return compileObject(members, "", 0)
}

func compileObject(members map[string]any, path string, depth int) (Pattern, error) {
	var p Pattern
	if depth > patternDeepest {
		return p, patternError("Event pattern is too deep")
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		at := strings.TrimPrefix(path+"."+name, ".")
		var err error
		switch v := members[name].(type) {
		case map[string]any:
			var inner Pattern
			if len(v) == 0 {
				return p, patternError("Empty objects are not allowed")
			}
			inner, err = compileObject(v, at, depth+1)
			p.fields = append(p.fields, inner.fields...)
		case []any:
			var f patternField
			if name == "$or" {
				f, err = compileOr(v, path, depth)
			} else {
				f, err = compileField(v, at)
			}
			p.fields = append(p.fields, f)
		default:
			err = patternError(`"` + name + `" must be an object or an array`)
		}
		if err != nil {
			return Pattern{}, err
		}
	}
	return p, nil
}

func compileOr(list []any, path string, depth int) (patternField, error) {
	var f patternField
	for _, x := range list {
		members, ok := x.(map[string]any)
		if !ok {
			return f, patternError("$or must be an array of objects")
		}
		p, err := compileObject(members, path, depth+1)
		if err != nil {
			return f, err
		}
		f.either = append(f.either, p)
	}
	if len(f.either) < 2 {
		return f, patternError("There must be at least 2 Objects in $or relationship.")
	}
	return f, nil
}

func compileField(list []any, path string) (patternField, error) {
	f := patternField{path: path}
	if len(list) == 0 {
		return f, patternError("Empty arrays are not allowed")
	}
	for _, x := range list {
		var c condition
		var err error
		switch v := x.(type) {
		case map[string]any:
			c, err = compileCondition(v)
		case []any:
			err = patternError("Match value must be String, number, true, false, or null")
		default:
			c = equals{v}
		}
		if err != nil {
			return f, err
		}
		f.any = append(f.any, c)
	}
	return f, nil
}

// Match tells whether an event, which is a JSON value, fits.
func (p Pattern) Match(event any) bool {
	leaves := map[string][]any{}
	flatten(event, "", leaves, 0)
	return p.match(leaves)
}

// flatten lists the values of an event by path. The elements of a list are all
// values of the list's own path; an empty list has none.
func flatten(v any, path string, into map[string][]any, depth int) {
	if depth > 2*patternDeepest {
		return
	}
	switch x := v.(type) {
	case map[string]any:
		for name, inner := range x {
			flatten(inner, strings.TrimPrefix(path+"."+name, "."), into, depth+1)
		}
	case []any:
		for _, inner := range x {
			flatten(inner, path, into, depth+1)
		}
	default:
		into[path] = append(into[path], v)
	}
}

func (p Pattern) match(leaves map[string][]any) bool {
	for _, f := range p.fields {
		if !f.holds(leaves) {
			return false
		}
	}
	return true
}

func (f patternField) holds(leaves map[string][]any) bool {
	for _, p := range f.either {
		if p.match(leaves) {
			return true
		}
	}
	for _, c := range f.any {
		values := leaves[f.path]
		if e, ok := c.(exists); ok {
			if bool(e) == (len(values) > 0) {
				return true
			}
			continue
		}
		if slices.ContainsFunc(values, c.fits) {
			return true
		}
	}
	return false
}
