package dns_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"skylab/console"
	"skylab/simulators/route53"
)

const shop = `N=lunchbell.example.com
Z=$(aws route53 create-hosted-zone --name $N --caller-reference a --query HostedZone.Id --output text)
aws route53domains update-domain-nameservers --domain-name $N --nameservers "$(aws route53 get-hosted-zone --id $Z --query 'DelegationSet.NameServers[].{Name:@}' --output json)" >/dev/null
rr() { aws route53 change-resource-record-sets --hosted-zone-id $Z --change-batch "{\"Changes\":[$1]}" >/dev/null; }
one() { echo "{\"Action\":\"UPSERT\",\"ResourceRecordSet\":{\"Name\":\"$N\",\"Type\":\"A\",\"TTL\":$3,\"SetIdentifier\":\"$1\",$2,\"ResourceRecords\":[{\"Value\":\"$4\"}]}}"; }
`

func ready(t *testing.T, seed uint64, script string) *console.Moment {
	t.Helper()
	m := run(t, console.New(console.Options{Seed: seed, Region: "us-east-1", NoDefaultVPC: true}), shop+script+"\nsleep 1h")
	if m.Status != 0 {
		t.Fatalf("%s", m.Output)
	}
	return m
}

func crowd(t *testing.T, m *console.Moment, line string) (route53.Result, *console.Moment) {
	t.Helper()
	n := run(t, m, line+" --output json")
	var r route53.Result
	if err := json.Unmarshal(n.Output, &r); err != nil {
		t.Fatalf("%s: %v: %s", line, err, n.Output)
	}
	return r, n
}

// TestSharesFollowWeights measures weights over the world, under several seeds.
func TestSharesFollowWeights(t *testing.T) {
	for seed := range uint64(4) {
		m := ready(t, seed, `rr "$(one a '"Weight":10' 60 203.0.113.20),$(one b '"Weight":100' 60 203.0.113.21)"`)
		r, _ := crowd(t, m, "load dns lunchbell.example.com --for 10m")
		if len(r.Weights) != 1 || !r.Weights[0].Within || r.Answers < 3000 {
			t.Errorf("seed %d: %+v of %d", seed, r.Weights, r.Answers)
		}
		if got := r.Weights[0].Sets[0]; got.Expected != 0.090909 || got.Tolerance > 0.03 {
			t.Errorf("10 of 110 is expected to be %f ± %f", got.Expected, got.Tolerance)
		}
	}
}

// TestOutageOfAFailover kills the primary: nobody is sent to it for longer than
// the checkers need and the TTL lasts.
func TestOutageOfAFailover(t *testing.T) {
	for _, ttl := range []int{60, 300} {
		m := ready(t, 7, fmt.Sprintf(`C=$(aws route53 create-health-check --caller-reference h --health-check-config Type=HTTP,IPAddress=203.0.113.20,Port=80,RequestInterval=10,FailureThreshold=3 --query HealthCheck.Id --output text)
rr "$(one p '"Failover":"PRIMARY","HealthCheckId":"'$C'"' %d 203.0.113.20),$(one s '"Failover":"SECONDARY"' %d 203.0.113.21)"`, ttl, ttl))
		m = run(t, m, "fault host 203.0.113.20 --at 100s")
		r, after := crowd(t, m, "load dns lunchbell.example.com --for 15m")
		most := float64(ttl) + 45
		if r.Outage.Share == 0 || r.Outage.Max > most || r.Outage.P95 < float64(ttl)*0.8 {
			t.Errorf("TTL %d: %+v, want at most %.0f s", ttl, r.Outage, most)
		}
		if after.Now()-m.Now() != 15*60*1e9 {
			t.Errorf("it took %d ns of virtual time", after.Now()-m.Now())
		}
		if len(after.Crowds) != 1 || len(after.Crowds[0].Places) != 210 {
			t.Errorf("the moment has %d loads", len(after.Crowds))
		}
	}
}

