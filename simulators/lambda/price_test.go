package lambda

import (
	"testing"

	"skylab/simulators/cloud"
)

// Worked examples of the pricing page, to the cent; and the tiers, exactly.
// aws.amazon.com/lambda/pricing/ (read 2026-11-20)
func TestBill(t *testing.T) {
	p := PricesUSD()
	of := func(requests uint64, ms int64, mb int) Usage {
		return Usage{Requests: requests, X86: AmountOf(mb, ms) * Amount(requests)}
	}
	for _, c := range []struct {
		name string
		use  Usage
		free bool
		want string
	}{
		{"nothing", Usage{}, true, "0.00"},
		{"3 M of 120 ms at 1,536 MB", of(3_000_000, 120, 1536), true, "2.73"},
		{"7.44 M of 2 s at 1 GB, no free tier left", of(7_440_000, 2000, 1024), false, "249.49"},
		{"6 M of 280 ms at 4 GB, 2 GB of /tmp", Usage{Requests: 6_000_000, X86: AmountOf(4096, 280) * 6_000_000, Ephemeral: AmountOf(1536, 280) * 6_000_000}, true, "106.41"},
		{"all of the free tier", of(400_000, 1000, 1024), true, "0.00"},
		{"provisioned has no free tier", Usage{Requests: 2_000_000, RunX86: AmountOf(4096, 280) * 2_000_000}, true, "21.98"},
		{"7 billion GB-seconds: two tiers", Usage{X86: AmountOf(1024, 1000) * 7_000_000_000}, false, "115000.20"},
		{"20 billion of Arm: three", Usage{ARM: AmountOf(1024, 1000) * 20_000_000_000}, false, "248335.00"},
	} {
		lines, total := p.Bill(c.use, c.free)
		if total.Cents() != c.want {
			t.Errorf("%s: $%s, want $%s (%+v)", c.name, total.Cents(), c.want, lines)
		}
	}
}

func TestMoney(t *testing.T) {
	for m, want := range map[Money]string{0: "0.00", Dollar: "1.00", 49999999: "0.00", 50000000: "0.01", -Dollar / 2: "-0.50", 123*Dollar + 1: "123.00", 99_9950000000: "100.00"} {
		if got := m.Cents(); got != want {
			t.Errorf("%d is %s, want %s", m, got, want)
		}
	}
	if got := Money(166667).Fixed(10); got != "0.0000166667" {
		t.Errorf("the price of a GB-second is %s", got)
	}
	for d, want := range map[cloud.Time]int64{0: 0, 1: 1, cloud.Millisecond: 1, cloud.Millisecond + 1: 2, 200_000: 1} {
		if got := BilledMilliseconds(d); got != want {
			t.Errorf("%d ns are billed as %d ms, want %d", d, got, want)
		}
	}
}
