package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// billSpecs: what a month costs, at the prices of US East that the simulators
// and the facts have.
func billSpecs() []spec {
	return []spec{
		{id: "bill", module: "lambda", topic: "bill", step: "lambda/bill", tasks: []string{"SAA-C03/4.2", "CLF-C02/4.1"}, level: 2, draw: drawBill},
		{id: "network-bill", module: "vpc", topic: "bill", step: "vpc/choose", tasks: []string{"SAA-C03/4.4", "CLF-C02/4.1"}, level: 2, draw: drawNetworkBill},
		{id: "key-bill", module: "kms", topic: "bill", step: "kms/envelope", tasks: []string{"SAA-C03/1.3", "CLF-C02/4.1"}, level: 2, draw: drawKeyBill},
		{id: "query-bill", module: "route53", topic: "bill", step: "route53/apex", tasks: []string{"SAA-C03/4.4", "CLF-C02/4.1"}, level: 2, draw: drawQueryBill},
	}
}

// cents is an amount of money in hundredths of a dollar.
type cents int64

func (c cents) String() string {
	return fmt.Sprintf("$%s.%02d", thousands(int(c/100)), c%100)
}

// micro rounds an amount to cents, half up.
func micro(m cloud.MicroUSD) cents { return cents((m + 5_000) / 10_000) }

// far tells whether two amounts differ enough to be told apart: nobody shall
// fail by a rounding.
func far(a, b cents) bool { return abs(int(a-b)) > 2 && abs(int(a-b))*33 > int(max(a, b)) }

// amount is an answer in money.
func amount(belief string, c, right cents, reason said) choice {
	return choice{
		id: belief, holds: c == right, text: plain("%s", c), reason: reason,
		script: fmt.Sprintf("test $total -ge %d -a $total -le %d", c-1, c+1),
	}
}

// month is a month of one function.
type month struct {
	requests, ms, memory, cold, init int
}

// drawBill asks what a month of a function costs.
func drawBill(d *draw) *sketch {
	m := month{
		requests: d.between("requests", 2, 24) * 500_000, ms: d.between("ms", 2, 40) * 20,
		memory: pick(d, "memory", 128, 256, 512, 1024, 1536, 2048, 3008), cold: d.between("cold", 1, 20) * 10_000, init: d.between("init", 2, 20) * 100,
	}
	prices := lambda.PricesUSD()
	total := func(u lambda.Usage, free bool) cents {
		_, sum := prices.Bill(u, free)
		return cents((sum + lambda.Dollar/200) / (lambda.Dollar / 100))
	}
	right := total(m.usage(), true)
	if right < 50 {
		return nil
	}
	k := &sketch{
		stem: say("bill.stem", "requests", thousands(m.requests), "ms", m.ms, "memory", thousands(m.memory), "cold", thousands(m.cold), "init", m.init),
		given: fmt.Sprintf("total=$(load bill --requests %d --duration %dms --memory %d --cold-starts %d --init %dms --output json | jq '.Total * 100 | round')\n",
			m.requests, m.ms, m.memory, m.cold, m.init),
		facts: []string{"lambda.price", "lambda.free-tier", "lambda.init-billed"},
	}
	add := func(belief string, c cents) choice {
		o := amount(belief, c, right, say("bill."+belief, "memory", thousands(m.memory), "init", m.init, "cold", thousands(m.cold), "amount", c, "right", right))
		if c != right && far(c, right) && c > 0 {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", right)
	without := m
	without.cold = 0
	seconds := m
	seconds.memory = 1024
	add("init-forgotten", total(without.usage(), true))
	add("without-the-free-tier", total(m.usage(), false))
	add("seconds-for-gb-seconds", total(seconds.usage(), true))
	add("requests-are-free", total(m.usage(), true)-requestsOf(prices, m))
	add("duration-is-free", requestsOf(prices, m))
	add("hundred-ms-steps", total(m.rounded().usage(), true))
	k.why = m.lines(prices)
	return k
}

// requestsOf is the part of a bill that requests make.
func requestsOf(p lambda.Prices, m month) cents {
	lines, _ := p.Bill(m.usage(), true)
	for _, l := range lines {
		if l.Code == "REQUESTS" {
			return cents((l.Amount + lambda.Dollar/200) / (lambda.Dollar / 100))
		}
	}
	return 0
}

// usage is what a month uses, INIT of cold starts included.
func (m month) usage() lambda.Usage {
	return lambda.Usage{
		Requests: uint64(m.requests),
		X86:      lambda.AmountOf(m.memory, int64(m.ms))*lambda.Amount(m.requests) + lambda.AmountOf(m.memory, int64(m.init))*lambda.Amount(m.cold),
	}
}

// rounded is the month as it was billed before December 2020.
func (m month) rounded() month {
	m.ms = (m.ms + 99) / 100 * 100
	return m
}

func (m month) lines(p lambda.Prices) said {
	lines, total := p.Bill(m.usage(), true)
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%-14s %14.0f - %9.0f = $%s\n", l.Code, l.Quantity, l.Free, l.Amount.Cents())
	}
	return plain("```text\n%s%-41s $%s\n```", b.String(), "TOTAL", total.Cents())
}
