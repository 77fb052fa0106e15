package route53_test

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// TestShareOfCheckers: more than 18 % must say healthy.
func TestShareOfCheckers(t *testing.T) {
	for _, c := range []struct {
		n, all int
		want   bool
	}{{0, 16, false}, {2, 16, false}, {3, 16, true}, {1, 6, false}, {2, 6, true}, {18, 100, false}, {19, 100, true}, {9, 50, false}} {
		if route53.Aggregate(c.n, c.all) != c.want {
			t.Errorf("%d of %d: want %v", c.n, c.all, c.want)
		}
	}
}

// TestJudgeEdges: each limit of a probe, to the millisecond.
func TestJudgeEdges(t *testing.T) {
	s, ms := cloud.Second, cloud.Millisecond
	body := func(n int) string { return strings.Repeat("-", n-5) + "ready" }
	for _, c := range []struct {
		kind string
		met  route53.Encounter
		want string
	}{
		{"HTTP", route53.Encounter{Connect: 4 * s, First: 2 * s, Status: 200}, route53.ProbePassed},
		{"HTTP", route53.Encounter{Connect: 4*s + ms, Status: 200}, route53.ProbeTimedOut},
		{"HTTP", route53.Encounter{First: 2*s + ms, Status: 200}, route53.ProbeNoResponse},
		{"HTTP", route53.Encounter{Status: 199}, route53.ProbeStatus}, {"HTTP", route53.Encounter{Status: 399}, route53.ProbePassed}, {"HTTP", route53.Encounter{Status: 400}, route53.ProbeStatus},
		{"HTTP", route53.Encounter{}, route53.ProbeNoHTTP}, {"HTTP", route53.Encounter{Refused: true}, route53.ProbeRefused}, {"HTTPS", route53.Encounter{Silent: true}, route53.ProbeTimedOut},
		{"TCP", route53.Encounter{Connect: 10 * s}, route53.ProbePassed}, {"TCP", route53.Encounter{Connect: 10*s + ms}, route53.ProbeTimedOut},
		{"HTTP_STR_MATCH", route53.Encounter{Status: 200, Rest: 2 * s, Body: body(5120)}, route53.ProbePassed},
		{"HTTP_STR_MATCH", route53.Encounter{Status: 200, Body: body(5121)}, route53.ProbeNoMatch},
		{"HTTPS_STR_MATCH", route53.Encounter{Status: 200, Rest: 2*s + ms, Body: "ready"}, route53.ProbeNoBody},
		{"HTTPS_STR_MATCH", route53.Encounter{Status: 500, Body: "ready"}, route53.ProbeStatus},
		{"HTTP_STR_MATCH", route53.Encounter{Status: 200, Body: "READY"}, route53.ProbeNoMatch},
	} {
		if passed, got := route53.Judge(route53.CheckConfig{Type: c.kind, Search: "ready"}, c.met); got != c.want || passed != (c.want == route53.ProbePassed) {
			t.Errorf("%s %+v: %s, want %s", c.kind, c.met, got, c.want)
		}
	}
}

// TestHealthAgainstProbes plays random outages, to some checkers or all, and
// holds the closed form against a dumb checker that walks every probe.
func TestHealthAgainstProbes(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		interval, threshold := []int64{10, 30}[r.IntN(2)], int64(1+r.IntN(10))
		l := newLab()
		start := l.world.Now
		var edges []cloud.Time
		for at := start; len(edges) < 12; {
			at += cloud.Time(1+r.IntN(600_000)) * cloud.Millisecond
			edges = append(edges, at)
		}
		half := r.IntN(2) == 0
		l.edges = edges
		l.met = func(from netip.Addr, _ route53.Asked, at cloud.Time) (route53.Encounter, bool) {
			n, _ := slices.BinarySearch(edges, at+1)
			silent := n%2 == 1 && (!half || from.As4()[3]%2 == 0)
			return route53.Encounter{Silent: silent, Status: 200}, true
		}
		id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), RequestInterval: &interval, FailureThreshold: &threshold})
		walk := newWalker(&l.state, id, 7, start, interval, threshold, l.met)
		for at := start; at < edges[11]+20*cloud.Minute; at += cloud.Second {
			if is, want := l.state.Healthy(id, at), walk.healthy(at); is != want {
				t.Fatalf("seed %d, %d s after the start: healthy is %v, by walking the probes %v", seed, (at-start)/cloud.Second, is, want)
			}
		}
	}
}

// walker is the dumb second version: it does every probe.
type walker struct {
	checkers         []route53.CheckerForTest
	next             []cloud.Time
	content          []bool
	against          []int64
	every, threshold int64
	met              func(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool)
}

