package route53_test

import (
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

var word = map[bool]string{true: "healthy", false: "unhealthy"}

// oracleHealth asks about checks of endpoints.
func oracleHealth(t *testing.T, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["checkers"] != nil:
		c.only("checkers", "report_healthy")
		return equal(object{"endpoint": word[route53.Aggregate(number(g["report_healthy"]), number(g["checkers"]))]}, c.Expect)
	case g["type"] != nil:
		return oneProbe(c)
	case g["probes"] != nil:
		return manyProbes(t, c)
	case g["state"] == "new", g["disabled"] != nil:
		c.only("state", "inverted", "disabled")
		l := newLab()
		l.met = silent
		id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), Inverted: new(g["inverted"] == true), Disabled: new(g["disabled"] == true)})
		at := l.world.Now
		if g["disabled"] == true {
			at += cloud.Hour
		}
		return equal(object{"status": word[l.state.Healthy(id, at)]}, c.Expect)
	case g["field"] == "RequestInterval":
		return intervals(t, c)
	case g["interval"] != nil && c.Expect["approx_detection_s"] != nil:
		c.only("interval", "failure_threshold")
		return equal(object{"approx_detection_s": int64(slowest(t, int64(number(g["interval"])), int64(number(g["failure_threshold"]))) / cloud.Second)}, c.Expect)
	case g["endpoint"] != nil:
		_, err := newLab().tryCheck(route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new(strings.Fields(text(g["endpoint"]))[0])})
		return equal(err == nil, c.Expect["possible"])
	}
	return unread()
}

func silent(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool) {
	return route53.Encounter{Silent: true}, true
}

// oneProbe judges one meeting of a checker with an endpoint.
func oneProbe(c oracleCase) outcome {
	c.only("type", "tcp_connect_s", "status", "status_after_s", "body_after_s", "match_ends_at_byte", "certificate")
	seconds := func(name string) cloud.Time {
		f, _ := c.Given[name].(float64)
		return cloud.Time(f*1000+0.5) * cloud.Millisecond
	}
	k := route53.CheckConfig{Type: text(c.Given["type"])}
	met := route53.Encounter{Connect: seconds("tcp_connect_s"), First: seconds("status_after_s"), Rest: seconds("body_after_s")}
	if c.Given["status"] != nil {
		met.Status = int32(number(c.Given["status"]))
	}
	if c.Given["match_ends_at_byte"] != nil {
		k.Search = "ready"
		met.Body = strings.Repeat(".", number(c.Given["match_ends_at_byte"])-len(k.Search)) + k.Search + strings.Repeat(".", 100)
	}
	passed, _ := route53.Judge(k, met)
	return equal(object{"checker": map[bool]string{true: "pass", false: "fail"}[passed]}, c.Expect)
}

// manyProbes gives all checkers the same probes, one after the other, and asks
// after each what the check says.
func manyProbes(t *testing.T, c oracleCase) outcome {
	c.only("failure_threshold", "start", "probes")
	l := newLab()
	threshold := int64(number(c.Given["failure_threshold"]))
	passes := text(c.Given["start"]) != "unhealthy"
	l.met = func(netip.Addr, route53.Asked, cloud.Time) (route53.Encounter, bool) {
		return route53.Encounter{Silent: !passes, Status: 200}, true
	}
	id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), FailureThreshold: &threshold})
	l.pass(cloud.Time(threshold+2) * 30 * cloud.Second)
	var got []string
	for _, p := range strings.Fields(text(c.Given["probes"])) {
		passes = p == "P"
		l.pass(30 * cloud.Second) // each checker asks once
		got = append(got, map[bool]string{true: "H", false: "U"}[l.state.Healthy(id, l.world.Now)])
	}
	return equal(object{"status_after_each": strings.Join(got, " ")}, c.Expect)
}

// intervals tries every interval there could be, and to change one.
func intervals(t *testing.T, c oracleCase) outcome {
	var allowed []int64
	for n := range int64(60) {
		if _, err := newLab().tryCheck(route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80)), RequestInterval: &n}); err == nil {
			allowed = append(allowed, n)
		}
	}
	_, canChange := reflect.TypeFor[route53.UpdateHealthCheckInput]().FieldByName("RequestInterval")
	return equal(object{"allowed": allowed, "changeable_after_create": canChange}, c.Expect)
}

