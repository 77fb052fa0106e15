package console

import "skylab/console/shell"

// Complete lists the ways to complete the word before the cursor (a byte
// offset into line), best first.
func Complete(m *Moment, line string, cursor int) []Candidate { return nil }

// Incomplete tells whether a text is the beginning of a longer command: an
// open quote, a here-document without its end, an if without its fi.
func Incomplete(src string) bool { return shell.Incomplete(src) }
