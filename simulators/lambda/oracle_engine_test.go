package lambda_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// engineAdaptors judge the life of environments, scaling and prices.
var engineAdaptors = map[string]adaptor{
	"concurrency-formula":         readConcurrency,
	"rps-cap":                     readRequestRate,
	"scaling-rate":                readScaling,
	"scaling-rate-before-2023-11": readOldScaling,
	"memory-to-cpu":               readShare,
	"lifecycle":                   readLifecycle,
	"environment-reuse":           readReuse,
	"reserved-concurrency":        readReserved,
	"provisioned-concurrency":     readProvisioned,
	"pricing":                     readPricing,
	"simfaas":                     readSimFaaS,
}

const version = "1"

func lasting(seconds float64) cloud.Time { return cloud.Time(seconds*1e6) * 1000 }

// waiting is a function whose calls all take so long, and start at once.
func waiting(name string, length cloud.Time) lambda.Setting {
	return lambda.Setting{Function: name, Version: version, Memory: 128, Body: lambda.Body{Kind: "wait", Wait: length}}
}

// instant is an engine whose environments take no time to make.
func instant(limit int) lambda.Engine {
	e := lambda.NewEngine(lambda.Parameters{Idle: 10 * cloud.Minute, Burst: 1000, Refill: 6000, Prepare: cloud.Minute})
	e.Limit = limit
	return e
}

func load(e *lambda.Engine, seed uint64, plan lambda.Plan) *lambda.Result {
	l := e.Begin(seed, 0, plan, func(string, string) []lambda.Target { return []lambda.Target{{Version: version, Share: 1}} })
	l.Run(1<<63 - 1)
	return l.End()
}

// ask makes n requests at one instant and counts those that run.
func ask(e *lambda.Engine, now cloud.Time, function string, n int) (running int) {
	for range n {
		if e.Invoke(1, now, lambda.Request{Function: function, Version: version}).Outcome != lambda.Throttled {
			running++
		}
	}
	return running
}

// has reads a member of what is given as a number, and whether it is there.
func (c oracleCase) has(name string) (float64, bool) {
	v, ok := c.Given[name]
	if !ok {
		return 0, false
	}
	return number(v), true
}

// told compares each expected member with what was found; one that is not
// among the found makes the case unread.
func (c oracleCase) told(found object) outcome {
	var list []outcome
	for _, name := range slices.Sorted(keys(c.Expect)) {
		got, ok := found[name]
		if !ok {
			panic(unreadable("expects " + name))
		}
		list = append(list, named(name, equal(got, c.Expect[name])))
	}
	return all(list...)
}

func keys(o object) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range o {
			if !yield(k) {
				return
			}
		}
	}
}

func named(name string, o outcome) outcome {
	if o.why != "" {
		o.why = name + " " + o.why
	}
	return o
}

// Requests evenly spaced: so many run at once.
func readConcurrency(_ *testing.T, c oracleCase) outcome {
	c.only("rps", "avg_duration_s")
	rps, length := number(c.Given["rps"]), number(c.Given["avg_duration_s"])
	e := instant(1 << 30)
	e.Plain = true
	e.Put(0, waiting("f", lasting(length)))
	r := load(&e, 1, lambda.Plan{For: lasting(3 * math.Max(length, 1)), Streams: []lambda.Stream{evenly("f", rps)}})
	return c.told(object{"concurrency": r.Peak})
}

func evenly(function string, rps float64) lambda.Stream {
	return lambda.Stream{Function: function, Shape: lambda.Steady, Rate: lambda.Rate{Count: uint64(math.Round(rps * 1000)), Period: 1000 * cloud.Second}}
}

func readRequestRate(_ *testing.T, c oracleCase) outcome {
	c.only("rps", "avg_duration_s", "account_concurrency")
	rps := number(c.Given["rps"])
	run := func(limit int) *lambda.Result {
		e := instant(limit)
		e.Put(0, waiting("f", lasting(number(c.Given["avg_duration_s"]))))
		return load(&e, 1, lambda.Plan{For: 10 * cloud.Second, Buckets: 10, Streams: []lambda.Stream{evenly("f", rps)}})
	}
	quota := int(number(c.Given["account_concurrency"]))
	r := run(quota)
	second := r.Buckets[5] // what came on top at first is spent by then
	rate := second.Requests - second.Throttles
	needed := quota
	for ; run(needed).Sum().Throttles > 0; needed += 100 {
	}
	return c.told(object{"throttled": r.Sum().Throttles > 0, "rps_cap": rate, "required_quota": needed})
}

