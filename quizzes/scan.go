package quizzes

import "bytes"

// scanned is what a quick look at a section's source finds.
type scanned struct {
	read   []byte // what the learner reads, with the marks of the key: for the hash
	asked  []byte // of it the stem and the options: for searches
	proved bool
}

// uncommented is a source without its comments; one that does not end reaches to
// the end.
func uncommented(src []byte) []byte {
	var out []byte
	for {
		before, rest, found := bytes.Cut(src, []byte("<!--"))
		if !found && out == nil {
			return src
		}
		out = append(out, before...)
		if !found {
			return out
		}
		_, src, _ = bytes.Cut(rest, []byte("-->"))
	}
}

// scan looks through a section without parsing it: blank lines, comments and
// the machine's blocks are left out, so that a better proof changes no hash.
func scan(src []byte) scanned {
	src = uncommented(src)
	s := scanned{read: make([]byte, 0, len(src)), asked: make([]byte, 0, len(src))}
	var fence []byte // the marks of the block that we are in
	machine := false
	_, src, _ = bytes.Cut(src, []byte("\n")) // the heading
	for len(src) > 0 {
		var line []byte
		line, src, _ = bytes.Cut(src, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		trimmed := bytes.TrimLeft(line, " \t")
		marks := fenceMarks(trimmed)
		switch {
		case fence == nil && marks != nil:
			kind, _, _ := bytes.Cut(bytes.TrimSpace(trimmed[len(marks):]), []byte(" "))
			fence, machine = marks, !shownBlock(string(kind))
			s.proved = s.proved || proofBlock(string(kind))
		case fence != nil && len(marks) >= len(fence) && len(marks) == len(trimmed) && marks[0] == fence[0]:
			fence = nil
			continue
		}
		if len(line) == 0 || fence != nil && machine {
			continue
		}
		s.read = append(append(s.read, line...), '\n')
		if trimmed[0] != '>' { // neither a reason nor the note
			s.asked = append(append(s.asked, line...), '\n')
		}
	}
	return s
}

// fenceMarks is the run of marks that opens or closes a block; nil without one.
func fenceMarks(line []byte) []byte {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	n := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	if n < 3 {
		return nil
	}
	return line[:n]
}

// searched prepares what searches look through: both languages, small letters.
func (p *part) searched(e Entry, en scanned) {
	p.search = lower([]byte(e.Title.EN + "\n" + e.Title.KO + "\n" + e.Topic + "\n"))
	p.search = append(p.search, lower(en.asked)...)
	if p.ko != nil {
		p.search = append(p.search, lower(scan(p.ko.Source).asked)...)
	}
}

// lower makes ASCII letters small, in place: Hangul has no case, and to fold
// the rest of Unicode would take longer than all else.
func lower(b []byte) []byte {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}
