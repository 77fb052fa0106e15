package cloudtrail

import "skylab/simulators/cloud"

// State is everything that the simulated service remembers besides the trail,
// which is the world's own.
type State struct {
	// Delay is how long after a call its event can be looked up; 0 means the
	// DefaultDelay. A lesson or a test may set it.
	Delay cloud.Time

	sessions Sessions
}

// Sessions is what CloudTrail asks of STS: since when a session of a role is.
type Sessions interface {
	SessionBorn(key string) (cloud.Time, bool)
}

// Plug lets CloudTrail ask; without it a session is as old as its call.
func (s *State) Plug(sessions Sessions) { s.sessions = sessions }

// DefaultDelay is the time that AWS gives for delivery: about five minutes on
// average, and no promise.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
const DefaultDelay = 5 * cloud.Minute

// Kept is how far back events can be looked up.
// docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
const Kept = 90 * cloud.Day

func (s *State) delay() cloud.Time {
	if s.Delay == 0 {
		return DefaultDelay
	}
	return s.Delay
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State { return *s }