// TestStaleUntilTheTTLEnds changes an address: the old one is given until the
// longest-lived copy of it has run out, and no second longer.
func TestStaleUntilTheTTLEnds(t *testing.T) {
	m := ready(t, 7, `rr "$(one a '"Weight":1' 300 203.0.113.20)"`)
	_, m = crowd(t, m, "load dns lunchbell.example.com --for 10m")
	m = run(t, m, `rr "$(one a '"Weight":1' 300 203.0.113.21)"`)
	begin := m.Now()
	r, m := crowd(t, m, "load dns lunchbell.example.com --for 10m")
	until, err := time.Parse(time.RFC3339, r.Stale.Until)
	if err != nil || r.Stale.Share < 0.1 {
		t.Fatalf("stale: %+v", r.Stale)
	}
	if lasted := until.UnixNano() - int64(begin); lasted < 280e9 || lasted > 361e9 {
		t.Errorf("the old address is given for %d s, want 300 s and what the change is under way", lasted/1e9)
	}
	if r, _ = crowd(t, m, "load dns lunchbell.example.com --for 5m"); r.Stale.Share != 0 {
		t.Errorf("later it is still given: %+v", r.Stale)
	}
}

// TestMeanwhile changes the address while users ask, and lets a host fail.
func TestMeanwhile(t *testing.T) {
	m := ready(t, 7, `rr "$(one a '"Weight":1' 60 203.0.113.20)"`)
	r, after := crowd(t, m, `export Z N; load dns lunchbell.example.com --from KR --for 10m --at 2m "aws route53 change-resource-record-sets --hosted-zone-id $Z --change-batch '{\"Changes\":[$(one a '"Weight":1' 60 203.0.113.21)]}'" --at 5m 'fault host 203.0.113.21'`)
	if len(r.Shares) != 2 || r.Shares[1].Users < 0.6 || r.Shares[1].Users > 0.8 {
		t.Errorf("shares are %+v", r.Shares)
	}
	if r.Dead.Share < 0.4 || r.Dead.Share > 0.55 || r.Stale.Share == 0 {
		t.Errorf("dead %+v, stale %+v", r.Dead, r.Stale)
	}
	if took := after.Now() - m.Now(); took < 10*60*1e9 || took > 10*60*1e9+3e9 {
		t.Errorf("it took %d ns", took)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	var outputs []string
	for range 2 {
		m := ready(t, 7, `rr "$(one a '"Weight":10' 60 203.0.113.20),$(one b '"Weight":100' 60 203.0.113.21)"`)
		n := run(t, m, "load dns lunchbell.example.com --for 3m; dig +short lunchbell.example.com --from Busan; load dns lunchbell.example.com --rate 3/s --for 2m --output json")
		outputs = append(outputs, string(n.Output))
	}
	if outputs[0] != outputs[1] {
		t.Error("the same seed gives other bytes")
	}
}

// TestAYearCanBeStopped: a load that is cancelled leaves nothing behind.
func TestAYearCanBeStopped(t *testing.T) {
	m := ready(t, 7, `rr "$(one a '"Weight":1' 60 203.0.113.20)"`)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if n, err := m.Run(ctx, "load dns lunchbell.example.com --for 365d"); err == nil || n != m {
		t.Errorf("a year ran to its end: %v", err)
	}
}

// TestLargeZone asks a zone of as many records as a zone may have, about.
func TestLargeZone(t *testing.T) {
	m := ready(t, 7, `for i in $(seq 10); do
  b=$(for j in $(seq 999); do printf '{"Action":"CREATE","ResourceRecordSet":{"Name":"h%d-%d.lunchbell.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"203.0.113.20"}]}},' $i $j; done)
  aws route53 change-resource-record-sets --hosted-zone-id $Z --change-batch "{\"Changes\":[${b%,}]}" >/dev/null
done`)
	n := run(t, m, "dig +short h10-999.lunchbell.example.com; dig +short h5-7.lunchbell.example.com --from Tokyo; dig nix.lunchbell.example.com | grep -c NXDOMAIN")
	if got := string(n.Output); got != "203.0.113.20\n203.0.113.20\n1\n" {
		t.Errorf("it answers %q", got)
	}
	if strings.Contains(string(n.Output), "SERVFAIL") {
		t.Error("it fails")
	}
}

// BenchmarkLoad is half an hour of the world, in steps of a second.
func BenchmarkLoad(b *testing.B) {
	m, err := console.New(console.Options{Seed: 7, Region: "us-east-1", NoDefaultVPC: true}).Run(context.Background(), shop+`rr "$(one a '"Weight":10' 60 203.0.113.20),$(one b '"Weight":100' 60 203.0.113.21)"; sleep 1h`)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := m.Run(context.Background(), "load dns lunchbell.example.com --for 30m"); err != nil {
			b.Fatal(err)
		}
	}
}
