package vpc_test

import (
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

func gateways(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["igw_attached"] != nil:
		return reachesInternet(t, c)
	case g["private"] != nil && g["public"] != nil:
		return oneToOne(t, c)
	case g["nat_az"] != nil:
		return natZone(t, c)
	case g["gateway"] == "egress-only":
		return egressOnly(t, c)
	case g["state"] != nil && c.Expect["usable"] != nil:
		return natState(t, c)
	case g["q"] == "components":
		return defaultVPC(t, c)
	}
	return unread()
}

// reachesInternet builds what the case says stands between a host and the
// internet.
func reachesInternet(t *testing.T, c oracleCase) outcome {
	g := c.Given
	gateway, routes, public, group, acl := "", "", "", "", "in=1,allow,all,-,0.0.0.0/0 out=1,allow,all,-,0.0.0.0/0"
	if g["igw_attached"] == true {
		gateway = "igw igw-1 vpc-1"
	}
	if g["default_route"] != nil {
		if !strings.Contains(text(g["default_route"]), "igw") {
			return unread()
		}
		routes = "0.0.0.0/0:igw-1"
	}
	if g["public_ipv4"] == true {
		public = "public=3.3.3.3"
	}
	if s, ok := g["sg_out"].(string); ok && s == "all" {
		group = "all,-,0.0.0.0/0"
	}
	if s, ok := g["nacl"].(string); ok && strings.HasPrefix(s, "deny") {
		acl = "in=1,deny,all,-,0.0.0.0/0 out=1,deny,all,-,0.0.0.0/0"
	}
	n := vpc.OracleNetwork(t, `
vpc vpc-1 10.0.0.0/16
`+gateway+`
subnet subnet-s vpc-1 10.0.1.0/24
table rtb-1 vpc-1 main routes=`+routes+`
acl acl-1 vpc-1 subnets=subnet-s `+acl+`
group sg-1 vpc-1 out=`+group+`
host i-s subnet-s 10.0.1.10 name=s groups=sg-1 `+public+"\n")
	return equal(ask(t, n, "s", "internet:443", vpc.TCP).Verdict == cloud.Allowed, c.Expect["internet_reachable"])
}

// oneToOne looks at the address behind the internet gateway.
func oneToOne(t *testing.T, c oracleCase) outcome {
	g := c.Given
	n := vpc.OracleNetwork(t, `
vpc vpc-1 10.0.0.0/16
igw igw-1 vpc-1
subnet subnet-s vpc-1 10.0.0.0/24
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
host i-s subnet-s `+text(g["private"])+` name=s public=`+text(g["public"])+"\n")
	if g["packet"] == "inbound" {
		tr := ask(t, n, "internet", "s:80", vpc.TCP)
		return equal(packetAt(tr, "igw").Dst.String(), c.Expect["destination_after_igw"])
	}
	tr := ask(t, n, "s", "internet:443", vpc.TCP)
	return equal(packetAt(tr, "igw").Src.String(), c.Expect["source_after_igw"])
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
		if zone, ok := strings.CutPrefix(key, "az_"); ok && v == "down" {
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
	if c.Expect["usable"] != nil {
		return equal(tr.Arrives, c.Expect["usable"])
	}
	result := equal(tr.Arrives, c.Expect["delivered"])
	if c.Expect["response"] != nil {
		result = all(result, equal(tr.Verdict == cloud.Allowed, c.Expect["response"]))
	}
	return result
}