func newWalker(s *route53.State, id string, seed uint64, start cloud.Time, interval, threshold int64, met func(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool)) *walker {
	w := &walker{checkers: route53.CheckersForTest(seed, s.Checks.Find(id)), every: interval, threshold: threshold, met: met}
	for _, k := range w.checkers {
		every := cloud.Time(interval) * cloud.Second
		at := start/every*every - every + k.Phase
		for at < start {
			at += every
		}
		w.next, w.content, w.against = append(w.next, at), append(w.content, true), append(w.against, 0)
	}
	return w
}

func (w *walker) healthy(now cloud.Time) bool {
	n := 0
	for i, k := range w.checkers {
		for ; w.next[i] <= now; w.next[i] += cloud.Time(w.every) * cloud.Second {
			m, _ := w.met(k.From, route53.Asked{}, w.next[i])
			if passed := !m.Silent; passed == w.content[i] {
				w.against[i] = 0
			} else if w.against[i]++; w.against[i] >= w.threshold {
				w.content[i], w.against[i] = passed, 0
			}
		}
		if w.content[i] {
			n++
		}
	}
	return n*100 > 18*len(w.checkers)
}

// TestRegionsOfCheckers: fewer Regions, fewer checkers; three at least.
func TestRegionsOfCheckers(t *testing.T) {
	l := newLab()
	id := l.check(t, route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80)), Regions: []string{"us-east-1", "eu-west-1", "sa-east-1"}})
	l.pass(cloud.Minute)
	out, err := l.state.GetHealthCheckStatus(l.call(), route53.GetHealthCheckStatusInput{HealthCheckId: id})
	if err != nil || len(out.HealthCheckObservations) != 6 {
		t.Fatalf("%d observations: %v", len(out.HealthCheckObservations), err)
	}
	if _, err := l.tryCheck(route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80)), Regions: []string{"us-east-1", "eu-west-1"}}); code(err) != "InvalidInput" {
		t.Errorf("two Regions: %v", err)
	}
}

// TestUpdateKeepsWhatIsKnown: a check that was found unhealthy stays so after
// an update until its checkers know better.
func TestUpdateKeepsWhatIsKnown(t *testing.T) {
	l := newLab()
	down := true
	l.met = func(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool) {
		return route53.Encounter{Silent: down, Status: 200}, true
	}
	id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), RequestInterval: new(int64(10))})
	l.pass(2 * cloud.Minute)
	if l.state.Healthy(id, l.world.Now) {
		t.Fatal("two minutes of silence were not noticed")
	}
	before := l.world.Now - cloud.Minute
	down = false
	if _, err := l.state.UpdateHealthCheck(l.call(), route53.UpdateHealthCheckInput{HealthCheckId: id, FailureThreshold: new(int64(2)), Regions: []string{"us-east-1", "eu-west-1", "sa-east-1"}}); err != nil {
		t.Fatal(err)
	}
	if l.state.Healthy(id, l.world.Now) || l.state.Healthy(id, before) {
		t.Error("an update made it healthy")
	}
	l.pass(40 * cloud.Second)
	if !l.state.Healthy(id, l.world.Now) {
		t.Error("it is not healthy though its endpoint answers")
	}
	if _, err := l.state.UpdateHealthCheck(l.call(), route53.UpdateHealthCheckInput{HealthCheckId: id, HealthCheckVersion: new(int64(1))}); code(err) != "HealthCheckVersionMismatch" {
		t.Errorf("an old version: %v", err)
	}
}

// TestSites: a declared place answers as it was declared, and fails when it was
// declared to fail; any other address answers 200.
func TestSites(t *testing.T) {
	l := newLab()
	l.state.Declare(route53.Site{Address: "203.0.113.20", Name: "kitchen", Port: 80, Path: "/health", Status: 200, Body: "ready"})
	for _, c := range []struct {
		k    route53.HealthCheckConfig
		want bool
	}{
		{route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), ResourcePath: new("/health")}, true},
		{route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), ResourcePath: new("health?x=1")}, true},
		{route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), ResourcePath: new("/")}, false},
		{route53.HealthCheckConfig{Type: new("HTTPS"), IPAddress: new("203.0.113.20")}, false},
		{route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80))}, true},
		{route53.HealthCheckConfig{Type: new("HTTP_STR_MATCH"), IPAddress: new("203.0.113.20"), ResourcePath: new("/health"), SearchString: new("ready")}, true},
		{route53.HealthCheckConfig{Type: new("HTTP_STR_MATCH"), IPAddress: new("203.0.113.20"), ResourcePath: new("/health"), SearchString: new("closed")}, false},
		{route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("198.51.100.99")}, true},
	} {
		id := l.check(t, c.k)
		if got := l.state.Healthy(id, l.world.Now+10*cloud.Minute); got != c.want {
			t.Errorf("%+v: healthy is %v", *c.k.Type, got)
		}
	}
	id := l.check(t, route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("198.51.100.99"), Port: new(int64(443)), RequestInterval: new(int64(10))})
	from := l.world.Now + cloud.Hour
	l.state.FailSite("198.51.100.99", from, from+cloud.Hour)
	l.state.Look(&l.world)
	var got []bool
	for _, at := range []cloud.Time{from, from + cloud.Minute, from + cloud.Hour, from + cloud.Hour + cloud.Minute} {
		got = append(got, l.state.Healthy(id, at))
	}
	if !slices.Equal(got, []bool{true, false, false, true}) {
		t.Errorf("over an outage: %v", got)
	}
}

