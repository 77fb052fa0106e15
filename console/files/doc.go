// Package files is a file tree in memory. It belongs to a moment of the
// console: a copy costs nothing until one of the two is written to, and no
// name in it ever leads to the machine that the lab runs on.
package files
