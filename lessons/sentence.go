package lessons

import (
	"strconv"
	"strings"

	"skylab/console/tools/net"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Wanted is what the check wants, in the lesson's own words.
func (r Result) Wanted(s text.Speaker) string {
	if r.Check == nil {
		return r.ID
	}
	if said := r.Check.Title.In(s.Lang()); said != "" {
		return said
	}
	return r.ID
}

// Found is what the check found instead: what came, who could not be reached,
// what is missing, what AWS refused. Empty for a check that is met, and where
// an exit status is all that is known: that tells a learner nothing.
func (r Result) Found(s text.Speaker) string {
	w := r.Why
	switch {
	case r.State == Met:
		return ""
	case w.Cut != "":
		return s.Say("check.cut", "said", w.Cut)
	case r.Want != nil && r.Status == 0:
		return r.fields(s)
	case w.Trace != nil:
		return traced(s, *w.Trace)
	case w.Call != nil:
		return s.Say("check.code", "code", w.Call.Code, "operation", w.Call.Operation)
	case r.Want != nil:
		return r.fields(s)
	case w.Absent != "":
		return s.Say("check.absent", "name", w.Absent)
	case w.Stderr != "":
		return s.Say("check.said", "said", w.Stderr)
	}
	return ""
}

func (r Result) fields(s text.Speaker) string {
	is := strings.Join(r.Is, " ")
	if is == "" {
		is = s.Say("check.nothing")
	}
	return s.Say("check.fields", "want", strings.Join(r.Want, " "), "is", is)
}

// traced says how a trace ended.
func traced(s text.Speaker, t vpc.Trace) string {
	id := "check.answered"
	switch {
	case t.Verdict == cloud.Unknown:
		id = "check.open"
	case t.Verdict == cloud.Denied && t.Arrives:
		id = "check.unanswered"
	case t.Verdict == cloud.Denied:
		id = "check.unreached"
	}
	return s.Say(id, "from", place(t.From, 0), "to", place(t.To, t.Packet.DstPort))
}

// place is an end of a trace as a learner calls it.
func place(p vpc.Place, port uint16) string {
	name := p.Name
	switch {
	case name != "":
	case p.ID != "":
		name = p.ID
	case p.Addr.IsValid():
		name = p.Addr.String()
	default:
		name = string(p.Kind)
	}
	if p.Bucket != "" {
		return name + ":" + p.Bucket // as it is typed; the port goes without saying
	}
	if port != 0 {
		name += ":" + strconv.Itoa(int(port))
	}
	return name
}

// Reason is why, in a sentence: the reason of the hop that refused, with its
// code. Empty where nothing more is known than Found says.
func (r Result) Reason(s text.Speaker) string {
	w := r.Why
	if r.State == Met || w.Trace == nil || w.Hop < 0 {
		return ""
	}
	return s.Say("check.reason", "said", net.Sentence(s, r.world, w.Reason), "code", w.Reason.Code)
}

// Sentence is the result in one line: what is wanted, what is, and why.
func (r Result) Sentence(s text.Speaker) string {
	line := s.Say("check."+r.State.String(), "check", r.Wanted(s))
	for _, more := range []string{r.Found(s), r.Reason(s)} {
		if more != "" {
			line += " " + more
		}
	}
	return line
}
