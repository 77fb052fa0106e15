package dns

import (
	"net/netip"
	"strconv"
	"strings"

	"skylab/simulators/route53"
)

// accepted are dig's keywords that change nothing here: how patient it is, what
// else it could say, and flags that no server of the lab looks at.
var accepted = []string{
	"aaflag", "aaonly", "adflag", "besteffort", "bufsize", "cdflag", "cookie", "crypto", "defname", "domain", "ednsflags", "ednsnegotiation", "expire", "fail",
	"header-only", "ignore", "keepalive", "keepopen", "ndots", "nsid", "onesoa", "padding", "qr", "raflag", "rrcomments", "search", "showsearch",
	"split", "tcflag", "time", "timeout", "tries", "retry", "ttlunits", "unknownformat", "zflag", "idnin", "idnout", "mapped",
}

// plus reads +keyword, +nokeyword and +keyword=value; a keyword may be cut
// short as far as it is still the only one.
func (p *digParser) plus(w string) *digUsage {
	word, value, _ := strings.Cut(strings.ToLower(w), "=")
	on := true
	if rest, no := strings.CutPrefix(word, "no"); no && word != "nsid" && word != "ndots" {
		word, on = rest, false
	}
	q := p.now
	if set, ok := p.keyword(word); ok {
		set(on)
		return nil
	}
	switch {
	case word == "all":
		was := q.show
		q.show = digShow{cmd: on, comments: on, question: on, answer: on, authority: on, additional: on, stats: on, ttl: was.ttl, class: was.class, multiline: was.multiline}
		return nil
	case word == "short":
		q.short = on
		if on {
			q.show = digShow{answer: true, ttl: true, class: true}
		}
		return nil
	case word == "subnet" || word == "client":
		return p.subnet(on, value, w)
	}
	for _, a := range accepted {
		if a == word {
			return nil
		}
	}
	return usage("Invalid option: +" + w)
}

// keyword is the switch that a keyword stands for.
func (p *digParser) keyword(word string) (func(bool), bool) {
	q, s := p.now, &p.now.show
	to := map[string]*bool{
		"cmd": &s.cmd, "comments": &s.comments, "question": &s.question, "answer": &s.answer, "authority": &s.authority,
		"additional": &s.additional, "stats": &s.stats, "ttlid": &s.ttl, "ttl": &s.ttl, "class": &s.class, "cl": &s.class, "multiline": &s.multiline,
		"recurse": &q.recurse, "rec": &q.recurse, "rdflag": &q.recurse, "trace": &q.trace, "identify": &q.identify,
		"tcp": &q.tcp, "vc": &q.tcp, "dnssec": &q.dnssec, "do": &q.dnssec, "edns": &q.edns,
	}
	flag, ok := to[word]
	if !ok && len(word) >= 3 {
		found := ""
		for name := range to { // the order does not show: only a single match counts
			if strings.HasPrefix(name, word) {
				if found != "" && to[found] != to[name] {
					return nil, false
				}
				found = name
			}
		}
		flag, ok = to[found]
	}
	return func(on bool) { *flag = on }, ok
}

// subnet reads +subnet=ADDRESS[/BITS]; 0 passes nothing on.
func (p *digParser) subnet(on bool, value, w string) *digUsage {
	if !on {
		p.now.subnet = netip.Prefix{}
		return nil
	}
	if value == "0" {
		value = "0.0.0.0/0"
	}
	address, bits, cut := strings.Cut(value, "/")
	a, err := netip.ParseAddr(address)
	if err != nil {
		return &digUsage{"invalid address '" + address + "'\n", 1}
	}
	n := a.BitLen()
	if cut {
		if n, err = strconv.Atoi(bits); err != nil || n < 0 || n > a.BitLen() {
			return &digUsage{"invalid prefix '" + w + "'\n", 1}
		}
	}
	prefix, err := a.Prefix(n)
	if err != nil {
		return &digUsage{"invalid prefix '" + w + "'\n", 1}
	}
	p.now.subnet, p.now.edns = prefix, true
	return nil
}

// reverse is the name under which an address's own name stands.
func reverse(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	return route53.ReverseName(a.Unmap())
}
