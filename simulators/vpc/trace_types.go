package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Protocols as IANA numbers them.
const (
	ICMP   uint8 = 1
	TCP    uint8 = 6
	UDP    uint8 = 17
	ICMPv6 uint8 = 58
)

// Packet is what a trace sends: the first packet of a flow. Ports are 0 for
// ICMP, where an echo request is meant.
type Packet struct {
	Src, Dst         netip.Addr
	SrcPort, DstPort uint16
	Proto            uint8
}

// Answer is the packet that goes back: both ends swapped.
func (p Packet) Answer() Packet {
	return Packet{Src: p.Dst, Dst: p.Src, SrcPort: p.DstPort, DstPort: p.SrcPort, Proto: p.Proto}
}

// PlaceKind says what sort of end a Place is.
type PlaceKind string

// The sorts of ends that a trace knows.
const (
	AtInterface PlaceKind = "interface" // a network interface of a VPC
	AtInternet  PlaceKind = "internet"  // anything outside AWS: a stranger, the office
	AtService   PlaceKind = "service"   // a public endpoint of an AWS service, such as S3
	AtResolver  PlaceKind = "resolver"  // the VPC's DNS, 169.254.169.253 and base + 2
	AtMetadata  PlaceKind = "metadata"  // instance metadata and time, 169.254.169.254 and .123
	AtGateway   PlaceKind = "gateway"   // a gateway to elsewhere that is not simulated: vgw-, tgw-
	AtNowhere   PlaceKind = "nowhere"   // an address that nothing has
)

// Place is an end of a trace: an interface, the internet or a service.
type Place struct {
	Kind     PlaceKind
	ID       string      // eni-…, or the service's name; empty on the internet
	Instance string      // the instance that the interface belongs to, if any
	Name     string      // as a learner calls it: the tag Name, else the word that was resolved
	Scope    cloud.Scope // of an interface or service; empty on the internet
	VPC      string
	Addr     netip.Addr // its first private address, or the one that was named
	Public   netip.Addr // the public IPv4 address paired with it, when there is one
	Addr6    netip.Addr // its first IPv6 address, when it has one
	Port     uint16     // from host:port; 0 when the word named none
	Bucket   string     // from s3:BUCKET or s3:BUCKET/KEY
	Exact    bool       // an address was named: it is used as it stands
}

// Hop is one thing that a packet met: what it was, the packet as it looked
// there, and what was decided by which rule.
type Hop struct {
	At     string // ID of what was met: eni-, sg-, acl-, rtb-, igw-, nat-, pcx-, vpce-…, or internet
	Kind   string // host interface group acl subnet table igw eigw nat pcx vpce local internet
	Back   bool   // on the answer's way
	Out    bool   // for lists: judged as leaving (egress), not as coming in
	Packet Packet
	Reason cloud.Reason
}

// Trace is a packet's whole way and its answer's. Hops are in the order in
// which they were met; after a refusal they go on as if it had been let
// through, marked Beyond.
type Trace struct {
	Packet   Packet
	From, To Place
	Hops     []Hop
	Arrives  bool          // the packet reached To
	Verdict  cloud.Verdict // Allowed: there and back; Denied; Unknown: it cannot be told
}

// Forward is the part of the hops on the way there.
func (t Trace) Forward() []Hop {
	for i, h := range t.Hops {
		if h.Back {
			return t.Hops[:i]
		}
	}
	return t.Hops
}

// Refusals lists the reasons of every hop that refused, in the order met.
func (t Trace) Refusals() []cloud.Reason {
	var list []cloud.Reason
	for _, h := range t.Hops {
		if h.Reason.Verdict == cloud.Denied {
			list = append(list, h.Reason)
		}
	}
	return list
}

// Components lists the IDs met on the way there, each once, in order: what
// Reachability Analyzer calls the components of a path.
func (t Trace) Components() []string {
	var list []string
	for _, h := range t.Forward() {
		if h.At != "" && (len(list) == 0 || list[len(list)-1] != h.At) {
			list = append(list, h.At)
		}
	}
	return list
}
