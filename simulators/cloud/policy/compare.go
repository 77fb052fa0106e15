package policy

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// number compares as numbers: 10 equals 10.0. What is none never fits.
func number(is func(order int) bool) func(pattern, value string) bool {
	return func(pattern, value string) bool {
		p, err := strconv.ParseFloat(strings.TrimSpace(pattern), 64)
		v, err2 := strconv.ParseFloat(strings.TrimSpace(value), 64)
		return err == nil && err2 == nil && p == p && v == v && is(cmp.Compare(v, p))
	}
}

// date compares instants: ISO 8601, or seconds since 1970.
func date(is func(order int) bool) func(pattern, value string) bool {
	return func(pattern, value string) bool {
		p, ok := instant(pattern)
		v, ok2 := instant(value)
		return ok && ok2 && is(v.Compare(p))
	}
}

var layouts = [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02"}

func instant(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if seconds, err := strconv.ParseInt(s, 10, 64); err == nil {
		return time.Unix(seconds, 0).UTC(), true
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
