package shorthand

import (
	"strings"
	"testing"

	"skylab/console/aws/value"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Key=Name,Value=web", `{"Key":"Name","Value":"web"}`},
		{"Name=tag:Name,Values=a,b", `{"Name":"tag:Name","Values":["a","b"]}`},
		{"Name=a,Values=b,c,Other=d", `{"Name":"a","Values":["b","c"],"Other":"d"}`},
		{"ResourceType=vpc,Tags=[{Key=Name,Value=lunch},{Key=a,Value=b}]", `{"ResourceType":"vpc","Tags":[{"Key":"Name","Value":"lunch"},{"Key":"a","Value":"b"}]}`},
		{"From=443,To=443", `{"From":"443","To":"443"}`},
		{"a=", `{"a":""}`},
		{"a='b, c',d=\"e\"", `{"a":"b, c","d":"e"}`},
		{`a=b\,c`, `{"a":"b,c"}`},
		{"a=[]", `{"a":[]}`},
		{"a=[[x,y],z]", `{"a":[["x","y"],"z"]}`},
		{"a={b={c=d}}", `{"a":{"b":{"c":"d"}}}`},
		{"Key=Name, Value=two words ", `{"Key":"Name","Value":"two words"}`},
		{"Value=a=b", `{"Value":"a=b"}`},
		{"Key=이름,Value=점심", ""},
		{"IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=10.0.0.0/8,Description='the office'}]", `{"IpProtocol":"tcp","FromPort":"22","ToPort":"22","IpRanges":[{"CidrIp":"10.0.0.0/8","Description":"the office"}]}`},
	} {
		v, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if is := string(value.AppendJSON(nil, v)); c.want != "" && is != c.want {
			t.Errorf("%s is %s, want %s", c.text, is, c.want)
		}
	}
}

func TestErrorsShowThePlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "Expected: '=', received: 'EOF' for input:\n\n^"},
		{"Foo", "Expected: '=', received: 'EOF' for input:\nFoo\n   ^"},
		{"a=b,\nc==f,\nd=e", "Expected: ',', received: '=' for input:\na=b,\nc==f,\n  ^\nd=e"},
		{"a=[b]c", "Expected: ',', received: 'c' for input:\na=[b]c\n     ^"},
		{"a='x", "Expected: '<singled quoted>', received: '<none>' for input:\na='x\n  ^"},
		{"a=x,'y", "Expected: '=', received: ''' for input:\na=x,'y\n    ^"},
		{"Key=a,Key=b", "Second instance of key \"Key\" encountered for input:\nKey=a,Key=b\n      ^\nThis is often because there is a preceding \",\" instead of a space."},
		{"a=[b", "Expected: ',', received: 'EOF' for input:\na=[b\n    ^"},
	} {
		if _, err := Parse(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v\nwant %s", c.text, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a=b", "a=b,c", "a=[b,{c=d}]", "a={b=[", "a='b", `a="\"`, "a=b,c=", "=", ",", "a=b,\n", `a=\,`, strings.Repeat("a=[", 50), "a=b, ,c=d", "a=😀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := Parse(s); err == nil {
			value.AppendJSON(nil, v)
		} else if err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

func TestDeepNestingEnds(t *testing.T) {
	if _, err := Parse("a=" + strings.Repeat("[", 100_000)); err == nil {
		t.Error("no error")
	}
}
