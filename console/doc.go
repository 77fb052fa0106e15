// Package console is bash in a box: a shell whose world, files and clock live
// in memory. A Moment is everything at one instant and never changes; running
// a line makes the next. A Session is their history. Nothing here reaches the
// machine that it runs on: the evaluator in package shell imports neither os
// nor net.
package console
