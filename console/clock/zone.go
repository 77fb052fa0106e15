package clock

import (
	"strconv"
	"strings"
	"time"
)

// rule is when a zone's clocks go forward and back: in UTC seconds of the day,
// on the n-th (or last, -1) Sunday of a month.
type rule struct {
	startMonth, endMonth time.Month
	startSunday          int
	endSunday            int
	startAt, endAt       time.Duration // of the local standard and summer day, or of UTC in the EU
	utc                  bool
}

type zone struct {
	offset       time.Duration
	name, summer string
	rule         *rule
}

var (
	unitedStates = &rule{time.March, time.November, 2, 1, 2 * time.Hour, 2 * time.Hour, false}
	europe       = &rule{time.March, time.October, -1, -1, time.Hour, time.Hour, true}
	australia    = &rule{time.October, time.April, 1, 1, 2 * time.Hour, 3 * time.Hour, false}
)

// zones are those that the lab knows, with today's rules. IANA's database,
// release 2025b, read 2026-11.
var zones = map[string]zone{
	"UTC": {0, "UTC", "", nil}, "GMT": {0, "GMT", "", nil}, "Etc/UTC": {0, "UTC", "", nil},
	"Asia/Seoul": {9 * time.Hour, "KST", "", nil}, "Asia/Tokyo": {9 * time.Hour, "JST", "", nil},
	"Asia/Singapore": {8 * time.Hour, "+08", "", nil}, "Asia/Shanghai": {8 * time.Hour, "CST", "", nil},
	"Asia/Hong_Kong": {8 * time.Hour, "HKT", "", nil}, "Asia/Kolkata": {5*time.Hour + 30*time.Minute, "IST", "", nil},
	"Europe/London": {0, "GMT", "BST", europe}, "Europe/Dublin": {0, "GMT", "IST", europe},
	"Europe/Paris": {time.Hour, "CET", "CEST", europe}, "Europe/Berlin": {time.Hour, "CET", "CEST", europe},
	"Europe/Stockholm": {time.Hour, "CET", "CEST", europe},
	"America/New_York": {-5 * time.Hour, "EST", "EDT", unitedStates}, "America/Chicago": {-6 * time.Hour, "CST", "CDT", unitedStates},
	"America/Denver": {-7 * time.Hour, "MST", "MDT", unitedStates}, "America/Los_Angeles": {-8 * time.Hour, "PST", "PDT", unitedStates},
	"America/Sao_Paulo": {-3 * time.Hour, "-03", "", nil}, "Australia/Sydney": {10 * time.Hour, "AEST", "AEDT", australia},
}

// Home is the zone of the learner's laptop; the story is set in Seoul.
const Home = "Asia/Seoul"

// Here names the zone of a machine: what TZ says where it is set, else Home on
// the laptop and UTC on an instance, as servers have it.
func Here(tz string, set, laptop bool) string {
	switch {
	case set:
		return tz
	case laptop:
		return Home
	}
	return "UTC"
}

// In tells an instant in the zone that TZ names: a place (Asia/Seoul) or a
// POSIX text (KST-9). What is unknown is UTC, as the C library has it.
func In(t time.Time, tz string) time.Time {
	t = t.UTC()
	z, ok := zones[tz]
	if !ok {
		if z, ok = posix(tz); !ok {
			return t
		}
	}
	if z.rule != nil && z.rule.holds(t, z.offset) {
		return t.In(time.FixedZone(z.summer, int((z.offset+time.Hour)/time.Second)))
	}
	if z.offset == 0 && z.name == "UTC" {
		return t
	}
	return t.In(time.FixedZone(z.name, int(z.offset/time.Second)))
}

func (r *rule) holds(t time.Time, offset time.Duration) bool {
	year := t.Add(offset).Year()
	begin := sunday(year, r.startMonth, r.startSunday).Add(r.startAt)
	end := sunday(year, r.endMonth, r.endSunday).Add(r.endAt)
	if !r.utc {
		begin, end = begin.Add(-offset), end.Add(-offset-time.Hour)
	}
	if begin.Before(end) {
		return !t.Before(begin) && t.Before(end)
	}
	return !t.Before(begin) || t.Before(end) // south of the equator
}

func sunday(year int, month time.Month, n int) time.Time {
	if n < 0 {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -int(last.Weekday()))
	}
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// posix reads NAME-9 or NAME+5:30: how much to add to get UTC.
func posix(tz string) (zone, bool) {
	name := tz[:len(tz)-len(strings.TrimLeft(tz, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))]
	rest := tz[len(name):]
	if len(name) < 3 || rest == "" {
		return zone{}, false
	}
	sign := -1
	if rest[0] == '-' || rest[0] == '+' {
		if rest[0] == '-' {
			sign = 1
		}
		rest = rest[1:]
	}
	hours, minutes, _ := strings.Cut(rest, ":")
	h, err := strconv.Atoi(hours)
	m, err2 := strconv.Atoi("0" + minutes)
	if err != nil || err2 != nil || h > 24 || m > 59 {
		return zone{}, false
	}
	return zone{offset: time.Duration(sign) * (time.Duration(h)*time.Hour + time.Duration(m)*time.Minute), name: name}, true
}
