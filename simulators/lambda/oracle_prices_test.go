package lambda_test

import (
	"math"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

func readPricing(_ *testing.T, c oracleCase) outcome {
	c.only("requests", "duration_ms", "memory_mb", "free_tier", "gbs_price", "request_price_per_m", "ephemeral_mb", "free_mb", "gb_s_price",
		"provisioned", "hours", "pc_price", "pc_duration_price", "pc", "duration", "compute", "streamed_gb", "price_gb", "restored_gb", "price", "architecture")
	tolerance := 0.005
	if t, ok := c.Expect["tolerance"]; ok {
		tolerance = number(t)
	}
	found := c.costs()
	var list []outcome
	for name, want := range c.Expect {
		switch got, ok := found[name]; {
		case name == "tolerance" || name == "total_with_compute_and_requests" && c.Given["memory_mb"] == nil:
		case !ok:
			panic(unreadable("expects " + name))
		default:
			if b, is := want.(bool); is {
				list = append(list, named(name, equal(got != 0, b)))
				continue
			}
			within := tolerance
			if name == "gb_seconds" {
				within = 1e-6 * number(want)
			}
			list = append(list, near(name, got, number(want), within))
		}
	}
	return all(list...)
}

// costs is everything that can be told of what a case gives, in dollars.
func (c oracleCase) costs() map[string]float64 {
	v := func(name string) float64 { n, _ := c.Given[name].(float64); return n }
	p, found := c.prices(), map[string]float64{}
	free, _ := c.Given["free_tier"].(bool)
	memory := v("memory_mb")
	ms := lambda.BilledMilliseconds(cloud.Time(math.Round(v("duration_ms") * 1e6)))
	found["billed_ms"] = float64(ms)
	var u lambda.Usage
	if _, parts := c.Given["duration"]; !parts {
		u.Requests = uint64(v("requests"))
	}
	n := lambda.Amount(u.Requests)
	switch {
	case c.Given["hours"] != nil:
		u.ReadyX86 = lambda.AmountOf(int(memory), lambda.BilledMilliseconds(lambda.ProvisionedTime(lasting(v("hours")*3600)))) * lambda.Amount(v("provisioned"))
		found["gb_seconds"] = u.ReadyX86.GBs()
	case c.Given["pc_duration_price"] != nil:
		u.RunX86 = lambda.AmountOf(int(memory), ms) * n
		found["gb_seconds"] = u.RunX86.GBs()
	case c.Given["ephemeral_mb"] != nil:
		u.Ephemeral = lambda.AmountOf(int(v("ephemeral_mb")-v("free_mb")), ms) * n
		found["gb_seconds"] = u.Ephemeral.GBs()
	case c.Given["restored_gb"] != nil:
		u.Restored = uint64(v("restored_gb") * 1024)
	case c.Given["architecture"] == "arm64":
		u.ARM = lambda.AmountOf(int(memory), ms) * n
		found["gb_seconds"] = u.ARM.GBs()
	case memory > 0:
		u.X86 = lambda.AmountOf(int(memory), ms) * n
		found["gb_seconds"] = u.X86.GBs()
	}
	lines, total := p.Bill(u, free)
	for _, l := range lines {
		amount := float64(l.Amount) / float64(lambda.Dollar)
		switch l.Code {
		case "REQUESTS":
			found["requests"] = amount
		case "DURATION_X86", "DURATION_ARM":
			found["compute"] = amount
		default:
			found["charge"] = amount
		}
	}
	found["total"] = float64(total) / float64(lambda.Dollar)
	c.parts(&p, found)
	return found
}

// parts are sums that a case gives piece by piece.
func (c oracleCase) parts(p *lambda.Prices, found map[string]float64) {
	if gb, ok := c.Given["streamed_gb"].(float64); ok {
		found["stream_charge"] = float64(p.Stream) / float64(lambda.Dollar) * gb
	}
	if _, ok := c.Given["compute"]; ok || c.Given["pc"] != nil {
		found["total"] = found["stream_charge"]
		for _, name := range []string{"compute", "requests", "pc", "duration"} {
			n, _ := c.Given[name].(float64)
			found["total"] += n
		}
	}
	if b, ok := c.Given["provisioned"].(bool); ok && b {
		_, with := p.Bill(lambda.Usage{RunX86: 1 << 40, ReadyX86: 1 << 40}, true)
		_, without := p.Bill(lambda.Usage{RunX86: 1 << 40, ReadyX86: 1 << 40}, false)
		found["free_tier_applies"] = float64(without - with)
	}
}

// prices are the table's with those that the case names.
func (c oracleCase) prices() lambda.Prices {
	p := lambda.PricesUSD()
	set := func(name string, to *lambda.Money) {
		if n, ok := c.Given[name].(float64); ok {
			*to = lambda.MoneyOf(n)
		}
	}
	set("gbs_price", &p.X86[0].Price)
	set("request_price_per_m", &p.Requests)
	set("gb_s_price", &p.Ephemeral)
	set("pc_price", &p.ReadyX86)
	set("pc_duration_price", &p.RunX86)
	set("price_gb", &p.Stream)
	set("price", &p.Restore)
	return p
}
