package vpc

import "testing"

// What the oracles' adaptors, which live outside the package, need of it.

// OracleNetwork compiles a network given in the words of worldOf.
func OracleNetwork(t *testing.T, script string) *Network {
	t.Helper()
	return worldOf(t, script).network()
}

// OracleScope is where that network lies.
var OracleScope = testRegion

// OracleQuotas lists the defaults of quotas by their names; those that Service
// Quotas does not show have their code for a name.
func OracleQuotas() map[string]int {
	m := map[string]int{}
	for _, q := range quotaTable {
		name := q.name
		if name == "" {
			name = q.code
		}
		m[name] = q.standard()
	}
	return m
}

// OracleRule tells whether one rule of a group, alone, lets a packet through.
// kind and code count for ICMP.
func OracleRule(rule GroupRule, lists map[string][]PrefixEntry, p Packet, kind, code int32) bool {
	s := State{}
	r := &Region{Scope: testRegion}
	n := Compile(&s, 0, testAccount)
	for id, entries := range lists {
		n.compilePrefixList(r.Scope, &PrefixList{ID: id, Entries: entries})
	}
	g := groupNode{}
	g.in = n.flatten(nil, r.Scope.Region, rule, 0)
	g.out = g.in
	_, ok := g.match(n, &p, icmp{kind, code}, none, rule.Egress)
	return ok
}
