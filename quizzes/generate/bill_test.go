package generate

import (
	"strings"
	"testing"

	"skylab/content"
	"skylab/text"
)

// TestPricesAreTheFacts holds the prices that stand in this package, and those
// that items say or claim with, to the facts that lessons cite.
func TestPricesAreTheFacts(t *testing.T) {
	facts, _ := content.BuiltinFacts()
	for id, want := range map[string][]string{
		"kms.request-price":            {"10,000 requests", "$0.03", "20,000"},
		"kms.key-price":                {"$1 a month"},
		"route53.zone-price":           {"$0.50"},
		"route53.policy-price":         {"$0.40 in simple", "$0.60 by latency", "$0.70 by geolocation"},
		"route53.alias-price":          {"free"},
		"vpc.nat-price":                {"$0.045 an hour", "$32.85"},
		"vpc.public-ipv4-price":        {"$0.005 an hour", "$3.65"},
		"vpc.interface-endpoint-price": {"$0.01 an hour", "$7.30"},
	} {
		f, ok := facts.Find(id)
		for _, words := range want {
			if !ok || !strings.Contains(f.In(text.English), words) {
				t.Errorf("%s: not %q: %s", id, words, f.In(text.English))
			}
		}
	}
}

// TestPricesAreTheSimulators: the console's claims count with cents; they are
// the simulator's prices.
func TestPricesAreTheSimulators(t *testing.T) {
	for what, want := range map[string]cents{"nat-gateway": 3285, "public-ipv4": 365, "interface-endpoint": 730} {
		if got := micro((standing{}).each(what) * 730); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
}
