package clock

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Format tells a time by date's +FORMAT (strftime with GNU's %N, %:z and the
// flags - _ 0 ^).
func Format(t time.Time, format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		begin := i
		i++
		flag := byte(0)
		for i+1 < len(format) && strings.IndexByte("-_0^:", format[i]) >= 0 {
			flag = format[i]
			i++
		}
		width := 0
		for i+1 < len(format) && '0' <= format[i] && format[i] <= '9' && width < 100 {
			width = width*10 + int(format[i]-'0')
			i++
		}
		s, ok := field(t, format[i], flag, width)
		if !ok {
			s = format[begin : i+1]
		}
		b.WriteString(s)
	}
	return b.String()
}

// field is one conversion.
func field(t time.Time, c, flag byte, width int) (string, bool) {
	if s, ok := textField(t, c, flag, width); ok {
		if flag == '^' {
			s = strings.ToUpper(s)
		}
		return s, true
	}
	n, digits, fill := 0, 2, byte('0')
	switch c {
	case 'd':
		n = t.Day()
	case 'e':
		n, fill = t.Day(), ' '
	case 'H':
		n = t.Hour()
	case 'k':
		n, fill = t.Hour(), ' '
	case 'I':
		n = (t.Hour()+11)%12 + 1
	case 'l':
		n, fill = (t.Hour()+11)%12+1, ' '
	case 'M':
		n = t.Minute()
	case 'S':
		n = t.Second()
	case 'm':
		n = int(t.Month())
	case 'y':
		n = t.Year() % 100
	case 'C':
		n = t.Year() / 100
	case 'Y':
		n, digits = t.Year(), 4
	case 'G':
		n, _ = t.ISOWeek()
		digits = 4
	case 'g':
		n, _ = t.ISOWeek()
		n %= 100
	case 'V':
		_, n = t.ISOWeek()
	case 'U':
		n = (t.YearDay() + 6 - int(t.Weekday())) / 7
	case 'W':
		n = (t.YearDay() + 6 - (int(t.Weekday())+6)%7) / 7
	case 'j':
		n, digits = t.YearDay(), 3
	case 'q':
		n, digits = (int(t.Month())+2)/3, 1
	case 'u':
		n, digits = (int(t.Weekday())+6)%7+1, 1
	case 'w':
		n, digits = int(t.Weekday()), 1
	default:
		return "", false
	}
	switch flag {
	case '-':
		digits = 1
	case '_':
		fill = ' '
	case '0':
		fill = '0'
	}
	s := strconv.Itoa(n)
	return strings.Repeat(string(fill), max(0, max(digits, width)-len(s))) + s, true
}

func textField(t time.Time, c, flag byte, width int) (string, bool) {
	switch c {
	case '%':
		return "%", true
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case 'a':
		return t.Format("Mon"), true
	case 'A':
		return t.Format("Monday"), true
	case 'b', 'h':
		return t.Format("Jan"), true
	case 'B':
		return t.Format("January"), true
	case 'p':
		return t.Format("PM"), true
	case 'P':
		return t.Format("pm"), true
	case 'Z':
		return t.Format("MST"), true
	case 'z':
		if flag == ':' {
			return t.Format("-07:00"), true
		}
		return t.Format("-0700"), true
	case 's':
		return strconv.FormatInt(t.Unix(), 10), true
	case 'N':
		if width == 0 || width > 9 {
			width = 9
		}
		return fmt.Sprintf("%09d", t.Nanosecond())[:width], true
	case 'F':
		return t.Format("2006-01-02"), true
	case 'T', 'X':
		return t.Format("15:04:05"), true
	case 'R':
		return t.Format("15:04"), true
	case 'r':
		return t.Format("03:04:05 PM"), true
	case 'D', 'x':
		return t.Format("01/02/06"), true
	case 'c':
		return t.Format("Mon Jan _2 15:04:05 2006"), true
	}
	return "", false
}
