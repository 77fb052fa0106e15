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

// OracleQuota is AWS's default of a quota, and how far it can be raised, by its
// name; those that Service Quotas does not show have their code for a name.
func OracleQuota(name string) (value, most int) {
	for i := range quotaTable {
		if q := &quotaTable[i]; q.name == name || q.name == "" && q.code == name {
			return q.standard(), q.most
		}
	}
	return -1, -1
}

// OracleQuotaByCode is OracleQuota by the quota's code.
func OracleQuotaByCode(code string) (value, most int) {
	q := quotaByCode[code]
	return q.standard(), q.most
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
