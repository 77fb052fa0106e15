package quizzes

import (
	"regexp"
	"strconv"
	"strings"

	"skylab/content"
)

var (
	boxed    = regexp.MustCompile(`^[-*+] {1,3}\[([^\]]?)\] *(.*)$`)
	boxless  = regexp.MustCompile(`^[-*+] {1,3}([a-z0-9]+(?:-[a-z0-9]+)*): *(.*)$`)
	listed   = regexp.MustCompile(`^[-*+] {1,3}(.*)$`)
	numbered = regexp.MustCompile(`^([0-9]{1,3})[.)] {1,3}(.*)$`)
	named    = regexp.MustCompile(`^([^\s:：]+)[:：](?: +|$)(.*)$`)
)

// option reads a line that begins an option; false when it begins none.
func (r *itemReader) option(l content.Line) bool {
	begun := len(r.it.Options) > 0
	switch Kind(r.head.kind) {
	case Order:
		m := numbered.FindStringSubmatch(l.Text)
		if m == nil || !begun && !r.namedWell(m[2]) {
			return false
		}
		r.add(l, m[2])
		if n, _ := strconv.Atoi(m[1]); n != len(r.it.Options) {
			r.fail(l.Pos, "lint.order.number", "n", m[1], "want", len(r.it.Options))
		}
	case Match:
		m := listed.FindStringSubmatch(l.Text)
		if m == nil || !begun && !strings.Contains(m[1], "=>") {
			return false
		}
		r.pair(l, r.add(l, m[1]))
	default:
		m := boxed.FindStringSubmatch(l.Text)
		if m == nil {
			if begun && listed.MatchString(l.Text) {
				r.fail(l.Pos, "lint.option.box")
				return true
			}
			return false
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
	m := named.FindStringSubmatch(s)
	return m != nil && anID.MatchString(m[1])
}

// add adds the option of a line; said is what stands behind the mark.
func (r *itemReader) add(l content.Line, said string) *Option {
	r.cite(l)
	o := Option{Pos: l.Pos}
	m := named.FindStringSubmatch(said)
	switch {
	case m == nil:
		r.fail(l.Pos, "lint.option.id", "text", shorten(said))
		o.Text = content.WordsOf(said, "")
	default:
		o.ID, o.Text = m[1], content.WordsOf(m[2], "")
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
