package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/route53"
)

// nameSpecs: which answer, which share, from when on.
func nameSpecs() []spec {
	return []spec{
		{id: "answer", module: "route53", topic: "routing", step: "route53/survive", tasks: []string{"SAA-C03/2.2", "SOA-C03/5.2", "DOP-C02/3.1"}, level: 3, draw: drawAnswer},
		{id: "weights", module: "route53", topic: "routing", step: "route53/share", tasks: []string{"SAA-C03/2.2", "SOA-C03/5.2"}, level: 2, draw: drawWeights},
		{id: "caches", module: "route53", topic: "caches", step: "route53/ttl", tasks: []string{"SAA-C03/2.2", "SOA-C03/5.2"}, level: 2, draw: drawCaches},
	}
}

// cities are where questions come from.
var askedFrom = []string{"Seoul", "Busan", "Tokyo", "Berlin", "New York", "Sao Paulo", "Sydney"}

// town is a city by its name in the language of the learner.
func town(city string) said {
	return say("city." + strings.ReplaceAll(strings.ToLower(city), " ", "-"))
}

// drawAnswer asks what somebody in a city gets from a tree of records.
func drawAnswer(d *draw) *sketch {
	z := newZone()
	hosts := shuffled(d, "hosts", []int{20, 30, 40, 50, 60, 70})
	at := func(i int) []string { return []string{fmt.Sprintf("203.0.113.%d", hosts[i])} }
	evaluate := d.chance("evaluates", 65)
	country := pick(d, "country", "KR", "KR", "JP")
	sick := func(name string, chance int) string { return z.check(name, d.chance(name, chance)) }
	z.put("shop", route53.RecordSet{Policy: route53.Geolocation, Country: country, SetID: "country", Alias: true, AliasName: "home", Evaluate: evaluate})
	z.put("shop", route53.RecordSet{Policy: route53.Geolocation, Continent: "AS", SetID: "continent", Values: at(0), HealthCheck: sick("c1", 40)})
	if d.chance("default", 65) {
		z.put("shop", route53.RecordSet{Policy: route53.Geolocation, Country: "*", SetID: "default", Values: at(1), HealthCheck: sick("c2", 30)})
	}
	if d.chance("weighted below", 45) {
		weight := int64(pick(d, "weight", 0, 0, 10, 255))
		z.put("home", route53.RecordSet{Policy: route53.Weighted, Weight: weight, SetID: "one", Values: at(2), HealthCheck: sick("c3", 45)})
		z.put("home", route53.RecordSet{Policy: route53.Weighted, Weight: 10, SetID: "two", Values: at(3), HealthCheck: sick("c4", 55)})
	} else {
		z.put("home", route53.RecordSet{Policy: route53.Failover, Primary: true, SetID: "one", Values: at(2), HealthCheck: sick("c3", 60)})
		z.put("home", route53.RecordSet{Policy: route53.Failover, SetID: "two", Values: at(3), HealthCheck: sick("c4", 50)})
	}
	city := pick(d, "city", askedFrom...)
	if d.chance("at home", 50) {
		city = map[string]string{"KR": "Seoul", "JP": "Tokyo"}[country]
	}
	if z.chancy(city) {
		return nil
	}
	return z.sketch(city)
}

// chancy tells whether the answer depends on a draw.
func (z *zone) chancy(city string) bool {
	x, v := z.served()
	from, _ := route53.FindPlace(city)
	first := ""
	for n := range uint64(24) {
		var a route53.Answer
		x.Ask(v, &route53.Query{Name: "shop." + apex + ".", Type: "A", From: from, Draw: route53.Draw(9, 9, n)}, &a)
		got := "-"
		if len(a.Records) > 0 {
			got = a.Records[0].Value
		}
		if first == "" {
			first = got
		}
		if got != first {
			return true
		}
	}
	return false
}

func (z *zone) sketch(city string) *sketch {
	right, a := z.ask(city, true)
	from, _ := route53.FindPlace(city)
	subnet := route53.CityPrefix(route53.CityNumber(city)).Addr().Next()
	k := &sketch{
		stem:  say("answer.stem", "zone", z.listing(), "city", town(city), "country", from.Country),
		why:   plain("```text\n%s\n```", wrapped(findings(a))),
		setup: z.setup(),
		given: fmt.Sprintf("got=$(aws route53 test-dns-answer --hosted-zone-id $ZONE --record-name shop.%s --record-type A --edns0-client-subnet-ip %s --query RecordData --output text)\n", apex, subnet),
	}
	k.right = answerChoice("", right, right, city)
	for _, b := range z.answerBeliefs(city) {
		k.wrong = append(k.wrong, answerChoice(b.name, b.code, right, city))
	}
	return k
}

func answerChoice(belief, address, right, city string) choice {
	c := choice{
		id: belief, same: "at " + address, holds: address == right, text: plain("`%s`", address),
		reason: say("answer."+belief, "address", address, "city", town(city)),
		script: fmt.Sprintf("test \"$got\" = %s", address),
	}
	if address == "" {
		c.text, c.script = say("answer.nothing"), "test -z \"$got\""
	}
	if belief == "" {
		c.reason = say("answer.right", "city", town(city))
		if address == "" {
			c.reason = say("answer.right-nothing", "city", town(city))
		}
	}
	return c
}

// answerBeliefs are the wrong ideas of how Route 53 chooses; most are asked of
// the simulator, about the zone that such a person sees.
func (z *zone) answerBeliefs(city string) []answerBelief {
	var list []answerBelief
	add := func(name, address string) { list = append(list, answerBelief{name, address}) }
	seen := func(o *zone) string { address, _ := o.ask(city, false); return address }
	value := func(id string) string {
		for _, s := range z.sets {
			if s.SetID == id && len(s.Values) > 0 {
				return s.Values[0]
			}
		}
		return ""
	}
	add("health-ignored", seen(z.healthy()))
	add("health-not-evaluated", seen(z.with(func(s *route53.RecordSet) { s.Evaluate = true })))
	add("never-evaluates", seen(z.with(func(s *route53.RecordSet) { s.Evaluate = false })))
	add("larger-area-first", value("continent"))
	add("sick-gives-nothing", "")
	add("first-alive-below", z.firstAlive("one", "two"))
	if v := value("default"); v != "" {
		add("default-for-all", v)
	} else if from, _ := route53.FindPlace(city); from.Continent != "AS" {
		add("continent-for-all", value("continent"))
	}
	add("secondary-when-both-fail", value("two"))
	add("primary-always", value("one"))
	return list
}

// firstAlive is the first healthy one of some records.
func (z *zone) firstAlive(ids ...string) string {
	for _, id := range ids {
		for _, s := range z.sets {
			if s.SetID == id && !z.sick[s.HealthCheck] {
				return s.Values[0]
			}
		}
	}
	return ""
}

// drawWeights asks which share of the answers a weighted record gets.
func drawWeights(d *draw) *sketch {
	z := newZone()
	n := d.between("records", 3, 4)
	for i := range n {
		label := fmt.Sprintf("weight %d", i)
		weight := int64(pick(d, label, 0, 1, 5, 10, 20, 30, 50, 60, 100, 200, 255))
		check := ""
		if d.chance(label+" checked", 60) {
			check = z.check(fmt.Sprintf("c%d", i+1), d.chance(label+" sick", 45))
		}
		z.put("shop", route53.RecordSet{Policy: route53.Weighted, Weight: weight, SetID: string(rune('a' + i)), Values: []string{fmt.Sprintf("203.0.113.%d", 20+i)}, HealthCheck: check})
	}
	return z.weighed(d.below("asked", n))
}
