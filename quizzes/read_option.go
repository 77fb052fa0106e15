package quizzes

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"skylab/content"
)

var (
	boxed    = regexp.MustCompile(`^[-*+] {1,3}\[([^\]]?)\] *(.*)$`)
	numbered = regexp.MustCompile(`^([0-9]{1,3})[.)] {1,3}(.*)$`)
)

// listItem is what stands behind the mark of a list item.
func listItem(line string) (said string, ok bool) {
	if len(line) < 2 || !strings.Contains("-*+", line[:1]) || line[1] != ' ' {
		return "", false
	}
	said = strings.TrimLeft(line[1:], " ")
	return said, len(line)-len(said) <= 4
}

// numbers takes a line of an Order apart: number and rest behind the whole.
func numbers(line string, kind Kind) []string {
	if kind != Order || line[0] < '0' || line[0] > '9' {
		return nil
	}
	return numbered.FindStringSubmatch(line)
}

// nameOf takes "id: words" apart. A Korean keyboard's wide colon does as well.
func nameOf(said string) (id, words string, ok bool) {
	at := strings.IndexAny(said, ": \t：")
	if at <= 0 || said[at] == ' ' || said[at] == '\t' {
		return "", "", false
	}
	id = said[:at]
	words = strings.TrimPrefix(strings.TrimPrefix(said[at:], ":"), "：")
	if words != "" && words[0] != ' ' {
		return "", "", false
	}
	return id, strings.TrimLeft(words, " "), true
}

// option reads a line that begins an option; false when it begins none.
func (r *itemReader) option(l content.Line) bool {
	begun := len(r.it.Options) > 0
	switch Kind(r.head.kind) {
	case Order:
		m := numbers(l.Text, Order)
		if m == nil || !begun && !r.namedWell(m[2]) {
			return false
		}
		r.add(l, m[2])
		if n, _ := strconv.Atoi(m[1]); n != len(r.it.Options) {
			r.fail(l.Pos, "lint.order.number", "n", m[1], "want", len(r.it.Options))
		}
	case Match:
		said, ok := listItem(l.Text)
		if !ok || !begun && !strings.Contains(said, "=>") {
			return false
		}
		r.pair(l, r.add(l, said))
	default:
		said, ok := listItem(l.Text)
		if !ok {
			return false
		}
		var m []string
		if strings.HasPrefix(said, "[") {
			m = boxed.FindStringSubmatch(l.Text)
		}
		if m == nil {
			if begun {
				r.fail(l.Pos, "lint.option.box")
			}
			return begun
		}
		o := r.add(l, m[2])
		o.Key = m[1] == "x" || m[1] == "X"
		if !o.Key && m[1] != " " {
			r.fail(along(l, strings.IndexByte(l.Text, '[')), "lint.option.mark", "mark", m[1])
		}
	}
	return true
}

func (r *itemReader) namedWell(s string) bool {
	id, _, ok := nameOf(s)
	return ok && anID.MatchString(id)
}

// add adds the option of a line; said is what stands behind the mark.
func (r *itemReader) add(l content.Line, said string) *Option {
	if len(r.it.Options) == 0 {
		r.almost()
	}
	r.cite(l)
	o := Option{Pos: l.Pos}
	id, words, ok := nameOf(said)
	switch {
	case !ok:
		r.fail(l.Pos, "lint.option.id", "text", shorten(said))
		o.Text = content.WordsOf(said, "")
	default:
		o.ID, o.Text = id, content.WordsOf(words, "")
		if !anID.MatchString(o.ID) {
			r.fail(along(l, len(l.Text)-len(said)), "lint.id.form", "id", o.ID)
		}
	}
	if first := r.it.Option(o.ID); first != nil && o.ID != "" {
		r.fail(along(l, len(l.Text)-len(said)), "lint.option.twice", "id", o.ID, "line", first.Pos.Line)
	}
	r.it.Options = append(r.it.Options, o)
	return &r.it.Options[len(r.it.Options)-1]
}

// almost reports a list right above the first option: it was meant as one, and
// would be shown as part of the question.
func (r *itemReader) almost() {
	for _, l := range slices.Backward(r.lines) {
		said, ok := listItem(l.Text)
		switch {
		case l.Text == "":
			return
		case ok && r.it.Kind == Match:
			id, _, _ := nameOf(said)
			r.fail(l.Pos, "lint.match.arrow", "id", id)
		case ok:
			r.fail(l.Pos, "lint.option.box")
		}
	}
}

// pair splits a match's line into its sides. A right side that stands twice is
// one to the learner; its id is that of the first.
func (r *itemReader) pair(l content.Line, o *Option) {
	left, right, ok := cutArrow(o.Text.EN)
	if !ok {
		r.fail(l.Pos, "lint.match.arrow", "id", o.ID)
		return
	}
	if right == "" {
		r.fail(l.Pos, "lint.match.right", "id", o.ID)
	}
	o.Text = content.WordsOf(left, "")
	id := o.ID
	for _, have := range r.it.Rights {
		if have.Text.EN == right {
			id = have.ID
		}
	}
	if id == o.ID {
		r.it.Rights = append(r.it.Rights, Right{ID: id, Text: content.WordsOf(right, "")})
	} else if left == "" {
		r.fail(l.Pos, "lint.match.decoy", "id", o.ID, "other", id)
	}
	if left != "" {
		o.Right = id
	}
}

// cutArrow takes left => right apart.
func cutArrow(s string) (left, right string, ok bool) {
	left, right, ok = strings.Cut(" "+s+" ", " => ")
	return strings.TrimSpace(left), strings.TrimSpace(right), ok
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
