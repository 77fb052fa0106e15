package vpc_test

import (
	"net/netip"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

func gateways(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["igw_attached"] != nil:
		c.only("igw_attached", "default_route", "public_ipv4", "sg_out", "nacl")
		return reachesInternet(t, c)
	case g["private"] != nil && g["public"] != nil:
		c.only("private", "public", "packet")
		return oneToOne(t, c)
	case g["nat_az"] != nil:
		return natZone(t, c)
	case g["gateway"] == "egress-only" || g["gateway"] == "eigw":
		c.only("gateway", "ip", "initiated_by")
		return egressOnly(t, c)
	case g["ipv4_addresses"] != nil && c.Expect["max_simultaneous_per_destination"] != nil:
		c.only("ipv4_addresses")
		return equal(vpc.NATConnections(number(g["ipv4_addresses"])), c.Expect["max_simultaneous_per_destination"])
	case g["state"] != nil && c.Expect["usable"] != nil:
		c.only("state")
		return natState(t, c)
	case g["protocol"] != nil && (c.Expect["usable"] != nil || c.Expect["supported"] != nil):
		c.only("protocol", "gateway")
		return natProtocol(t, c)
	case g["q"] == "components":
		c.only("q")
		return defaultVPC(t, c)
	}
	return natIdle(c)
}

// reachesInternet builds what the case says stands between a host and the
// internet.
func reachesInternet(t *testing.T, c oracleCase) outcome {
	g := c.Given
	gateway, routes, public := "", "", ""
	if g["igw_attached"] == true {
		gateway = "igw igw-1 vpc-1"
	}
	if g["default_route"] != nil {
		switch route := text(g["default_route"]); {
		case strings.Contains(route, "igw"):
			routes = "0.0.0.0/0:igw-1"
		case strings.Contains(route, "nat"):
			routes = "0.0.0.0/0:nat-1"
			gateway += "\nsubnet subnet-p vpc-1 10.0.2.0/24\ntable rtb-p vpc-1 subnets=subnet-p routes=0.0.0.0/0:igw-1\nnat nat-1 subnet-p 10.0.2.9 public=3.3.3.9"
		case route != "none":
			return unread()
		}
	}
	if g["public_ipv4"] == true {
		public = "public=3.3.3.3"
	}
	n := vpc.OracleNetwork(t, `
vpc vpc-1 10.0.0.0/16
`+gateway+`
subnet subnet-s vpc-1 10.0.1.0/24
table rtb-1 vpc-1 main routes=`+routes+`
acl acl-1 vpc-1 subnets=subnet-s `+listsFor(g["nacl"])+`
group sg-1 vpc-1 out=`+rulesFor(g["sg_out"])+`
host i-s subnet-s 10.0.1.10 name=s groups=sg-1 `+public+"\n")
	return equal(ask(t, n, "s", "internet:443", vpc.TCP).Verdict == cloud.Allowed, c.Expect["internet_reachable"])
}

// rulesFor reads outbound rules of a group: all, none, or written out.
func rulesFor(v any) string {
	switch v {
	case nil, "none", "nothing", "deny all":
		return ""
	case "all", "allow all":
		return "all,-,0.0.0.0/0"
	}
	var list []string
	for _, s := range texts(v) {
		if !strings.Contains(s, " ") {
			s += " 0.0.0.0/0"
		}
		list = append(list, groupRule(s))
	}
	return strings.Join(list, ";")
}

// listsFor reads a network ACL: what it lets through, or denies, and in which
// direction, if not in both.
func listsFor(v any) string {
	words := "allow all"
	if v != nil {
		words = strings.ToLower(text(v))
	}
	verdict := func(direction string) string {
		other := map[string]string{"in": "outbound", "out": "inbound"}[direction]
		deny := strings.HasPrefix(words, "deny")
		if strings.Contains(words, other) { // it speaks of the other direction only
			deny = !deny
			if !strings.Contains(words, "only") {
				deny = false
			}
		}
		return direction + "=1," + map[bool]string{true: "deny", false: "allow"}[deny] + ",all,-,0.0.0.0/0"
	}
	if !strings.HasPrefix(words, "deny") && !strings.HasPrefix(words, "allow") && words != "default" {
		panic(unreadable(words))
	}
	return verdict("in") + " " + verdict("out")
}

// natProtocol sends a protocol through a NAT gateway.
func natProtocol(t *testing.T, c oracleCase) outcome {
	if g, named := c.Given["gateway"].(string); named && !strings.Contains(strings.ToLower(g), "nat") {
		return unread()
	}
	n := vpc.OracleNetwork(t, natWorld("us-east-1a", "us-east-1a", "available", ""))
	got := ask(t, n, "c", "internet", protocolOf(c.Given["protocol"])).Verdict == cloud.Allowed
	if c.Expect["usable"] != nil {
		return equal(got, c.Expect["usable"])
	}
	return equal(got, c.Expect["supported"])
}

