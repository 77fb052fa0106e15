package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skylab/text"
)

// Position is a place in a source file. Line and Column count from 1; Column
// counts characters, as editors do. A zero Line means the file as a whole.
type Position struct {
	File         string
	Line, Column int
}

// String is file:line:column, or the file alone.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is one thing that is wrong with content: where, what, and what to do.
// Its sentence is made by Say from the code, which is a message id.
type Problem struct {
	Pos  Position
	Code string // message id, for example lint.block.unknown
	Args []any  // name, value pairs for the sentence
	Warn bool   // worth a look, but no reason to fail
}

// At makes a problem.
func At(pos Position, code string, args ...any) Problem {
	return Problem{Pos: pos, Code: code, Args: args}
}

// Say is the problem as a line: file:line:column: what is wrong and the fix.
func (p Problem) Say(s text.Speaker) string {
	return p.Pos.String() + ": " + p.Sentence(s)
}

// Sentence is what is wrong and what to do about it, without the place.
func (p Problem) Sentence(s text.Speaker) string {
	return strings.TrimSpace(s.Say(p.Code, p.Args...))
}

// Sort puts problems in the order of file, line and column, and drops doubles.
func Sort(list []Problem) []Problem {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(strings.Compare(sourceFirst(a), sourceFirst(b)), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column)
	})
	return slices.CompactFunc(list, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && fmt.Sprint(a.Args...) == fmt.Sprint(b.Args...)
	})
}

// sourceFirst orders a translation behind its source.
func sourceFirst(p Problem) string {
	return strings.Replace(p.Pos.File, ".ko.md", ".md.ko", 1)
}

// Failures counts the problems that are not mere warnings.
func Failures(list []Problem) int {
	n := 0
	for _, p := range list {
		if !p.Warn {
			n++
		}
	}
	return n
}
