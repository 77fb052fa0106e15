package dns

import (
	"fmt"
	"strings"

	"skylab/simulators/route53"
)

// line puts a record into BIND's columns: 24, 32, 40, 48.
func line(name, ttl, class, kind, value string) string {
	c := columns{}
	c.put(name)
	if ttl != "" {
		c.to(24)
		c.put(ttl)
	}
	if class != "" {
		c.to(32)
		c.put(class)
	}
	c.to(40)
	c.put(kind)
	if value != "" {
		c.to(48)
		c.put(value)
	}
	return c.b.String()
}

// columns writes to columns with tabs of eight, as BIND's master-file style
// does: at least one step, by tabs where a tab stop lies between.
type columns struct {
	b  strings.Builder
	at int
}

func (c *columns) put(s string) {
	c.b.WriteString(s)
	c.at += len(s)
}

func (c *columns) to(column int) {
	column = max(column, c.at+1)
	if tabs := column/8 - c.at/8; tabs > 0 {
		c.b.WriteString(strings.Repeat("\t", tabs))
		c.at = column / 8 * 8
	}
	c.b.WriteString(strings.Repeat(" ", column-c.at))
	c.at = column
}

// multiSOA is a SOA over several lines (+multiline).
func multiSOA(rr route53.RR, ttl, class string) string {
	f := strings.Fields(value(rr))
	if len(f) != 7 {
		return line(rr.Name, ttl, class, rr.Type, value(rr)) + "\n"
	}
	c := columns{}
	c.put(rr.Name)
	c.to(24)
	c.put(strings.Join(strings.Fields(ttl+" "+class+" SOA "+f[0]+" "+f[1]+" ("), " "))
	s := c.b.String() + "\n"
	for i, what := range []string{"serial", "refresh", "retry", "expire", "minimum"} {
		note := what
		if i > 0 {
			note += " (" + spoken(f[i+2]) + ")"
		}
		s += fmt.Sprintf("\t\t\t\t%-10s ; %s\n", f[i+2], note)
	}
	return s + "\t\t\t\t)\n"
}

// spoken is a number of seconds in words: 2 hours.
func spoken(seconds string) string {
	n := 0
	fmt.Sscan(seconds, &n)
	var parts []string
	for _, u := range []struct {
		name string
		size int
	}{{"week", 604800}, {"day", 86400}, {"hour", 3600}, {"minute", 60}, {"second", 1}} {
		if k := n / u.size; k > 0 {
			n -= k * u.size
			s := fmt.Sprintf("%d %s", k, u.name)
			if k > 1 {
				s += "s"
			}
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}
