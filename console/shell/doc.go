// Package shell evaluates bash over files in memory. The parser is
// mvdan.cc/sh/v3/syntax; its evaluator (interp) is not used, because it opens
// pipes and files of the host, starts goroutines for pipes and here-documents,
// asks the host's user database and clock, and cannot be metered.
package shell
