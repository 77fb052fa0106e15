package vpc

import "skylab/simulators/cloud"

// Matrix is one question to all ordered pairs of interfaces: does a packet
// from the one's private address to the other's get there, and its answer
// back?
type Matrix struct {
	Interfaces []string // IDs, in the order of the pairs
	n          *Network
	nodes      []int32
	proto      uint8
	port       uint16
}

// Matrix prepares the question for all interfaces that have a private IPv4
// address and belong to hosts or stand alone.
func (n *Network) Matrix(proto uint8, port uint16) *Matrix {
	m := &Matrix{n: n, proto: proto, port: port}
	for i := range n.interfaces {
		if e := &n.interfaces[i]; len(e.addresses) > 0 && e.nat == none && e.endpoint == none {
			m.nodes = append(m.nodes, int32(i))
			m.Interfaces = append(m.Interfaces, e.id)
		}
	}
	return m
}

// Packet is the question for one pair.
func (m *Matrix) Packet(from, to int) Packet {
	a, b := &m.n.interfaces[m.nodes[from]], &m.n.interfaces[m.nodes[to]]
	p := Packet{Src: a.addresses[0].private, Dst: b.addresses[0].private, Proto: m.proto}
	if m.proto == TCP || m.proto == UDP {
		p.SrcPort, p.DstPort = EphemeralPort, m.port
	}
	return p
}

// Rows walks the pairs of every parts-th sender, beginning with part (0 to
// parts-1), so that parts callers may share the work. The hops are good until
// yield returns; false ends the walk. buf is reused and may be nil.
func (m *Matrix) Rows(part, parts int, buf []Hop, yield func(from, to int, v cloud.Verdict, hops []Hop) bool) {
	for i := part; i < len(m.nodes); i += parts {
		for k := range m.nodes {
			if i == k {
				continue
			}
			w := m.n.newWalk(m.nodes[i], m.nodes[k], m.Packet(i, k), buf)
			w.run("")
			buf = w.hops
			if !yield(i, k, w.verdict(), w.hops) {
				return
			}
		}
	}
}
