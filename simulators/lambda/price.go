package lambda

import (
	"math/bits"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Money is an amount in units of 10⁻¹⁰ US dollars: every price of the table is
// a whole number of them, so sums are exact.
type Money int64

// Dollar is one US dollar.
const Dollar Money = 1e10

// Cents is the amount rounded to a cent, half up, as it is printed: 2.73.
func (m Money) Cents() string { return m.Fixed(2) }

// Fixed is the amount with so many decimals (0 to 10), rounded half up.
func (m Money) Fixed(decimals int) string {
	unit := Money(1)
	for range 10 - decimals {
		unit *= 10
	}
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	m = (m + unit/2) / unit * unit
	s := strconv.FormatInt(int64(m/Dollar), 10)
	if decimals == 0 {
		return sign + s
	}
	frac := strconv.FormatInt(int64(m%Dollar), 10)
	return sign + s + "." + (strings.Repeat("0", 10-len(frac)) + frac)[:decimals]
}

// MoneyOf is an amount of dollars, to the nearest unit.
func MoneyOf(dollars float64) Money { return Money(float64(dollars*1e10) + 0.5) }

// Tier is a price for what lies above From, in GB-seconds a month.
type Tier struct {
	From  int64
	Price Money // a GB-second
}

// Prices of Lambda. They age: see PricesOf for the source and its date.
type Prices struct {
	Requests     Money // a million
	X86, ARM     []Tier
	FreeRequests uint64
	FreeGBs      int64
	Ephemeral    Money // a GB-second of /tmp beyond 512 MB
	ReadyX86     Money // provisioned concurrency: a GB-second configured
	ReadyARM     Money
	RunX86       Money // provisioned concurrency: a GB-second of running
	RunARM       Money
	Cache        Money // SnapStart: a GB-second of a snapshot
	Restore      Money // SnapStart: a GB restored
	Stream       Money // a GB streamed beyond the first 6 MB of each response
}

// PricesUSD are list prices of US East (N. Virginia); most Regions charge the
// same for requests and duration, some more for provisioned concurrency.
// aws.amazon.com/lambda/pricing/ (read 2026-11-20)
func PricesUSD() Prices {
	return Prices{
		Requests:     2000000000, // 0.20
		X86:          []Tier{{0, 166667}, {6e9, 150000}, {15e9, 133334}},
		ARM:          []Tier{{0, 133334}, {7.5e9, 120001}, {18.75e9, 106667}},
		FreeRequests: 1_000_000, FreeGBs: 400_000,
		Ephemeral: 309,
		ReadyX86:  41667, ReadyARM: 33334, RunX86: 97222, RunARM: 77778,
		Cache: 15046, Restore: 1397998, Stream: 80000000,
	}
}

// Amount is memory held for a time: MB × milliseconds.
type Amount uint64

// AmountOf is so many MB for so many billed milliseconds.
func AmountOf(mb int, ms int64) Amount { return Amount(uint64(mb) * uint64(ms)) }

const mbMSPerGBs = 1024 * 1000

// GBs is the amount in GB-seconds.
func (a Amount) GBs() float64 { return float64(a) / mbMSPerGBs }

// Usage is what is billed, of a month or a part of it.
type Usage struct {
	Requests           uint64
	X86, ARM           Amount // duration on demand
	Ephemeral          Amount // /tmp beyond 512 MB
	ReadyX86, ReadyARM Amount // provisioned concurrency as configured
	RunX86, RunARM     Amount // duration on provisioned concurrency
	Restored           uint64 // MB restored from snapshots
}

// Charge is one line of a bill.
type Charge struct {
	Code     string  // REQUESTS, DURATION_X86, …
	Quantity float64 // requests, GB-seconds or GB
	Free     float64 // of that, free
	Amount   Money
}

// Bill is what a usage costs; free takes the month's free tier off, which does
// not cover provisioned concurrency.
func (p *Prices) Bill(u Usage, free bool) (lines []Charge, total Money) {
	freeRequests, freeAmount := uint64(0), Amount(0)
	if free {
		freeRequests, freeAmount = p.FreeRequests, Amount(p.FreeGBs)*mbMSPerGBs
	}
	freeRequests = min(freeRequests, u.Requests)
	add := func(code string, quantity, free float64, amount Money) {
		if quantity > 0 {
			lines = append(lines, Charge{code, quantity, free, amount})
			total += amount
		}
	}
	add("REQUESTS", float64(u.Requests), float64(freeRequests), per(u.Requests-freeRequests, p.Requests, 1_000_000))
	off := min(freeAmount, u.X86)
	add("DURATION_X86", u.X86.GBs(), off.GBs(), tiered(u.X86-off, p.X86))
	arm := min(freeAmount-off, u.ARM)
	add("DURATION_ARM", u.ARM.GBs(), arm.GBs(), tiered(u.ARM-arm, p.ARM))
	add("EPHEMERAL", u.Ephemeral.GBs(), 0, u.Ephemeral.at(p.Ephemeral))
	add("PROVISIONED_X86", u.ReadyX86.GBs(), 0, u.ReadyX86.at(p.ReadyX86))
	add("PROVISIONED_ARM", u.ReadyARM.GBs(), 0, u.ReadyARM.at(p.ReadyARM))
	add("PROVISIONED_DURATION_X86", u.RunX86.GBs(), 0, u.RunX86.at(p.RunX86))
	add("PROVISIONED_DURATION_ARM", u.RunARM.GBs(), 0, u.RunARM.at(p.RunARM))
	add("SNAPSTART_RESTORE", float64(u.Restored)/1024, 0, per(u.Restored, p.Restore, 1024))
	return lines, total
}

// tiered charges each part of an amount at its tier's price.
func tiered(a Amount, tiers []Tier) (sum Money) {
	for i, t := range tiers {
		from, to := Amount(t.From)*mbMSPerGBs, ^Amount(0)
		if i+1 < len(tiers) {
			to = Amount(tiers[i+1].From) * mbMSPerGBs
		}
		if a > from {
			sum += (min(a, to) - from).at(t.Price)
		}
	}
	return sum
}

func (a Amount) at(price Money) Money { return per(uint64(a), price, mbMSPerGBs) }

// per is n × price / unit, rounded down to a unit of money, without overflow.
func per(n uint64, price Money, unit uint64) Money {
	hi, lo := bits.Mul64(n, uint64(price))
	if hi >= unit {
		return 1<<63 - 1
	}
	q, _ := bits.Div64(hi, lo, unit)
	return Money(min(q, 1<<63-1))
}

// BilledMilliseconds is a length as it is billed: each started millisecond
// counts whole.
func BilledMilliseconds(t cloud.Time) int64 {
	return int64((t + cloud.Millisecond - 1) / cloud.Millisecond)
}

// ProvisionedTime is how long provisioned concurrency is billed that was
// configured for so long: up to the next five minutes.
func ProvisionedTime(t cloud.Time) cloud.Time {
	const step = 5 * cloud.Minute
	return (t + step - 1) / step * step
}

// Usage is what a load used.
func (r *Result) Usage() Usage {
	var u Usage
	for _, y := range r.Versions {
		u.add(y.usage())
	}
	return u
}

func (u *Usage) add(o Usage) {
	u.Requests += o.Requests
	u.X86, u.ARM = u.X86+o.X86, u.ARM+o.ARM
	u.Ephemeral += o.Ephemeral
	u.ReadyX86, u.ReadyARM = u.ReadyX86+o.ReadyX86, u.ReadyARM+o.ReadyARM
	u.RunX86, u.RunARM = u.RunX86+o.RunX86, u.RunARM+o.RunARM
	u.Restored += o.Restored
}

// Times is the usage so many times over.
func (u Usage) Times(n float64) Usage {
	amount := func(a Amount) Amount { return Amount(float64(float64(a)*n) + 0.5) }
	return Usage{
		Requests: uint64(float64(float64(u.Requests)*n) + 0.5), X86: amount(u.X86), ARM: amount(u.ARM), Ephemeral: amount(u.Ephemeral),
		ReadyX86: amount(u.ReadyX86), ReadyARM: amount(u.ReadyARM), RunX86: amount(u.RunX86), RunARM: amount(u.RunARM),
		Restored: uint64(float64(float64(u.Restored)*n) + 0.5),
	}
}

// usage of one version. A throttled request is not billed.
func (y *Tally) usage() Usage {
	u := Usage{Requests: y.Requests - y.Throttles}
	onDemand, running := AmountOf(y.Memory, y.BilledMS), AmountOf(y.Memory, y.ReadyMS)
	ready := AmountOf(y.Memory, int64(y.Wanted/cloud.Millisecond))
	if y.Architecture == "arm64" {
		u.ARM, u.RunARM, u.ReadyARM = onDemand, running, ready
	} else {
		u.X86, u.RunX86, u.ReadyX86 = onDemand, running, ready
	}
	const free = 512
	u.Ephemeral = AmountOf(max(0, y.Ephemeral-free), y.BilledMS+y.ReadyMS)
	if y.SnapStart {
		u.Restored = y.ColdStarts * uint64(y.Memory)
	}
	return u
}
