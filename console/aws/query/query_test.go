package query

import (
	"encoding/json"
	"strings"
	"testing"

	jmespath "github.com/jmespath-community/go-jmespath"

	"skylab/console/aws/value"
)

const answer = `{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16","IsDefault":true,"Size":3,"Tags":[]},
{"VpcId":"vpc-2","CidrBlock":"211.11.124.0/24","IsDefault":false,"Size":1.5,"Tags":[{"Key":"Name","Value":"lunch"}]}],
"a":{"b":{"c":[1,[2,3],null]}},"n":null,"s":"text"}`

// expressions are seeds of the fuzz tests and the field of the comparison with
// the other implementation.
var expressions = []string{
	"Vpcs[].VpcId", "Vpcs[0].VpcId", "Vpcs[-1]", "Vpcs[?IsDefault].VpcId", "Vpcs[?IsDefault==`false`].Tags[].Value | [0]",
	"Vpcs[*].{a:VpcId,b:Size}", "Vpcs[].[VpcId,Size]", "sort_by(Vpcs,&Size)[].VpcId", "max_by(Vpcs,&Size).VpcId", "a.b.c[]", "a.b.c[1][0]",
	"a.*.c", "*.b", "length(Vpcs)", "join(',',Vpcs[].VpcId)", "Vpcs[?Size>`1`] | length(@)", "n || s", "n && s", "!n", "s == 'text'",
	"not_null(n, s)", "contains(s,'ex')", "keys(a)", "values(a.b)", "to_array(s)", "reverse(a.b.c)", "Vpcs[::-1].VpcId", "Vpcs[:1]", "a.b.c[?@]",
	"map(&Size, Vpcs)", "sum(Vpcs[].Size)", "type(s)", "`[1,2]`", "'raw'", "@", "starts_with(s,'t')", "merge(a.b, {x:s})", "to_string(s)", "(s)",
	"Vpcs[?contains(CidrBlock,'211')].Tags[?Key=='Name'].Value[] | [0]", "Vpcs[?Size < `2` || IsDefault].VpcId", "ceil(Vpcs[1].Size)",
}

// TestAgainstTheOtherImplementation: where the grammars agree, the Go library
// of the JMESPath community finds the same.
func TestAgainstTheOtherImplementation(t *testing.T) {
	ours, err := value.Decode(answer)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range expressions {
		e, err := Compile(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		v, err := e.Search(ours)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var theirs any // made anew: the library sorts what it is given in place
		if err := json.Unmarshal([]byte(answer), &theirs); err != nil {
			t.Fatal(err)
		}
		want, err := jmespath.Search(text, theirs)
		if err != nil {
			t.Errorf("%s: the library says %v", text, err)
			continue
		}
		is := plain(v)
		a, _ := json.Marshal(is)
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%s is %s, the library finds %s", text, a, b)
		}
	}
}

// plain turns a value into what encoding/json makes of JSON.
func plain(v value.Value) any {
	var x any
	if err := json.Unmarshal(value.AppendJSON(nil, v), &x); err != nil {
		return err
	}
	return x
}

func TestHostileExpressionsEnd(t *testing.T) {
	v, err := value.Decode(answer)
	if err != nil {
		t.Fatal(err)
	}
	double := "[@,@]" + strings.Repeat(" | [@,@][]", 40)
	for name, c := range map[string]struct {
		text  string
		fails bool
	}{
		"doubling":     {double, true},
		"shared":       {"[@,@]" + strings.Repeat(" | [@,@]", 60), true},
		"as text":      {"[@,@]" + strings.Repeat(" | [@,@]", 15) + " | to_string(@)", true},
		"texts":        {"s" + strings.Repeat(" | join(@,[@,@])", 30), true},
		"equal":        {"[@,@]" + strings.Repeat(" | [@,@]", 60) + " | @ == @", true},
		"nesting":      {strings.Repeat("(", 100_000) + "a", true},
		"not":          {strings.Repeat("!", 100_000) + "a", true},
		"lists":        {strings.Repeat("[", 100_000), true},
		"long":         {strings.Repeat("a.", 200_000) + "a", false},
		"deep literal": {"`" + strings.Repeat("[", 100_000) + "`", false}, // too deep for JSON, so a bare word
		"many":         {"[" + strings.Repeat("Vpcs[],", 50_000) + "s]", false},
	} {
		e, err := Compile(c.text)
		if err == nil {
			_, err = e.Search(v)
		}
		if (err != nil) != c.fails {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, text := range expressions {
		f.Add(text)
	}
	for _, text := range []string{"", "[", "a[", "a.[", "`", "'", "\"\\u12", "a[0:1:2:3]", "f(", "{a:", "&", "-", "[?", "@(", "a.*[", "[].[0]"} {
		f.Add(text)
	}
	v, err := value.Decode(answer)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Compile(text)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		if x, err := e.Search(v); err == nil {
			value.AppendJSON(nil, x)
		}
	})
}