// natIdle is about how long a NAT gateway remembers a flow.
func natIdle(c oracleCase) outcome {
	if !strings.Contains(c.said(), "idle") || !strings.Contains(c.said(), "nat") {
		return unread()
	}
	for _, key := range []string{"timeout_s", "seconds", "idle_timeout_s", "timeout"} {
		if c.Expect[key] != nil {
			return equal(int(vpc.NATIdle/cloud.Second), c.Expect[key])
		}
	}
	return unread()
}

// oneToOne looks at the address behind the internet gateway.
func oneToOne(t *testing.T, c oracleCase) outcome {
	private := address(c.Given["private"])
	n := vpc.OracleNetwork(t, `
vpc vpc-1 `+netip.PrefixFrom(private, 16).Masked().String()+`
igw igw-1 vpc-1
subnet subnet-s vpc-1 `+netip.PrefixFrom(private, 24).Masked().String()+`
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
host i-s subnet-s `+private.String()+` name=s public=`+address(c.Given["public"]).String()+"\n")
	var list []outcome
	if want := c.Expect["destination_after_igw"]; want != nil {
		list = append(list, equal(packetAt(ask(t, n, "internet", "s:80", vpc.TCP), "igw").Dst.String(), want))
	}
	if want := c.Expect["source_after_igw"]; want != nil {
		list = append(list, equal(packetAt(ask(t, n, "s", "internet:443", vpc.TCP), "igw").Src.String(), want))
	}
	return all(list...)
}

func packetAt(tr vpc.Trace, kind string) vpc.Packet {
	for _, h := range tr.Hops {
		if h.Kind == kind {
			return h.Packet
		}
	}
	return vpc.Packet{}
}

// natWorld is a client behind a NAT gateway, each in a zone of its own.
func natWorld(natZone, clientZone, state, more string) string {
	return `
vpc vpc-1 10.0.0.0/16
igw igw-1 vpc-1
subnet subnet-p vpc-1 10.0.1.0/24 zone=` + natZone + `
subnet subnet-c vpc-1 10.0.2.0/24 zone=` + clientZone + `
table rtb-p vpc-1 subnets=subnet-p routes=0.0.0.0/0:igw-1
table rtb-c vpc-1 main routes=0.0.0.0/0:nat-1
nat nat-1 subnet-p 10.0.1.9 public=3.3.3.3 state=` + state + `
host i-c subnet-c 10.0.2.10 name=c
` + more
}

func natZone(t *testing.T, c oracleCase) outcome {
	failed := ""
	for key, v := range c.Given {
		zone, ok := strings.CutPrefix(key, "az_")
		if !ok && key != "nat_az" && key != "client_az" || ok && v != "down" && v != "up" {
			return unread()
		}
		if v == "down" {
			failed += "fail az us-east-1" + zone + "\n"
		}
	}
	n := vpc.OracleNetwork(t, natWorld("us-east-1"+text(c.Given["nat_az"]), "us-east-1"+text(c.Given["client_az"]), "available", failed))
	return equal(ask(t, n, "c", "internet:443", vpc.TCP).Verdict == cloud.Allowed, c.Expect["client_internet"])
}

func natState(t *testing.T, c oracleCase) outcome {
	n := vpc.OracleNetwork(t, natWorld("us-east-1a", "us-east-1a", strings.ToLower(text(c.Given["state"])), ""))
	return equal(ask(t, n, "c", "internet:443", vpc.TCP).Verdict == cloud.Allowed, c.Expect["usable"])
}

func egressOnly(t *testing.T, c oracleCase) outcome {
	n := vpc.OracleNetwork(t, `
vpc vpc-1 10.0.0.0/16 2600:1f13:1::/56
eigw eigw-1 vpc-1
subnet subnet-s vpc-1 10.0.1.0/24 2600:1f13:1:1::/64
table rtb-1 vpc-1 main routes=::/0:eigw-1;0.0.0.0/0:eigw-1
host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 name=s public=3.3.3.3
`)
	six := c.Given["ip"] == "v6"
	from, to := "s", "internet:443"
	if c.Given["initiated_by"] == "internet" {
		from, to = "internet", "s:80"
	}
	a, _ := n.Resolve(vpc.OracleScope, from)
	b, _ := n.Resolve(vpc.OracleScope, to)
	tr, err := n.Ask(vpc.Ask{From: a, To: b, Proto: vpc.TCP, IPv6: six}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []outcome
	for key, got := range map[string]bool{"usable": tr.Arrives, "delivered": tr.Arrives, "response": tr.Verdict == cloud.Allowed} {
		if c.Expect[key] != nil {
			list = append(list, equal(got, c.Expect[key]))
		}
	}
	return all(list...)
}
