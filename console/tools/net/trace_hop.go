package net

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// where names what a hop met, with the side of a list: acl strict out.
func (v view) where(h vpc.Hop) string {
	name := v.plain(h)
	if h.Kind == "acl" || h.Kind == "group" {
		side := "net.trace.in"
		if h.Out {
			side = "net.trace.out"
		}
		name += " " + v.d.Text.Say(side)
	}
	return name
}

// plain names what a hop met: its kind, where that is not plain, and its name
// or ID.
func (v view) plain(h vpc.Hop) string {
	name := v.short(h.At)
	switch h.Kind {
	case "internet":
		if h.At == "internet" {
			return v.d.Text.Say("net.trace.internet")
		}
		return name[strings.LastIndexByte(name, '.')+1:]
	case "acl", "igw", "eigw", "nat", "pcx", "vpce":
		return prefixed(h.Kind, name)
	case "group":
		return prefixed("sg", name)
	case "table":
		return prefixed(v.d.Text.Say("net.trace.table"), name)
	case "subnet":
		return prefixed(v.d.Text.Say("net.trace.subnet"), name)
	}
	return name
}

// prefixed puts the kind before a name, unless the name is an ID that tells it.
func prefixed(kind, name string) string {
	if strings.HasPrefix(name, kind+"-") || strings.HasPrefix(name, "rtb-") || strings.HasPrefix(name, "subnet-") {
		return name
	}
	return kind + " " + name
}

// short is a thing's name, or its ID with the middle left out.
func (v view) short(id string) string {
	if name := nameOf(v.d.World, id); name != "" {
		return name
	}
	if kind, rest, ok := strings.Cut(id, "-"); ok && len(rest) >= 17 {
		return kind + "-" + rest[:3] + "…" + rest[len(rest)-2:]
	}
	return id
}

// what says in a few words what a hop decided, and by which rule.
func (v view) what(h vpc.Hop, before vpc.Packet) string {
	say := v.d.Text.Say
	switch h.Reason.Code {
	case vpc.CodeSends, vpc.CodeReceives:
		return packetText(h.Packet)
	case vpc.CodeTracked:
		return say("net.trace.tracked")
	case vpc.CodeGroupNoRules:
		return say("net.trace.none")
	case vpc.CodeGroupsMismatch, vpc.CodeReferenceLost:
		return say("net.trace.mismatch")
	case vpc.CodeGroupRule:
		return v.groupRule(h.At, h.Reason.Rule)
	case vpc.CodeACLAllows, vpc.CodeACL:
		return v.aclRule(h)
	case vpc.CodeRoute, vpc.CodeBadRoute:
		return v.route(h)
	case vpc.CodeNoRoute:
		return say("net.trace.no-route", "dst", h.Packet.Dst.String())
	}
	if h.Reason.Verdict != cloud.Allowed {
		return ""
	}
	if s := changed(before, h.Packet); s != "" {
		return s
	}
	return Sentence(v.d.Text, v.d.World, h.Reason)
}

// changed tells the address that a gateway put in place of another.
func changed(before, after vpc.Packet) string {
	switch {
	case before.Dst != after.Dst && before.Dst != after.Src:
		return before.Dst.String() + " → " + after.Dst.String()
	case before.Src != after.Src && before.Src != after.Dst:
		return before.Src.String() + " → " + after.Src.String()
	}
	return ""
}

// packetText writes a packet: 192.0.2.80:40112 → 13.125.4.9:80.
func packetText(p vpc.Packet) string {
	end := func(a netip.Addr, port uint16) string {
		if p.Proto != vpc.TCP && p.Proto != vpc.UDP {
			return a.String()
		}
		return netip.AddrPortFrom(a, port).String()
	}
	return end(p.Src, p.SrcPort) + " → " + end(p.Dst, p.DstPort)
}

// Sentence says a reason in the speaker's language.
func Sentence(s text.Speaker, w *simulators.World, r cloud.Reason) string {
	at := r.At
	if name := nameOf(w, at); name != "" {
		at = name + " (" + at + ")"
	}
	return s.Say("reason."+r.Code, "at", at, "rule", ruleNumber(r.Rule))
}

