package lesson

import (
	"time"

	"skylab/console"
	"skylab/simulators/cloud"
)

// seoul is the story's zone: the lunch bell rings at noon there. Korea has had
// no summer time since 1988.
var seoul = time.FixedZone("KST", 9*60*60)

// clock is the virtual time of a moment as the story's people read it.
func clock(m *console.Moment) string { return Clock(m.World.Cloud.Now) }

// Clock is a virtual instant as the story's people read it.
func Clock(t cloud.Time) string { return t.UTC().In(seoul).Format("15:04:05") + " KST" }
