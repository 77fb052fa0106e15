// Package coreutils is the commands that people type in every shell (cat,
// grep, sort, date, …) over files in memory and virtual time. GNU's behaviour
// is the reference; a flag that is not there is refused by name.
package coreutils
