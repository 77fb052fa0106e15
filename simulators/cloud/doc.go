// Package cloud is what every simulated service stands on: virtual time and
// the events to come, keyed draws, IDs, the table of operations, API errors,
// reasons and the trail of calls. It is pure: no wall clock, no dice, no disk,
// no network, no screen.
package cloud
