// Package shell evaluates bash over files in memory. The parser is
// mvdan.cc/sh/v3/syntax; its evaluator (interp, expand) is not used, because
// it opens pipes and files of the host, starts a goroutine for each pipe and
// here-document, asks the host's user database, process and clock, gives
// variables to no built-in of ours, and cannot be metered. This package
// imports neither os nor net, so there is nothing to escape to.
//
// What bash does, this does, and testdata/bash of package console compares it
// with the real one: words and their expansions, arrays, arithmetic, [[ ]],
// functions, loops, redirections, here-documents, aliases, set -euo pipefail,
// traps of EXIT and ERR. It differs where a machine would show through or
// where order would be lost:
//
//   - The sides of a pipe run one after the other, each to its end. A side that
//     prints more than MaxPipe, or goes on printing when most of the line's
//     budget is used, ends with status 141, as by SIGPIPE; the next side may have
//     wanted no more than that. If it reads on, the line is cut off.
//   - Time is virtual: time, $SECONDS and $EPOCHSECONDS follow it; read -t waits
//     for nothing.
//   - $$ and $PPID are constants; $RANDOM and $SRANDOM are draws of the world's
//     seed, and assigning to them changes nothing.
//   - Elements of an associative array come sorted by key.
//   - Background jobs, coproc, >(command) and select are refused before
//     anything runs; exec with a command, ulimit, kill and job control are
//     refused when they run.
//   - Nothing runs away: every statement, turn of a loop and piece of a tool's
//     work is counted (see the constants), and what is used up unwinds the
//     whole line. The caller drops the moment that was being made.
package shell
