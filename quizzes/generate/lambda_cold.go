package generate

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// idleMinutes is how long an idle environment is kept in these items; AWS
// gives no figure, so the stem says it.
const idleMinutes = 10

// calls are single calls, in minutes after noon, each a second long; two at
// the same minute come at the same instant.
type calls []int

// drawColdStarts asks how many of a few calls start cold.
func drawColdStarts(d *draw) *sketch {
	var list calls
	at := 0
	for i := range d.between("calls", 6, 9) {
		if i > 0 {
			at += pick(d, fmt.Sprintf("gap %d", i), 0, 0, 2, 4, 6, 8, 9, 11, 12, 15, 20)
		}
		list = append(list, at)
	}
	r := list.run(idleMinutes)
	got := int(r.Sum().ColdStarts)
	k := &sketch{
		stem:  say("cold-starts.stem", "calls", list.clocks(), "idle", idleMinutes),
		setup: "printf '%s' > calls.txt\n",
		given: fmt.Sprintf("cold=$(load --warm const:1s --cold const:1s --shape trace calls.txt --expire %dm --for 4h --output json | jq .ColdStarts)\n", idleMinutes),
		why:   shownAs(list.told(r)...),
		facts: []string{"lambda.idle"},
	}
	var lines strings.Builder
	for _, m := range list {
		fmt.Fprintf(&lines, "%dm\\n", m)
	}
	k.setup = fmt.Sprintf(k.setup, lines.String())
	add := func(belief string, n int) choice {
		c := choice{
			id: belief, holds: n == got, text: plain("%d", n), script: fmt.Sprintf("test $cold = %d", n),
			reason: say("cold-starts."+belief, "n", n, "idle", idleMinutes, "calls", len(list), "right", got),
		}
		k.wrong = append(k.wrong, c)
		return c
	}
	k.right = add("right", got)
	k.wrong = nil
	add("only-the-first", 1)
	add("every-call", len(list))
	add("one-serves-all", list.together().cold(idleMinutes))
	add("lives-from-its-start", list.fromItsStart())
	add("kept-for-five", list.cold(5))
	add("kept-for-fifteen", list.cold(15))
	add("never-ends", list.cold(600))
	add("added-the-pauses", list.added())
	return k
}

// cold is how many calls start cold when idle environments are kept so long.
func (c calls) cold(idle int) int {
	r := c.run(idle)
	return int(r.Sum().ColdStarts)
}

// run has the engine serve the calls.
func (c calls) run(idle int) *lambda.Result {
	e := engine("F")
	e.Plain, e.Limit, e.Parameters.Idle = true, 1<<30, cloud.Time(idle)*cloud.Minute
	var single []cloud.Time
	for _, m := range c {
		single = append(single, cloud.Time(m)*cloud.Minute)
	}
	return replayed(e, 0, lambda.Plan{For: 4 * cloud.Hour, Streams: []lambda.Stream{{Function: "F", Shape: lambda.Trace, Single: single}}}, cloud.Second)
}

// together is the calls with those of one minute taken for one.
func (c calls) together() calls { return slices.Compact(slices.Clone(c)) }

// fromItsStart counts as somebody does who lets an environment live for its
// time from when it was made, used or not.
func (c calls) fromItsStart() int {
	n, until := 0, -1
	for _, m := range c.together() {
		if m >= until {
			n, until = n+1, m+idleMinutes
		}
	}
	return n
}

// added counts as somebody does who adds pauses up until they come to the time.
func (c calls) added() int {
	n, sum := 1, 0
	for i := 1; i < len(c); i++ {
		if sum += c[i] - c[i-1]; sum >= idleMinutes {
			n, sum = n+1, 0
		}
	}
	return n
}

func (c calls) clocks() string {
	words := make([]string, len(c))
	for i, m := range c {
		words[i] = clock(m)
	}
	return strings.Join(words, "  ")
}

