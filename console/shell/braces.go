package shell

import (
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// braces makes the words of a{b,c} and {1..5}. Too many end the run.
func (e *expander) braces(w *syntax.Word) []*syntax.Word {
	c := *w
	if !syntax.SplitBraces(&c) {
		return []*syntax.Word{w}
	}
	var list []*syntax.Word
	e.brace(nil, c.Parts, func(parts []syntax.WordPart) {
		if list = append(list, &syntax.Word{Parts: parts}); len(list) > MaxBraces {
			e.r.stop(TooManyWords, MaxBraces)
		}
		e.r.spend(1)
	})
	return list
}

// brace yields every way to go on from left with parts.
func (e *expander) brace(left, parts []syntax.WordPart, yield func([]syntax.WordPart)) {
	for i, p := range parts {
		b, ok := p.(*syntax.BraceExp)
		if !ok {
			left = append(left[:len(left):len(left)], p)
			continue
		}
		each := func(elem []syntax.WordPart) {
			e.brace(left, slices.Concat(elem, parts[i+1:]), yield)
		}
		if b.Sequence {
			e.sequence(b, each)
			return
		}
		for _, elem := range b.Elems {
			each(elem.Parts)
		}
		return
	}
	yield(left)
}

func (e *expander) sequence(b *syntax.BraceExp, each func([]syntax.WordPart)) {
	from, to := b.Elems[0].Lit(), b.Elems[1].Lit()
	first, err1 := strconv.ParseInt(from, 10, 64)
	last, err2 := strconv.ParseInt(to, 10, 64)
	letters := err1 != nil || err2 != nil
	if letters {
		first, last = int64(from[0]), int64(to[0])
	}
	step := int64(1)
	if len(b.Elems) > 2 {
		step, _ = strconv.ParseInt(b.Elems[2].Lit(), 10, 64)
		step = max(step, -step, 1)
	}
	width := 0
	if !letters && (padded(from) || padded(to)) {
		width = max(len(from), len(to))
	}
	count := uint64(last-first) / uint64(step)
	if first > last {
		count, step = uint64(first-last)/uint64(step), -step
	}
	if count >= MaxBraces {
		e.r.stop(TooManyWords, MaxBraces)
	}
	for i := range int64(count) + 1 {
		n := first + i*step
		s := strconv.FormatInt(n, 10)
		if letters {
			s = string(rune(n))
		} else if len(s) < width {
			s = zeros(s, width)
		}
		each([]syntax.WordPart{&syntax.Lit{Value: s}})
	}
}

func padded(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return len(s) > 1 && s[0] == '0'
}

func zeros(s string, width int) string {
	if strings.HasPrefix(s, "-") {
		return "-" + strings.Repeat("0", width-len(s)) + s[1:]
	}
	return strings.Repeat("0", width-len(s)) + s
}
