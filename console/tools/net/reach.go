package net

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"

	"skylab/console/desk"
	"skylab/console/tools/dns"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// view is the network as a tool sees it from where it runs.
type view struct {
	d     *desk.Desk
	n     *vpc.Network
	scope cloud.Scope
	here  vpc.Place // where the command runs
}

// look compiles the network of now. The Region is the host's own, on the
// laptop that of the environment.
func look(d *desk.Desk) view {
	v := view{d: d, scope: cloud.Scope{Account: simulators.Account, Region: region(d)}}
	// The first look at a Region makes what a new account has there.
	d.World.VPC.At(&cloud.Call{World: &d.World.Cloud, Scope: v.scope, Caller: d.Caller()})
	v.n = vpc.Compile(&d.World.VPC, d.World.Cloud.Now, simulators.Account)
	word := "me"
	if d.Host != "" {
		word = d.Host
	}
	v.here, _ = v.n.Resolve(v.scope, word)
	if d.Host != "" {
		v.scope = v.here.Scope
	}
	return v
}

func region(d *desk.Desk) string {
	if d.Shell != nil {
		for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
			if r, ok := d.Shell.Exported(name); ok && r != "" {
				return r
			}
		}
	}
	return d.Region
}

// find resolves a word of the command line, localhost and the public internet
// included.
func (v view) find(word string) (vpc.Place, error) {
	switch {
	case word == "localhost" || strings.HasPrefix(word, "127."):
		p := v.here
		p.Name, p.Exact = word, false
		return p, nil
	}
	if addresses, held := dns.LookUp(v.d, word); held {
		return v.atName(word, addresses)
	}
	if onInternet(word) {
		p, err := v.n.Resolve(v.scope, "internet")
		p.Name = word
		return p, err
	}
	p, err := v.n.Resolve(v.scope, word)
	if p.Kind == vpc.AtInternet && v.d.World.Route53.Sites.Find(p.Addr.String()) != nil {
		p.Exact = false // declared: somebody is there
	}
	return p, err
}

// atName is the place of a name that a zone of the lab holds: that of the first
// address that its resolver answers with.
func (v view) atName(word string, addresses []netip.Addr) (vpc.Place, error) {
	if len(addresses) == 0 {
		return vpc.Place{}, &vpc.ResolveError{Code: "UNKNOWN_PLACE", Word: word}
	}
	p, err := v.n.Resolve(v.scope, addresses[0].String())
	p.Name = word
	if p.Kind == vpc.AtInternet && !vpc.GivesOut(p.Addr) {
		p.Exact = false // somebody on the internet has it, whoever that is
	}
	return p, err
}

// onInternet tells whether a name belongs to the internet that the lab knows:
// the domains that RFC 2606 keeps for examples, and AWS's page that says how
// one is seen.
func onInternet(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	for _, domain := range []string{"example.com", "example.net", "example.org"} {
		if name == domain || strings.HasSuffix(name, "."+domain) {
			return true
		}
	}
	return name == checkIP
}

const checkIP = "checkip.amazonaws.com"

// outcome is how an attempt to connect ends, as a program sees it.
type outcome uint8

const (
	connected  outcome = iota
	refused            // it arrived and nothing listens
	silent             // no answer ever comes
	unresolved         // the name means nothing
	mute               // the sender has no address of that family
)

// connection is an attempt and what it met.
type connection struct {
	outcome  outcome
	trace    vpc.Trace
	to       vpc.Place
	address  netip.Addr // that the sender dialled
	seen     netip.Addr // that the far end sees
	instance *vpc.Instance
	listener vpc.Listener
}

// dial sends a packet and asks who listens. The trace is noted for the picture.
func (v view) dial(word string, proto uint8, port uint16) connection {
	to, err := v.find(word)
	if err != nil {
		return connection{outcome: unresolved}
	}
	return v.dialPlace(to, proto, port)
}

