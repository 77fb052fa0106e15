// Package pattern matches what the shell and its tools match: bash's globs,
// extended ones too, and POSIX regular expressions, basic and extended. Both
// count their work, so that no pattern can run away.
package pattern
