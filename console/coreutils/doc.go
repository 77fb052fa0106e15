// Package coreutils is the commands that people type in every shell (cat,
// grep, sort, date, …) over files in memory and virtual time. GNU's behaviour
// is the reference, recorded in testdata/bash of package console; a flag that
// is not there is refused by name, with the list of those that are.
//
// Known to differ: texts sort by their bytes, as in the C locale; patterns
// know no back-references (\1 on the left of s or in grep); jq's objects keep
// the order in which keys were read or written in the filter, but keys_unsorted
// and to_entries sort them, because gojq has no order; time zones are a short
// list with today's rules (package clock).
// dd takes no time, so its rate is Infinity, and its blocks are always full; du
// lists names in order; shred has random passes only; a device without end gives
// one MiB to a tool that reads to the end.
package coreutils
