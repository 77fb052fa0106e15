package value

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestDecodeWordsItsErrorsAsPython(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "Expecting value: line 1 column 1 (char 0)"},
		{"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
		{`{"a"`, "Expecting ':' delimiter: line 1 column 5 (char 4)"},
		{`{"a":1,}`, "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"},
		{`[1,]`, "Expecting value: line 1 column 4 (char 3)"},
		{`[1 2]`, "Expecting ',' delimiter: line 1 column 4 (char 3)"},
		{"{\n \"a\": 가}", "Expecting value: line 2 column 7 (char 8)"},
		{`"ab`, "Unterminated string starting at: line 1 column 1 (char 0)"},
		{`"\x"`, "Invalid \\escape: line 1 column 2 (char 1)"},
		{"1 2", "Extra data: line 1 column 3 (char 2)"},
		{"{'a':1}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
	} {
		if _, err := Decode(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5,"x",null,true]}`, "", "[", `{"a":`, `"\ud83d\ude00"`, "1e5", "-0.5", strings.Repeat("[", 1000), `{"a":1,"a":2}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Decode(s)
		if err == nil {
			printed := string(AppendJSON(nil, v))
			if again, err := Decode(printed); err != nil || string(AppendJSON(nil, again)) != printed {
				t.Errorf("%q: printed as %s, which reads as %v, %v", s, printed, again, err)
			}
		}
		// Whatever Go reads we read too, but for what is too deep.
		if err != nil && json.Valid([]byte(s)) && strings.Count(s, "[")+strings.Count(s, "{") <= maxDepth {
			t.Errorf("%q: %v", s, err)
		}
	})
}