func readScaling(_ *testing.T, c oracleCase) outcome {
	c.only("function_envs", "demand_at_t0", "account_concurrency", "idle_s", "demand_after", "note")
	limit := 10_000
	if n, ok := c.has("account_concurrency"); ok {
		limit = int(n)
	} else if _, ok := c.has("demand_at_t0"); ok {
		limit = lambda.DefaultLimit
	}
	e := instant(limit)
	e.Put(0, waiting("f", cloud.Hour))
	found := object{}
	if n, ok := c.has("demand_at_t0"); ok {
		demand := int(n) - int(number(c.Given["function_envs"]))
		started := ask(&e, 0, "f", demand)
		found["started"], found["throttled"], found["throttled_429"] = started, demand-started, demand-started
		now := cloud.Time(0)
		for left := demand - started; left > 0 && now < cloud.Minute; {
			now += 10 * cloud.Millisecond
			left -= ask(&e, now, "f", left)
		}
		found["fully_scaled_after_s"] = float64(now) / 1e9
		return c.told(found)
	}
	idle, _ := c.has("idle_s")
	if n, ok := c.has("demand_after"); ok {
		found["started_at_once"] = ask(&e, lasting(idle), "f", int(n))
		return c.told(found)
	}
	at := lasting(100)
	ask(&e, at, "f", 5000)
	half := ask(&e, at+cloud.Second/2, "f", 5000)
	found["envs_per_s"] = half + ask(&e, at+cloud.Second, "f", 5000)
	if half*2 != found["envs_per_s"] {
		return outcome{"failed", fmt.Sprintf("after half a second there are %d more", half)}
	}
	ten := ask(&e, at+11*cloud.Second, "f", 5000)
	found["rps_growth_per_10s"] = ten * lambda.RequestsPerEnvironment
	return c.told(found)
}

// How functions scaled once is a named profile.
func readOldScaling(_ *testing.T, c oracleCase) outcome {
	c.only("region")
	p, _ := lambda.Named("before-2023-11", text(c.Given["region"]), 1)
	p.Boot = 0
	e := lambda.NewEngine(p)
	e.Limit = 100_000
	e.Put(0, waiting("f", 10*cloud.Minute))
	first := ask(&e, 0, "f", 20_000)
	return c.told(object{"initial_burst": first, "then_per_minute": ask(&e, cloud.Minute, "f", 20_000)})
}

func readShare(_ *testing.T, c oracleCase) outcome {
	c.only("memory_mb")
	return near("vcpu", lambda.Share(int(number(c.Given["memory_mb"]))), number(c.Expect["vcpu"]), 1e-4)
}

func near(name string, got, want, tolerance float64) outcome {
	if math.Abs(got-want) <= tolerance {
		return passed()
	}
	return outcome{"failed", fmt.Sprintf("%s is %v, want %v within %v", name, got, want, tolerance)}
}

func readLifecycle(_ *testing.T, c oracleCase) outcome {
	internal, external := 0, 0
	c.only("extensions", "init_s", "function_timeout_s")
	kind := c.Given["extensions"]
	switch kind {
	case "internal":
		internal = 1
	case "external", nil:
		external = 1
	case 0.0, "none":
	default:
		return unread()
	}
	limit := lambda.ShutdownLimit(internal, external)
	found := object{
		"total_s": float64(limit) / 1e9, "ms": limit / cloud.Millisecond, "then": "SIGKILL", "max_extensions": lambda.MaxExtensions,
		"runtime_share_ms": lambda.ShutdownRuntime / cloud.Millisecond, "init_limit_s": float64(lambda.InitLimit) / 1e9,
	}
	return c.told(found)
}

// Requests overlap as the case says: each new one takes the environment that
// has just become free, or makes one.
func readReuse(_ *testing.T, c oracleCase) outcome {
	if len(c.Given) == 0 {
		return c.told(object{"requests_at_once_per_environment": mostAtOnce()})
	}
	c.only("requests", "description")
	wanted := members(c.Expect["reused"])
	const length, step = 1000 * cloud.Second, cloud.Second
	e := instant(1000)
	e.Put(0, waiting("f", length))
	now, free := cloud.Time(0), map[string]cloud.Time{}
	fresh, reused, made := []int{}, object{}, 0
	for i := range items(c.Given["requests"]) {
		if now += cloud.Millisecond; len(reused) == 0 {
			now += step // so that they do not all end at once
		}
		if want, ok := wanted[fmt.Sprint(i+1)]; ok {
			now = max(now, free[text(want)])
		}
		got := e.Invoke(1, now, lambda.Request{Function: "f", Version: version})
		name := string(rune('A' + got.Environment.Ordinal - 1))
		if free[name] = got.End; got.Cold {
			fresh = append(fresh, i+1)
			made++
		} else {
			reused[fmt.Sprint(i+1)] = name
		}
	}
	return c.told(object{"new_environment": fresh, "reused": reused, "environments": made})
}

