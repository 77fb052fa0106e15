package lambda

import "skylab/simulators/cloud"

// BilledMilliseconds is a length as it is billed: each started millisecond
// counts whole.
func BilledMilliseconds(t cloud.Time) int64 {
	return int64((t + cloud.Millisecond - 1) / cloud.Millisecond)
}
