package generate

import (
	"fmt"
	"slices"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// drawFirewall asks what becomes of a visitor's request to a server behind a
// network ACL and a security group.
func drawFirewall(d *draw) *sketch {
	g := gate{from: vpc.Stranger, port: pick(d, "port", 80, 443)}
	g.inbound(d)
	g.outbound(d)
	g.shut = d.chance("shut", 40)
	open := permit{block: pick(d, "who", "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/16"), from: g.port, to: g.port}
	g.permits = []permit{open}
	if g.shut && d.chance("some out", 50) {
		g.permits = append(g.permits, permit{out: true, block: "10.0.0.0/16", from: 3306, to: 3306})
	}
	end, t, ok := g.end()
	if !ok {
		return nil
	}
	k := &sketch{
		stem:  say("firewall.stem", "lists", g.listing(true), "port", g.port),
		why:   plain("```text\n%s\n```", hopLines(t)),
		setup: g.world(false).setup(),
		given: fmt.Sprintf("ends=$(trace internet web:%d --output json | jq -r 'if .verdict == \"allowed\" then \"ok\" else ([.hops[] | select(.verdict == \"denied\")][0] | .way + \" \" + .kind) end')\n", g.port),
		facts: []string{"vpc.ephemeral-ports", "vpc.acl-order"},
	}
	k.right = g.ending("", end, end)
	for _, b := range g.endBeliefs() {
		if b.end != "" {
			k.wrong = append(k.wrong, g.ending(b.name, b.end, end))
		}
	}
	return k
}

// inbound draws rules about the request.
func (g *gate) inbound(d *draw) {
	in := entry{number: 100, allow: true, block: "0.0.0.0/0", from: g.port, to: g.port}
	if d.chance("in ephemeral", 30) {
		g.entries = append(g.entries, entry{number: 120, allow: true, block: "0.0.0.0/0", from: 1024, to: 65535})
	}
	if d.chance("in deny", 35) {
		g.entries = append(g.entries, entry{number: pick(d, "in deny at", int32(90), int32(200)), block: "0.0.0.0/0", from: 0, to: 1023})
	}
	if d.chance("in there", 90) {
		g.entries = append(g.entries, in)
	}
}

// outbound draws rules about the answer.
func (g *gate) outbound(d *draw) {
	switch d.below("out", 4) {
	case 0: // the port that was asked, where the answer does not go
		g.entries = append(g.entries, entry{number: 100, out: true, allow: true, block: "0.0.0.0/0", from: g.port, to: g.port})
	case 1:
		g.entries = append(g.entries, entry{number: 110, out: true, allow: true, block: "0.0.0.0/0", from: 1024, to: 65535})
	case 2:
		g.entries = append(g.entries,
			entry{number: pick(d, "out deny at", int32(90), int32(300)), out: true, block: "0.0.0.0/0", from: 0, to: 65535},
			entry{number: 200, out: true, allow: true, block: "0.0.0.0/0", from: 1024, to: 65535})
	}
}

// end asks the simulator: ok, or the way and the kind of the first refusal.
func (g gate) end() (string, vpc.Trace, bool) {
	t, err := g.trace()
	if err != nil {
		return "", t, false
	}
	if t.Verdict == cloud.Allowed {
		return "ok", t, true
	}
	for _, h := range t.Hops {
		if h.Reason.Verdict == cloud.Denied {
			way := "there"
			if h.Back {
				way = "back"
			}
			return way + " " + h.Kind, t, true
		}
	}
	return "", t, false
}

// endMessages are the sentences for where a request can end.
var endMessages = map[string]string{
	"ok": "firewall.ok", "there acl": "firewall.there-acl", "there group": "firewall.there-group",
	"back acl": "firewall.back-acl", "back group": "firewall.back-group",
}

func (g gate) ending(belief, end, right string) choice {
	c := choice{
		id: belief, same: end, holds: end == right, text: say(endMessages[end]),
		reason: say("firewall."+belief, "port", g.port, "ephemeral", vpc.EphemeralPort),
		script: fmt.Sprintf("test \"$ends\" = %q", end),
	}
	if belief == "" {
		c.reason = say(endMessages[right]+"-why", "port", g.port, "ephemeral", vpc.EphemeralPort)
	}
	return c
}

// endBelief is where a request ends for people with a wrong belief.
type endBelief struct{ name, end string }

// endBeliefs asks the simulator about the world that each wrong belief sees.
func (g gate) endBeliefs() []endBelief {
	seen := func(change func(*gate)) string {
		w := g
		w.entries, w.permits = slices.Clone(g.entries), slices.Clone(g.permits)
		change(&w)
		end, _, _ := w.end()
		return end
	}
	open := entry{number: 1, out: true, allow: true, block: "0.0.0.0/0", from: 0, to: 65535}
	asked := func(e entry) bool { return e.out && e.allow && e.from <= g.port && g.port <= e.to }
	list := []endBelief{
		{"acl-remembers", seen(func(w *gate) { w.entries = append(w.entries, open) })},
		{"group-alone", seen(func(w *gate) {
			w.entries = []entry{open, {number: 1, allow: true, block: "0.0.0.0/0", from: 0, to: 65535}}
		})},
		{"deny-wins", seen(func(w *gate) { w.renumber(false) })},
		{"after-the-deny", seen(func(w *gate) { w.renumber(true) })},
		{"closed-by-default", "there acl"},
		{"blames-the-group", "there group"},
		{"answer-needs-out", seen(func(w *gate) { w.entries = slices.DeleteFunc(w.entries, func(e entry) bool { return e.out }) })},
	}
	if slices.ContainsFunc(g.entries, asked) {
		list = append(list, endBelief{"outbound-80", seen(func(w *gate) { w.entries = append(w.entries, open) })})
	}
	if slices.ContainsFunc(g.entries, func(e entry) bool { return !e.out && e.allow && e.from == 1024 }) {
		list = append(list, endBelief{"inbound-ephemeral", seen(func(w *gate) { w.entries = append(w.entries, open) })})
	}
	anyone := permit{block: "0.0.0.0/0", from: g.port, to: g.port}
	if g.permits[0] != anyone {
		list = append(list,
			endBelief{"source-ignored", seen(func(w *gate) { w.permits = []permit{anyone} })},
			endBelief{"inside-means-open", seen(func(w *gate) { w.permits, w.entries = []permit{anyone}, append(w.entries, open) })},
			endBelief{"acl-alone", seen(func(w *gate) {
				w.permits, w.entries = []permit{anyone}, slices.DeleteFunc(w.entries, func(e entry) bool { return e.out })
			})})
	}
	if g.shut {
		list = append(list, endBelief{"group-forgets", "back group"})
	}
	return list
}

// renumber puts all allowing entries, or all denying ones, first.
func (g *gate) renumber(allowFirst bool) {
	for i := range g.entries {
		if g.entries[i].allow != allowFirst {
			g.entries[i].number += 1000
		}
	}
}
