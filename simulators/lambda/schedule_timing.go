package lambda

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"skylab/simulators/cloud"
)

// offsets are the zones that schedules may name: those without summer time.
var offsets = map[string]cloud.Time{
	"": 0, "UTC": 0, "Etc/UTC": 0, "Asia/Seoul": 9 * cloud.Hour, "Asia/Tokyo": 9 * cloud.Hour, "Asia/Singapore": 8 * cloud.Hour, "Asia/Kolkata": 330 * cloud.Minute,
}

// timing is when a schedule is due: once, every so often, or by the calendar.
// docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
type timing struct {
	at      time.Time  // at(…), in the schedule's zone
	every   cloud.Time // rate(…)
	fields  [6][]int   // cron(…): minutes, hours, days, months, days of the week, years
	anyDay  bool       // ? in days
	anyWeek bool       // ? in days of the week
}

// ranges of cron's fields; Sunday is 1.
var cronFields = [6]struct {
	least, most int
	names       string
}{
	{0, 59, ""}, {0, 23, ""}, {1, 31, ""}, {1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"}, {1, 7, "SUNMONTUEWEDTHUFRISAT"}, {1970, 2199, ""},
}

func parseTiming(text string) (t timing, ok bool) {
	kind, rest, _ := strings.Cut(text, "(")
	rest, closed := strings.CutSuffix(rest, ")")
	if !closed {
		return t, false
	}
	switch kind {
	case "at":
		var err error
		t.at, err = time.Parse("2006-01-02T15:04:05", rest)
		return t, err == nil
	case "rate":
		return parseRate(rest)
	case "cron":
		return parseCron(rest)
	}
	return t, false
}

func parseRate(text string) (t timing, ok bool) {
	number, unit, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(number)
	length, known := map[string]cloud.Time{"minute": cloud.Minute, "hour": cloud.Hour, "day": cloud.Day}[strings.TrimSuffix(unit, "s")]
	if err != nil || !known || n < 1 || n > 1e6 || (n == 1) == strings.HasSuffix(unit, "s") {
		return t, false
	}
	t.every = cloud.Time(n) * length
	return t, true
}

func parseCron(text string) (t timing, ok bool) {
	words := strings.Fields(text)
	if len(words) != 6 {
		return t, false
	}
	t.anyDay, t.anyWeek = words[2] == "?", words[4] == "?"
	if t.anyDay == t.anyWeek { // exactly one of the two must be ?
		return t, false
	}
	for i, w := range words {
		if t.fields[i], ok = parseField(w, i); !ok {
			return t, false
		}
	}
	return t, true
}

// parseField lists the numbers that a field of cron stands for: *, 5, 1-5, MON-FRI,
// 0/15, 1,3.
func parseField(text string, place int) (list []int, ok bool) {
	f := cronFields[place]
	for part := range strings.SplitSeq(text, ",") {
		span, stepText, stepped := strings.Cut(part, "/")
		from, to, step := f.least, f.most, 1
		if span != "*" && span != "?" {
			low, high, isRange := strings.Cut(span, "-")
			if from, ok = cronNumber(low, place); !ok {
				return nil, false
			}
			if to = from; stepped {
				to = f.most
			}
			if isRange {
				if to, ok = cronNumber(high, place); !ok || to < from {
					return nil, false
				}
			}
		}
		if stepped {
			n, err := strconv.Atoi(stepText)
			if err != nil || n < 1 {
				return nil, false
			}
			step = n
		}
		for n := from; n <= to; n += step {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return slices.Compact(list), true
}

func cronNumber(text string, place int) (int, bool) {
	f := cronFields[place]
	if i := strings.Index(f.names, strings.ToUpper(text)); len(text) == 3 && i >= 0 && i%3 == 0 {
		return f.least + i/3, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= f.least && n <= f.most
}

// next is the first instant after another at which a schedule is due; a rate
// counts from when it was made.
func (t timing) next(after, offset, made cloud.Time) (cloud.Time, bool) {
	switch {
	case t.every > 0:
		return made + ((after-made)/t.every+1)*t.every, true
	case !t.at.IsZero():
		at := cloud.Time(t.at.UnixNano()) - offset
		return at, at > after
	}
	day := (after + offset).UTC().Truncate(24 * time.Hour)
	for range 366 * 8 {
		if t.on(day) {
			for _, hour := range t.fields[1] {
				for _, minute := range t.fields[0] {
					at := cloud.Time(day.UnixNano()) + cloud.Time(hour)*cloud.Hour + cloud.Time(minute)*cloud.Minute - offset
					if at > after {
						return at, true
					}
				}
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	return 0, false
}

func (t timing) on(day time.Time) bool {
	return slices.Contains(t.fields[5], day.Year()) && slices.Contains(t.fields[3], int(day.Month())) &&
		(t.anyDay || slices.Contains(t.fields[2], day.Day())) && (t.anyWeek || slices.Contains(t.fields[4], int(day.Weekday())+1))
}
