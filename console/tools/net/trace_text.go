package net

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// listWidth is how wide the list of a trace is at most.
const listWidth = 78

// traceText is what trace prints: a head, the hops there, the hops back, and
// what would also have happened after a refusal; then the verdict.
func traceText(v view, t vpc.Trace) string {
	var b strings.Builder
	b.WriteString(head(v, t) + "\n")
	part, wide := "", v.widest(t)
	before := t.Packet
	for i, h := range t.Hops {
		if h.Back && (i == 0 || !t.Hops[i-1].Back) {
			before = before.Answer()
		}
		if now := partOf(h); now != part {
			part = now
			fmt.Fprintf(&b, "  %s\n", v.d.Text.Say("net.trace."+part))
		}
		line := margin(i, h) + " " + pad(v.where(h), wide) + "  " + v.what(h, before)
		if h.Reason.Verdict != cloud.Allowed {
			line = v.refusal(line, h)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		before = h.Packet
	}
	b.WriteString(verdictLine(v, t) + "\n")
	return b.String()
}

// partOf names the part of the list that a hop stands in.
func partOf(h vpc.Hop) string {
	switch {
	case h.Reason.Beyond:
		return "beyond"
	case h.Back:
		return "back"
	}
	return "there"
}

func margin(i int, h vpc.Hop) string {
	return fmt.Sprintf("%4d %s", i+1, sign(h.Reason))
}

func sign(r cloud.Reason) string {
	switch {
	case r.Verdict == cloud.Denied:
		return "✗"
	case r.Verdict == cloud.Unknown:
		return "?"
	case r.Beyond:
		return "·"
	}
	return "✓"
}

// head is the question, and in one word the answer at the right edge.
func head(v view, t vpc.Trace) string {
	left := ends(t)
	word := map[cloud.Verdict]string{cloud.Allowed: "ok", cloud.Denied: "lost", cloud.Unknown: "unknown"}[t.Verdict]
	right := map[string]string{"ok": "✓", "lost": "✗", "unknown": "?"}[word] + " " + v.d.Text.Say("net.trace.head."+word)
	return pad(left, listWidth-2-ansi.StringWidth(right)) + "  " + right
}

// ends is the question: internet → web:80/tcp.
func ends(t vpc.Trace) string {
	to := clean(t.To.Name)
	if t.To.Bucket != "" {
		to = "s3:" + clean(t.To.Bucket)
	}
	if p := t.Packet; p.Proto == vpc.TCP || p.Proto == vpc.UDP {
		to += fmt.Sprintf(":%d", p.DstPort)
	}
	return fmt.Sprintf("%s → %s/%s", clean(t.From.Name), to, protocolName(int(t.Packet.Proto)))
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

func (v view) widest(t vpc.Trace) int {
	wide := 14
	for _, h := range t.Hops {
		wide = max(wide, min(30, ansi.StringWidth(v.where(h))))
	}
	return wide
}

// refusal is the line of a hop that did not let the packet through, with the
// packet, and beneath it why.
func (v view) refusal(line string, h vpc.Hop) string {
	const indent = "         "
	packet := packetText(h.Packet)
	switch {
	case strings.HasSuffix(line, "  "):
		line += packet
	case ansi.StringWidth(line+": "+packet) <= listWidth:
		line += ": " + packet
	default:
		line += "\n" + indent + packet
	}
	for _, why := range wrap(h.Reason.Code+": "+Sentence(v.d.Text, v.d.World, h.Reason), listWidth-len(indent)) {
		line += "\n" + indent + why
	}
	return line
}

// wrap breaks a text at spaces only, so that no ID is torn apart.
func wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last < 0 || ansi.StringWidth(lines[last])+1+ansi.StringWidth(word) > width {
			lines = append(lines, word)
		} else {
			lines[last] += " " + word
		}
	}
	return lines
}

// verdictLine is the last line, which stands for the whole where there is no
// room for more.
func verdictLine(v view, t vpc.Trace) string {
	if t.Verdict == cloud.Allowed {
		return "✓ " + v.d.Text.Say("net.trace.ok")
	}
	for i, h := range t.Hops {
		if h.Reason.Verdict != t.Verdict {
			continue
		}
		id, mark := "net.trace.lost", "✗ "
		if t.Verdict == cloud.Unknown {
			id, mark = "net.trace.unknown", "? "
		} else if t.Arrives {
			id = "net.trace.no-answer"
		}
		return mark + v.d.Text.Say(id, "where", v.decided(h), "step", i+1)
	}
	return "✗"
}

// decided names a hop in a sentence: acl strict, outbound, rule *.
func (v view) decided(h vpc.Hop) string {
	parts := []string{v.plain(h)}
	if h.Kind == "acl" || h.Kind == "group" {
		parts = append(parts, v.d.Text.Say(map[bool]string{false: "net.trace.inbound", true: "net.trace.outbound"}[h.Out]))
	}
	switch {
	case h.Kind == "acl":
		parts = append(parts, v.d.Text.Say("net.trace.rule", "rule", ruleNumber(h.Reason.Rule)))
	case h.Reason.Code == vpc.CodeGroupNoRules:
		parts = append(parts, v.d.Text.Say("net.trace.none"))
	case h.Kind == "group":
		parts = append(parts, v.d.Text.Say("net.trace.mismatch"))
	case h.Reason.Code == vpc.CodeNoRoute:
		parts = append(parts, v.d.Text.Say("net.trace.no-route", "dst", h.Packet.Dst.String()))
	default:
		parts = append(parts, h.Reason.Code)
	}
	return strings.Join(parts, ", ")
}

// ruleNumber writes an ACL's closing rule as AWS shows it.
func ruleNumber(n int32) string {
	if n >= 32767 {
		return "*"
	}
	return fmt.Sprint(n)
}
