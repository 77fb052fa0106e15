package lambda

import (
	"net/netip"
	"strconv"
	"strings"
)

// condition is one alternative at a path of a pattern.
type condition interface{ fits(value any) bool }

type (
	equals struct{ value any }
	exists bool // what the field decides
	folded string
	affix  struct {
		text         string
		suffix, fold bool
	}
	wildcard string
	ranges   struct{ net netip.Prefix }
	numeric  []bound
	bound    struct {
		operator string
		number   float64
	}
	anythingBut []condition
)

func (c equals) fits(v any) bool { return c.value == v }

func (c exists) fits(any) bool { return bool(c) }

func (c folded) fits(v any) bool {
	s, ok := v.(string)
	return ok && strings.EqualFold(s, string(c))
}

func (c affix) fits(v any) bool {
	s, ok := v.(string)
	if !ok || len(s) < len(c.text) {
		return false
	}
	part := s[:len(c.text)]
	if c.suffix {
		part = s[len(s)-len(c.text):]
	}
	return part == c.text || c.fold && strings.EqualFold(part, c.text)
}

func (c wildcard) fits(v any) bool {
	s, ok := v.(string)
	return ok && wild(string(c), s)
}

// wild: * stands for anything; \* for a star.
func wild(pattern, s string) bool {
	const star = "\x00"
	parts := strings.Split(strings.ReplaceAll(pattern, `\*`, star), "*")
	for i := range parts {
		parts[i] = strings.ReplaceAll(strings.ReplaceAll(parts[i], star, "*"), `\\`, `\`)
	}
	if len(parts) == 1 {
		return s == parts[0]
	}
	s, ok := strings.CutPrefix(s, parts[0])
	if !ok {
		return false
	}
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}

func (c ranges) fits(v any) bool {
	s, ok := v.(string)
	a, err := netip.ParseAddr(s)
	return ok && err == nil && c.net.Contains(a)
}

func (c numeric) fits(v any) bool {
	n, ok := v.(float64)
	if !ok {
		return false
	}
	for _, b := range c {
		if !b.holds(n) {
			return false
		}
	}
	return true
}

func (b bound) holds(n float64) bool {
	switch b.operator {
	case "=":
		return n == b.number
	case "<":
		return n < b.number
	case "<=":
		return n <= b.number
	case ">":
		return n > b.number
	}
	return n >= b.number
}

func (c anythingBut) fits(v any) bool {
	for _, x := range c {
		if x.fits(v) {
			return false
		}
	}
	return true
}

// compileCondition reads {"operator": value}.
func compileCondition(members map[string]any) (condition, error) {
	if len(members) != 1 {
		return nil, patternError("Only one key allowed in match expression")
	}
	for name, v := range members { // one
		switch name {
		case "exists":
			b, ok := v.(bool)
			if !ok {
				return nil, patternError("exists match pattern must be either true or false.")
			}
			return exists(b), nil
		case "prefix", "suffix":
			return compileAffix(name, v)
		case "equals-ignore-case":
			s, ok := v.(string)
			if !ok {
				return nil, patternError("equals-ignore-case match pattern must be a string")
			}
			return folded(s), nil
		case "wildcard":
			return compileWildcard(v)
		case "cidr":
			return compileRange(v)
		case "numeric":
			return compileNumeric(v)
		case "anything-but":
			return compileBut(v)
		default:
			return nil, patternError("Unrecognized match type " + name)
		}
	}
	return nil, nil
}

func compileAffix(name string, v any) (condition, error) {
	if inner, ok := v.(map[string]any); ok {
		s, isText := inner["equals-ignore-case"].(string)
		if len(inner) == 1 && isText {
			return affix{s, name == "suffix", true}, nil
		}
	}
	s, ok := v.(string)
	if !ok {
		return nil, patternError(name + " match pattern must be a string")
	}
	return affix{s, name == "suffix", false}, nil
}

// wildcardsMost: AWS measures how complex a wildcard is and does not say how;
// the lab counts stars.
const wildcardsMost = 5

func compileWildcard(v any) (condition, error) {
	s, ok := v.(string)
	if !ok {
		return nil, patternError("wildcard match pattern must be a string")
	}
	bare := strings.ReplaceAll(s, `\*`, "")
	if strings.Contains(bare, "**") {
		return nil, patternError("Consecutive wildcard characters at pos " + strconv.Itoa(strings.Index(bare, "**")))
	}
	if strings.Count(bare, "*") > wildcardsMost {
		return nil, patternError("Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character")
	}
	return wildcard(s), nil
}

func compileRange(v any) (condition, error) {
	s, ok := v.(string)
	if !ok {
		return nil, patternError("prefix match pattern must be a string")
	}
	address, bits, ok := strings.Cut(s, "/")
	if !ok {
		return nil, patternError("Malformed CIDR, one '/' required")
	}
	n, err := strconv.Atoi(bits)
	if err != nil {
		return nil, patternError("Malformed CIDR, mask bits must be an integer")
	}
	a, err := netip.ParseAddr(address)
	if err != nil {
		return nil, patternError("Nonstandard IP address: " + address)
	}
	p, err := a.Prefix(n)
	if err != nil {
		return nil, patternError("Malformed CIDR, mask bits must not be negative or larger than the address")
	}
	return ranges{p}, nil
}

// compileNumeric reads ["=", 5] or [">", 0, "<=", 5].
func compileNumeric(v any) (condition, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, patternError("Value of numeric must be an array.")
	}
	if len(list) == 0 {
		return nil, patternError("Invalid member in numeric match: ]")
	}
	var c numeric
	for i := 0; i < len(list); i += 2 {
		o, ok := list[i].(string)
		if !ok {
			return nil, patternError("Invalid member in numeric match")
		}
		if i > 2 {
			return nil, patternError("Too many elements in numeric expression")
		}
		if !strings.Contains(" = < <= > >= ", " "+o+" ") {
			return nil, patternError("Unrecognized numeric range operator: " + o)
		}
		if i+1 >= len(list) {
			return nil, patternError("Value of " + o + " must be numeric")
		}
		n, ok := list[i+1].(float64)
		if !ok {
			return nil, patternError("Value of " + o + " must be numeric")
		}
		if i == 2 && (o == "=" || c[0].operator == "=" || o[0] == c[0].operator[0]) {
			return nil, patternError("Bad numeric range operator: " + o)
		}
		c = append(c, bound{o, n})
	}
	return c, nil
}

// compileBut reads what must not be: values, or one operator with one or more.
func compileBut(v any) (condition, error) {
	switch x := v.(type) {
	case string, float64:
		return anythingBut{equals{x}}, nil
	case []any:
		var c anythingBut
		for _, y := range x {
			if !textOrNumber(y) {
				return nil, patternError("Inside anything but list, start|null|boolean is not supported.")
			}
			c = append(c, equals{y})
		}
		if len(c) == 0 {
			return nil, patternError("Empty arrays are not allowed")
		}
		return c, nil
	case map[string]any:
		return compileButOperator(x)
	}
	return nil, patternError("Value of anything-but must be an array or single string/number value.")
}

func textOrNumber(v any) bool {
	switch v.(type) {
	case string, float64:
		return true
	}
	return false
}

func compileButOperator(members map[string]any) (condition, error) {
	for _, name := range [...]string{"prefix", "suffix", "equals-ignore-case", "wildcard"} {
		v, ok := members[name]
		if !ok || len(members) != 1 {
			continue
		}
		list, isList := v.([]any)
		if !isList {
			list = []any{v}
		}
		var c anythingBut
		for _, x := range list {
			one, err := compileButOne(name, x)
			if err != nil {
				return nil, err
			}
			c = append(c, one)
		}
		return c, nil
	}
	return nil, patternError("Unsupported anything-but pattern")
}

func compileButOne(name string, v any) (condition, error) {
	s, ok := v.(string)
	switch name {
	case "equals-ignore-case":
		if !ok {
			return nil, patternError("Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.")
		}
		return folded(s), nil
	case "wildcard":
		return compileWildcard(v)
	}
	if _, isObject := v.(map[string]any); isObject {
		return nil, patternError("Value of anything-but must be an array or single string/number value.")
	}
	if !ok {
		return nil, patternError("prefix/suffix match pattern must be a string")
	}
	if s == "" {
		return nil, patternError("Null prefix/suffix not allowed")
	}
	return affix{s, name == "suffix", false}, nil
}
