package coreutils

import (
	"context"
	"fmt"
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
	if v, ok := g.value('r'); ok {
		e, err := d.Files.Stat(d.Path(v))
		if err != nil {
			return failf(d, "%s: %s", v, files.Why(err))
		}
		t = e.Modified.UTC()
	}
	if v, ok := g.value('d'); ok {
		var good bool
		if t, good = parseDate(d, v); !good {
			return failf(d, "invalid date '%s'", v)
		}
	}
	tz, _ := d.Shell.Var("TZ")
	if g.has('u') || g.has(2) {
		tz = "UTC"
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

// parseDate reads what GNU's date -d reads most often: a date and time, @
// seconds, now, today, tomorrow, yesterday, and steps such as +10 minutes,
// 2 days ago, next week.
func parseDate(d *desk.Desk, s string) (time.Time, bool) {
	tz, _ := d.Shell.Var("TZ")
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

type dateParser struct {
	words  []string
	t      time.Time
	tz     string
	clock  bool // a time of day was given
	dated  bool
	add    time.Duration // the steps
	days   int
	months int
}

func (p *dateParser) run() bool {
	for len(p.words) > 0 {
		w := p.words[0]
		p.words = p.words[1:]
		if !p.word(w) {
			return false
		}
	}
	if p.dated && !p.clock {
		p.setClock(0, 0, 0, 0)
	}
	if p.days != 0 || p.months != 0 {
		y, mo, d := p.t.Date()
		p.t = p.local(time.Date(y, mo+time.Month(p.months), d+p.days, p.t.Hour(), p.t.Minute(), p.t.Second(), p.t.Nanosecond(), time.UTC))
	}
	p.t = clock.In(p.t.Add(p.add), p.tz)
	return true
}

func (p *dateParser) setClock(h, m, s, ns int) {
	y, mo, d := p.t.Date()
	p.t = p.local(time.Date(y, mo, d, h, m, s, ns, time.UTC))
}

// local takes what a UTC time shows as the local one.
func (p *dateParser) local(t time.Time) time.Time {
	_, offset := clock.In(t, p.tz).Zone()
	shifted := clock.In(t.Add(-time.Duration(offset)*time.Second), p.tz)
	_, again := shifted.Zone()
	return clock.In(t.Add(-time.Duration(again)*time.Second), p.tz)
}

func (p *dateParser) word(w string) bool {
	switch w {
	case "now", "today", "and", "at":
		return true
	case "tomorrow":
		p.days++
		return true
	case "yesterday":
		p.days--
		return true
	case "midnight":
		p.clock = true
		p.setClock(0, 0, 0, 0)
		return true
	case "noon":
		p.clock = true
		p.setClock(12, 0, 0, 0)
		return true
	case "utc", "gmt", "z":
		y, mo, d := p.t.Date()
		p.t = time.Date(y, mo, d, p.t.Hour(), p.t.Minute(), p.t.Second(), p.t.Nanosecond(), time.UTC)
		return true
	case "next", "last", "+", "-":
		return p.step(w)
	}
	if n, err := strconv.Atoi(w); err == nil && len(p.words) > 0 {
		return p.amount(n)
	}
	if day, ok := weekday(w); ok {
		p.t = p.t.AddDate(0, 0, (int(day)-int(p.t.Weekday())+7)%7)
		p.dated = true
		return true
	}
	return p.absolute(w)
}

func (p *dateParser) step(w string) bool {
	if len(p.words) == 0 {
		return false
	}
	n := map[string]int{"next": 1, "last": -1}[w]
	if w == "+" || w == "-" {
		var err error
		if n, err = strconv.Atoi(p.words[0]); err != nil || len(p.words) < 2 {
			return false
		}
		if w == "-" {
			n = -n
		}
		p.words = p.words[1:]
	} else if day, ok := weekday(p.words[0]); ok {
		p.words = p.words[1:]
		ahead := (int(day) - int(p.t.Weekday()) + 7) % 7
		if n > 0 && ahead == 0 {
			ahead = 7
		} else if n < 0 {
			ahead -= 7
		}
		p.t, p.dated = p.t.AddDate(0, 0, ahead), true
		return true
	}
	return p.amount(n)
}

// amount notes n of the unit that follows; ago turns it round. The steps are
// taken when all that is absolute has been read.
func (p *dateParser) amount(n int) bool {
	unit := strings.TrimSuffix(p.words[0], "s")
	p.words = p.words[1:]
	if len(p.words) > 0 && p.words[0] == "ago" {
		n, p.words = -n, p.words[1:]
	}
	if n > 1_000_000_000 || n < -1_000_000_000 {
		return false
	}
	switch unit {
	case "sec", "second":
		p.add += time.Duration(n) * time.Second
	case "min", "minute":
		p.add += time.Duration(n%100_000_000) * time.Minute
	case "hour":
		p.add += time.Duration(n%2_000_000) * time.Hour
	case "day":
		p.days += n % 100_000
	case "week":
		p.days += 7 * (n % 10_000)
	case "fortnight":
		p.days += 14 * (n % 10_000)
	case "month":
		p.months += n % 10_000
	case "year":
		p.months += 12 * (n % 200)
	default:
		return false
	}
	return true
}

func weekday(w string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if w == name || w == name[:3] {
			return d, true
		}
	}
	return 0, false
}

// absolute reads a date, a time, or both.
func (p *dateParser) absolute(w string) bool {
	w = strings.ToUpper(w)
	day, hour, both := strings.Cut(w, "T")
	if !both {
		if strings.Contains(w, ":") {
			day, hour = "", w
		}
	}
	if day != "" {
		t, err := time.Parse("2006-01-02", day)
		if err != nil {
			if t, err = time.Parse("2006/01/02", day); err != nil {
				return false
			}
		}
		p.t, p.dated = p.local(t), true
	}
	if hour == "" {
		return day != ""
	}
	zone := ""
	if i := strings.IndexAny(hour, "+-Z"); i >= 0 {
		hour, zone = hour[:i], hour[i:]
	}
	var t time.Time
	var err error
	for _, layout := range []string{"15:04:05.999999999", "15:04"} {
		if t, err = time.Parse(layout, hour); err == nil {
			break
		}
	}
	if err != nil {
		return false
	}
	p.clock = true
	p.setClock(t.Hour(), t.Minute(), t.Second(), t.Nanosecond())
	return zone == "" || p.zone(zone)
}

func (p *dateParser) zone(s string) bool {
	offset := 0
	if s != "Z" {
		var h, m int
		s = strings.ReplaceAll(s, ":", "")
		if len(s) == 3 {
			s += "00"
		}
		if n, err := fmt.Sscanf(s[1:], "%2d%2d", &h, &m); n != 2 || err != nil {
			return false
		}
		if offset = h*3600 + m*60; s[0] == '-' {
			offset = -offset
		}
	}
	y, mo, d := p.t.Date()
	shown := time.Date(y, mo, d, p.t.Hour(), p.t.Minute(), p.t.Second(), p.t.Nanosecond(), time.UTC)
	p.t = clock.In(shown.Add(-time.Duration(offset)*time.Second), p.tz)
	return true
}
