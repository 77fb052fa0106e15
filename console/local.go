package console

import (
	"time"

	"skylab/simulators/cloud"
)

// Korea has had no summer time since 1988.
var seoul = time.FixedZone("KST", 9*60*60)

// Local is an instant as the clock on the learner's wall shows it: the company
// of the story sits in Seoul. AWS's own output stays in UTC, as in life.
func Local(t cloud.Time) time.Time { return t.UTC().In(seoul) }
