package coreutils

import (
	"strings"

	"skylab/console/pattern"
)

func (e *editor) substitute(c *sedCommand) {
	re := c.re
	if re == nil {
		re = e.used
	}
	if re == nil {
		return
	}
	e.used = re
	most := c.flags.number
	if c.flags.all {
		most = -1
	}
	e.d.Shell.Spend(pattern.Work(re.String(), len(e.space)))
	var b strings.Builder
	end, count, changed := 0, 0, false
	for _, m := range re.FindAllStringSubmatchIndex(e.space, most) {
		if count++; count < c.flags.number || count > c.flags.number && !c.flags.all {
			continue
		}
		b.WriteString(e.space[end:m[0]])
		replacement(&b, c.with, e.space, m)
		end, changed = m[1], true
		e.d.Shell.Spend(len(c.with) >> 6)
		e.bounded(b.Len())
	}
	if !changed {
		return
	}
	e.d.Shell.Spend(b.Len()>>12 + 1)
	e.space = b.String() + e.space[end:]
	e.swapped = true
	if c.flags.print {
		e.print(e.space)
	}
	if c.flags.file != "" {
		e.printTo(e.file(c.flags.file), e.space)
	}
}

// replacement writes the right side of s: & and \1 are what matched, \U \L \u
// \l \E change case.
func replacement(b *strings.Builder, with, s string, m []int) {
	mode, once := byte(0), byte(0)
	put := func(text string) {
		switch mode {
		case 'U':
			text = strings.ToUpper(text)
		case 'L':
			text = strings.ToLower(text)
		}
		if once != 0 && text != "" {
			r := []rune(text)
			if once == 'u' {
				text = strings.ToUpper(string(r[:1])) + string(r[1:])
			} else {
				text = strings.ToLower(string(r[:1])) + string(r[1:])
			}
			once = 0
		}
		b.WriteString(text)
	}
	group := func(n int) {
		if 2*n+1 < len(m) && m[2*n] >= 0 {
			put(s[m[2*n]:m[2*n+1]])
		}
	}
	for i := 0; i < len(with); i++ {
		c := with[i]
		if c == '&' {
			group(0)
			continue
		}
		if c != '\\' || i+1 == len(with) {
			j := i + 1
			for j < len(with) && with[j] != '&' && with[j] != '\\' {
				j++
			}
			put(with[i:j])
			i = j - 1
			continue
		}
		i++
		switch c := with[i]; {
		case '0' <= c && c <= '9':
			group(int(c - '0'))
		case c == 'U' || c == 'L':
			mode = c
		case c == 'E':
			mode = 0
		case c == 'u' || c == 'l':
			once = c
		case c == 'n':
			put("\n")
		case c == 't':
			put("\t")
		default:
			put(string(c))
		}
	}
}