// told says of each call whether it starts cold, as the engine has it.
func (c calls) told(r *lambda.Result) []said {
	cold := map[int]int{}
	for _, i := range r.Colds {
		cold[int(i.Asked/cloud.Minute)]++
	}
	var lines []said
	for i, m := range c {
		again := i + 1
		for again < len(c) && c[again] == m {
			again++
		}
		word := say("cold-starts.warm")
		if cold[m] >= again-i { // of several at one instant the last are the cold ones
			word = say("cold-starts.cold")
		}
		lines = append(lines, form("%s  %s", clock(m), word))
	}
	return lines
}

// ready is a burst on a function with provisioned and reserved concurrency.
type ready struct{ reserved, provisioned, burst int }

// drawProvisioned asks how many calls of a burst start cold.
func drawProvisioned(d *draw) *sketch {
	c := ready{reserved: d.between("reserved", 4, 16) * 25, provisioned: d.between("provisioned", 1, 12) * 10, burst: d.between("burst", 2, 40) * 15}
	if c.provisioned > c.reserved {
		return nil
	}
	cold, away, ok := c.outcome()
	if !ok {
		return nil
	}
	k := &sketch{
		stem:  say("provisioned.stem", "reserved", c.reserved, "provisioned", c.provisioned, "burst", c.burst),
		setup: c.setup(),
		given: fmt.Sprintf("cold=$(load --function orders:live --rate %d/1m --shape burst --for 20s --output json | jq .ColdStarts)\n", c.burst),
		why:   shownAs(form("%s %4d", say("provisioned.ready").padded(8), c.burst-cold-away), form("%s %4d", say("provisioned.cold").padded(8), cold), form("%s %4d", say("provisioned.away").padded(8), away)),
		facts: []string{"lambda.provisioned"},
	}
	add := func(belief string, n int) choice {
		o := choice{
			id: belief, holds: n == cold, text: plain("%d", n), script: fmt.Sprintf("test $cold = %d", n),
			reason: say("provisioned."+belief, "n", n, "reserved", c.reserved, "provisioned", c.provisioned, "burst", c.burst, "away", away),
		}
		if n >= 0 {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", cold)
	k.wrong = nil
	add("ready-for-all", 0)
	add("all-cold", c.burst)
	add("reserved-is-warm", max(0, c.burst-c.reserved))
	add("no-ceiling", max(0, c.burst-c.provisioned))
	add("ready-on-top", min(c.reserved, max(0, c.burst-c.provisioned)))
	add("ready-as-ceiling", min(c.burst, c.provisioned))
	add("all-reserved-cold", min(c.burst, c.reserved))
	return k
}

// outcome asks the engine: how many start cold, how many are turned away.
func (c ready) outcome() (cold, away int, ok bool) {
	e := engine("orders")
	e.Reserve(0, "orders", c.reserved)
	at := e.Provision(0, "orders", "1", c.provisioned)
	r := replayed(e, at+cloud.Minute, lambda.Plan{
		For:     cloud.Second,
		Streams: []lambda.Stream{{Function: "orders", Shape: lambda.Burst, Rate: lambda.Rate{Count: uint64(c.burst), Period: cloud.Minute}}},
	}, 5*cloud.Second)
	sum := r.Sum()
	return int(sum.ColdStarts), int(sum.Throttles), int(sum.Requests) == c.burst
}

func (c ready) setup() string {
	return makeRole + makeFunction("orders", 5000) + "aws lambda publish-version --function-name orders >/dev/null\naws lambda create-alias --function-name orders --name live --function-version 1 >/dev/null\n" +
		fmt.Sprintf("aws lambda put-function-concurrency --function-name orders --reserved-concurrent-executions %d >/dev/null\n", c.reserved) +
		fmt.Sprintf("aws lambda put-provisioned-concurrency-config --function-name orders --qualifier live --provisioned-concurrent-executions %d >/dev/null\nsleep 10m\n", c.provisioned)
}
