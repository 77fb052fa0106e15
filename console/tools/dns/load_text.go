package dns

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"skylab/simulators/route53"
	"skylab/text"
)

// loadText is a load's result on the screen.
func loadText(say text.Speaker, r route53.Result) string {
	var b strings.Builder
	b.WriteString(say.Say("dns.load.head", "name", strings.TrimSuffix(r.Name, "."), "type", r.Type, "cities", r.Cities, "groups", r.Groups,
		"time", length(r.Seconds), "step", length(r.Step)) + "\n")
	b.WriteString(sharesText(say, r))
	for _, w := range r.Weights {
		b.WriteString(weightsText(say, w))
	}
	b.WriteString("\n")
	loss(&b, say, "dns.load.dead", r.Dead)
	loss(&b, say, "dns.load.none", r.NoAnswer)
	for _, s := range r.Statuses {
		b.WriteString("    " + s.Status + "  " + percent(s.Users) + "\n")
	}
	if r.Stale.Share > 0 {
		b.WriteString("  " + say.Say("dns.load.stale", "share", percent(r.Stale.Share), "until", r.Stale.Until) + "\n")
	} else {
		b.WriteString("  " + say.Say("dns.load.fresh") + "\n")
	}
	return b.String()
}

// sharesText is a line for each value: who was given it.
func sharesText(say text.Speaker, r route53.Result) string {
	rows := [][]string{{say.Say("dns.load.value"), say.Say("dns.load.record"), say.Say("dns.load.users"), say.Say("dns.load.answers"), ""}}
	for _, s := range r.Shares {
		record := strings.TrimSuffix(s.Owner, ".")
		if s.Set != "" {
			record = s.Set
		}
		rows = append(rows, []string{s.Value, record, percent(s.Users), percent(s.Answers), bar(s.Users)})
	}
	if len(r.Shares) == 0 {
		return "\n  " + say.Say("dns.load.nothing") + "\n"
	}
	return "\n" + table(rows, 2, 3)
}

// grouped prints a count with its thousands apart: 21,954.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// weightsText holds a weighted group's answers against its weights.
func weightsText(say text.Speaker, w route53.WeightedShares) string {
	s := "\n  " + say.Say("dns.load.weights", "name", strings.TrimSuffix(w.Name, "."), "type", w.Type, "count", grouped(w.Answers)) + "\n"
	rows := [][]string{}
	for _, x := range w.Sets {
		sign := "✓"
		if !x.Within {
			sign = "✗"
		}
		rows = append(rows, []string{sign + " " + x.Set, say.Say("dns.load.weight", "weight", x.Weight), say.Say("dns.load.want", "share", percent(x.Expected)),
			say.Say("dns.load.is", "share", percent(x.Measured)), "± " + percent(x.Tolerance)})
	}
	return s + table(rows)
}

func loss(b *strings.Builder, say text.Speaker, id string, l route53.Loss) {
	if l.Share == 0 {
		id += ".never"
	}
	b.WriteString("  " + say.Say(id, "share", percent(l.Share), "p50", length(l.P50), "p95", length(l.P95), "max", length(l.Max)) + "\n")
}

// table sets rows in columns; right lists the columns that are set to the right.
func table(rows [][]string, right ...int) string {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			pad := strings.Repeat(" ", wide[i]-ansi.StringWidth(cell))
			if contains(right, i) {
				line += " " + pad + cell + " "
			} else {
				line += " " + cell + pad + " "
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// bar is a share of ten parts.
func bar(share float64) string {
	n := int(share*10 + 0.5)
	return strings.Repeat("▰", n) + strings.Repeat("▱", 10-n)
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", share*100) }

// length is a time in words that everybody reads: 90 s, 10m, 2h30m.
func length(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	if d < 2*time.Minute {
		return fmt.Sprintf("%d s", int(d.Seconds()))
	}
	s := d.String()
	s = strings.TrimSuffix(s, "0s")
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
