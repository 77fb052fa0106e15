package shell

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// reading is the options of read.
type reading struct {
	raw, exact bool
	array      string
	delim      byte
	count      int
	from       int
	names      []string
}

// read takes a line of standard input apart into variables.
func (r *run) read(args []string) int {
	q := reading{delim: '\n', count: -1}
	if status := r.readFlags(&q, args); status != 0 {
		return status
	}
	in := r.fds[q.from].r
	if in == nil {
		if q.from != 0 {
			r.errorf("read: %d: invalid file descriptor: Bad file descriptor", q.from)
		}
		in = &input{}
	}
	text, escaped, whole := r.readText(&q, in)
	status := truth(whole)
	switch {
	case q.array != "":
		v, _ := r.st.lookup(q.array)
		v.Kind, v.Str, v.Set = Indexed, "", true
		v.array = &array{owner: r.st.owner}
		for i, f := range r.readFields(text, escaped, -1) {
			v.array.set(i, f)
		}
		r.store(q.array, v)
	case len(q.names) == 0:
		r.assign("REPLY", text)
	case q.exact:
		r.assign(q.names[0], text)
	default:
		fields := r.readFields(text, escaped, len(q.names))
		for i, name := range q.names {
			value := ""
			if i < len(fields) {
				value = fields[i]
			}
			if !r.assignWord(name, value) {
				return 1
			}
		}
	}
	return status
}

// assignWord assigns to NAME or NAME[subscript].
func (r *run) assignWord(name, value string) bool {
	if base, index, ok := cutSubscript(name); ok {
		return r.assignText(base, index, value)
	}
	return r.assign(name, value)
}

func (r *run) readFlags(q *reading, args []string) int {
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		word := args[0]
		if args = args[1:]; word == "--" {
			break
		}
		for i := 1; i < len(word); i++ {
			c := word[i]
			switch c {
			case 'r':
				q.raw = true
				continue
			case 's', 'e':
				continue
			}
			if strings.IndexByte("adinNptu", c) < 0 {
				return r.usage("read", "-%c: invalid option", c)
			}
			value := word[i+1:]
			if value == "" {
				if len(args) == 0 {
					return r.usage("read", "-%c: option requires an argument", c)
				}
				value, args = args[0], args[1:]
			}
			if !q.take(c, value) {
				r.errorf("read: %s: invalid number", value)
				return 1
			}
			break
		}
	}
	q.names = args
	if q.array != "" {
		args = append([]string{q.array}, args...)
	}
	if !r.validNames("read", args) {
		return 1
	}
	return 0
}

func (q *reading) take(flag byte, value string) bool {
	var err error
	switch flag {
	case 'a':
		q.array = value
	case 'd':
		if q.delim = 0; value != "" {
			q.delim = value[0]
		}
	case 'n', 'N':
		q.count, err = strconv.Atoi(value)
		q.exact = flag == 'N'
	case 'u':
		q.from, err = strconv.Atoi(value)
		if err == nil && (q.from < 0 || q.from > 9) {
			return false
		}
	}
	return err == nil
}

// readText takes the text; escaped[i] tells that a backslash stood before
// byte i.
func (r *run) readText(q *reading, in *input) (text string, escaped []bool, whole bool) {
	if q.raw && q.count < 0 {
		line, whole := in.line(q.delim, MaxWord)
		r.spend(len(line) >> 10)
		return strings.ReplaceAll(string(line), "\x00", ""), nil, whole
	}
	var b []byte
	back, characters := false, 0
	for len(b) < MaxWord {
		if q.count >= 0 && characters >= q.count {
			return string(b), escaped, true
		}
		if !in.fill() {
			return string(b), escaped, false
		}
		c := in.data[in.at]
		in.at++
		switch {
		case back && c == '\n':
			back = false
			continue
		case !q.raw && !back && c == '\\':
			back = true
			continue
		case c == q.delim && !back && !q.exact:
			return string(b), escaped, true
		case c == 0:
			continue
		}
		b, escaped, back = append(b, c), append(escaped, back), false
		if utf8.Valid(b[max(0, len(b)-4):]) || c < 0x80 {
			characters++
		}
	}
	return string(b), escaped, true
}

// readFields splits for read: the last of n variables gets all that is left.
func (r *run) readFields(s string, escaped []bool, n int) []string {
	ifs := r.ifs()
	is := func(i int) bool {
		return strings.IndexByte(ifs, s[i]) >= 0 && (escaped == nil || !escaped[i])
	}
	space := func(i int) bool { return is(i) && strings.IndexByte(" \t\n", s[i]) >= 0 }
	begin, stop := 0, len(s)
	for begin < stop && space(begin) {
		begin++
	}
	for stop > begin && space(stop-1) {
		stop--
	}
	var fields []string
	for i := begin; i < stop; {
		if n > 0 && len(fields) == n-1 {
			return append(fields, lastField(s[i:stop], is, i))
		}
		j := i
		for j < stop && !is(j) {
			j++
		}
		fields = append(fields, s[i:j])
		for j < stop && space(j) {
			j++
		}
		if j < stop && is(j) {
			for j++; j < stop && space(j); j++ {
			}
		}
		i = j
	}
	return fields
}

// lastField drops one separator at the end when it is the only one, as bash
// does: "a:" read with IFS=: into x gives a, "a:b:" gives a:b:.
func lastField(s string, is func(int) bool, at int) string {
	for i := range len(s) {
		if is(at+i) && i < len(s)-1 {
			return s
		}
	}
	if n := len(s); n > 0 && is(at+n-1) {
		return s[:n-1]
	}
	return s
}

// mapfile reads lines into an array.
func (r *run) mapfile(args []string) int {
	trim, delim, most, skip, origin := false, byte('\n'), -1, 0, -1
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		flag := args[0]
		if args = args[1:]; flag == "-t" {
			trim = true
			continue
		}
		if strings.IndexByte("dnsO", flag[1]) < 0 || len(flag) > 2 || len(args) == 0 {
			return r.usage("mapfile", "%s: invalid option", flag)
		}
		n, err := strconv.Atoi(args[0])
		if err != nil && flag != "-d" {
			return r.usage("mapfile", "%s: invalid number", args[0])
		}
		switch flag {
		case "-d":
			if delim = 0; args[0] != "" {
				delim = args[0][0]
			}
		case "-n":
			if most = n; n == 0 {
				most = -1
			}
		case "-s":
			skip = n
		case "-O":
			origin = n
		}
		args = args[1:]
	}
	name := "MAPFILE"
	if len(args) > 0 {
		name = args[0]
	}
	if !r.validNames("mapfile", []string{name}) {
		return 1
	}
	v, _ := r.st.lookup(r.st.resolve(name))
	if origin < 0 {
		v.array, v.Str, v.Kind = &array{owner: r.st.owner}, "", Indexed
		origin = 0
	}
	r.toArray(&v)
	for in := r.stdin(); most != 0; {
		text, whole := in.line(delim, MaxWord)
		if !whole && len(text) == 0 {
			break
		}
		r.spend(1)
		if skip > 0 {
			skip--
			continue
		}
		if whole && !trim {
			text = append(text, delim)
		}
		v.array.set(origin, string(text))
		if r.st.bytes+v.array.bytes > MaxVariables {
			r.stop(TooMuchMemory, MaxVariables>>20)
		}
		origin++
		most--
	}
	v.Set = true
	r.store(r.st.resolve(name), v)
	return 0
}
