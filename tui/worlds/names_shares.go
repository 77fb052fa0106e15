package worlds

import (
	"strings"

	"skylab/simulators/route53"
)

// shares draws what the last load of lookups counted: for each value a bar of
// the answers that led there, beside it what its weight promised and how much
// of the users' time went there. most is how many values have a line; 0 is all.
func (d *atlas) shares(most int) block {
	r := d.Crowd
	var b block
	b.add(span{text: strings.TrimSuffix(r.Name, ".") + " " + r.Type, role: Strong},
		span{text: "  " + d.o.Text.Say("names.load", "n", grouped(uint64(max(0, r.Answers)))), role: Quiet})
	names := 0
	for _, s := range r.Shares {
		names = max(names, cells(shareName(s)))
	}
	names = min(names, max(12, d.o.Width/3+3))
	for i, s := range r.Shares {
		if i == most && most > 0 {
			b.add(span{text: "  " + d.o.Text.Say("names.more", "n", len(r.Shares)-most), role: Quiet})
			break
		}
		b.add(d.shareLine(s, names)...)
	}
	if r.Outage.Share > 0 {
		b.add(span{text: "  ✗ " + d.o.Text.Say("names.lost", "share", percent(r.Outage.Share)), role: Denied})
	}
	return b
}

func shareName(s route53.Share) string {
	switch {
	case s.Value == "":
		return "-"
	case s.Set == "":
		return s.Value
	}
	return s.Set + " " + s.Value
}

// shareLine leaves out at the end what has no room.
func (d *atlas) shareLine(s route53.Share, names int) line {
	bar := 20
	if d.o.Width < 90 {
		bar = 10
	}
	n := int(s.Answers*float64(bar) + 0.5)
	name := line{{text: shareName(s), role: Plain}}.fit(names)
	l := append(line{{text: "  "}}, name...)
	l = append(l, span{text: " " + strings.Repeat("▰", n), role: Plain}, span{text: strings.Repeat("▱", bar-n), role: Quiet},
		span{text: padded(percent(s.Answers), 8), role: Strong})
	for _, more := range []span{d.promised(s), {text: "  " + d.o.Text.Say("names.users", "share", percent(s.Users)), role: Quiet}} {
		if more.text != "" && l.width()+cells(more.text) <= d.o.Width {
			l = append(l, more)
		}
	}
	return l
}

// promised is the share by the weights, and whether chance explains what was
// counted instead.
func (d *atlas) promised(s route53.Share) span {
	for _, w := range d.Crowd.Weights {
		for _, x := range w.Sets {
			if x.Set != s.Set || w.Name != s.Owner {
				continue
			}
			said := "  " + d.o.Text.Say("names.want", "share", percent(x.Expected))
			if x.Within {
				return span{text: said + " ✓", role: Allowed}
			}
			return span{text: said + " ✗", role: Denied}
		}
	}
	return span{}
}
