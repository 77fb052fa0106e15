package logs

import "strings"

// fields is a space-delimited pattern: [ip, user, …, status = 4*, bytes > 1000].
type fields []field

// field is one of them: any number of words for …, else one word on which all
// comparisons of one of the alternatives must hold.
type field struct {
	rest  bool
	tests [][]comparison
}

func parseFields(text string) (fields, error) {
	text = strings.TrimSpace(text)
	if !strings.HasSuffix(text, "]") {
		return nil, errPattern
	}
	list := fields{}
	rests := 0
	for _, part := range splitOutside(text[1:len(text)-1], ",") {
		f, err := parseField(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		if f.rest {
			rests++
		}
		list = append(list, f)
	}
	if rests > 1 {
		return nil, errPattern
	}
	return list, nil
}

// splitOutside splits at a separator that is not inside quotes or a regex.
func splitOutside(text, sep string) (parts []string) {
	from, inside := 0, byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inside != 0 && c == '\\':
			i++
		case inside != 0 && c == inside:
			inside = 0
		case inside == 0 && (c == '"' || c == '%'):
			inside = c
		case inside == 0 && strings.HasPrefix(text[i:], sep):
			parts = append(parts, text[from:i])
			i += len(sep) - 1
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

// parseField reads a name and, it may be, comparisons: status = 4* && status != 404.
func parseField(text string) (field, error) {
	if text == "..." || text == "…" {
		return field{rest: true}, nil
	}
	var f field
	for _, either := range splitOutside(text, "||") {
		var all []comparison
		for _, part := range splitOutside(either, "&&") {
			part = strings.TrimSpace(part)
			name := 0
			for name < len(part) && (wordByte(part[name]) || part[name] == '.') {
				name++
			}
			rest := strings.TrimSpace(part[name:])
			if name == 0 {
				return field{}, errPattern
			}
			if rest == "" {
				continue // a name alone: any word
			}
			o, after, ok := operator(rest)
			if !ok {
				return field{}, errPattern
			}
			c, left, err := operand(o, after, "")
			if err != nil || strings.TrimSpace(left) != "" {
				return field{}, errPattern
			}
			all = append(all, c)
		}
		f.tests = append(f.tests, all)
	}
	return f, nil
}

func (f field) holds(word string) bool {
	for _, all := range f.tests {
		ok := true
		for _, c := range all {
			ok = ok && c.holdsText(word)
		}
		if ok {
			return true
		}
	}
	return false
}

// match holds a line's words against the fields, which must be as many.
func (f fields) match(line string) bool {
	words := lineFields(line)
	for i, x := range f {
		if !x.rest {
			if i >= len(words) || !x.holds(words[i]) {
				return false
			}
			continue
		}
		tail := f[i+1:]
		if len(words) < i+len(tail) {
			return false
		}
		for k, y := range tail {
			if !y.holds(words[len(words)-len(tail)+k]) {
				return false
			}
		}
		return true
	}
	return len(words) == len(f)
}

// lineFields splits a line at blanks; what stands in [ ] or quotes is one.
func lineFields(line string) (words []string) {
	for line = strings.TrimLeft(line, " \t\r\n"); line != ""; line = strings.TrimLeft(line, " \t\r\n") {
		end := -1
		switch line[0] {
		case '"':
			end = strings.IndexByte(line[1:], '"')
		case '[':
			end = strings.IndexByte(line[1:], ']')
		}
		if end >= 0 {
			words = append(words, line[1:1+end])
			line = line[end+2:]
			continue
		}
		if end = strings.IndexAny(line, " \t\r\n"); end < 0 {
			end = len(line)
		}
		words = append(words, line[:end])
		line = line[end:]
	}
	return words
}
