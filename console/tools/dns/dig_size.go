package dns

import (
	"strings"

	"skylab/simulators/route53"
)

// wireSize is how many bytes the message has on the wire (RFC 1035), with the
// names compressed as servers do.
func wireSize(r reply, edns bool) int {
	m := &message{seen: map[string]bool{}, size: 12}
	m.name(r.name, true)
	m.size += 4
	for _, list := range [][]route53.RR{r.answer, r.authority, r.additional} {
		for _, rr := range list {
			m.record(rr)
		}
	}
	if edns {
		m.size += 11
		if r.passed.IsValid() {
			m.size += 8 + (r.passed.Bits()+7)/8
		}
	}
	return m.size
}

type message struct {
	size int
	seen map[string]bool // the names, and ends of names, that stand in it
}

// name adds a name: the part that stands before already is two bytes.
func (m *message) name(name string, compress bool) {
	name = strings.ToLower(ended(name))
	for name != "." && name != "" {
		if compress && m.seen[name] {
			m.size += 2
			return
		}
		m.seen[name] = true
		label, rest, _ := strings.Cut(name, ".")
		m.size += 1 + len(label)
		name = rest
	}
	m.size++
}

// record adds a record: owner, type, class, TTL, length, data.
func (m *message) record(rr route53.RR) {
	m.name(rr.Name, true)
	m.size += 10
	f := strings.Fields(rr.Value)
	switch rr.Type {
	case "A":
		m.size += 4
	case "AAAA":
		m.size += 16
	case "NS", "CNAME", "PTR":
		m.name(rr.Value, true)
	case "MX":
		m.size += 2
		m.last(f, true)
	case "SRV":
		m.size += 6
		m.last(f, false)
	case "SOA":
		for i := range min(2, len(f)) {
			m.name(f[i], true)
		}
		m.size += 20
	case "TXT", "SPF":
		m.size += texts(rr.Value)
	case "CAA":
		m.size += 2 + len(strings.Join(f[min(1, len(f)):], "")) - 2
	default:
		m.size += len(rr.Value)
	}
}

func (m *message) last(f []string, compress bool) {
	if len(f) > 0 {
		m.name(f[len(f)-1], compress)
	}
}

// texts is the size of quoted strings: a byte of length and what is between
// the quotes, for each.
func texts(value string) int {
	size, inside := 0, false
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '\\' && i+1 < len(value):
			i++
			size++
		case value[i] == '"':
			inside = !inside
			if inside {
				size++
			}
		case inside:
			size++
		}
	}
	return size
}
