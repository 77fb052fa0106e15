package worlds

import "skylab/simulators/cloud"

// length is a length of time in a few words: 3 s, 12 min, 5 h, 40 days.
func (o Options) length(d cloud.Time) string {
	switch {
	case d >= 3*cloud.Day:
		return o.Text.Say("world.days", "n", int(d/cloud.Day))
	case d >= 3*cloud.Hour:
		return o.Text.Say("world.hours", "n", int(d/cloud.Hour))
	case d >= 3*cloud.Minute:
		return o.Text.Say("world.minutes", "n", int(d/cloud.Minute))
	}
	return o.Text.Say("world.seconds", "n", int(d/cloud.Second))
}

// counted is a sentence about n things; for one thing there is a sentence of
// its own.
func (o Options) counted(id string, n int) string {
	if n == 1 {
		return o.Text.Say(id + ".one")
	}
	return o.Text.Say(id, "n", grouped(uint64(max(0, n))))
}
