package dns

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/text"
)

// traceText is a trace in the learner's language.
func traceText(say text.Speaker, t *traced) string {
	var b strings.Builder
	b.WriteString(say.Say("dns.trace.head", "name", bare(t.name), "type", t.kind, "from", placeText(say, t.asker), "to", t.toText(say)) + "\n")
	if t.resolver != nil {
		b.WriteString("  " + t.cacheText(say) + "\n")
		b.WriteString("  " + t.standsFor(say) + "\n")
	}
	way := []string{}
	for i := range t.out.Steps {
		s := &t.out.Steps[i]
		if s.Answer.Referral() && s.Status == route53.NoError {
			way = append(way, bare(s.Answer.Authority[0].Name))
			continue
		}
		if len(way) > 0 {
			b.WriteString("  " + say.Say("dns.trace.way", "zones", strings.Join(way, " → ")) + "\n")
			way = way[:0]
		}
		stepText(&b, say, s)
	}
	b.WriteString(t.endText(say) + "\n")
	return b.String()
}

func bare(name string) string { return printable(strings.TrimSuffix(name, ".")) }

// placeText names who asks: Seoul (KR, AS).
func placeText(say text.Speaker, a asker) string {
	p := a.client.Place
	if !p.Known {
		if a.client.Address.IsValid() {
			return say.Say("dns.trace.nowhere", "address", a.client.Address.String())
		}
		return say.Say("dns.trace.nowhere", "address", a.word)
	}
	codes := p.Country
	if p.Subdivision != "" {
		codes += "-" + p.Subdivision
	}
	return p.Name + " (" + codes + ", " + p.Continent + ")"
}

func (t *traced) toText(say text.Speaker) string {
	if t.resolver == nil {
		return t.server
	}
	if !t.resolver.Place.Known {
		return say.Say("dns.trace.own", "address", t.resolver.Address.String())
	}
	return say.Say("dns.trace.resolver", "address", t.resolver.Address.String(), "place", t.resolver.Place.Name)
}

// cacheText says what the resolver holds.
func (t *traced) cacheText(say text.Speaker) string {
	if t.held == nil {
		return say.Say("dns.trace.cold")
	}
	if len(t.held.Records) == 0 {
		left := int64(0)
		if len(t.held.SOA) > 0 {
			left = t.held.SOA[0].TTL
		}
		return say.Say("dns.trace.holds-none", "status", t.held.Status, "left", left)
	}
	r := t.held.Records[len(t.held.Records)-1]
	return say.Say("dns.trace.holds", "value", valuesText(t.held.Records), "left", r.TTL)
}

func valuesText(list []route53.RR) string {
	var values []string
	for _, r := range list {
		values = append(values, value(r))
	}
	return strings.Join(values, ", ")
}

// standsFor says whose place Route 53 goes by.
func (t *traced) standsFor(say text.Speaker) string {
	switch {
	case t.out.Passed.IsValid():
		return say.Say("dns.trace.passes", "subnet", t.out.Passed.String())
	case t.asker.inside != nil && t.resolver.Key == t.asker.inside.VPC.ID:
		return say.Say("dns.trace.inside", "region", t.asker.inside.VPC.Region)
	}
	if !t.resolver.Place.Known {
		return say.Say("dns.trace.lost")
	}
	return say.Say("dns.trace.stands", "place", t.resolver.Place.Name)
}

// stepText tells what one server said: its decision at length.
func stepText(b *strings.Builder, say text.Speaker, s *route53.Step) {
	if len(s.Answer.Findings) == 0 {
		fmt.Fprintf(b, "  %s\n", say.Say("dns.trace.says", "server", s.Server, "status", s.Status))
		return
	}
	fmt.Fprintf(b, "  %s\n", say.Say("dns.trace.decides", "server", s.Server))
	f := s.Answer.Findings
	for i := 0; i < len(f); {
		if strings.HasPrefix(f[i].Code, "POLICY_") {
			i += groupText(b, say, f[i:])
			continue
		}
		fmt.Fprintf(b, "%s%s\n", indent(f[i].Depth), say.Say("dns.finding."+f[i].Code, "name", bare(f[i].Name), "at", bare(f[i].At)))
		i++
	}
}

func indent(depth int32) string { return strings.Repeat("  ", int(depth)+2) }

// groupText tells a decision: the policy, then a row for each candidate. It
// gives how many findings it told.
func groupText(b *strings.Builder, say text.Speaker, f []route53.Finding) int {
	head := f[0]
	fmt.Fprintf(b, "%s%s %s   %s\n", indent(head.Depth), bare(head.Name), head.Type, say.Say("dns.finding."+head.Code))
	health := map[int32][]string{}
	var rows [][]string
	n := 1
	for ; n < len(f) && f[n].Name == head.Name && f[n].Type == head.Type && f[n].Depth == head.Depth && !strings.HasPrefix(f[n].Code, "POLICY_"); n++ {
		switch x := f[n]; {
		case x.Rule < 0:
			if x.Code != route53.CodeNoAnswer {
				fmt.Fprintf(b, "%s  %s\n", indent(head.Depth), say.Say("dns.finding."+x.Code, "name", bare(x.Name), "at", bare(x.At)))
			}
		case strings.HasPrefix(x.Code, "HEALTH_") || strings.HasPrefix(x.Code, "TARGET_"):
			health[x.Rule] = append(health[x.Rule], say.Say("dns.finding."+x.Code, "name", bare(x.Detail)))
		default:
			sign, set := " ", x.Set
			if x.Verdict == cloud.Allowed {
				sign = "▸"
			}
			if set == "" {
				set = "–"
			}
			rows = append(rows, []string{sign + " " + set, figureText(head.Code, x), strings.Join(health[x.Rule], ", "), say.Say("dns.finding." + x.Code)})
		}
	}
	for line := range strings.Lines(table(rows)) {
		b.WriteString(indent(head.Depth) + line)
	}
	return n
}

// figureText is what the policy looked at, of one candidate.
func figureText(policy string, f route53.Finding) string {
	switch policy {
	case "POLICY_WEIGHTED":
		return fmt.Sprint(f.Figure)
	case "POLICY_LATENCY":
		return fmt.Sprintf("%s %d.%d ms", f.Detail, f.Figure/1000, f.Figure/100%10)
	case "POLICY_GEOPROXIMITY":
		return fmt.Sprintf("%s %d km", f.Detail, f.Figure/1000)
	case "POLICY_IP_BASED":
		if f.Figure > 0 {
			return fmt.Sprintf("%s /%d", f.Detail, f.Figure)
		}
	}
	return f.Detail
}

// endText is the last line: what whoever asks is given.
func (t *traced) endText(say text.Speaker) string {
	g := t.given()
	if len(g.Records) == 0 {
		return "✗ " + say.Say("dns.trace.nothing", "status", g.Status)
	}
	ttl := g.Records[len(g.Records)-1].TTL
	if t.held != nil {
		return "✓ " + say.Say("dns.trace.from-cache", "value", valuesText(g.Records), "left", ttl)
	}
	return "✓ " + say.Say("dns.trace.answers", "value", valuesText(g.Records), "ttl", ttl)
}