// TestRefusedChecks: settings that AWS does not take.
func TestRefusedChecks(t *testing.T) {
	address := func(k route53.HealthCheckConfig) route53.HealthCheckConfig {
		k.IPAddress = new("203.0.113.20")
		return k
	}
	for name, k := range map[string]route53.HealthCheckConfig{
		"no type":                    address(route53.HealthCheckConfig{}),
		"neither address nor name":   {Type: new("HTTP")},
		"a private address":          {Type: new("HTTP"), IPAddress: new("10.0.0.5")},
		"loopback":                   {Type: new("HTTP"), IPAddress: new("::1")},
		"interval":                   address(route53.HealthCheckConfig{Type: new("HTTP"), RequestInterval: new(int64(20))}),
		"threshold 0":                address(route53.HealthCheckConfig{Type: new("HTTP"), FailureThreshold: new(int64(0))}),
		"threshold 11":               address(route53.HealthCheckConfig{Type: new("HTTP"), FailureThreshold: new(int64(11))}),
		"an absurd threshold":        address(route53.HealthCheckConfig{Type: new("HTTP"), FailureThreshold: new(int64(1 << 40))}),
		"TCP without a port":         address(route53.HealthCheckConfig{Type: new("TCP")}),
		"a path of TCP":              address(route53.HealthCheckConfig{Type: new("TCP"), Port: new(int64(80)), ResourcePath: new("/")}),
		"no text to look for":        address(route53.HealthCheckConfig{Type: new("HTTP_STR_MATCH")}),
		"a text without its type":    address(route53.HealthCheckConfig{Type: new("HTTP"), SearchString: new("x")}),
		"children of an endpoint":    address(route53.HealthCheckConfig{Type: new("HTTP"), ChildHealthChecks: []string{"x"}}),
		"a child that is not there":  {Type: new("CALCULATED"), ChildHealthChecks: []string{"x"}},
		"an alarm that is not there": {Type: new("CLOUDWATCH_METRIC"), AlarmIdentifier: &route53.AlarmIdentifier{Region: new("us-east-1"), Name: new("none")}},
		"a port beyond":              address(route53.HealthCheckConfig{Type: new("HTTP"), Port: new(int64(70000))}),
	} {
		if _, err := newLab().tryCheck(k); code(err) != "InvalidInput" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLongHistory: thousands of ups and downs keep the history short and the
// opinion right.
func TestLongHistory(t *testing.T) {
	l := newLab()
	down := false
	l.met = func(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool) {
		return route53.Encounter{Silent: down, Status: 200}, true
	}
	id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), RequestInterval: new(int64(10)), FailureThreshold: new(int64(1))})
	for n := range 3000 {
		down = !down
		l.pass(cloud.Minute)
		if l.state.Healthy(id, l.world.Now) == down {
			t.Fatalf("after %d changes: healthy is %v", n+1, !down)
		}
	}
	c := l.state.Checks.Find(id)
	if len(c.History) > 400 || len(c.Flips) > 1200 {
		t.Errorf("%d stretches, %d flips are kept", len(c.History), len(c.Flips))
	}
}

// BenchmarkYear lets a year pass over ten checks with an outage a day, and asks
// each day.
func BenchmarkYear(b *testing.B) {
	for b.Loop() {
		l := newLab()
		var ids []string
		for range 10 {
			id, err := l.tryCheck(route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), RequestInterval: new(int64(10))})
			if err != nil {
				b.Fatal(err)
			}
			ids = append(ids, id)
		}
		for day := range cloud.Time(365) {
			l.state.FailSite("203.0.113.20", l.world.Now+cloud.Hour, l.world.Now+2*cloud.Hour)
			l.pass(cloud.Day)
			for _, id := range ids {
				if !l.state.Healthy(id, l.world.Now) {
					b.Fatal(day)
				}
			}
		}
	}
}

// TestCalculated: as many healthy children as the threshold are enough.
func TestCalculated(t *testing.T) {
	l := newLab()
	child := func(ill bool) string {
		return l.check(t, route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80)), Disabled: new(true), Inverted: new(ill)})
	}
	ids := []string{child(false), child(false), child(true)}
	for threshold, want := range map[int64]bool{0: true, 1: true, 2: true, 3: false} {
		id := l.check(t, route53.HealthCheckConfig{Type: new("CALCULATED"), ChildHealthChecks: ids, HealthThreshold: &threshold})
		if l.state.Healthy(id, l.world.Now) != want {
			t.Errorf("threshold %d of two healthy children: want %v", threshold, want)
		}
	}
}