// slowest is the longest time, in whole probes, that an outage at any second
// takes to be noticed by the last checker that matters.
func slowest(t *testing.T, interval, threshold int64) cloud.Time {
	worst := cloud.Time(0)
	for offset := range interval {
		l := newLab()
		begins := l.world.Now + cloud.Hour + cloud.Time(offset)*cloud.Second
		l.edges = []cloud.Time{begins}
		l.met = func(_ netip.Addr, _ route53.Asked, at cloud.Time) (route53.Encounter, bool) {
			return route53.Encounter{Silent: at >= begins, Status: 200}, true
		}
		id := l.check(t, route53.HealthCheckConfig{Type: new("HTTP"), IPAddress: new("203.0.113.20"), RequestInterval: &interval, FailureThreshold: &threshold})
		flip, ok := l.state.NextFlip(id, l.world.Now)
		if !ok {
			t.Fatal("the outage was not noticed")
		}
		worst = max(worst, flip-begins)
	}
	every := cloud.Time(interval) * cloud.Second
	return (worst + every - 1) / every * every
}

// oracleCalculated asks about checks on checks.
func oracleCalculated(t *testing.T, c oracleCase) outcome {
	l := newLab()
	if c.Given["child"] == "calculated" {
		parent := l.check(t, route53.HealthCheckConfig{Type: new("CALCULATED"), HealthThreshold: new(int64(0))})
		_, err := l.tryCheck(route53.HealthCheckConfig{Type: new("CALCULATED"), ChildHealthChecks: []string{parent}, HealthThreshold: new(int64(1))})
		return equal(object{"allowed": err == nil}, c.Expect)
	}
	if c.Expect["max_children"] != nil {
		return mostChildren(t, l, c)
	}
	c.only("children", "healthy_threshold")
	var ids []string
	for _, s := range texts(c.Given["children"]) {
		ids = append(ids, l.check(t, route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80)), Disabled: new(true), Inverted: new(s == "unhealthy")}))
	}
	threshold := int64(len(ids))
	switch x := c.Given["healthy_threshold"].(type) {
	case float64:
		threshold = int64(x)
	case string:
		if x == "OR" {
			threshold = 1
		} else if x != "AND" {
			panic(unreadable(x))
		}
	}
	id := l.check(t, route53.HealthCheckConfig{Type: new("CALCULATED"), ChildHealthChecks: ids, HealthThreshold: &threshold})
	return equal(object{"status": word[l.state.Healthy(id, l.world.Now)]}, c.Expect)
}

// mostChildren finds how many children a check may have: 255 by one page of
// AWS's, 256 by another; both are taken.
func mostChildren(t *testing.T, l *lab, c oracleCase) outcome {
	l.state.Quotas = map[string]int64{learner + " MAX_HEALTH_CHECKS_BY_OWNER": 1000}
	var ids []string
	for range 260 {
		ids = append(ids, l.check(t, route53.HealthCheckConfig{Type: new("TCP"), IPAddress: new("203.0.113.20"), Port: new(int64(80))}))
	}
	most := 0
	for n := range ids {
		if _, err := l.tryCheck(route53.HealthCheckConfig{Type: new("CALCULATED"), ChildHealthChecks: ids[:n], HealthThreshold: new(int64(1))}); err == nil {
			most = n
		}
	}
	if want := number(c.Expect["max_children"]); most != want && (most != 256 || want != 255) {
		return outcome{"failed", fmt.Sprintf("%d children, want %d", most, want)}
	}
	return passed()
}

// oracleAlarm asks about checks that follow an alarm's data.
func oracleAlarm(t *testing.T, c oracleCase) outcome {
	l := newLab()
	create := func() (string, error) {
		k := route53.HealthCheckConfig{Type: new("CLOUDWATCH_METRIC"), AlarmIdentifier: &route53.AlarmIdentifier{Region: new("us-east-1"), Name: new("orders")}}
		if s, ok := c.Given["InsufficientDataHealthStatus"].(string); ok {
			k.InsufficientDataHealthStatus = &s
		}
		return l.tryCheck(k)
	}
	switch {
	case c.Given["alarm"] != nil:
		c.only("alarm")
		_, err := create()
		return equal(object{"supported": err == nil}, c.Expect)
	case c.Given["data_stream"] != nil, c.Given["alarm_data_stream"] != nil:
	default:
		return unread()
	}
	state, _ := c.Given["data_stream"].(string)
	if s, ok := c.Given["alarm_data_stream"].(string); ok {
		state = s
	}
	l.alarm = func(cloud.Time) (string, bool) { return state, true }
	id, err := create()
	if err != nil {
		t.Fatal(err)
	}
	if c.Expect["status"] != "last known" {
		return equal(object{"status": word[l.state.Healthy(id, l.world.Now)]}, c.Expect)
	}
	for was, want := range map[string]bool{"OK": true, "ALARM": false, "": true} {
		if l.last = was; l.state.Healthy(id, l.world.Now) != want {
			return outcome{"failed", "after " + was + " it is not " + word[want]}
		}
	}
	return passed()
}
