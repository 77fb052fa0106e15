package lambda

import (
	"testing"

	"skylab/simulators/cloud"
)

// Schedules fall due when the calendar says so, in their zone.
func TestTiming(t *testing.T) {
	// It is Friday, 20 November 2026, 02:30 UTC.
	for _, x := range []struct{ when, zone, want string }{
		{"at(2026-11-20T11:45:00)", "Asia/Seoul", "2026-11-20T02:45:00+00:00"},
		{"at(2026-11-20T11:45:00)", "", "2026-11-20T11:45:00+00:00"},
		{"rate(5 minutes)", "", "2026-11-20T02:35:00+00:00"},
		{"rate(1 day)", "", "2026-11-21T02:30:00+00:00"},
		{"cron(45 11 * * ? *)", "Asia/Seoul", "2026-11-20T02:45:00+00:00"},
		{"cron(0 11 * * ? *)", "Asia/Seoul", "2026-11-21T02:00:00+00:00"},
		{"cron(0/20 * * * ? *)", "", "2026-11-20T02:40:00+00:00"},
		{"cron(0 9 ? * MON-FRI *)", "", "2026-11-20T09:00:00+00:00"},
		{"cron(0 1 ? * MON *)", "", "2026-11-23T01:00:00+00:00"},
		{"cron(15,45 3 1 1,6 ? 2027-2028)", "", "2027-01-01T03:15:00+00:00"},
		{"cron(0 0 29 FEB ? *)", "", "2028-02-29T00:00:00+00:00"},
		{"cron(0 0 30 2 ? *)", "", ""}, {"cron(0 0 1 1 ? 2020)", "", ""}, {"at(2026-11-20T02:30:00)", "", ""},
	} {
		p, ok := parseTiming(x.when)
		if !ok {
			t.Errorf("%s is refused", x.when)
			continue
		}
		got := ""
		if at, again := p.next(cloud.DefaultStart, offsets[x.zone], cloud.DefaultStart); again {
			got = at.String()
		}
		if got != x.want {
			t.Errorf("%s %s: %s, want %s", x.when, x.zone, got, x.want)
		}
	}
	for _, when := range []string{
		"", "cron", "cron(", "cron()", "cron(0 0 * * * *)", "cron(0 0 ? * ? *)", "cron(60 0 * * ? *)", "cron(0 24 * * ? *)", "cron(5-1 0 * * ? *)", "cron(0/0 0 * * ? *)",
		"cron(0 0 L * ? *)", "rate(0 minutes)", "rate(1 minutes)", "rate(5 minute)", "rate(5)", "at(noon)", "every(1 day)", "cron(x 0 * * ? *)",
	} {
		if _, ok := parseTiming(when); ok {
			t.Errorf("%q is taken", when)
		}
	}
}

func FuzzTiming(f *testing.F) {
	for _, s := range []string{"cron(0/15 8-18 ? * MON-FRI *)", "rate(2 hours)", "at(2026-01-01T00:00:00)", "cron(0 0 29 2 ? 2199)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ok := parseTiming(text)
		if !ok {
			return
		}
		if at, again := p.next(cloud.DefaultStart, 0, cloud.DefaultStart); again && at <= cloud.DefaultStart {
			t.Errorf("%s is due in the past", text)
		}
	})
}
