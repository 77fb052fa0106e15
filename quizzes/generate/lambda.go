package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// functionSpecs: how many run at once, who is turned away, what starts cold.
func functionSpecs() []spec {
	tasks := []string{"SAA-C03/3.2", "DVA-C02/4.3", "DVA-C03/4.3", "SOA-C03/1.3"}
	return []spec{
		{id: "concurrency", module: "lambda", topic: "concurrency", step: "lambda/count", tasks: tasks, level: 1, draw: drawConcurrency},
		{id: "throttles", module: "lambda", topic: "concurrency", step: "lambda/neighbour", tasks: tasks, level: 2, draw: drawThrottles},
		{id: "cold-starts", module: "lambda", topic: "cold-starts", step: "lambda/idle", tasks: tasks, level: 2, draw: drawColdStarts},
		{id: "provisioned", module: "lambda", topic: "cold-starts", step: "lambda/provisioned", tasks: tasks, level: 2, draw: drawProvisioned},
	}
}

// replayed runs a load of calls of a fixed length on an engine.
func replayed(e *lambda.Engine, now cloud.Time, plan lambda.Plan, takes cloud.Time) *lambda.Result {
	length := lambda.Distribution{Kind: "const", Mean: takes}
	plan.Model = &lambda.Model{Warm: length, Cold: length}
	load := e.Begin(1, now, plan, func(string, string) []lambda.Target { return []lambda.Target{{Version: "1", Share: 1}} })
	load.Run(now + plan.For)
	return load.End()
}

// engine is an account's engine with one function that is known.
func engine(functions ...string) *lambda.Engine {
	e := lambda.NewEngine(lambda.Measured())
	for _, f := range functions {
		e.Put(0, lambda.Setting{Function: f, Version: "1", Memory: 512})
	}
	return &e
}

// drawConcurrency asks how many calls run at once (Little's law).
func drawConcurrency(d *draw) *sketch {
	rate := pick(d, "rate", 4, 5, 8, 10, 20, 25, 40, 50, 80, 100, 120, 150, 200, 250, 300, 400, 500, 800, 1000)
	ms := pick(d, "takes", 50, 100, 120, 150, 200, 250, 300, 400, 500, 750, 800, 1200, 1500, 2000, 2500, 3000, 4000, 5000)
	if rate*ms%1000 != 0 || rate*ms > 2_000_000 || rate*ms < 2000 {
		return nil
	}
	takes := cloud.Time(ms) * cloud.Millisecond
	e := engine("F")
	e.Plain, e.Limit = true, 1<<30
	got := replayed(e, 0, lambda.Plan{
		For:     2*takes + cloud.Second,
		Streams: []lambda.Stream{{Function: "F", Shape: lambda.Steady, Rate: lambda.Rate{Count: uint64(rate), Period: cloud.Second}}},
	}, takes).Peak
	k := &sketch{
		stem:  say("concurrency.stem", "rate", rate, "takes", span(ms)),
		given: fmt.Sprintf("peak=$(load --rate %d/s --warm const:%dms --for 30s --output json | jq .PeakBusy)\n", rate, ms),
		why:   plain("```text\n%d/s × %s s = %d\n```", rate, seconds(ms), got),
		facts: []string{"lambda.concurrency"},
	}
	add := func(belief string, n int) choice {
		c := choice{
			id: belief, holds: n == got, text: plain("%s", thousands(n)), script: fmt.Sprintf("test $peak = %d", n),
			reason: say("concurrency."+belief, "rate", rate, "takes", span(ms), "right", thousands(got), "n", thousands(n)),
		}
		if n > 0 {
			k.wrong = append(k.wrong, c)
		}
		return c
	}
	k.right = add("right", rate*ms/1000)
	k.wrong = nil
	add("the-rate-alone", rate)
	add("rate-over-duration", (rate*1000+ms/2)/ms)
	add("ten-for-each", (rate+9)/10)
	add("a-minute-of-calls", rate*60*ms/1000)
	add("twice-to-be-sure", 2*got)
	add("half-in-the-middle", got/2)
	add("one-at-a-time", 1)
	return k
}

// span is a number of milliseconds as people say it.
func span(ms int) said {
	if ms >= 1000 {
		return say("span.seconds", "n", seconds(ms))
	}
	return say("span.milliseconds", "n", ms)
}

// seconds is a number of milliseconds in seconds: 1.5.
func seconds(ms int) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", float64(ms)/1000), "0"), ".")
}

