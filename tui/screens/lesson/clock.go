package lesson

import (
	"skylab/console"
	"skylab/simulators/cloud"
)

// clock is the virtual time of a moment as the story's people read it.
func clock(m *console.Moment) string { return Clock(m.World.Cloud.Now) }

// Clock is a virtual instant as the story's people read it.
func Clock(t cloud.Time) string { return console.Local(t).Format("15:04:05 MST") }
