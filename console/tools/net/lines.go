package net

import (
	"strings"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Line is one hop in the words that trace prints, taken apart for a screen.
type Line struct {
	Sign    string // ✓ ✗ ? or · beyond a refusal
	Part    string // there, back or beyond
	Where   string // acl strict out
	What    string // rule 100: allow tcp 80 from 0.0.0.0/0
	Because string // the reason in a sentence with its code; empty where the packet simply passed
	Packet  string // the packet as it looked there
}

// Lines is a trace in the words that trace prints: the question, a line for
// each hop, and the verdict. w is the world that the packet went through; it
// is only read.
func Lines(s text.Speaker, w *simulators.World, t vpc.Trace) (question string, hops []Line, verdict string) {
	v := view{d: &desk.Desk{World: w, Text: s}, n: vpc.Compile(&w.VPC, w.Cloud.Now, simulators.Account)}
	before := t.Packet
	for _, h := range t.Hops {
		l := Line{Sign: sign(h.Reason), Part: partOf(h), Where: v.where(h), What: v.what(h, before), Packet: packetText(h.Packet)}
		if h.Reason.Verdict != cloud.Allowed {
			l.Because = h.Reason.Code + ": " + Sentence(s, w, h.Reason)
		}
		hops = append(hops, l)
		before = h.Packet
	}
	return ends(t), hops, strings.TrimSpace(verdictLine(v, t))
}

// PartTitle is the heading of a part of the list.
func PartTitle(s text.Speaker, part string) string { return s.Say("net.trace." + part) }
