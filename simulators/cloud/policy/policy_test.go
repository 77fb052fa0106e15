package policy

import (
	"testing"

	"skylab/simulators/cloud"
)

const you = "arn:aws:iam::111122223333:user/you"

func TestDecide(t *testing.T) {
	get := Request{Principal: you, Account: "111122223333", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/menu.jpg"}
	cases := []struct {
		name, doc string
		want      cloud.Verdict
		last      string // code of the last reason
	}{
		{"full access", `{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}`, cloud.Allowed, CodeAllow},
		{"one bucket", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::photos/*"}]}`, cloud.Allowed, CodeAllow},
		{"another bucket", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::other/*"}]}`, cloud.Denied, CodeImplicit},
		{"bucket, not its objects", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::photos"}]}`, cloud.Denied, CodeImplicit},
		{"deny wins before", `{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:Get*","Resource":"*"},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`, cloud.Denied, CodeAllow},
		{"deny wins after", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"s3:Get*","Resource":"*"}]}`, cloud.Denied, CodeDeny},
		{"action in any case", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"S3:getobject","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"resource counts case", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::Photos/*"}]}`, cloud.Denied, CodeImplicit},
		{"NotAction", `{"Statement":[{"Effect":"Allow","Principal":"*","NotAction":"s3:Put*","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"NotResource", `{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::photos/*"},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"the account", `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"its root", `{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":"*","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"somebody else", `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"*","Resource":"*"}]}`, cloud.Denied, CodeImplicit},
		{"a service", `{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"*","Resource":"*"}]}`, cloud.Denied, CodeImplicit},
		{"NotPrincipal", `{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"` + you + `"},"Action":"*","Resource":"*"},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`, cloud.Allowed, CodeAllow},
		{"? is one", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::photo?/*"}]}`, cloud.Allowed, CodeAllow},
		{"* stays in its part", `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:*:photos/menu.jpg"}]}`, cloud.Allowed, CodeAllow},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse(c.doc)
			if err != nil {
				t.Fatal(err)
			}
			got, reasons := d.Decide(get, "vpce-1")
			if got != c.want || reasons[len(reasons)-1].Code != c.last {
				t.Errorf("verdict %v, want %v; reasons %+v", got, c.want, reasons)
			}
		})
	}
}

func TestArnParts(t *testing.T) {
	for _, c := range []struct {
		pattern, arn string
		want         bool
	}{
		{"arn:aws:sqs:*:111122223333:orders", "arn:aws:sqs:us-east-1:111122223333:orders", true},
		{"arn:aws:sqs:*:orders:x", "arn:aws:sqs:us-east-1:111122223333:orders", false},
		{"*", "arn:aws:s3:::photos", true},
		{"arn:aws:s3:::*", "arn:aws:s3:::photos/a/b", true},
		{"arn:aws:s3:::photos/a*c", "arn:aws:s3:::photos/abbb", false},
	} {
		if arnFits(c.pattern, c.arn) != c.want {
			t.Errorf("%s fits %s: want %v", c.pattern, c.arn, c.want)
		}
	}
}

func TestConditions(t *testing.T) {
	cases := []struct {
		condition string
		context   map[string]string
		want      cloud.Verdict
	}{
		{`{"StringEquals":{"aws:PrincipalAccount":["1","2"]}}`, map[string]string{"aws:principalaccount": "2"}, cloud.Allowed},
		{`{"StringEquals":{"aws:PrincipalAccount":"1"}}`, nil, cloud.Denied},
		{`{"StringEqualsIfExists":{"aws:PrincipalAccount":"1"}}`, nil, cloud.Allowed},
		{`{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`, nil, cloud.Allowed},
		{`{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`, map[string]string{"aws:sourcevpce": "vpce-1"}, cloud.Denied},
		{`{"StringLike":{"s3:prefix":"home/*"}}`, map[string]string{"s3:prefix": "home/a"}, cloud.Allowed},
		{`{"Bool":{"aws:SecureTransport":false}}`, map[string]string{"aws:securetransport": "true"}, cloud.Denied},
		{`{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}`, map[string]string{"aws:sourceip": "203.0.113.9"}, cloud.Allowed},
		{`{"NotIpAddress":{"aws:SourceIp":"203.0.113.9"}}`, map[string]string{"aws:sourceip": "203.0.113.9"}, cloud.Denied},
		{`{"Null":{"aws:SourceVpce":"true"}}`, nil, cloud.Allowed},
		{`{"Null":{"aws:SourceVpce":"true"}}`, map[string]string{"aws:sourcevpce": "vpce-1"}, cloud.Denied},
		{`{"StringEquals":{"a":"1"},"Bool":{"b":"true"}}`, map[string]string{"a": "1", "b": "false"}, cloud.Denied},
	}
	for _, c := range cases {
		d, err := Parse(`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":` + c.condition + `}]}`)
		if err != nil {
			t.Fatal(c.condition, err)
		}
		if got, _ := d.Decide(Request{Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k", Context: c.context}, ""); got != c.want {
			t.Errorf("%s with %v: %v, want %v", c.condition, c.context, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		``, `{`, `[]`, `{}`, `{"Statement":[]}`, `"x"`,
		`{"Version":"2020-01-01","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`,
		`{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}`,
		`{"Statement":[{"Effect":"Allow","Resource":"*"}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","NotResource":"*"}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principals":"*"}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":{}}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateBefore":{"aws:CurrentTime":"x"}}}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]} trailing`,
	} {
		if d, err := Parse(text); err == nil {
			t.Errorf("%s: parsed as %+v", text, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*","Condition":{"Bool":{"a":true}}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err != nil {
			return
		}
		v, reasons := d.Decide(Request{Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k"}, "")
		if v == cloud.Unknown || len(reasons) < len(d.Statements) {
			t.Errorf("verdict %v with %d reasons of %d statements", v, len(reasons), len(d.Statements))
		}
	})
}

func TestWildAgainstSlow(t *testing.T) {
	var slow func(p, s string) bool
	slow = func(p, s string) bool {
		if p == "" {
			return s == ""
		}
		if p[0] == '*' {
			return slow(p[1:], s) || s != "" && slow(p, s[1:])
		}
		return s != "" && (p[0] == '?' || p[0] == s[0]) && slow(p[1:], s[1:])
	}
	draw := func(n uint64, from string, longest uint64) string {
		b := make([]byte, cloud.RollBelow(1, 2, n, longest))
		for i := range b {
			b[i] = from[cloud.RollBelow(3, n, uint64(i), uint64(len(from)))]
		}
		return string(b)
	}
	for n := range uint64(20000) {
		p, s := draw(2*n, "ab*?", 7), draw(2*n+1, "ab", 9)
		if wild(p, s) != slow(p, s) {
			t.Fatalf("pattern %q, text %q: want %v", p, s, slow(p, s))
		}
	}
}