func (v view) dialPlace(to vpc.Place, proto uint8, port uint16) connection {
	c := connection{to: to}
	if to.Kind == v.here.Kind && to.ID == v.here.ID && to.Addr == v.here.Addr {
		return v.loop(c, proto, port)
	}
	t, err := v.n.Ask(vpc.Ask{From: v.here, To: to, Proto: proto, Port: port}, nil)
	if err != nil {
		c.outcome = mute
		return c
	}
	v.d.Traced(t)
	c.trace, c.to, c.address = t, t.To, t.Packet.Dst
	c.seen = t.Packet.Src
	if there := t.Forward(); len(there) > 0 {
		c.seen = there[len(there)-1].Packet.Src
	}
	c.outcome = v.answers(&c, proto, port)
	return c
}

// loop is a command that talks to its own host.
func (v view) loop(c connection, proto uint8, port uint16) connection {
	c.address, c.seen = netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.AddrFrom4([4]byte{127, 0, 0, 1})
	c.instance = v.instance(v.d.Host)
	c.outcome = refused
	if proto == vpc.ICMP || c.instance != nil && c.listens(proto, port, true) {
		c.outcome = connected
	}
	return c
}

// answers judges what a program meets: the network first, then whether
// somebody listens there.
func (v view) answers(c *connection, proto uint8, port uint16) outcome {
	if c.trace.Verdict != cloud.Allowed {
		return silent
	}
	if proto == vpc.ICMP {
		return connected
	}
	switch c.to.Kind {
	case vpc.AtInternet, vpc.AtService:
		if met, declared := v.site(c.address, port, ""); declared {
			return siteOutcome(met)
		}
		if port == 80 || port == 443 {
			return connected
		}
		return refused
	case vpc.AtMetadata:
		return oneOf(port == 80)
	case vpc.AtResolver:
		return oneOf(port == 53)
	}
	c.instance = v.instance(c.to.Instance)
	if c.instance == nil { // an endpoint's interface: the service behind it
		return oneOf(port == 80 || port == 443)
	}
	return oneOf(c.listens(proto, port, false))
}

func oneOf(listens bool) outcome {
	if listens {
		return connected
	}
	return refused
}

// listens finds the process on a port; one on the loopback address hears only
// its own host.
func (c *connection) listens(proto uint8, port uint16, inside bool) bool {
	for _, l := range c.instance.Listening {
		if l.Protocol == int(proto) && l.Port == int(port) && (inside || !l.Loopback) {
			c.listener = l
			return true
		}
	}
	return false
}

func (v view) instance(id string) *vpc.Instance {
	if id == "" {
		return nil
	}
	for _, r := range v.d.World.VPC.Regions {
		if i := r.Instances.Find(id); i != nil {
			return i
		}
	}
	return nil
}

// wait lets the virtual time of a command pass.
func wait(d *desk.Desk, seconds int) { d.World.Sleep(cloud.Time(seconds) * cloud.Second) }

// synTimeout is how long Linux keeps trying before it gives a connection up:
// six retries, 1+2+4+8+16+32+64 s.
const synTimeout = 127

// say prints a line of a lab tool in the learner's language.
func say(d *desk.Desk, id string, args ...any) {
	fmt.Fprintln(d.Stderr, d.Text.Say(id, args...))
}

// placeError says why a word names no place, with the nearest word that does.
func placeError(v view, err error) string {
	var e *vpc.ResolveError
	if !errors.As(err, &e) {
		return v.d.Name + ": " + err.Error()
	}
	id := "net.place." + e.Code
	near := text.Nearest(e.Word, v.n.Names())
	if e.Code == "UNKNOWN_PLACE" && near != "" {
		id += ".near"
	}
	return v.d.Text.Say(id, "tool", v.d.Name, "word", clean(e.Word), "list", strings.Join(e.Matches, ", "), "near", near)
}

// clean shows control characters as a dot, so that no name can move the cursor.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '·'
		}
		return r
	}, s)
}
