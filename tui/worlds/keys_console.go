package worlds

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/kms"
)

// console draws what the learner's console holds: the last data keys with the
// places where they can be read, then the files.
func (v vault) console() block {
	var held []Held
	if v.Held != nil {
		held = v.Held()
	}
	known := v.secrets()
	var b block
	for _, s := range known {
		b.below(v.dataKey(s, held), 0)
	}
	files := v.files(working(held), known)
	if len(b.lines)+len(files.lines) == 0 {
		return b
	}
	var out block
	out.add(span{text: v.o.Text.Say("keys.console"), role: Strong})
	out.below(b, 1)
	out.below(files, 1)
	for _, l := range wrapped(v.o.Text.Say("keys.legend"), v.o.Width) {
		out.add(span{text: l, role: Quiet})
	}
	return out
}

// dataKey tells of one data key when it was given, where it can be read now,
// and where its wrapped copy lies.
func (v vault) dataKey(s secret, held []Held) block {
	var b block
	age := v.o.length(v.World.Cloud.Now - s.at)
	b.add(span{text: v.o.Text.Say("keys.data-key", "key", v.nameOfKey(s.key), "ago", age)}, span{text: contextWords(s.context), role: Quiet})
	if open := whereabouts(held, s.plain); len(open) > 0 {
		b.add(span{text: "  ● " + v.o.Text.Say("keys.open-in") + " ", role: Denied}, span{text: strings.Join(open, ", "), role: Strong})
	} else if len(s.plain) > 0 {
		b.add(span{text: "  ✓ " + v.o.Text.Say("keys.forgotten"), role: Allowed})
	}
	if closed := whereabouts(held, s.wrapped); len(closed) > 0 {
		b.add(span{text: "  ◆ " + v.o.Text.Say("keys.wrapped-in") + " ", role: Plain}, span{text: strings.Join(closed, ", "), role: Strong})
	} else {
		b.add(span{text: "  ◇ " + v.o.Text.Say("keys.not-kept"), role: Unknown})
	}
	return b
}

func contextWords(pairs map[string]string) string {
	var words []string
	for k, value := range pairs {
		words = append(words, k+"="+value)
	}
	slices.Sort(words)
	if len(words) == 0 {
		return ""
	}
	return "  [" + strings.Join(words, " ") + "]"
}

// looks of a file's form.
var formLooks = [...]struct {
	sign string
	role Role
	word string
}{
	readable: {"○", Plain, "keys.form.readable"}, sealed: {"■", Allowed, "keys.form.sealed"}, wrappedKey: {"◆", Allowed, "keys.form.wrapped"},
	plainKey: {"●", Denied, "keys.form.plain-key"}, bare: {"▪", Unknown, "keys.form.bytes"},
}

// files lists the learner's files by what their bytes say of them. Names come
// first as far as they have room.
func (v vault) files(list []Held, known []secret) block {
	width := 0
	for _, h := range list {
		width = max(width, cells(nameOfHeld(h)))
	}
	width = min(width, max(12, v.o.Width/2-8))
	most := len(list)
	if v.o.Height > 0 {
		most = max(4, v.o.Height-8)
	}
	var b block
	for i, h := range list {
		if i == most {
			b.add(span{text: v.o.Text.Say("keys.more", "n", len(list)-most), role: Quiet})
			break
		}
		inside := ""
		f := formOf(h, known, func(data []byte) bool {
			id, ok := kms.KeyInside(data)
			if ok {
				inside = " ← " + v.nameOfKey(id)
			}
			return ok
		})
		look := formLooks[f]
		if f != wrappedKey {
			inside = ""
		}
		b.add(span{text: look.sign + " ", role: look.role}, line{{text: nameOfHeld(h), role: Strong}}.fit(width)[0],
			span{text: strings.Repeat(" ", max(0, width-cells(nameOfHeld(h))))},
			span{text: padded(size(len(h.Data)), 8)}, span{text: "  " + v.o.Text.Say(look.word) + inside, role: Quiet})
	}
	return b
}

// size is a number of bytes in a few cells.
func size(n int) string {
	switch {
	case n >= 10<<20:
		return strconv.Itoa(n>>20) + " MB"
	case n >= 10<<10:
		return strconv.Itoa(n>>10) + " KB"
	}
	return strconv.Itoa(n) + " B"
}

func padded(s string, width int) string { return strings.Repeat(" ", max(0, width-cells(s))) + s }

// wrapped breaks a sentence into lines of at most width cells.
func wrapped(s string, width int) []string {
	var lines []string
	now := ""
	for _, word := range strings.Fields(s) {
		switch {
		case now == "":
			now = word
		case cells(now)+1+cells(word) > width:
			lines, now = append(lines, now), word
		default:
			now += " " + word
		}
	}
	return append(lines, now)
}
