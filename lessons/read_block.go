package lessons

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

// machineBlocks are the kinds that a step may hold, shownBlocks those that are
// part of its prose.
var (
	machineBlocks = []string{"given", "setup", "check", "predict", "solution", "trap"}
	shownBlocks   = []string{"sh", "text"}
)

func shownBlock(kind string) bool { return slices.Contains(shownBlocks, kind) }

func fenced(b content.Block) string { return "```" + b.Kind + "\n" + b.Body + "```" }

// machine reads one fenced block of a step.
func (r *stepReader) machine(b content.Block) {
	st := r.st
	switch b.Kind {
	case "sh", "text":
		if r.task != nil {
			r.fail(b.Pos, "lint.prose.late")
		}
		r.words.done = r.words.done || b.Kind == "sh"
		r.block(b, 0)
		r.prose = append(r.prose, fenced(b))
		if b.Kind == "sh" {
			st.shown = append(st.shown, b)
		}
	case "given":
		r.block(b, 0)
		st.given = append(st.given, b)
	case "setup":
		r.block(b, 0)
		st.setup = append(st.setup, b)
	case "check":
		r.readCheck(b)
	case "predict":
		r.readPredict(b)
	case "solution":
		r.block(b, 1)
		st.Solutions = append(st.Solutions, &Solution{Name: firstWord(b), Block: b})
	case "trap":
		r.readTrap(b)
	case "":
		r.fail(b.Pos, "lint.block.none", "kinds", strings.Join(slices.Concat(machineBlocks, shownBlocks), ", "))
	default:
		known := slices.Concat(machineBlocks, shownBlocks)
		r.fail(b.Pos, "lint.block.unknown", "kind", b.Kind, "near", text.Nearest(b.Kind, known), "kinds", strings.Join(known, ", "))
	}
}

func firstWord(b content.Block) string {
	if w := b.Words(); len(w) > 0 {
		return w[0].Value
	}
	return ""
}

// block checks what every block needs: a body that parses, no word or key too
// many, no resource ID.
func (r *reader) block(b content.Block, words int, keys ...string) {
	bare := b.Words()
	if len(bare) > words {
		r.fail(bare[words].Pos, "lint.block.word", "word", bare[words].Value, "kind", b.Kind)
	}
	seen := map[string]bool{}
	for _, a := range b.Args {
		if a.Key == "" {
			continue
		}
		if !slices.Contains(keys, a.Key) {
			r.fail(a.Pos, "lint.block.key", "key", a.Key, "kind", b.Kind)
		} else if seen[a.Key] {
			r.fail(a.Pos, "lint.block.keytwice", "key", a.Key)
		}
		seen[a.Key] = true
	}
	if strings.TrimSpace(b.Body) == "" {
		r.fail(b.Pos, "lint.block.empty", "kind", b.Kind)
	}
	if b.Kind != "text" && !r.quick {
		r.bash(b)
	}
	r.resourceIDs(b)
}

// bash reports a body that is no bash, at the place of the mistake.
func (r *reader) bash(b content.Block) {
	_, err := content.ParseShell(b.Body)
	var wrong syntax.ParseError
	if errors.As(err, &wrong) {
		line := int(wrong.Pos.Line()) - 1
		column := 1
		if lines := strings.Split(b.Body, "\n"); line < len(lines) {
			column = utf8.RuneCountInString(lines[line][:min(int(wrong.Pos.Col())-1, len(lines[line]))]) + 1
		}
		r.fail(b.At(line, column), "lint.bash", "kind", b.Kind, "error", wrong.Text)
	} else if err != nil {
		r.fail(b.Pos, "lint.bash", "kind", b.Kind, "error", err.Error())
	}
}

// resourceID is what AWS makes up for each account; a lesson that names one
// works in no other. Images are public and may be named.
var resourceID = regexp.MustCompile(`\b[a-z]+-0?[0-9a-f]{8}(?:[0-9a-f]{8,9})?\b`)