// crowd is a burst on an account in which others have reservations.
type crowd struct {
	orders, report int // reserved concurrency
	burst          int
	at             string // the function that the burst calls
}

// drawThrottles asks how many calls of a burst are turned away.
func drawThrottles(d *draw) *sketch {
	c := crowd{
		orders: d.between("orders", 1, 8) * 50, report: d.between("report", 1, 8) * 50,
		burst: d.between("burst", 3, 15) * 100, at: pick(d, "at", "orders", "photos", "photos"),
	}
	got := c.turnedAway(-1, -1)
	k := &sketch{
		stem:  say("throttles.stem", "orders", c.orders, "report", c.report, "burst", thousands(c.burst), "at", c.at),
		setup: c.setup(),
		given: fmt.Sprintf("away=$(load --function %s --rate %d/1m --shape burst --for 20s --output json | jq .Throttles)\n", c.at, c.burst),
		why:   shownAs(c.sum(got)),
		facts: []string{"lambda.concurrency", "lambda.unreserved"},
	}
	add := func(belief string, n int) choice {
		o := choice{
			id: belief, holds: n == got, text: plain("%s", thousands(n)), script: fmt.Sprintf("test $away = %d", n),
			reason: say("throttles."+belief, "orders", c.orders, "report", c.report, "at", c.at, "burst", thousands(c.burst), "left", thousands(1000-c.orders-c.report)),
		}
		if n >= 0 {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right-"+c.at, got)
	k.wrong = nil
	add("on-top", max(0, c.burst-1000))
	add("nobody", 0)
	add("everybody", c.burst)
	if c.at == "orders" {
		add("at-least", max(0, c.burst-(1000-c.report)))
		add("unreserved-first", max(0, c.burst-(1000-c.orders-c.report)))
	} else {
		add("hundred-kept", got+100)
		add("own-alone", max(0, c.burst-(1000-c.orders)))
		add("may-borrow", c.turnedAway(0, -1))
		add("reserved-counts", max(0, c.burst-c.orders-c.report))
	}
	return k
}

// turnedAway asks the engine; a number from 0 on stands for another reservation
// of orders, or of report, than the real one.
func (c crowd) turnedAway(orders, report int) int {
	e := engine("orders", "report", "photos")
	set := func(f string, real, other int) {
		if other < 0 {
			other = real
		}
		if other > 0 {
			e.Reserve(0, f, other)
		}
	}
	set("orders", c.orders, orders)
	set("report", c.report, report)
	r := replayed(e, 0, lambda.Plan{
		For:     cloud.Second,
		Streams: []lambda.Stream{{Function: c.at, Shape: lambda.Burst, Rate: lambda.Rate{Count: uint64(c.burst), Period: cloud.Minute}}},
	}, 5*cloud.Second)
	return int(r.Sum().Throttles)
}

func (c crowd) sum(away int) said {
	have := fmt.Sprintf("1000 - %d - %d = %d", c.orders, c.report, 1000-c.orders-c.report)
	if c.at == "orders" {
		have = fmt.Sprint(c.orders)
	}
	return say("throttles.sum", "at", c.at, "have", have, "burst", fmt.Sprint(c.burst), "away", fmt.Sprint(away))
}

func (c crowd) setup() string {
	return makeRole + makeFunction("orders", 5000) + makeFunction("report", 5000) + makeFunction("photos", 5000) +
		fmt.Sprintf("aws lambda put-function-concurrency --function-name orders --reserved-concurrent-executions %d >/dev/null\n", c.orders) +
		fmt.Sprintf("aws lambda put-function-concurrency --function-name report --reserved-concurrent-executions %d >/dev/null\n", c.report)
}

// makeRole is the role that functions run as.
const makeRole = `ROLE=$(aws iam create-role --role-name functions --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' --query Role.Arn --output text)
printf 'import time, os\ndef handler(event, context): time.sleep(int(os.environ["WAIT_MS"]) / 1000)\n' > wait.py
zip -q wait.zip wait.py
`

// makeFunction is the commands that make a function whose calls take so long.
func makeFunction(name string, ms int) string {
	return fmt.Sprintf("aws lambda create-function --function-name %s --runtime python3.13 --handler wait.handler --memory-size 512 --timeout 30 --environment 'Variables={WAIT_MS=%d}' --role $ROLE --zip-file fileb://wait.zip >/dev/null\naws lambda wait function-active-v2 --function-name %s\n", name, ms, name)
}
