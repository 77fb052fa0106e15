package net

import (
	"encoding/json"
	"io"
	"net/netip"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// The JSON of trace --output json: its names and codes are the same in every
// language and do not change.
type (
	traceJSON struct {
		From    endJSON    `json:"from"`
		To      endJSON    `json:"to"`
		Packet  packetJSON `json:"packet"`
		Arrives bool       `json:"arrives"`
		Verdict string     `json:"verdict"`
		Hops    []hopJSON  `json:"hops"`
	}
	endJSON struct {
		Kind     string `json:"kind"`
		Name     string `json:"name"`
		ID       string `json:"id,omitempty"`
		Instance string `json:"instance,omitempty"`
		VPC      string `json:"vpc,omitempty"`
	}
	packetJSON struct {
		Source          netip.Addr `json:"source"`
		SourcePort      uint16     `json:"sourcePort"`
		Destination     netip.Addr `json:"destination"`
		DestinationPort uint16     `json:"destinationPort"`
		Protocol        string     `json:"protocol"`
	}
	hopJSON struct {
		Step      int           `json:"step"`
		Way       string        `json:"way"`
		Kind      string        `json:"kind"`
		At        string        `json:"at"`
		Direction string        `json:"direction,omitempty"`
		Verdict   string        `json:"verdict"`
		Beyond    bool          `json:"beyond"`
		Code      string        `json:"code"`
		Because   string        `json:"because,omitempty"`
		Rule      *int32        `json:"rule"`
		Tracked   *bool         `json:"tracked,omitempty"`
		Packet    packetJSON    `json:"packet"`
		Passed    []passedRoute `json:"passedOver,omitempty"`
	}
	passedRoute struct {
		Rule int32  `json:"rule"`
		Code string `json:"code"`
	}
)

func writeJSON(out io.Writer, v view, t vpc.Trace) error {
	j := traceJSON{From: endOf(t.From), To: endOf(t.To), Packet: packetOf(t.Packet), Arrives: t.Arrives, Verdict: verdictName(t.Verdict), Hops: []hopJSON{}}
	for i, h := range t.Hops {
		j.Hops = append(j.Hops, hopOf(v, t, i, h))
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "    ")
	return e.Encode(j)
}

func endOf(p vpc.Place) endJSON {
	return endJSON{Kind: string(p.Kind), Name: p.Name, ID: p.ID, Instance: p.Instance, VPC: p.VPC}
}

func packetOf(p vpc.Packet) packetJSON {
	return packetJSON{p.Src, p.SrcPort, p.Dst, p.DstPort, protocolName(int(p.Proto))}
}

func verdictName(v cloud.Verdict) string {
	return map[cloud.Verdict]string{cloud.Allowed: "allowed", cloud.Denied: "denied", cloud.Unknown: "unknown"}[v]
}

func hopOf(v view, t vpc.Trace, i int, h vpc.Hop) hopJSON {
	j := hopJSON{Step: i + 1, Way: "there", Kind: h.Kind, At: h.At, Verdict: verdictName(h.Reason.Verdict), Beyond: h.Reason.Beyond, Code: h.Reason.Code, Packet: packetOf(h.Packet)}
	if h.Back {
		j.Way = "back"
	}
	if h.Kind == "acl" || h.Kind == "group" {
		j.Direction = map[bool]string{false: "inbound", true: "outbound"}[h.Out]
	}
	if h.Reason.At != h.At {
		j.Because = h.Reason.At
	}
	if h.Reason.Rule >= 0 {
		j.Rule = &h.Reason.Rule
	}
	if h.Kind == "group" && !h.Back && h.Reason.Verdict == cloud.Allowed {
		j.Tracked = new(v.tracked(t, h))
	}
	if h.Kind == "table" && h.Reason.Rule >= 0 {
		for _, p := range v.n.PassedOver(h.At, h.Packet.Dst) {
			j.Passed = append(j.Passed, passedRoute{p.Rule, p.Code})
		}
	}
	return j
}

// tracked tells whether the group of a hop remembers the flow: a flow that it
// does not is cut at once when the rule goes.
func (v view) tracked(t vpc.Trace, h vpc.Hop) bool {
	end := t.To
	if h.Out {
		end = t.From
	}
	return v.n.Tracks(end.ID, h.Packet, h.Out)
}