// groupRule writes a group's rule: tcp 80 from 0.0.0.0/0.
func (v view) groupRule(id string, place int32) string {
	for _, r := range v.d.World.VPC.Regions {
		g := r.Groups.Find(id)
		if g == nil || place < 0 || int(place) >= len(g.Rules) {
			continue
		}
		rule := g.Rules[place]
		end := rule.PrefixList
		switch {
		case rule.Prefix.IsValid():
			end = rule.Prefix.String()
		case rule.Group != "":
			end = "sg " + v.short(rule.Group)
		}
		return v.d.Text.Say(map[bool]string{false: "net.trace.group-in", true: "net.trace.group-out"}[rule.Egress],
			"traffic", v.trafficText(rule.Protocol, rule.From, rule.To), "end", end)
	}
	return ""
}

// trafficText writes a protocol and its ports: tcp 1024-65535.
func (v view) trafficText(protocol, from, to int) string {
	switch {
	case protocol == -1:
		return v.d.Text.Say("net.trace.everything")
	case protocol != int(vpc.TCP) && protocol != int(vpc.UDP), from == 0 && to == 65535, from == -1:
		return protocolName(protocol)
	case from == to:
		return fmt.Sprintf("%s %d", protocolName(protocol), from)
	}
	return fmt.Sprintf("%s %d-%d", protocolName(protocol), from, to)
}

func protocolName(p int) string {
	switch p {
	case int(vpc.TCP):
		return "tcp"
	case int(vpc.UDP):
		return "udp"
	case int(vpc.ICMP):
		return "icmp"
	case int(vpc.ICMPv6):
		return "icmpv6"
	}
	return fmt.Sprint(p)
}

// aclRule writes an ACL's entry: rule 100: allow tcp 80 from 0.0.0.0/0.
func (v view) aclRule(h vpc.Hop) string {
	say := v.d.Text.Say
	word := say("net.trace.allow")
	if h.Reason.Verdict == cloud.Denied {
		word = say("net.trace.deny")
	}
	rule := ruleNumber(h.Reason.Rule)
	for _, r := range v.d.World.VPC.Regions {
		a := r.ACLs.Find(h.At)
		if a == nil || h.Reason.Rule >= 32767 {
			continue
		}
		for _, e := range a.Entries {
			if e.Number == h.Reason.Rule && e.Egress == h.Out {
				return say(map[bool]string{false: "net.trace.acl-in", true: "net.trace.acl-out"}[e.Egress],
					"rule", rule, "verb", word, "traffic", v.trafficText(e.Protocol, e.From, e.To), "end", e.Prefix.String())
			}
		}
	}
	return say("net.trace.rule", "rule", rule) + ": " + word
}

// route writes the route that was taken, and those that it beat.
func (v view) route(h vpc.Hop) string {
	for _, r := range v.d.World.VPC.Regions {
		t := r.RouteTables.Find(h.At)
		if t == nil || h.Reason.Rule < 0 || int(h.Reason.Rule) >= len(t.Routes) {
			continue
		}
		line := v.routeLine(t.Routes[h.Reason.Rule])
		if h.Reason.Code == vpc.CodeBadRoute {
			return line + " (" + v.d.Text.Say("net.trace.blackhole") + ")"
		}
		if t.Routes[h.Reason.Rule].Target == "local" {
			return line
		}
		var beaten []string
		for _, p := range v.n.PassedOver(h.At, h.Packet.Dst) {
			beaten = append(beaten, v.routeLine(t.Routes[p.Rule]))
		}
		if len(beaten) > 0 {
			line += " (" + v.d.Text.Say("net.trace.passed-over", "routes", strings.Join(beaten, ", ")) + ")"
		}
		return line
	}
	return ""
}

func (v view) routeLine(r vpc.Route) string {
	dst := r.PrefixList
	if r.Prefix.IsValid() {
		dst = r.Prefix.String()
	} else if name := nameOf(v.d.World, dst); name != "" {
		dst = name
	}
	return dst + " → " + v.short(r.Target)
}
