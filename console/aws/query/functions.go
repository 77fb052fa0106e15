package query

import (
	"math"
	"strconv"
	"strings"

	"skylab/console/aws/value"
)

// argument is what a function is given: a value or, after &, an expression.
type argument struct {
	value value.Value
	expr  *node
}

// function is one row of the table. Types names what each argument may be, in
// the words of the Python library; an empty row allows anything.
type function struct {
	types    [][]string
	variadic bool
	do       func(*evaluator, []argument) (value.Value, error)
}

var (
	anything = []string(nil)
	aNumber  = []string{"number"}
	aString  = []string{"string"}
	anArray  = []string{"array"}
	anObject = []string{"object"}
	anExpr   = []string{"expref"}
	numbers  = []string{"array-number"}
)

// functions is the table. The evaluator is handed it, since some of its
// functions evaluate expressions themselves.
var functions = map[string]function{
	"abs":         {types: [][]string{aNumber}, do: abs},
	"avg":         {types: [][]string{numbers}, do: avg},
	"not_null":    {types: [][]string{anything}, variadic: true, do: notNull},
	"to_array":    {types: [][]string{anything}, do: toArray},
	"to_string":   {types: [][]string{anything}, do: toString},
	"to_number":   {types: [][]string{anything}, do: toNumber},
	"contains":    {types: [][]string{{"array", "string"}, anything}, do: containsValue},
	"length":      {types: [][]string{{"string", "array", "object"}}, do: length},
	"ends_with":   {types: [][]string{aString, aString}, do: endsWith},
	"starts_with": {types: [][]string{aString, aString}, do: startsWith},
	"reverse":     {types: [][]string{{"array", "string"}}, do: reverse},
	"ceil":        {types: [][]string{aNumber}, do: rounded(math.Ceil)},
	"floor":       {types: [][]string{aNumber}, do: rounded(math.Floor)},
	"join":        {types: [][]string{aString, {"array-string"}}, do: join},
	"map":         {types: [][]string{anExpr, anArray}, do: mapOver},
	"max":         {types: [][]string{{"array-number", "array-string"}}, do: extreme(1)},
	"min":         {types: [][]string{{"array-number", "array-string"}}, do: extreme(-1)},
	"merge":       {types: [][]string{anObject}, variadic: true, do: merge},
	"sort":        {types: [][]string{{"array-string", "array-number"}}, do: sorted},
	"sum":         {types: [][]string{numbers}, do: sum},
	"keys":        {types: [][]string{anObject}, do: keysOf},
	"values":      {types: [][]string{anObject}, do: valuesOf},
	"type":        {types: [][]string{anything}, do: typeOf},
	"sort_by":     {types: [][]string{anArray, anExpr}, do: sortBy},
	"min_by":      {types: [][]string{anArray, anExpr}, do: extremeBy(-1, "min_by")},
	"max_by":      {types: [][]string{anArray, anExpr}, do: extremeBy(1, "max_by")},
}

func (e *evaluator) call(n *node, v value.Value) (value.Value, error) {
	args := make([]argument, len(n.children))
	for i, c := range n.children {
		if c.kind == expref {
			args[i].expr = c.children[0]
			continue
		}
		x, err := e.visit(c, v)
		if err != nil {
			return x, err
		}
		args[i].value = x
	}
	f, ok := e.functions[n.text]
	if !ok {
		return value.Value{}, failed("Unknown function: %s()", n.text)
	}
	if err := f.check(n.text, args); err != nil {
		return value.Value{}, err
	}
	return f.do(e, args)
}

func (f function) check(name string, args []argument) error {
	least, plural := "", "s"
	if f.variadic {
		least = "at least "
	}
	if len(f.types) == 1 {
		plural = ""
	}
	if len(args) < len(f.types) || len(args) > len(f.types) && !f.variadic {
		return failed("Expected %s%d argument%s for function %s(), received %d", least, len(f.types), plural, name, len(args))
	}
	for i, types := range f.types {
		if err := checkType(name, args[i], types); err != nil {
			return err
		}
	}
	return nil
}

func checkType(name string, a argument, types []string) error {
	if types == nil {
		return nil
	}
	var inner []string
	fits := false
	for _, t := range types {
		outer, element, deep := strings.Cut(t, "-")
		if deep {
			inner = append(inner, element)
		}
		fits = fits || outer == a.kind()
	}
	if !fits {
		return typeError(name, a, a.kind(), types)
	}
	for _, x := range a.value.Elements() {
		if inner == nil {
			break
		}
		if k := kindName(x); len(inner) > 1 && contains(inner, k) {
			inner = []string{k} // what the first element is, the others must be
		} else if !contains(inner, k) {
			return typeError(name, argument{value: x}, value.TypeName(x), types)
		}
	}
	return nil
}

