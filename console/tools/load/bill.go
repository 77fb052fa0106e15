package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/text"
)

// billed are the words of load bill, read.
type billed struct {
	requests, memory, ephemeral, provisioned int
	length, init, hours                      cloud.Time
	cold                                     int
	arm, whole, asJSON                       bool
}

var billNames = []string{
	"--requests", "--duration", "--memory", "--architecture", "--cold-starts", "--init", "--ephemeral", "--provisioned", "--provisioned-for", "--free-tier", "--output",
}

// bill works out what a month costs, line by line.
func bill(d *desk.Desk, args []string) int {
	b := billed{memory: 128, ephemeral: 512, whole: true}
	for len(args) > 0 {
		name, value, given := strings.Cut(args[0], "=")
		if args = args[1:]; name == "--help" || name == "-h" {
			fmt.Fprintln(d.Stdout, d.Text.Say("load.bill.usage"))
			return 0
		}
		if !slices.Contains(billNames, name) {
			return refuse(d, "load.bad-option", "option", clean(name), "hint", text.Nearest(name, billNames))
		}
		if !given {
			if len(args) == 0 {
				return refuse(d, "load.no-value", "option", name)
			}
			value, args = args[0], args[1:]
		}
		if !b.set(name, value) {
			return refuse(d, "load.bad-value", "option", name, "value", clean(value))
		}
	}
	if b.requests == 0 && b.provisioned == 0 {
		return refuse(d, "load.bill.nothing")
	}
	return b.tell(d)
}

func (b *billed) set(name, value string) (ok bool) {
	const most = 1_000_000_000_000
	switch name {
	case "--requests":
		b.requests, ok = million(value, most)
	case "--cold-starts":
		b.cold, ok = million(value, most)
	case "--duration":
		b.length, ok = length(value)
		ok = ok && b.length <= 900*cloud.Second
	case "--init":
		b.init, ok = length(value)
		ok = ok && b.init <= 900*cloud.Second
	case "--memory":
		b.memory, ok = whole(value, 128, 10240)
	case "--ephemeral":
		b.ephemeral, ok = whole(value, 512, 10240)
	case "--provisioned":
		b.provisioned, ok = whole(value, 1, 1_000_000)
	case "--provisioned-for":
		b.hours, ok = length(value)
	case "--architecture":
		b.arm, ok = value == "arm64", value == "arm64" || value == "x86_64"
	case "--free-tier":
		b.whole, ok = value == "yes", value == "yes" || value == "no"
	case "--output":
		b.asJSON, ok = value == "json", value == "json" || value == "text"
	}
	return ok
}

// million reads a count that may be written 3M or 90k.
func million(s string, most int) (int, bool) {
	for suffix, times := range map[string]float64{"M": 1e6, "k": 1e3} {
		if digits, ok := strings.CutSuffix(s, suffix); ok {
			n, err := strconv.ParseFloat(digits, 64)
			return int(n * times), err == nil && n >= 0 && n*times <= float64(most)
		}
	}
	return whole(s, 0, most)
}

func (b *billed) usage() lambda.Usage {
	ms := lambda.BilledMilliseconds(b.length)
	n := lambda.Amount(b.requests)
	running := lambda.AmountOf(b.memory, ms)*n + lambda.AmountOf(b.memory, lambda.BilledMilliseconds(b.init))*lambda.Amount(b.cold)
	ready := lambda.AmountOf(b.memory, lambda.BilledMilliseconds(lambda.ProvisionedTime(b.hours))) * lambda.Amount(b.provisioned)
	u := lambda.Usage{Requests: uint64(b.requests), Ephemeral: lambda.AmountOf(b.ephemeral-512, ms) * n}
	switch {
	case b.arm && b.provisioned > 0:
		u.RunARM, u.ReadyARM = running, ready
	case b.arm:
		u.ARM = running
	case b.provisioned > 0:
		u.RunX86, u.ReadyX86 = running, ready
	default:
		u.X86 = running
	}
	return u
}

func (b *billed) tell(d *desk.Desk) int {
	prices := lambda.PricesUSD()
	lines, total := prices.Bill(b.usage(), b.whole)
	if b.asJSON {
		j := struct {
			Charges []chargeJSON
			Total   float64
		}{[]chargeJSON{}, money(total)}
		for _, l := range lines {
			j.Charges = append(j.Charges, chargeJSON{l.Code, l.Quantity, l.Free, money(l.Amount)})
		}
		return printJSON(d, j)
	}
	for _, l := range lines {
		free := ""
		if l.Free > 0 {
			free = d.Text.Say("load.bill.free", "free", quantity(l.Free))
		}
		fmt.Fprintln(d.Stdout, strings.TrimRight("  "+left(d.Text.Say("load.charge."+l.Code), 34)+right(quantity(l.Quantity), 14)+right("$"+l.Amount.Cents(), 12)+"  "+free, " "))
	}
	fmt.Fprintln(d.Stdout, "  "+left(d.Text.Say("load.bill.total"), 34)+right("$"+total.Cents(), 26))
	return 0
}

// quantity prints requests and GB-seconds.
func quantity(x float64) string {
	if x >= 1000 {
		return grouped(uint64(x + 0.5))
	}
	return fixed(x)
}
