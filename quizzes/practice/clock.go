package practice

import "time"

// clock makes a time that never runs backwards out of a wall clock that people
// set. While the wall stands before what it has shown once, time goes on from
// the latest answer by what passes on the wall; when the wall has caught up,
// it counts again as if nothing had been. So a clock set back makes no interval
// negative, and one that was years ahead for a day does not stop all reviews
// until those years are over.
//
// Its times are civil: the learner's date and time of day written as if they
// were UTC, because FSRS counts days between dates of UTC, and a day of reviews
// is the learner's.
type clock struct {
	wall   time.Time // at the latest answer
	now    time.Time // the time that was made of it
	high   time.Time // the latest that the wall ever showed
	highOn time.Time // the time that was made of it
}

// at is the time of a wall clock. A zero one is not known: no time passed.
func (c *clock) at(wall time.Time) time.Time {
	if wall.IsZero() {
		return c.now
	}
	if c.now.IsZero() {
		return wall
	}
	if wall.Before(c.high) {
		return c.now.Add(max(0, wall.Sub(c.wall)))
	}
	return later(c.now, c.highOn.Add(wall.Sub(c.high)))
}

// tick is the time of an answer, from which on time goes on.
func (c *clock) tick(wall time.Time) time.Time {
	if wall.IsZero() && c.now.IsZero() {
		wall = time.Unix(0, 0).UTC()
	}
	t := c.at(wall)
	c.now = t
	if wall.IsZero() {
		return t
	}
	c.wall = wall
	if !wall.Before(c.high) {
		c.high, c.highOn = wall, t
	}
	return t
}

// ahead is how far the time stands before the wall.
func (c *clock) ahead(wall time.Time) time.Duration {
	if wall.IsZero() {
		return 0
	}
	return c.at(wall).Sub(wall)
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// civil is the date and time of day in the learner's zone, written as UTC.
func (h *History) civil(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	_, east := t.In(h.zone).Zone()
	return t.UTC().Add(time.Duration(east) * time.Second)
}

// wall is the moment of a civil time.
func (h *History) wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), h.zone)
}

// dayOf numbers the days of civil times: 0 is 1970-01-01, a Thursday.
func dayOf(civil time.Time) int {
	s := civil.Unix()
	if s < 0 {
		s -= 24*60*60 - 1
	}
	return int(s / (24 * 60 * 60))
}

func beginOf(day int) time.Time { return time.Unix(int64(day)*24*60*60, 0).UTC() }

// Behind is how far the clock stands before the latest answer: it was set back
// (or had been set forward). Zero is all well. Until it catches up, time goes
// on from the latest answer.
func (h *History) Behind(now time.Time) time.Duration {
	return max(0, h.clock.wall.Sub(h.civil(now)))
}
