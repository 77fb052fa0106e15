package quizzes

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"skylab/content"
	"skylab/text"
)

// reader turns the sections of a bank into items and notes every mistake on
// the way, so that one reading finds all of them.
type reader struct {
	bank     *Bank
	facts    *content.Facts
	course   Course // may be nil
	quick    bool   // for learners: bash is not parsed, it was when the bank was proved
	problems []content.Problem
}

func (r *reader) fail(pos content.Position, code string, args ...any) {
	r.problems = append(r.problems, content.At(pos, code, args...))
}

func (r *reader) warn(pos content.Position, code string, args ...any) {
	r.problems = append(r.problems, content.Problem{Pos: pos, Code: code, Args: args, Warn: true})
}

var (
	anID       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	definition = regexp.MustCompile(`^\[\^[^\]]+\]:`)
	codeSpan   = regexp.MustCompile("`[^`]*`")
	// resourceID is what AWS makes up for each account; an item that names one
	// holds in no other world. Images are public and may be named.
	resourceID = regexp.MustCompile(`\b[a-z]+-0?[0-9a-f]{8}(?:[0-9a-f]{8,9})?\b`)
)

// shownBlocks are the kinds of fenced blocks that learners read.
func shownBlock(kind string) bool {
	return slices.Contains([]string{"sh", "text", "json", "yaml"}, kind)
}

func fenced(b content.Block) string { return "```" + b.Kind + "\n" + b.Body + "```" }

// prose checks one line that learners read, and gives the facts that it cites.
func (r *reader) prose(l content.Line) []content.Line {
	r.literalIDs(l)
	if strings.HasPrefix(l.Text, "[^") && definition.MatchString(l.Text) {
		r.fail(l.Pos, "lint.fact.definition")
		return nil
	}
	cited := content.Citations(l)
	for _, c := range cited {
		if _, ok := r.facts.Find(c.Text); !ok {
			r.fail(c.Pos, "lint.fact.unknown", "id", c.Text, "near", text.Nearest(c.Text, r.facts.IDs()))
		}
	}
	return cited
}

// along is the place of byte i of a line.
func along(l content.Line, i int) content.Position {
	pos := l.Pos
	pos.Column += utf8.RuneCountInString(l.Text[:i])
	return pos
}

func (r *reader) literalIDs(l content.Line) {
	if r.quick || !content.MayHoldID(l.Text) {
		return
	}
	for _, at := range resourceID.FindAllStringIndex(l.Text, -1) {
		id := l.Text[at[0]:at[1]]
		if strings.HasPrefix(id, "ami-") || !strings.ContainsAny(id[strings.IndexByte(id, '-'):], "0123456789") {
			continue
		}
		r.fail(along(l, at[0]), "lint.item.literal", "id", id)
	}
}

// begins is where a node's words begin: blank lines before them are none.
func begins(n content.Node) content.Position {
	if n.Prose != nil {
		for _, l := range n.Prose.Lines {
			if strings.TrimSpace(l.Text) != "" {
				return l.Pos
			}
		}
	}
	return n.Pos()
}

// bash checks a machine block: a body that parses and names no resource by its
// ID. script is the body without its last line "want …" or "? …".
func (r *reader) bash(b content.Block, script string) {
	if strings.TrimSpace(script) == "" {
		r.fail(b.Pos, "lint.block.empty", "kind", b.Kind)
	}
	if r.quick {
		return
	}
	for i, line := range strings.Split(b.Body, "\n") {
		r.literalIDs(content.Line{Text: line, Pos: b.At(i, 1)})
	}
	_, err := content.ParseShell(script)
	var wrong syntax.ParseError
	if errors.As(err, &wrong) {
		line, column := int(wrong.Pos.Line())-1, 1
		if lines := strings.Split(script, "\n"); line < len(lines) {
			column = utf8.RuneCountInString(lines[line][:min(int(wrong.Pos.Col())-1, len(lines[line]))]) + 1
		}
		r.fail(b.At(line, column), "lint.bash", "kind", b.Kind, "error", wrong.Text)
	} else if err != nil {
		r.fail(b.Pos, "lint.bash", "kind", b.Kind, "error", err.Error())
	}
}

// words checks what stands after a block's kind: at most n words, no keys.
func (r *reader) words(b content.Block, n int) {
	bare := 0
	for _, a := range b.Args {
		if a.Key != "" {
			r.fail(a.Pos, "lint.block.key", "key", a.Key, "kind", b.Kind)
		} else if bare++; bare == n+1 {
			r.fail(a.Pos, "lint.block.word", "word", a.Value, "kind", b.Kind)
		}
	}
}
