package lambda

import "skylab/simulators/cloud"

// at is the minute of a version that an instant lies in; the one before is told.
func (y *Tally) at(l *Load, now cloud.Time) *Minute {
	if minute := now / cloud.Minute * cloud.Minute; minute != y.minute.At || y.minute.Function == "" {
		y.tell(l)
		y.minute = Minute{Function: y.Function, Version: y.Version, At: minute, Least: never}
	}
	return &y.minute
}

func (y *Tally) tell(l *Load) {
	if l.Minutes != nil && y.minute.Function != "" {
		l.Minutes(y.minute)
	}
	y.minute = Minute{}
}

func (y *Tally) inMinute(l *Load, now cloud.Time, d *run, running int) {
	m := y.at(l, now)
	m.Invocations++
	if d.outcome != Succeeded {
		m.Errors++
	}
	m.Duration += d.call
	m.Least, m.Most = min(m.Least, d.call), max(m.Most, d.call)
	m.Concurrent = max(m.Concurrent, running)
}
