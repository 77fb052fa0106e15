package logs

import (
	"strings"
	"testing"
)

// The examples of AWS's page on filter patterns, in other words.
// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
func TestFilter(t *testing.T) {
	const (
		access = `127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534`
		doc    = `{"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another"],"objectList":[{"name":"a","id":1},{"name":"b","id":2}],"SomeObject":null,"ThisFlag":true,"cost":1.5e2,"a b":"c"}`
	)
	for _, x := range []struct {
		pattern, line string
		want          bool
	}{
		{"", "anything", true},
		{"ERROR", "[ERROR 400] BAD REQUEST", true},
		{"ERROR", "[error 400] bad", false},
		{"ERROR", "ERRORS", false},
		{"ERROR BAD", "[ERROR 400] BAD REQUEST", true},
		{"ERROR BAD", "[ERROR 400] GOOD", false},
		{"?ERROR ?WARN", "WARN: soup", true},
		{"?ERROR ?WARN", "INFO", false},
		{"ERROR ?WARN", "WARN", false},
		{"ERROR ?WARN", "ERROR", true},
		{"ERROR -BAD", "ERROR BAD", false},
		{"ERROR -BAD", "ERROR", true},
		{`"INTERNAL SERVER ERROR"`, "500 INTERNAL SERVER ERROR", true},
		{`"INTERNAL SERVER ERROR"`, "INTERNAL ERROR SERVER", false},
		{`"say \"soup\""`, `they say "soup"`, true},
		{"%AUTHORIZED%", "UNAUTHORIZED REQUEST", true},
		{"%^x[0-9]+$%", "x12", true},
		{"%^x[0-9]+$%", "ax12", false},
		{"[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", access, true},
		{"[ip, user, username, timestamp, request, status_code != 404, bytes]", access, false},
		{"[..., status_code = 4*, bytes > 1000]", access, true},
		{"[ip, ..., bytes < 1000]", access, false},
		{"[ip, user]", access, false},
		{"[w1=ERROR || w1=WARN, w2]", "WARN soup", true},
		{"[w1=%E.*%, w2]", "ERROR soup", true},
		{`{ $.eventType = "UpdateTrail" }`, doc, true},
		{`{ $.eventType = "Update*" }`, doc, true},
		{`{ $.eventType != "Update*" }`, doc, false},
		{`{ $.sourceIPAddress != 123.123.* }`, doc, true},
		{`{ $.arrayKey[0] = "value" }`, doc, true},
		{`{ $.arrayKey[1] = "value" }`, doc, false},
		{`{ $.arrayKey[*] = "another" }`, doc, true},
		{`{ $.objectList[1].id = 2 }`, doc, true},
		{`{ $.SomeObject IS NULL }`, doc, true},
		{`{ $.SomeOtherObject NOT EXISTS }`, doc, true},
		{`{ $.ThisFlag IS TRUE }`, doc, true},
		{`{ $.ThisFlag IS FALSE }`, doc, false},
		{`{ $.cost > 149 && $.cost <= 150 }`, doc, true},
		{`{ ($.cost < 1 || $.ThisFlag IS TRUE) && $.eventType EXISTS }`, doc, true},
		{`{ $["a b"] = "c" }`, doc, true},
		{`{ $.eventType = %^Up% }`, doc, true},
		{`{ $.eventType = "UpdateTrail" }`, "eventType UpdateTrail", false},
		{`{ $.eventType = "x" }`, `["x"]`, false},
	} {
		f, err := Compile(x.pattern)
		if err != nil {
			t.Errorf("%s: %v", x.pattern, err)
		} else if got := f.Match(x.line); got != x.want {
			t.Errorf("%s on %s: %v", x.pattern, x.line, got)
		}
	}
}

func TestFilterRefuses(t *testing.T) {
	for _, pattern := range []string{
		`"open`, "%open", "%(a)%", "%%", "-", "?", "a.b", "{", "{}", "{ $ = 1 }", "{ $.a }", "{ $.a = }", "{ $.a > b }", "{ $.a = 1 && }", "{ ($.a = 1 }",
		"{ $.a[ = 1 }", "{ $.a[-1] = 1 }", "[", "[a,", "[a, ..., b, ...]", "[=1]", "[a=]", "[a~1]", strings.Repeat("a", 1025), "{" + strings.Repeat("(", 300) + "}", "\xff",
	} {
		if _, err := Compile(pattern); err == nil {
			t.Errorf("%.40q was taken", pattern)
		}
	}
}

func FuzzFilter(f *testing.F) {
	for _, p := range []string{"a ?b -c", `"a" %b+%`, `{ $.a[0]["b"] = "c*" || ($.d IS NULL && $.e >= 1e9) }`, "[a, ..., b=1*, c!=2 && c<3]", "{$.a NOT EXISTS}"} {
		f.Add(p, `{"a":[{"b":"c"}]} x y`)
	}
	f.Fuzz(func(t *testing.T, pattern, line string) {
		x, err := Compile(pattern)
		if err != nil {
			return
		}
		if first := x.Match(line); x.Match(line) != first {
			t.Error("it changes its mind")
		}
	})
}
