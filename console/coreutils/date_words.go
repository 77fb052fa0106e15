package coreutils

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"skylab/console/clock"
)

type dateParser struct {
	words  []string
	t      time.Time
	tz     string
	clock  bool // a time of day was given
	dated  bool
	timed  bool          // by the word just read
	zoned  bool          // by the word before: a number with a sign is its zone
	add    time.Duration // the steps
	days   int
	months int

	weekday  time.Weekday // that was named; counts when no date was given
	weeks    int          // +1 for next, -1 for last
	dayNamed bool
}

func (p *dateParser) run() bool {
	for len(p.words) > 0 {
		w := p.words[0]
		p.words = p.words[1:]
		p.zoned = p.timed
		p.timed = false
		if !p.word(w) {
			return false
		}
	}
	if p.dayNamed && !p.dated {
		ahead := (int(p.weekday) - int(p.t.Weekday()) + 7) % 7
		if p.weeks > 0 && ahead == 0 {
			ahead = 7
		} else if p.weeks < 0 {
			ahead -= 7
		}
		p.t, p.dated = p.t.AddDate(0, 0, ahead), true
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
	if m, ok := month(w); ok {
		return p.named(m, 0)
	}
	if isUnit(w) { // "hour" alone is one
		p.words = append([]string{w}, p.words...)
		return p.amount(1)
	}
	if n, err := strconv.Atoi(w); err == nil && n >= 0 {
		if len(w) == 8 && !(len(p.words) > 0 && isUnit(p.words[0])) { // 20240115
			return p.absolute(w[:4] + "-" + w[4:6] + "-" + w[6:])
		}
		if len(p.words) > 0 {
			return p.number(n)
		}
	}
	if day, ok := weekday(w); ok {
		p.weekday, p.dayNamed = day, true
		return true
	}
	return p.absolute(w)
}

// number is what begins with one: 15 jan 2024, 3 pm, 2 days.
func (p *dateParser) number(n int) bool {
	next := p.words[0]
	if m, ok := month(next); ok {
		p.words = p.words[1:]
		return p.named(m, n)
	}
	if next == "am" || next == "pm" {
		p.words = p.words[1:]
		if n < 1 || n > 12 {
			return false
		}
		p.clock = true
		p.setClock(n%12+map[string]int{"pm": 12}[next], 0, 0, 0)
		return true
	}
	return p.amount(n)
}

// named is a date whose month has a name; the day comes before it or behind,
// then perhaps the year.
func (p *dateParser) named(m time.Month, day int) bool {
	take := func(least, most int) (int, bool) {
		if len(p.words) == 0 {
			return 0, false
		}
		n, err := strconv.Atoi(p.words[0])
		if err != nil || n < least || n > most || len(p.words) > 1 && isUnit(p.words[1]) {
			return 0, false
		}
		p.words = p.words[1:]
		return n, true
	}
	if day == 0 {
		var ok bool
		if day, ok = take(1, 31); !ok {
			return false
		}
	}
	year, ok := take(1000, 9999)
	if !ok {
		year = p.t.Year()
	}
	return p.date(time.Date(year, m, day, 0, 0, 0, 0, time.UTC))
}

// date sets the day and keeps a time of day that was read before.
func (p *dateParser) date(t time.Time) bool {
	h, m, s, ns := 0, 0, 0, 0
	if p.clock {
		h, m, s, ns = p.t.Hour(), p.t.Minute(), p.t.Second(), p.t.Nanosecond()
	}
	y, mo, d := t.Date()
	p.t, p.dated = p.local(time.Date(y, mo, d, h, m, s, ns, time.UTC)), true
	return true
}

func isUnit(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "sec", "second", "min", "minute", "hour", "day", "week", "fortnight", "month", "year":
		return true
	}
	return false
}

func month(w string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if w == name || w == name[:3] || w == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

func (p *dateParser) step(w string) bool {
	if len(p.words) == 0 {
		return false
	}
	n := map[string]int{"next": 1, "last": -1}[w]
	if w == "+" || w == "-" {
		var err error
		zone := p.words[0]
		if n, err = strconv.Atoi(zone); err == nil && p.zoned && (len(zone) == 4 || n <= 24) { // 12:00 +1 hour is a zone and an hour, to GNU
			p.words = p.words[1:]
			if len(zone) == 1 {
				zone = "0" + zone
			}
			return p.zone(w + zone)
		}
		if err != nil || len(p.words) < 2 {
			return false
		}
		if w == "-" {
			n = -n
		}
		p.words = p.words[1:]
	} else if day, ok := weekday(p.words[0]); ok {
		p.words = p.words[1:]
		p.weekday, p.weeks, p.dayNamed = day, n, true
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
		var t time.Time
		err := error(nil)
		for _, layout := range []string{"2006-1-2", "2006/1/2", "1/2/2006"} {
			if t, err = time.Parse(layout, day); err == nil {
				break
			}
		}
		if err != nil {
			return false
		}
		p.date(t)
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
	add := 0
	if len(p.words) > 0 && (p.words[0] == "am" || p.words[0] == "pm") {
		if t.Hour() < 1 || t.Hour() > 12 {
			return false
		}
		add = map[string]int{"pm": 12}[p.words[0]] + t.Hour()%12 - t.Hour()
		p.words = p.words[1:]
	}
	p.clock, p.timed = true, zone == ""
	p.setClock(t.Hour()+add, t.Minute(), t.Second(), t.Nanosecond())
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
