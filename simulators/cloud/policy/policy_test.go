package policy

import (
	"strings"
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

// TestConditionSets: operators over keys with several values.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
func TestConditionSets(t *testing.T) {
	for _, c := range []struct {
		condition string
		values    []string // of key k; nil: absent
		want      bool
	}{
		{`{"ForAllValues:StringEquals":{"k":["a","b"]}}`, []string{"a", "b"}, true},
		{`{"ForAllValues:StringEquals":{"k":["a","b"]}}`, []string{"a", "c"}, false},
		{`{"ForAllValues:StringEquals":{"k":["a"]}}`, nil, true},
		{`{"ForAnyValue:StringLike":{"k":["x*","b"]}}`, []string{"a", "xy"}, true},
		{`{"ForAnyValue:StringEquals":{"k":["a"]}}`, nil, false},
		{`{"ForAnyValue:StringNotEquals":{"k":["a"]}}`, nil, false},
		{`{"ForAllValues:StringNotEquals":{"k":["a"]}}`, []string{"b", "a"}, false},
		{`{"StringEquals":{"k":["a"]}}`, []string{"b", "a"}, true},
		{`{"StringNotEquals":{"k":["a"]}}`, []string{"b", "a"}, false},
		{`{"Null":{"k":"true"}}`, nil, true},
		{`{"Null":{"k":"false"}}`, []string{"a"}, true},
		{`{"NumericLessThanIfExists":{"k":"5"}}`, []string{"4.9"}, true},
		{`{"NumericLessThan":{"k":"NaN"}}`, []string{"4"}, false},
		{`{"DateLessThan":{"k":"2026-11-20T00:00:00+09:00"}}`, []string{"2026-11-19T14:59:59Z"}, true},
		{`{"DateNotEquals":{"k":"nonsense"}}`, []string{"2026-11-20"}, true},
		{`{"BinaryEquals":{"k":"QmluYXJ5"}}`, []string{"QmluYXJ5"}, true},
	} {
		d, err := Parse(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":` + c.condition + `}}`)
		if err != nil {
			t.Fatal(c.condition, err)
		}
		q := Request{Action: "s3:GetObject", Resource: "*", Lists: map[string][]string{"k": c.values}}
		if v, _ := d.Decide(q, ""); (v == cloud.Allowed) != c.want {
			t.Errorf("%s with %q: want %v", c.condition, c.values, c.want)
		}
	}
}

func TestVariables(t *testing.T) {
	for _, c := range []struct {
		version, pattern, resource string
		want                       bool
	}{
		{Version, "arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/min/a", true},
		{Version, "arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/jun/a", false},
		{"", "arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/min/a", false},
		{Version, "arn:aws:s3:::home/${aws:nobody}/*", "arn:aws:s3:::home//a", false},
		{Version, "arn:aws:s3:::home/${aws:nobody, 'all'}/*", "arn:aws:s3:::home/all/a", true},
		{Version, "arn:aws:s3:::${*}", "arn:aws:s3:::x", false},
		{Version, "arn:aws:s3:::${*}${?}${$}", "arn:aws:s3:::*?$", true},
		{Version, "arn:aws:s3:::${star}", "arn:aws:s3:::anything", false}, // what a variable holds is no wildcard
		{Version, "arn:aws:s3:::${star}", "arn:aws:s3:::a*", true},
		{Version, "arn:aws:s3:::${open", "arn:aws:s3:::${open", true},
		{Version, "arn:aws:s3:::점심/?", "arn:aws:s3:::점심/가", true}, // ? is one character, not one byte
	} {
		d, err := Parse(`{"Version":"` + c.version + `","Statement":{"Effect":"Allow","Action":"*","Resource":"` + c.pattern + `"}}`)
		if err != nil {
			t.Fatal(err)
		}
		q := Request{Action: "s3:GetObject", Resource: c.resource, Context: map[string]string{"aws:username": "min", "star": "a*"}}
		if v, _ := d.Decide(q, ""); (v == cloud.Allowed) != c.want {
			t.Errorf("%s of Version %q with %s: want %v", c.pattern, c.version, c.resource, c.want)
		}
	}
}

// TestJudge: how near a principal comes to a caller.
func TestJudge(t *testing.T) {
	user := cloud.Caller{Account: "111122223333", ARN: you}
	session := cloud.Caller{Account: "111122223333", ARN: "arn:aws:sts::111122223333:assumed-role/app/s1", Role: "arn:aws:iam::111122223333:role/team/app", Kind: "AssumedRole"}
	root := cloud.Caller{Account: "111122223333", ARN: "arn:aws:iam::111122223333:root", Kind: "Root"}
	service := cloud.Caller{Kind: "AWSService", Source: "s3.amazonaws.com"}
	for _, c := range []struct {
		principal string
		who       cloud.Caller
		by        Match
	}{
		{`{"AWS":"` + you + `"}`, user, ByCaller},
		{`{"AWS":"` + you + `2"}`, user, NotMatched},
		{`{"AWS":"111122223333"}`, user, ByAccount},
		{`{"AWS":["444455556666","arn:aws:iam::111122223333:root"]}`, session, ByAccount},
		{`{"AWS":"arn:aws:iam::111122223333:role/team/app"}`, session, ByRole},
		{`{"AWS":"arn:aws:iam::111122223333:role/app"}`, session, NotMatched},
		{`{"AWS":"arn:aws:sts::111122223333:assumed-role/app/s1"}`, session, ByCaller},
		{`{"AWS":"arn:aws:sts::111122223333:assumed-role/app/s2"}`, session, NotMatched},
		{`"*"`, user, ByAnyone},
		{`{"AWS":"*"}`, session, ByAnyone},
		{`{"Service":"s3.amazonaws.com"}`, service, ByCaller},
		{`{"Service":"sns.amazonaws.com"}`, service, NotMatched},
		{`{"AWS":"*"}`, service, NotMatched},
		{`{"AWS":"arn:aws:iam::111122223333:root"}`, root, ByCaller},
		{`{"AWS":"444455556666"}`, root, NotMatched},
	} {
		d, err := Parse(`{"Statement":{"Effect":"Allow","Principal":` + c.principal + `,"Action":"kms:*","Resource":"*"}}`)
		if err != nil {
			t.Fatal(err)
		}
		r := d.Judge(c.who, cloud.Request{Action: "kms:Decrypt", Resource: "arn:aws:kms:us-east-1:111122223333:key/1"}, "key")
		if r.By != c.by || r.Allowed != (c.by > NotMatched) || r.Named != (c.by > ByAccount) || len(r.Reasons) == 0 {
			t.Errorf("%s and %s: %+v, want %d", c.principal, c.who.ARN+c.who.Source, r, c.by)
		}
	}
}

// TestSettle goes through every combination and holds it against the rules as
// AWS's page words them.
func TestSettle(t *testing.T) {
	yes := [...]bool{false, true}
	for _, ownAllowed := range yes {
		for _, ownDenied := range yes {
			for _, fenced := range yes {
				for by := NotMatched; by <= ByCaller; by++ {
					for _, denied := range yes {
						for _, strict := range yes {
							for _, same := range yes {
								own := cloud.Decision{Allowed: ownAllowed && !ownDenied && !fenced, Denied: ownDenied, Fenced: fenced}
								r := Ruling{Allowed: by > NotMatched && !denied, Denied: denied, Named: by > ByAccount && !denied, By: by}
								got := Settle(own, r, strict, same)
								directly := r.Allowed && (by == ByCaller || by == ByAnyone || by == ByRole && !fenced)
								want := false
								switch {
								case ownDenied || denied: // nothing undoes an explicit deny
								case same && strict:
									want = directly || by == ByAccount && own.Allowed || by == ByRole && own.Allowed
								case same:
									want = directly || own.Allowed
								default:
									want = own.Allowed && r.Allowed
								}
								if got != want {
									t.Errorf("own %+v, ruling %+v, strict %v, same account %v: %v", own, r, strict, same, got)
								}
							}
						}
					}
				}
			}
		}
	}
}

// TestCheckRefuses: what is JSON and a policy, and yet not allowed where it stands.
func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		body string
		want string
	}{
		{OfIdentity, `"Action":"s3:*","Resource":"*"`, ""},
		{OfIdentity, `"Action":"s3","Resource":"*"`, "vendor"},
		{OfIdentity, `"Action":"s3:a:b","Resource":"*"`, "one colon"},
		{OfIdentity, `"Action":"s3:*"`, "must contain resources"},
		{OfIdentity, `"Action":"s3:*","Resource":"bucket"`, "ARN format"},
		{OfIdentity, `"Action":"s3:*","Resource":"arn:aws:s3:${aws:RequestedRegion}::b"`, "legacy"},
		{OfIdentity, `"Principal":"*","Action":"s3:*","Resource":"*"`, "not specify a principal"},
		{OfTrust, `"Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"`, ""},
		{OfTrust, `"Principal":{"AWS":"111122223333"},"Action":"s3:*"`, "STS AssumeRole"},
		{OfTrust, `"NotPrincipal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"`, "NotPrincipal"},
		{OfTrust, `"Action":"sts:AssumeRole"`, "Missing required field Principal"},
		{OfResource, `"Principal":{"AWS":"arn:aws:iam::111122223333:group/g"},"Action":"s3:*","Resource":"*"`, "Invalid principal"},
		{OfResource, `"Principal":{"AWS":"arn:aws:iam::111122223333:user/*"},"Action":"s3:*","Resource":"*"`, "Invalid principal"},
	} {
		d, err := Parse(`{"Version":"2012-10-17","Statement":{"Effect":"Allow",` + c.body + `}}`)
		if err != nil {
			t.Fatal(c.body, err)
		}
		err = d.Check(c.kind)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.body, err, c.want)
		}
	}
}

// BenchmarkDecide: what every call of an administrator asks.
func BenchmarkDecide(b *testing.B) {
	d, err := Parse(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`)
	if err != nil {
		b.Fatal(err)
	}
	var buf []cloud.Reason
	for b.Loop() {
		_, _, buf = d.Weigh(Request{Action: "ec2:CreateSubnet", Resource: "*"}, Identity, "p", buf[:0])
	}
}
