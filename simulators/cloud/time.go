package cloud

import "time"

// Time is virtual time: whole nanoseconds since 1970-01-01T00:00:00Z. The
// simulators know no other clock.
type Time int64

// Lengths of virtual time.
const (
	Millisecond Time = 1e6
	Second      Time = 1e9
	Minute      Time = 60 * Second
	Hour        Time = 60 * Minute
	Day         Time = 24 * Hour
)

// DefaultStart is where the clock of a new world stands unless a lesson says
// otherwise: 2026-11-20 11:30 in Seoul, half an hour before the lunch bell.
const DefaultStart = Time(1795141800) * Second

// UTC tells the instant as a time.Time in UTC, for formatting only.
func (t Time) UTC() time.Time { return time.Unix(0, int64(t)).UTC() }

// String is the form in which the aws command prints an instant in JSON:
// 2026-11-20T02:30:00+00:00, with milliseconds only when there are any.
func (t Time) String() string {
	if t%Second == 0 {
		return t.UTC().Format("2006-01-02T15:04:05+00:00")
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000+00:00")
}
