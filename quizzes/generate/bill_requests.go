package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/kms"
	"skylab/simulators/route53"
)

// Prices that no simulator charges, since they are for requests; the facts
// named beside them have them, and a test holds them to those.
const (
	keyRequests     cloud.MicroUSD = 30_000  // 10,000 requests: kms.request-price
	freeKeyRequests                = 20_000  // a month: kms.request-price
	queriesPlain    cloud.MicroUSD = 400_000 // a million: route53.policy-price
	queriesLatency  cloud.MicroUSD = 600_000 // a million: route53.policy-price
	queriesGeo      cloud.MicroUSD = 700_000 // a million: route53.policy-price
)

// keyMonth is a month of KMS.
type keyMonth struct {
	keys, pending, aws int // customer managed, of them waiting for deletion, and AWS managed
	replicas           int
	requests           int
}

// drawKeyBill asks what a month of KMS costs.
func drawKeyBill(d *draw) *sketch {
	m := keyMonth{keys: d.between("keys", 2, 7), aws: d.between("aws", 1, 3), replicas: d.between("replicas", 0, 2), requests: d.between("requests", 2, 90) * 100_000}
	m.pending = d.between("pending", 0, m.keys-1)
	standing, script, ok := m.standing()
	if !ok {
		return nil
	}
	requests := micro(cloud.MicroUSD(m.requests-freeKeyRequests) * keyRequests / 10_000)
	right := standing + requests
	k := &sketch{
		stem:  say("key-bill.stem", "keys", m.keys-m.pending, "pending", m.pending, "aws", m.aws, "replicas", m.replicas, "requests", thousands(m.requests)),
		setup: script,
		given: fmt.Sprintf(keyTotal, m.requests),
		facts: []string{"kms.key-price", "kms.request-price"},
		why:   shownAs(form("%s %10s", say("key-bill.of-keys").padded(26), standing), form("%s %10s", say("key-bill.of-requests", "all", thousands(m.requests), "free", thousands(freeKeyRequests)).padded(26), requests), plain("%-26s %10s", "TOTAL", right)),
	}
	add := func(belief string, c cents) choice {
		o := amount(belief, c, right, say("key-bill."+belief, "pending", m.pending, "aws", m.aws, "replicas", m.replicas, "requests", thousands(m.requests)))
		if c != right && far(c, right) && c >= 0 {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", right)
	add("pending-still-costs", right+100*cents(m.pending))
	add("aws-keys-cost", right+100*cents(m.aws))
	add("replicas-are-free", right-100*cents(m.replicas))
	add("requests-are-free", standing)
	add("keys-are-free", requests)
	add("a-thousand-for-three-cents", standing+10*requests)
	add("one-key-one-dollar", 100+requests)
	return k
}

// standing has the simulator make the keys and tells what they cost a month.
func (m keyMonth) standing() (cents, string, bool) {
	v := newVault()
	for i := range m.keys {
		in := kms.CreateKeyInput{}
		if i < m.replicas {
			in.MultiRegion = new(true)
		}
		id, err := v.key(fmt.Sprintf("KEY_%d", i), in)
		if err != nil {
			return 0, "", false
		}
		if i < m.replicas {
			_, err = v.KMS.ReplicateKey(v.call(), kms.ReplicateKeyInput{KeyId: id, ReplicaRegion: "ap-northeast-1"})
			v.run("aws kms replicate-key --key-id $KEY_%d --replica-region ap-northeast-1 >/dev/null\nsleep 1m", i)
		} else if i >= m.keys-m.pending {
			_, err = v.KMS.ScheduleKeyDeletion(v.call(), kms.ScheduleKeyDeletionInput{KeyId: id})
			v.run("aws kms schedule-key-deletion --key-id $KEY_%d >/dev/null", i)
		}
		if err != nil || i < m.replicas && i >= m.keys-m.pending {
			return 0, "", false
		}
	}
	for _, service := range []string{"s3", "dynamodb", "rds"}[:m.aws] {
		v.KMS.Managed(&v.Cloud, home, service)
	}
	sum := cloud.MicroUSD(0)
	for _, t := range v.KMS.Things() {
		sum += t.PerHour
	}
	// An hour's price is rounded down, so a month of hours is a little short.
	return cents((sum*cloud.HoursOfMonth + 999_999) / 1_000_000 * 100), v.script.String(), true
}

// keyTotal counts keys in the console, in both Regions; prices as the facts
// have them.
const keyTotal = `count() { for id in $(aws kms list-keys --region $1 --query 'Keys[].KeyId' --output text); do aws kms describe-key --region $1 --key-id $id --query 'KeyMetadata.[KeyManager,KeyState]' --output text; done | grep CUSTOMER | grep -vc PendingDeletion; }
total=$(( ($(count ap-northeast-2) + $(count ap-northeast-1)) * 100 + (%d - 20000) * 3 / 10000 )) # cents
`

// queryMonth is a month of a hosted zone.
type queryMonth struct {
	zones                       int
	plain, latency, geo, aliasA int // millions of answers; aliasA: of aliases to a load balancer
}

// drawQueryBill asks what a month of Route 53 costs.
func drawQueryBill(d *draw) *sketch {
	m := queryMonth{zones: d.between("zones", 1, 6), plain: d.between("plain", 1, 60), latency: d.between("latency", 0, 30), geo: d.between("geo", 0, 30), aliasA: d.between("alias", 5, 80)}
	standing, ok := m.standing()
	if !ok {
		return nil
	}
	cost := func(plain, latency, geo int) cents {
		return micro(cloud.MicroUSD(plain)*queriesPlain + cloud.MicroUSD(latency)*queriesLatency + cloud.MicroUSD(geo)*queriesGeo)
	}
	right := standing + cost(m.plain, m.latency, m.geo)
	k := &sketch{
		stem:  say("query-bill.stem", "zones", m.zones, "plain", m.plain, "latency", m.latency, "geo", m.geo, "alias", m.aliasA),
		setup: m.setup(),
		given: fmt.Sprintf("total=$(( $(aws route53 list-hosted-zones --query 'length(HostedZones)' --output text) * 50 + %d * 40 + %d * 60 + %d * 70 )) # cents; prices as the facts have them\n", m.plain, m.latency, m.geo),
		facts: []string{"route53.zone-price", "route53.policy-price", "route53.alias-price"},
		why: shownAs(
			form("%s %9s", say("query-bill.of-zones", "n", m.zones).padded(22), standing),
			form("%s %9s", say("query-bill.of-answers", "n", m.plain, "price", "$0.40").padded(22), cost(m.plain, 0, 0)),
			form("%s %9s", say("query-bill.of-answers", "n", m.latency, "price", "$0.60").padded(22), cost(0, m.latency, 0)),
			form("%s %9s", say("query-bill.of-answers", "n", m.geo, "price", "$0.70").padded(22), cost(0, 0, m.geo)),
			form("%s %9s", say("query-bill.of-aliases", "n", m.aliasA).padded(22), cents(0)),
			plain("%-22s %9s", "TOTAL", right)),
	}
	add := func(belief string, c cents) choice {
		o := amount(belief, c, right, say("query-bill."+belief, "alias", m.aliasA, "zones", m.zones, "right", right))
		if c != right && far(c, right) && c > 0 {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", right)
	add("aliases-cost-too", right+cost(m.aliasA, 0, 0))
	add("all-at-one-price", standing+cost(m.plain+m.latency+m.geo, 0, 0))
	add("zones-are-free", right-standing)
	add("queries-are-free", standing)
	add("policies-are-free", standing+cost(m.plain, 0, 0))
	add("all-at-the-highest", standing+cost(0, 0, m.plain+m.latency+m.geo))
	return k
}

// standing has the simulator make the zones and tells what they cost a month.
func (m queryMonth) standing() (cents, bool) {
	v := newVault()
	for i := range m.zones {
		if _, err := v.Route53.CreateHostedZone(v.call(), route53.CreateHostedZoneInput{Name: zoneName(i), CallerReference: zoneName(i)}); err != nil {
			return 0, false
		}
	}
	sum := cloud.MicroUSD(0)
	for _, t := range v.Route53.Things() {
		sum += t.PerHour
	}
	return cents((sum*cloud.HoursOfMonth + 499_999) / 500_000 * 50), true
}

func (m queryMonth) setup() string {
	var b strings.Builder
	for i := range m.zones {
		fmt.Fprintf(&b, "aws route53 create-hosted-zone --name %s --caller-reference %s >/dev/null\n", zoneName(i), zoneName(i))
	}
	return b.String()
}

func zoneName(i int) string { return fmt.Sprintf("shop-%d.example.com", i+1) }
