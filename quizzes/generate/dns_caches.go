package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// move is a record that changes while a resolver remembers what it was told.
// Times are in minutes after the first question, which comes at noon.
type move struct {
	city       string
	missing    bool // the first question came before there was any record
	ttl, later int  // minutes: of the record before and after the change
	changed    int  // when it was changed, or made
	lowered    int  // when its TTL was lowered and the address kept; 0: never
}

// The addresses before and after.
const (
	oldPlace = "203.0.113.20"
	newPlace = "203.0.113.40"
)

// drawCaches asks from when on a resolver gives a changed record.
func drawCaches(d *draw) *sketch {
	m := move{
		city: pick(d, "city", "Seoul", "Busan", "Tokyo", "Berlin", "Paris"), missing: d.chance("missing", 30),
		ttl: pick(d, "ttl", 20, 30, 60, 90, 120, 240), later: pick(d, "later", 2, 5, 10, 15),
	}
	m.changed = d.between("changed", 9, 55)
	if m.missing {
		m.changed = d.between("changed", 3, 11)
	}
	if !m.missing && d.chance("lowered", 50) {
		m.lowered = d.between("lowered at", 2, m.changed-6)
		if d.chance("lowered late", 60) {
			m.lowered = max(2, m.changed-d.between("how late", 1, m.later-1))
		}
	}
	first := m.first()
	k := &sketch{
		stem:  say("caches.stem", "story", m.story(), "city", town(m.city), "address", newPlace),
		why:   say("caches.why", "changed", clock(m.changed), "first", clock(first)),
		setup: m.setup(),
		given: fmt.Sprintf("new() { [ \"$(dig +short shop.%s --from %s)\" = %s ]; }\nfrom() { sleep $(( $1 - 1 ))m; if new; then false; else sleep 1m; new; fi; } # from MINUTES: at that minute for the first time\n", apex, m.city, newPlace),
	}
	k.right = m.choice("", first, first)
	for _, b := range m.beliefs() {
		if b.line > m.changed {
			k.wrong = append(k.wrong, m.choice(b.name, b.line, first))
		}
	}
	if first <= m.changed {
		return nil
	}
	return k
}

// beliefs are the minutes from which on people with wrong beliefs expect the
// new address.
func (m move) beliefs() []belief {
	list := []belief{
		{"at-once", m.changed + 1}, {"both-at-noon", m.changed + m.later}, {"a-day", 24 * 60},
	}
	if !m.missing {
		list = append(list, belief{"from-the-change", m.changed + m.ttl})
	} else {
		list = append(list, belief{"no-is-kept-from-the-change", m.changed + 15}, belief{"no-for-an-hour", 60})
	}
	if m.lowered > 0 {
		list = append(list, belief{"too-late", m.lowered + m.later}, belief{"from-the-lowering", m.lowered + m.ttl})
	}
	return list
}

// first has the simulator's resolver asked minute after minute, over the whole
// day: the first minute at which it gives the new address.
func (m move) first() int {
	v, id, ok := m.live()
	if !ok {
		return 0
	}
	v.ask(m.city)
	for minute := 1; minute <= 26*60; minute++ {
		if minute == m.lowered && !v.record(id, oldPlace, m.later) || minute == m.changed && !v.record(id, newPlace, m.later) {
			return 0
		}
		v.Cloud.Now += cloud.Minute
		if minute >= m.changed && v.ask(m.city) == newPlace {
			return minute
		}
	}
	return 0
}

// live is the world at noon: the zone is served, and has its record unless it
// is missing.
func (m move) live() (*vault, string, bool) {
	v := newVault()
	made, err := v.Route53.CreateHostedZone(v.call(), route53.CreateHostedZoneInput{Name: apex, CallerReference: "first"})
	if err != nil {
		return nil, "", false
	}
	id := made.HostedZone.Id
	var servers []route53.Nameserver
	for _, s := range made.DelegationSet.NameServers {
		servers = append(servers, route53.Nameserver{Name: new(s)})
	}
	if _, err := v.Route53.UpdateDomainNameservers(v.call(), route53.UpdateDomainNameserversInput{DomainName: apex, Nameservers: servers}); err != nil {
		return nil, "", false
	}
	if !m.missing && !v.record(id, oldPlace, m.ttl) {
		return nil, "", false
	}
	v.Sleep(2 * cloud.Hour)
	return v, id, true
}

