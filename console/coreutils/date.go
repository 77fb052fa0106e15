package coreutils

import (
	"context"
	"strconv"
	"strings"
	"time"

	"skylab/console/clock"
	"skylab/console/desk"
	"skylab/console/files"
)

var dateFlags = takes(1, "[OPTION]... [+FORMAT]", "u|utc d:|date I|iso-8601 R|rfc-email r:|reference \x01:|rfc-3339 \x02|universal")

func date(ctx context.Context, d *desk.Desk, args []string) int {
	iso := "date"
	for i, a := range args { // -Iseconds and --iso-8601=seconds have a value in the same word only
		v, ok := strings.CutPrefix(a, "--iso-8601=")
		if !ok {
			if v, ok = strings.CutPrefix(a, "-I"); !ok || v == "" {
				continue
			}
		}
		iso = v
		args = append(append(append([]string{}, args[:i]...), "-I"), args[i+1:]...)
	}
	g, status, done := dateFlags.parse(d, args)
	if done {
		return status
	}
	t := d.World.Cloud.Now.UTC()
	tz := zone(d)
	if g.has('u') || g.has(2) {
		tz = "UTC"
	}
	if v, ok := g.value('r'); ok {
		e, err := d.Files.Stat(d.Path(v))
		if err != nil {
			return failf(d, "%s: %s", v, files.Why(err))
		}
		t = e.Modified.UTC()
	}
	if v, ok := g.value('d'); ok {
		var good bool
		if t, good = parseDate(d, v, tz); !good {
			return failf(d, "invalid date '%s'", v)
		}
	}
	t = clock.In(t, tz)
	format := "%a %b %e %H:%M:%S %Z %Y"
	switch {
	case len(g.rest) > 1 || len(g.rest) == 1 && !strings.HasPrefix(g.rest[0], "+"):
		return failf(d, "cannot set date: the lab's clock moves with sleep")
	case len(g.rest) == 1:
		format = g.rest[0][1:]
	case g.has('I'):
		var ok bool
		format, ok = map[string]string{"date": "%F", "hours": "%FT%H%:z", "minutes": "%FT%H:%M%:z", "seconds": "%FT%T%:z", "ns": "%FT%T,%N%:z"}[iso]
		if !ok {
			return failf(d, "invalid argument '%s' for '--iso-8601'", iso)
		}
	case g.has('R'):
		format = "%a, %d %b %Y %H:%M:%S %z"
	case g.has(1):
		v, _ := g.value(1)
		var ok bool
		if format, ok = map[string]string{"date": "%F", "seconds": "%F %T%:z", "ns": "%F %T.%N%:z"}[v]; !ok {
			return failf(d, "invalid argument '%s' for '--rfc-3339'", v)
		}
	}
	return write(d, clock.Format(t, format)+"\n")
}

// zone is the zone of the machine that the command runs on.
func zone(d *desk.Desk) string {
	tz, set := d.Shell.Var("TZ")
	return clock.Here(tz, set, d.Host == "")
}

// parseDate reads what GNU's date -d reads most often: a date and time, @
// seconds, now, today, tomorrow, yesterday, and steps such as +10 minutes,
// 2 days ago, next week.
func parseDate(d *desk.Desk, s, tz string) (time.Time, bool) {
	now := clock.In(d.World.Cloud.Now.UTC(), tz)
	if seconds, ok := strings.CutPrefix(s, "@"); ok {
		whole, fraction, _ := strings.Cut(seconds, ".")
		n, err := strconv.ParseInt(whole, 10, 64)
		f, err2 := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
		return time.Unix(n, f).UTC(), err == nil && err2 == nil && n > -1<<33 && n < 1<<33
	}
	p := dateParser{words: dateWords(s), t: now, tz: tz}
	return p.t, p.run()
}

// dateWords cuts into words, with signs and units apart: +10minutes gives + 10
// minutes.
func dateWords(s string) []string {
	var list []string
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(s, ",", " "))) {
		if n := len(w) - 2; n > 0 && strings.Contains(w, ":") && (w[n:] == "am" || w[n:] == "pm") {
			list = append(list, w[:n], w[n:])
			continue
		}
		if strings.ContainsAny(w, ":") || strings.Count(w, "-") == 2 || strings.Count(w, "/") == 2 {
			list = append(list, w)
			continue
		}
		if w[0] == '+' || w[0] == '-' {
			list, w = append(list, w[:1]), w[1:]
		}
		digits := digitsOf(w)
		if digits > 0 && digits < len(w) {
			list = append(list, w[:digits])
			w = w[digits:]
		}
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}