func typeError(name string, a argument, is string, types []string) error {
	list := make([]value.Value, len(types))
	for i, t := range types {
		list[i] = value.OfString(t)
	}
	return failed("In function %s(), invalid type for value: %s, expected one of: %s, received: \"%s\"",
		name, value.Str(a.value), value.Str(value.OfList(list)), is)
}

func (a argument) kind() string {
	if a.expr != nil {
		return "expref"
	}
	return kindName(a.value)
}

func kindName(v value.Value) string {
	return [...]string{"null", "boolean", "number", "number", "string", "array", "object"}[v.Kind()]
}

func abs(_ *evaluator, a []argument) (value.Value, error) {
	if v := a[0].value; v.Kind() == value.Float {
		return value.OfFloat(math.Abs(v.Number())), nil
	} else if v.Integer() < 0 {
		return value.OfInt(-v.Integer()), nil
	}
	return a[0].value, nil
}

func rounded(f func(float64) float64) func(*evaluator, []argument) (value.Value, error) {
	return func(_ *evaluator, a []argument) (value.Value, error) {
		v := a[0].value
		if v.Kind() == value.Int {
			return v, nil
		}
		return value.OfInt(int64(f(v.Number()))), nil
	}
}

func sum(_ *evaluator, a []argument) (value.Value, error) {
	var whole int64
	var float float64
	floats := false
	for _, v := range a[0].value.Elements() {
		if v.Kind() == value.Float {
			floats = true
		}
		whole += v.Integer()
		float += v.Number()
	}
	if floats {
		return value.OfFloat(float), nil
	}
	return value.OfInt(whole), nil
}

func avg(e *evaluator, a []argument) (value.Value, error) {
	n := a[0].value.Len()
	if n == 0 {
		return value.Value{}, nil
	}
	total, err := sum(e, a)
	return value.OfFloat(total.Number() / float64(n)), err
}

func notNull(_ *evaluator, a []argument) (value.Value, error) {
	for _, x := range a {
		if !x.value.IsNull() {
			return x.value, nil
		}
	}
	return value.Value{}, nil
}

func toArray(_ *evaluator, a []argument) (value.Value, error) {
	if a[0].value.Kind() == value.List {
		return a[0].value, nil
	}
	return value.OfList([]value.Value{a[0].value}), nil
}

func toString(e *evaluator, a []argument) (value.Value, error) {
	if a[0].value.Kind() == value.String {
		return a[0].value, nil
	}
	e.work += a[0].value.Size()
	return e.made(string(value.AppendJSON(nil, a[0].value)))
}

// made counts a text that the query makes.
func (e *evaluator) made(s string) (value.Value, error) {
	if e.text += len(s); e.text > maxText {
		return value.Value{}, errWork
	}
	return value.OfString(s), nil
}

func toNumber(_ *evaluator, a []argument) (value.Value, error) {
	v := a[0].value
	if v.IsNumber() {
		return v, nil
	}
	if v.Kind() != value.String {
		return value.Value{}, nil
	}
	// Python allows spaces around a number and underscores between digits.
	s := strings.TrimSpace(v.Text())
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return value.OfInt(i), nil
	}
	if strings.ContainsAny(s, "xXpP") {
		return value.Value{}, nil
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return value.OfFloat(f), nil
	}
	return value.Value{}, nil
}

func containsValue(e *evaluator, a []argument) (value.Value, error) {
	in, x := a[0].value, a[1].value
	e.work += in.Size()
	if in.Kind() == value.String {
		if x.Kind() != value.String {
			return x, failed("'in <string>' requires string as left operand, not %s", value.TypeName(x))
		}
		return value.OfBool(strings.Contains(in.Text(), x.Text())), nil
	}
	for _, y := range in.Elements() {
		if value.Equal(x, y) {
			return value.OfBool(true), nil
		}
	}
	return value.OfBool(false), nil
}

func length(_ *evaluator, a []argument) (value.Value, error) {
	if v := a[0].value; v.Kind() == value.String {
		return value.OfInt(int64(len([]rune(v.Text())))), nil
	}
	return value.OfInt(int64(a[0].value.Len())), nil
}

func endsWith(_ *evaluator, a []argument) (value.Value, error) {
	return value.OfBool(strings.HasSuffix(a[0].value.Text(), a[1].value.Text())), nil
}

func startsWith(_ *evaluator, a []argument) (value.Value, error) {
	return value.OfBool(strings.HasPrefix(a[0].value.Text(), a[1].value.Text())), nil
}

func typeOf(_ *evaluator, a []argument) (value.Value, error) {
	return value.OfString(kindName(a[0].value)), nil
}
