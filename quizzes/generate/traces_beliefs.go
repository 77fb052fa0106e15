package generate

import (
	"fmt"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// stop is where a packet or its answer ends, and by which code; the zero stop
// is nowhere: there and back.
type stop struct {
	back     bool
	at, code string
}

// endOf is the refusal number n of a trace.
func endOf(t vpc.Trace, n int) stop {
	for _, h := range t.Hops {
		if h.Reason.Verdict != cloud.Denied {
			continue
		}
		if n == 0 {
			return stop{h.Back, h.At, h.Reason.Code}
		}
		n--
	}
	return stop{}
}

func (s stop) choice(belief string, right stop, reason said) choice {
	c := choice{id: belief, same: fmt.Sprint(s), holds: s == right, reason: reason}
	way := "there"
	if s.back {
		way = "back"
	}
	c.text = say("trace."+way, "at", s.at, "code", s.code)
	c.script = fmt.Sprintf("test \"$ends\" = \"%s $%s %s\"", way, variable(s.at), s.code)
	if s == (stop{}) {
		c.text = say("trace.nowhere")
		c.script = "test \"$ends\" = ok"
	}
	return c
}

// stopBelief is where a packet ends for people with a wrong belief.
type stopBelief struct {
	name string
	at   stop
}

// beliefs are the wrong readings of a network that does not work.
func (n *lunch) beliefs(q ask, t vpc.Trace) []stopBelief {
	var list []stopBelief
	add := func(name string, s stop) { list = append(list, stopBelief{name, s}) }
	add("forward-only", n.forwardOnly(t))
	if last := len(t.Refusals()) - 1; last > 0 {
		add("read-from-below", endOf(t, last))
	}
	if q.to != "internet" {
		add("blames-the-receiver", stop{false, "sg-" + q.to, vpc.CodeGroupsMismatch})
	}
	if q.from != "internet" {
		add("gagged-sender", stop{false, "sg-" + q.from, vpc.CodeGroupNoRules})
	}
	if q.from == "internet" || q.to == "internet" {
		add("acl-in-front", stop{q.to == "internet", "acl-front", vpc.CodeACL})
		add("answer-forgotten", stop{q.from == "internet", "acl-front", vpc.CodeACL})
	}
	switch {
	case q.to == "internet":
		add("no-public-address", stop{false, "igw", vpc.CodeIGWNoPublic})
		add("route-missing", stop{false, "rtb-private", vpc.CodeNoRoute})
		add("nat-is-closed", stop{true, "nat", vpc.CodeNATKeepsDst})
	case q.from == "internet":
		add("route-missing", stop{true, n.tableOf("public"), vpc.CodeNoRoute})
		add("not-public", stop{false, "igw", vpc.CodeIGWNoPrivate})
	case q.to == "db":
		add("acl-in-front", stop{false, "acl-data", vpc.CodeACL})
		add("answer-forgotten", stop{true, "acl-data", vpc.CodeACL})
		add("route-missing", stop{false, "rtb-private", vpc.CodeNoRoute})
	default:
		add("acl-in-front", stop{false, "acl-front", vpc.CodeACL})
		add("answer-forgotten", stop{true, "acl-front", vpc.CodeACL})
		add("route-missing", stop{true, "rtb-private", vpc.CodeNoRoute})
	}
	return list
}

// forwardOnly is the first refusal on the way there: who looks no further
// thinks that all is well when there is none.
func (n *lunch) forwardOnly(t vpc.Trace) stop {
	for i, h := range t.Hops {
		if !h.Back && h.Reason.Verdict == cloud.Denied && i >= 0 {
			return stop{false, h.At, h.Reason.Code}
		}
	}
	return stop{}
}

// tableOf is the table that serves the public subnet.
func (n *lunch) tableOf(subnet string) string {
	if n.broken[lostTable] {
		return "rtb-main-lunch"
	}
	return "rtb-" + subnet
}
