package dns

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// digText is a reply as dig prints it.
func digText(o digOptions, r reply) string {
	if o.short {
		return shortText(o, r)
	}
	var b strings.Builder
	b.WriteString(commandLine(o))
	size := wireSize(r, o.edns)
	if o.show.comments {
		header(&b, o, r)
	}
	if o.show.question {
		if o.show.comments {
			b.WriteString(";; QUESTION SECTION:\n")
		}
		b.WriteString(";" + line(r.name, "", "IN", r.kind, "") + "\n")
		end(&b, o)
	}
	section(&b, o, o.show.answer, "ANSWER", r.answer)
	section(&b, o, o.show.authority, "AUTHORITY", r.authority)
	section(&b, o, o.show.additional, "ADDITIONAL", r.additional)
	if o.show.stats {
		stats(&b, r, size)
	}
	return b.String()
}

// commandLine repeats what was typed; empty when it is switched off.
func commandLine(o digOptions) string {
	if !o.show.cmd {
		return ""
	}
	s := "\n; <<>> DiG " + digVersion + " <<>> " + strings.Join(o.words, " ") + "\n"
	if o.server != "" && !o.trace {
		s += "; (1 server found)\n"
	}
	return s + ";; global options: +cmd\n"
}

func header(b *strings.Builder, o digOptions, r reply) {
	additional := len(r.additional)
	if o.edns {
		additional++
	}
	fmt.Fprintf(b, ";; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: %s, id: %d\n", r.status, r.id)
	fmt.Fprintf(b, ";; flags: %s; QUERY: 1, ANSWER: %d, AUTHORITY: %d, ADDITIONAL: %d\n", flags(r), len(r.answer), len(r.authority), additional)
	if r.rd && !r.ra {
		b.WriteString(";; WARNING: recursion requested but not available\n")
	}
	b.WriteString("\n")
	if !o.edns {
		return
	}
	b.WriteString(";; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:")
	if o.dnssec {
		b.WriteString(" do")
	}
	fmt.Fprintf(b, "; udp: %d\n", r.udp)
	if r.passed.IsValid() {
		fmt.Fprintf(b, "; CLIENT-SUBNET: %s/%d\n", r.passed.Masked(), r.scope)
	}
}

func flags(r reply) string {
	s := "qr"
	for _, f := range []struct {
		on   bool
		name string
	}{{r.aa, "aa"}, {r.rd, "rd"}, {r.ra, "ra"}} {
		if f.on {
			s += " " + f.name
		}
	}
	return s
}

func section(b *strings.Builder, o digOptions, on bool, title string, list []route53.RR) {
	if !on || len(list) == 0 {
		return
	}
	if o.show.comments {
		b.WriteString(";; " + title + " SECTION:\n")
	}
	for _, rr := range list {
		b.WriteString(record(o, rr))
	}
	end(b, o)
}

// end closes a section with an empty line, which belongs to the comments.
func end(b *strings.Builder, o digOptions) {
	if o.show.comments {
		b.WriteString("\n")
	}
}

// record is one record in dig's columns.
func record(o digOptions, rr route53.RR) string {
	ttl, class := "", ""
	if o.show.ttl {
		ttl = fmt.Sprint(rr.TTL)
	}
	if o.show.class {
		class = "IN"
	}
	if o.show.multiline && rr.Type == "SOA" {
		return multiSOA(rr, ttl, class)
	}
	return line(printable(rr.Name), ttl, class, rr.Type, value(rr)) + "\n"
}

// printable is a name with the escapes that need none undone: Route 53 keeps
// every odd byte in three digits, dig prints only what it must.
func printable(name string) string { return strings.ReplaceAll(name, `\052`, "*") }

// value is a record's value as dig prints it: names end in a dot.
func value(rr route53.RR) string {
	switch rr.Type {
	case "CNAME", "NS", "PTR":
		return printable(ended(rr.Value))
	case "MX", "SRV":
		f := strings.Fields(rr.Value)
		if len(f) > 0 {
			f[len(f)-1] = ended(f[len(f)-1])
		}
		return strings.Join(f, " ")
	case "SOA":
		f := strings.Fields(rr.Value)
		for i := range min(2, len(f)) {
			f[i] = ended(f[i])
		}
		return strings.Join(f, " ")
	}
	return rr.Value
}

func ended(name string) string { return strings.TrimSuffix(name, ".") + "." }

func stats(b *strings.Builder, r reply, size int) {
	proto, name := "UDP", r.word
	if r.tcp {
		proto = "TCP"
	}
	if name == "" {
		name = r.address.String()
	}
	fmt.Fprintf(b, ";; Query time: %d msec\n;; SERVER: %s#53(%s) (%s)\n", r.took/cloud.Millisecond, r.address, name, proto)
	fmt.Fprintf(b, ";; WHEN: %s\n;; MSG SIZE  rcvd: %d\n\n", r.at.UTC().Format("Mon Jan 02 15:04:05 MST 2006"), size)
}

// shortText is +short: the values alone.
func shortText(o digOptions, r reply) string {
	var b strings.Builder
	if !o.show.answer {
		return ""
	}
	for _, rr := range r.answer {
		b.WriteString(value(rr))
		if o.identify {
			fmt.Fprintf(&b, " from server %s in %d ms.", r.address, r.took/cloud.Millisecond)
		}
		b.WriteString("\n")
	}
	return b.String()
}
