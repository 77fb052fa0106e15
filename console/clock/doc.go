// Package clock tells virtual time as people do: date's formats, a few time
// zones with their rules, and durations such as 10m. It asks no zone database
// of the machine, so that every machine tells the same.
package clock