// record writes the record of shop.
func (v *vault) record(id, address string, minutes int) bool {
	_, err := v.Route53.ChangeResourceRecordSets(v.call(), route53.ChangeResourceRecordSetsInput{HostedZoneId: id, ChangeBatch: route53.ChangeBatch{
		Changes: []route53.ChangeItem{{Action: new("UPSERT"), ResourceRecordSet: &route53.ResourceRecordSet{
			Name: new("shop." + apex), Type: new("A"), TTL: new(int64(minutes) * 60), ResourceRecords: []route53.ResourceRecord{{Value: new(address)}},
		}}},
	}})
	return err == nil
}

// ask asks the resolver of a city's provider, which remembers.
func (v *vault) ask(city string) string {
	n := route53.CityNumber(city)
	r := route53.Provider(n)
	client := route53.Client{Place: route53.CityPlace(n), Address: route53.CityPrefix(n).Addr().Next()}
	out := v.Route53.Internet(v.Cloud.Seed, v.Cloud.Now).Resolve(r, client, "shop."+apex+".", "A", &v.Route53.Caches)
	if len(out.Records) == 0 {
		return ""
	}
	return out.Records[0].Value
}

func (m move) choice(belief string, minute, first int) choice {
	c := choice{
		id: belief, holds: minute == first, text: plain("%s", clock(minute)),
		reason: say("caches."+belief, "at", clock(minute), "first", clock(first), "ttl", m.ttl, "later", m.later, "changed", clock(m.changed), "lowered", clock(m.lowered)),
		script: fmt.Sprintf("from %d", minute-m.changed),
	}
	if minute >= 24*60 {
		c.text = say("caches.tomorrow", "at", clock(minute-24*60))
	}
	if belief == "" {
		c.reason = say("caches.right", "ttl", m.ttl)
		if m.missing {
			c.reason = say("caches.right-missing")
		}
	}
	return c
}

// clock is a minute after noon as a clock shows it.
func clock(minute int) string {
	return fmt.Sprintf("%02d:%02d", (12+minute/60)%24, minute%60)
}

// story is what happens, as the learner reads it.
func (m move) story() said {
	answer := fmt.Sprintf("%s, TTL %d", oldPlace, m.ttl*60)
	if m.missing {
		answer = "NXDOMAIN, SOA minimum 900"
	}
	lines := []said{say("caches.asked", "city", town(m.city), "answer", answer)}
	if m.lowered > 0 {
		lines = append(lines, plain("%s  UPSERT %s, TTL %d", clock(m.lowered), oldPlace, m.later*60))
	}
	return listed(append(lines, plain("%s  UPSERT %s, TTL %d", clock(m.changed), newPlace, m.later*60)))
}

func (m move) setup() string {
	var b strings.Builder
	fmt.Fprintf(&b, "ZONE=$(aws route53 create-hosted-zone --name %s --caller-reference first --query HostedZone.Id --output text)\n", apex)
	fmt.Fprintf(&b, "put() { aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch \"{\\\"Changes\\\":[{\\\"Action\\\":\\\"UPSERT\\\",\\\"ResourceRecordSet\\\":{\\\"Name\\\":\\\"shop.%s\\\",\\\"Type\\\":\\\"A\\\",\\\"TTL\\\":$2,\\\"ResourceRecords\\\":[{\\\"Value\\\":\\\"$1\\\"}]}}]}\" >/dev/null; } # put ADDRESS TTL\n", apex)
	if !m.missing {
		fmt.Fprintf(&b, "put %s %d\n", oldPlace, m.ttl*60)
	}
	b.WriteString(live)
	fmt.Fprintf(&b, "dig +short shop.%s --from %s\n", apex, m.city)
	at := 0
	if m.lowered > 0 {
		fmt.Fprintf(&b, "sleep %dm\nput %s %d\n", m.lowered, oldPlace, m.later*60)
		at = m.lowered
	}
	fmt.Fprintf(&b, "sleep %dm\nput %s %d\n", m.changed-at, newPlace, m.later*60)
	return b.String()
}