// mostAtOnce is how many requests any environment ever had at once.
func mostAtOnce() int {
	e := instant(1000)
	e.Put(0, waiting("f", cloud.Second))
	until, most := map[uint32]cloud.Time{}, 0
	for i := range cloud.Time(5000) {
		now := i * 37 * cloud.Millisecond % (90 * cloud.Second) / 7 * 7
		now = max(now, i*20*cloud.Millisecond)
		got := e.Invoke(1, now, lambda.Request{Function: "f", Version: version})
		at := 1
		if until[got.Environment.Ordinal] > now {
			at = 2
		}
		most, until[got.Environment.Ordinal] = max(most, at), got.End
	}
	return most
}

// account is an engine with functions blue, orange and others.
func account(c oracleCase, names ...string) lambda.Engine {
	limit := lambda.DefaultLimit
	if n, ok := c.has("account"); ok {
		limit = int(n)
	}
	e := instant(limit)
	for _, name := range append(names, "others") {
		e.Put(0, waiting(name, cloud.Hour))
	}
	return e
}

func readReserved(_ *testing.T, c oracleCase) outcome {
	c.only("account", "reserved", "demand")
	if _, ok := c.Given["reserved"]; !ok {
		e := account(c)
		return c.told(object{"max_reservable": e.Reservable("f"), "always_unreserved": lambda.AlwaysUnreserved})
	}
	reserved := members(c.Given["reserved"])
	names := slices.Sorted(keys(reserved))
	e := account(c, names...)
	for _, name := range names {
		e.Reserve(0, name, int(number(reserved[name])))
	}
	found := object{"unreserved_pool": e.Unreserved()}
	if demand, ok := c.Given["demand"]; ok {
		for name, n := range members(demand) {
			running := ask(&e, 0, name, int(number(n)))
			found[name+"_running"], found[name+"_throttled"] = running, int(number(n))-running
		}
		return c.told(found)
	}
	found["others_share"] = ask(&e, 0, "others", 2000)
	for _, name := range names {
		found[name+"_max"] = ask(&e, 0, name, 2000)
	}
	return c.told(found)
}

func readProvisioned(_ *testing.T, c oracleCase) outcome {
	c.only("account", "provisioned", "reserved", "request", "requested", "allocated")
	e := account(c, "orange")
	e.Put(0, lambda.Setting{Function: "orange", Version: "2", Memory: 128, Body: lambda.Body{Wait: cloud.Hour}})
	e.Limit = max(e.Limit, 10_000)
	if n, ok := c.has("request"); ok {
		took := e.Provision(0, "orange", version, int(n)) - cloud.Minute
		return c.told(object{"minutes": float64(took) / float64(cloud.Minute), "rate_per_min": n / (float64(took) / float64(cloud.Minute))})
	}
	if n, ok := c.has("requested"); ok {
		ready := e.Provision(0, "orange", version, int(n))
		part := cloud.Minute + (ready-cloud.Minute)*cloud.Time(number(c.Given["allocated"]))/cloud.Time(n)
		_, _, usable := e.Provisioned(part, "orange", version)
		return c.told(object{"usable": usable})
	}
	if len(c.Given) == 0 {
		p := lambda.Measured().Prepare
		if list := items(c.Expect["preparation_min"]); len(list) == 2 && p >= lasting(60*number(list[0])) && p <= lasting(60*number(list[1])) {
			return passed()
		}
		return outcome{"failed", fmt.Sprintf("preparation takes %d ns", p)}
	}
	return readShares(c)
}

func readShares(c oracleCase) outcome {
	e := account(c, "orange")
	total := 0
	if n, ok := c.Given["provisioned"].(float64); ok {
		total = int(n)
	} else {
		total = int(number(members(c.Given["provisioned"])["orange"]))
	}
	if n, ok := c.has("reserved"); ok {
		e.Reserve(0, "orange", int(n))
	}
	ready := e.Provision(0, "orange", version, total)
	_, initialised, _ := e.Provisioned(ready, "orange", version)
	other := e.Clone()
	found := object{"others_share": ask(&other, ready, "others", 2000), "pre_initialised": initialised}
	found["max_concurrency"] = ask(&e, ready, "orange", 2000)
	if found["max_concurrency"].(int) > total {
		found["orange_beyond_"+fmt.Sprint(total)] = "uses the unreserved pool"
	}
	return c.told(found)
}