func (r *reader) resourceIDs(b content.Block) {
	for i, line := range strings.Split(b.Body, "\n") {
		r.resourceIDsIn(content.Line{Text: line, Pos: b.At(i, 1)})
	}
}

func (r *reader) resourceIDsIn(l content.Line) {
	if !content.MayHoldID(l.Text) {
		return
	}
	for _, at := range resourceID.FindAllStringIndex(l.Text, -1) {
		id := l.Text[at[0]:at[1]]
		if strings.HasPrefix(id, "ami-") || !strings.ContainsAny(id[strings.IndexByte(id, '-'):], "0123456789") {
			continue
		}
		pos := l.Pos
		pos.Column += utf8.RuneCountInString(l.Text[:at[0]])
		r.fail(pos, "lint.id.literal", "id", id)
	}
}

func (r *stepReader) readCheck(b content.Block) {
	rest, want, at, has := content.LastLine(b.Body, "want")
	c := &Check{ID: firstWord(b), Block: b}
	c.Block.Body = rest
	if has {
		c.Want = strings.Fields(want)
		if len(c.Want) == 0 {
			r.fail(b.At(at, 1), "lint.want.empty")
		}
		r.resourceIDsIn(content.Line{Text: strings.Split(b.Body, "\n")[at], Pos: b.At(at, 1)})
	}
	for i, line := range strings.Split(rest, "\n") {
		if f := strings.Fields(line); len(f) > 0 && f[0] == "want" {
			r.fail(b.At(i, 1), "lint.want.last")
		}
	}
	r.block(c.Block, 1)
	switch {
	case c.ID == "":
		r.fail(b.Pos, "lint.check.id")
	case !anID.MatchString(c.ID):
		r.fail(b.Words()[0].Pos, "lint.id.form", "id", c.ID)
	case r.st.Named(c.ID) != nil:
		r.fail(b.Words()[0].Pos, "lint.check.twice", "id", c.ID, "line", r.st.Named(c.ID).Block.Pos.Line)
	}
	r.st.Checks = append(r.st.Checks, c)
}

func (r *stepReader) readPredict(b content.Block) {
	if r.st.Predict != nil {
		r.fail(b.Pos, "lint.predict.twice", "line", r.st.Predict.Block.Pos.Line)
		return
	}
	rest, line, at, ok := content.LastLine(b.Body, "?")
	p := &Predict{Block: b}
	p.Block.Body = rest
	r.st.Predict = p
	r.block(p.Block, 0)
	if !ok {
		r.fail(b.Pos, "lint.predict.options")
		return
	}
	seen := map[string]bool{}
	for _, key := range strings.Split(line, "|") {
		key = strings.Join(strings.Fields(key), " ")
		if key == "" || seen[key] {
			r.fail(b.At(at, 1), "lint.predict.option", "key", key)
		}
		seen[key] = true
		p.Options = append(p.Options, Option{Key: key})
	}
	if len(p.Options) < 2 {
		r.fail(b.At(at, 1), "lint.predict.few")
	}
}

func (r *stepReader) readTrap(b content.Block) {
	r.block(b, 8, "id", "code")
	t := &Trap{Block: b}
	for _, w := range b.Words() {
		for _, c := range strings.Split(w.Value, ",") {
			if c != "" {
				t.Checks = append(t.Checks, c)
			}
		}
	}
	id, has := b.Arg("id")
	code, _ := b.Arg("code")
	t.ID, t.Code = id.Value, code.Value
	switch {
	case !has:
		r.fail(b.Pos, "lint.trap.id")
	case !anID.MatchString(t.ID):
		r.fail(id.Pos, "lint.id.form", "id", t.ID)
	case slices.ContainsFunc(r.st.Traps, func(o *Trap) bool { return o.ID == t.ID }):
		r.fail(id.Pos, "lint.trap.twice", "id", t.ID)
	}
	if len(t.Checks) == 0 {
		r.fail(b.Pos, "lint.trap.nocheck")
	}
	r.st.Traps = append(r.st.Traps, t)
	r.trap = t
}
