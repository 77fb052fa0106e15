package route53_test

import (
	"strings"
	"testing"

	"skylab/simulators/route53"
)

// TestValues: each type's values, as the developer guide writes them, and what
// is wrong with others.
func TestValues(t *testing.T) {
	long := strings.Repeat("x", 256)
	for _, c := range []struct{ kind, value, want string }{
		{"A", "192.0.2.1", ""}, {"A", "192.0.2.1 ", "ARRDATAIllegalIPv4Address"}, {"A", "2001:db8::1", "ARRDATA"}, {"A", "", "ARRDATA"}, {"A", "192.0.2.256", "ARRDATA"}, {"A", "192.0.02.1", "ARRDATA"},
		{"AAAA", "2001:db8::1", ""}, {"AAAA", "192.0.2.1", "AAAARRDATAIllegalIPv6Address"}, {"AAAA", "fe80::1%eth0", "AAAARRDATA"},
		{"CNAME", "hostname.example.com", ""}, {"CNAME", "two names", "RRDATANotSingleField"}, {"CNAME", "a..b", "DomainLabelEmpty"}, {"CNAME", "", "DomainLabelEmpty"},
		{"NS", "ns-1.example.com", ""}, {"NS", "192.0.2.1", ""}, {"PTR", "hostname.example.com", ""},
		{"MX", "10 mail.example.com", ""}, {"MX", "mail.example.com", "MXRRDATANotTwoFields (MX record doesn't have 2 fields)"}, {"MX", "65536 mail.example.com", "Illegal"}, {"MX", "-1 mail.example.com", "Illegal"}, {"MX", "0 .", ""},
		{"TXT", `"v=spf1 -all"`, ""}, {"TXT", "v=spf1 -all", "InvalidCharacterString (Value should be enclosed in quotation marks)"}, {"TXT", `"` + long + `"`, "CharacterStringTooLong"}, {"TXT", `"` + long[:255] + `" "more"`, ""}, {"TXT", `"a \"quoted\" word"`, ""}, {"TXT", `"open`, "InvalidCharacterString"}, {"TXT", `"a""b"`, "InvalidCharacterString"}, {"TXT", `""`, ""}, {"TXT", `"\303\226"`, ""},
		{"SPF", `"v=spf1 ip4:192.0.2.0/24 -all"`, ""}, {"SPF", "v=spf1", "InvalidCharacterString"},
		{"SRV", "10 5 443 hostname.example.com", ""}, {"SRV", "10 5 hostname.example.com", "SRVRRDATANotFourFields"}, {"SRV", "10 5 70000 hostname.example.com", "Illegal"},
		{"CAA", `0 issue "amazon.com"`, ""}, {"CAA", `0 issue ";"`, ""}, {"CAA", "0 issue amazon.com", "CAARRDATAIllegalValue"}, {"CAA", `256 issue "amazon.com"`, "CAARRDATAIllegalFlags"}, {"CAA", `0 is-sue "amazon.com"`, "CAARRDATAIllegalTag"}, {"CAA", `0 "amazon.com"`, "CAARRDATANotThreeFields"},
		{"DS", "123 4 5 1234567890abcdef1234567890ABCDEF", ""}, {"DS", "123 4 5 xyz", "DSRRDATAIllegalDigest"},
		{"NAPTR", `100 50 "u" "E2U+sip" "!^(\\+441632960083)$!sip:\\1@example.com!" .`, ""}, {"NAPTR", `100 50 u "E2U" "" .`, "NAPTRRRDATAIllegalFlags"},
		{"SSHFP", "4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789ab", ""}, {"SSHFP", "4 2 123", "Illegal"},
		{"TLSA", "3 1 1 92003ba34942dc74152e2f2c408d29ec", ""}, {"TLSA", "3 1 92", "TLSARRDATANotFourFields"},
		{"HTTPS", "1 . alpn=\"h3,h2\"", ""}, {"HTTPS", "0 svc.example.com", ""}, {"HTTPS", "0 svc.example.com alpn=h2", "IllegalParameters"}, {"SVCB", "16 foo.example.org alpn=h2 alpn=h3", "IllegalParameter"}, {"SVCB", "x .", "IllegalPriority"},
		{"SOA", "ns.example.com. h.example.com. 1 7200 900 1209600 86400", ""}, {"SOA", "ns.example.com. h.example.com. 1 7200 900", "SOARRDATANotSevenFields"},
		{"TXT", `"` + strings.Repeat(`x" "`, 2000) + `"`, "ValueTooLong"},
	} {
		_, got := route53.CheckValue(c.kind, c.value)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s %.60s: %q, want %q", c.kind, c.value, got, c.want)
		}
	}
}

// TestNameForms: how Route 53 prints names, and which it does not take.
func TestNameForms(t *testing.T) {
	for given, want := range map[string]string{
		"www.example.com": "www.example.com.", "WWW.Example.COM.": "www.example.com.", "*.example.com": `\052.example.com.`,
		`\052.example.com`: `\052.example.com.`, `\101.example.com`: "a.example.com.", "_dmarc.example.com": "_dmarc.example.com.", "a+b.example.com": `a\053b.example.com.`,
		`a\056b.example.com`: `a\056b.example.com.`, strings.Repeat("a", 63) + ".example.com": strings.Repeat("a", 63) + ".example.com.",
		strings.Repeat("a", 64) + ".example.com": "!DomainLabelTooLong", strings.Repeat("abcdefg.", 32): "!DomainNameTooLong", strings.Repeat("abcdefg.", 31): strings.Repeat("abcdefg.", 31),
		"": "!DomainLabelEmpty", ".": ".", "a..b": "!DomainLabelEmpty", ".a": "!DomainLabelEmpty", "a b": "!UnsupportedCharacter", "ä.example.com": "!UnsupportedCharacter", `a\9.example.com`: "!InvalidEscapeSequence",
	} {
		name, problem := route53.CheckName(given)
		if code, bad := strings.CutPrefix(want, "!"); bad && !strings.Contains(problem, code) || !bad && (name != want || problem != "") {
			t.Errorf("%.70q is %q, %q; want %q", given, name, problem, want)
		}
	}
}

// FuzzName: what is taken is printed in a form that is taken again, and means
// the same.
func FuzzName(f *testing.F) {
	for _, s := range []string{"www.example.com", "*.example.com", `\052\377.x.`, "a..b", ".", `\`, `\05`, strings.Repeat("a.", 128)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, problem := route53.CheckName(s)
		if problem != "" {
			return
		}
		if again, problem := route53.CheckName(name); again != name || problem != "" {
			t.Fatalf("%q became %q, and that %q %s", s, name, again, problem)
		}
		if len(route53.Key(name)) == 0 {
			t.Fatalf("%q has no key", name)
		}
	})
}

// FuzzValue: no value of any type takes the parser down, and a value that is
// taken stays as it was given.
func FuzzValue(f *testing.F) {
	for _, s := range []string{`"text"`, "10 mail.example.com", `0 issue "amazon.com"`, "1 . alpn=h2", `"\`, `"""`, "\t \" ", "65536 x", `100 50 "u" "E2U" "" .`} {
		for i := range 6 {
			f.Add(i, s)
		}
	}
	kinds := []string{"A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "DS", "NAPTR", "SSHFP", "TLSA", "HTTPS", "SVCB", "SOA", "PTR", "NS", "SPF"}
	f.Fuzz(func(t *testing.T, kind int, s string) {
		v, problem := route53.CheckValue(kinds[uint(kind)%uint(len(kinds))], s)
		if problem == "" && v != s {
			t.Fatalf("%q is kept as %q", s, v)
		}
	})
}
