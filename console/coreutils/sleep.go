package coreutils

import (
	"context"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// maxSleep is the longest sleep: beyond it a mistake is likelier than a wish.
const maxSleep = 10 * 366 * cloud.Day

// sleep lets virtual time pass: sleep 10, sleep 1.5h, sleep 1m 30s.
func sleep(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	total := cloud.Time(0)
	for _, a := range g.rest {
		t, ok := duration(a)
		if !ok {
			return failf(d, "invalid time interval '%s'", a)
		}
		total += t
	}
	if total > maxSleep {
		return failf(d, "%s", d.Text.Say("console.sleep.long"))
	}
	d.World.Sleep(total)
	return 0
}

// duration reads 10, 1.5h, 2d.
func duration(s string) (cloud.Time, bool) {
	unit := cloud.Second
	number := s
	if n := len(s); n > 0 {
		u, ok := map[byte]cloud.Time{'s': cloud.Second, 'm': cloud.Minute, 'h': cloud.Hour, 'd': cloud.Day}[s[n-1]]
		if ok {
			unit, number = u, s[:n-1]
		}
	}
	whole, fraction, _ := strings.Cut(number, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" || len(whole) > 9 {
		return 0, false
	}
	n, _ := strconv.ParseInt("0"+whole, 10, 64)
	fraction = (fraction + "000000000")[:9]
	f, _ := strconv.ParseInt(fraction, 10, 64)
	total := cloud.Time(n)
	if total > maxSleep/unit+1 {
		return maxSleep + 1, true
	}
	return total*unit + cloud.Time(f)*(unit/cloud.Second), true
}
