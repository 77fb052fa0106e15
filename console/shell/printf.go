package shell

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"skylab/console/clock"
)

// MaxWidth bounds widths and precisions of printf.
const MaxWidth = 1 << 16

// printer is one call of printf.
type printer struct {
	r      *run
	out    strings.Builder
	args   []string
	status int
	ended  bool // by \c
}

func (r *run) printf(args []string) int {
	to := ""
	if len(args) >= 2 && args[0] == "-v" {
		to, args = args[1], args[2:]
		if !r.validNames("printf", []string{to}) {
			return 2
		}
	}
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		return r.usage("printf", "usage: printf [-v var] format [arguments]")
	}
	p := printer{r: r, args: args[1:]}
	for {
		before := len(p.args)
		if !p.once(args[0]) || p.ended || len(p.args) == 0 || len(p.args) == before {
			break
		}
		if r.spend(1); p.out.Len() > MaxWord {
			r.stop(TooMuchMemory, MaxWord>>20)
		}
	}
	if to != "" {
		if !r.assignWord(to, p.out.String()) {
			return 1
		}
		return p.status
	}
	if s := r.write("printf", []byte(p.out.String())); s != 0 {
		return s
	}
	return p.status
}

// once prints the format once; false after an error that ends it.
func (p *printer) once(format string) bool {
	for i := 0; i < len(format); {
		at := strings.IndexAny(format[i:], `%\`)
		if at < 0 {
			p.out.WriteString(format[i:])
			return true
		}
		p.out.WriteString(format[i : i+at])
		i += at
		if format[i] == '\\' {
			n := escapeLength(format[i:])
			s := unescape(format[i:i+n], printfed)
			if format[i:i+n] == `\c` {
				p.ended = true
				return true
			}
			p.out.WriteString(s)
			i += n
			continue
		}
		n, ok := p.conversion(format[i:])
		if !ok || p.ended {
			return ok
		}
		i += n
	}
	return true
}

// escapeLength is how many bytes the backslash sequence at the beginning has.
func escapeLength(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	switch c := s[1]; {
	case c == 'x':
		return 2 + digits(s[2:], 2, 16)
	case c == 'u':
		return 2 + digits(s[2:], 4, 16)
	case c == 'U':
		return 2 + digits(s[2:], 8, 16)
	case '0' <= c && c <= '7':
		return 1 + digits(s[1:], 3, 8)
	}
	return 2
}

type spec struct {
	flags            string
	width, precision int // -1: none
}

// conversion prints one %… and tells its length in the format.
func (p *printer) conversion(f string) (int, bool) {
	if strings.HasPrefix(f, "%%") {
		p.out.WriteByte('%')
		return 2, true
	}
	s := spec{width: -1, precision: -1}
	i := 1
	for i < len(f) && strings.IndexByte("-+ 0#'", f[i]) >= 0 {
		s.flags += f[i : i+1]
		i++
	}
	i += p.measure(f[i:], &s.width)
	if s.width < -1 {
		s.flags, s.width = s.flags+"-", -s.width
	}
	if i < len(f) && f[i] == '.' {
		s.precision = 0
		i++
		i += p.measure(f[i:], &s.precision)
	}
	if s.width > MaxWidth || s.precision > MaxWidth {
		p.r.stop(TooWide, MaxWidth)
	}
	for i < len(f) && strings.IndexByte("hlLqjzt", f[i]) >= 0 && !(f[i] == 'q') {
		i++
	}
	if i < len(f) && f[i] == '(' {
		end := strings.Index(f[i:], ")T")
		if end > 0 {
			p.time(f[i+1:i+end], s)
			return i + end + 2, true
		}
	}
	if i >= len(f) {
		p.r.errorf("printf: `%s': missing format character", f)
		p.status = 1
		return 0, false
	}
	if !p.print(f[i], s) {
		p.r.errorf("printf: `%c': invalid format character", f[i])
		p.status = 1
		return 0, false
	}
	return i + 1, true
}

// measure reads a width or precision: digits, or * for the next argument.
func (p *printer) measure(f string, into *int) int {
	if strings.HasPrefix(f, "*") {
		n, err := strconv.Atoi(p.next())
		if err == nil {
			*into = max(n, -MaxWidth-1)
		}
		return 1
	}
	n := digits(f, 12, 10)
	if n > 0 {
		*into, _ = strconv.Atoi(f[:n])
	}
	return n
}

func (p *printer) next() string {
	if len(p.args) == 0 {
		return ""
	}
	a := p.args[0]
	p.args = p.args[1:]
	return a
}

func (p *printer) print(c byte, s spec) bool {
	switch c {
	case 's', 'q':
		a := p.next()
		if c == 'q' {
			a = backslashed(a)
		}
		p.text(a, s)
	case 'b':
		a, _, ended := strings.Cut(unescape(p.next(), echoE), end)
		p.text(a, s)
		p.ended = ended
	case 'c':
		a := p.next()
		if a != "" {
			a = a[:1]
		}
		p.text(a, s)
	case 'd', 'i':
		p.integer(p.number(false), s)
	case 'u':
		p.digits(strconv.FormatUint(uint64(p.number(true)), 10), "", s)
	case 'o':
		prefix := ""
		if strings.Contains(s.flags, "#") {
			prefix = "0"
		}
		p.digits(strconv.FormatUint(uint64(p.number(true)), 8), prefix, s)
	case 'x', 'X':
		n := uint64(p.number(true))
		prefix, text := "", strconv.FormatUint(n, 16)
		if strings.Contains(s.flags, "#") && n != 0 {
			prefix = "0x"
		}
		if c == 'X' {
			prefix, text = strings.ToUpper(prefix), strings.ToUpper(text)
		}
		p.digits(text, prefix, s)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		p.float(c, s)
	default:
		return false
	}
	return true
}

func (p *printer) text(a string, s spec) {
	if s.precision >= 0 && len(a) > s.precision {
		a = a[:s.precision]
	}
	p.padded(a, s)
}

// padded counts bytes, as bash's printf does.
func (p *printer) padded(a string, s spec) {
	space := strings.Repeat(" ", max(0, s.width-len(a)))
	if strings.Contains(s.flags, "-") {
		p.out.WriteString(a + space)
	} else {
		p.out.WriteString(space + a)
	}
}

func (p *printer) integer(n int64, s spec) {
	sign := ""
	switch {
	case n < 0:
		sign = "-"
	case strings.Contains(s.flags, "+"):
		sign = "+"
	case strings.Contains(s.flags, " "):
		sign = " "
	}
	p.digits(strings.TrimPrefix(strconv.FormatInt(n, 10), "-"), sign, s)
}

// digits prints a number with its sign or prefix before the zeros.
func (p *printer) digits(text, prefix string, s spec) {
	zeros := s.precision - len(text)
	if s.precision < 0 && strings.Contains(s.flags, "0") && !strings.Contains(s.flags, "-") {
		zeros = s.width - len(text) - len(prefix)
	}
	p.padded(prefix+strings.Repeat("0", max(0, zeros))+text, s)
}

// number reads an argument as C does: decimal, 0x, 0, or 'c for a character.
func (p *printer) number(unsigned bool) int64 {
	a := p.next()
	if a == "" {
		return 0
	}
	if a[0] == '\'' || a[0] == '"' {
		c, _ := utf8.DecodeRuneInString(a[1:])
		return int64(c)
	}
	t := strings.TrimLeft(a, " \t")
	n, err := strconv.ParseInt(t, 0, 64)
	if err == nil && !strings.ContainsAny(t, "_oO") && !strings.HasPrefix(strings.TrimLeft(t, "+-"), "0b") {
		return n
	}
	if u, err := strconv.ParseUint(t, 0, 64); err == nil && unsigned && !strings.ContainsAny(t, "_oObB") {
		return int64(u)
	}
	if errors.Is(err, strconv.ErrRange) {
		p.r.errorf("printf: warning: %s: Numerical result out of range", a)
		if unsigned {
			return -1
		}
		return n // the nearest one
	}
	p.r.errorf("printf: %s: invalid number", a)
	p.status = 1
	end := strings.TrimLeft(t, "+-")
	end = t[:len(t)-len(end)+digits(end, 18, 10)]
	n, _ = strconv.ParseInt(end, 10, 64)
	return n
}

func (p *printer) float(c byte, s spec) {
	a := p.next()
	x, err := strconv.ParseFloat(strings.TrimSpace(a), 64)
	if err != nil && a != "" {
		p.r.errorf("printf: %s: invalid number", a)
		p.status = 1
	}
	if s.precision < 0 {
		s.precision = 6
	}
	verb := "%" + strings.ReplaceAll(s.flags, "'", "")
	if s.width >= 0 {
		verb += strconv.Itoa(s.width)
	}
	fmt.Fprintf(&p.out, verb+"."+strconv.Itoa(s.precision)+string(c), x)
}

// time is %(format)T: of seconds since 1970, or of now for -1 and nothing.
func (p *printer) time(format string, s spec) {
	t := p.r.World.Cloud.Now.UTC()
	if len(p.args) > 0 {
		if n := p.number(false); n >= 0 {
			t = time.Unix(n, 0)
		}
	}
	if format == "" {
		format = "%X"
	}
	tz, set := p.r.st.Var("TZ")
	p.text(clock.Format(clock.In(t, clock.Here(tz, set, p.r.host == "")), format), s)
}
