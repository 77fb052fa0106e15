package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/vpc"
)

// drawAddress asks which address a server of a subnet can be given.
func drawAddress(d *draw) *sketch {
	bits := d.between("bits", 23, 28)
	sn := vpc.Subnet{ID: "subnet-1", Prefix: cutOf(d, "10.0.0.0/16", bits)}
	size := 1 << (32 - bits)
	at := func(n int) netip.Addr { return plus(sn.Prefix.Addr(), n) }
	free := pick(d, "free", 4, size-2, d.between("middle", 5, size-3))
	used := d.between("used", 4, size-2)
	if used == free {
		return nil
	}
	if _, err := sn.Take(at(used), "eni-web"); err != nil {
		return nil
	}
	k := &sketch{
		stem:  say("address.stem", "subnet", sn.Prefix, "used", at(used)),
		setup: createVPC("10.0.0.0/16") + createSubnet("SUBNET", sn.Prefix.String()) + fmt.Sprintf("aws ec2 create-network-interface --subnet-id $SUBNET --private-ip-address %s >/dev/null\n", at(used)),
		facts: []string{"vpc.reserved-addresses"},
	}
	var why strings.Builder
	add := func(name string, a netip.Addr) choice {
		copied := sn.Clone()
		_, err := copied.Take(a, "eni-new")
		verdict := "ok"
		if err != nil {
			verdict = strings.SplitN(err.Error(), ": ", 2)[1]
		}
		fmt.Fprintf(&why, "%-14s  %s\n", a, verdict)
		return choice{
			id: name, holds: err == nil, text: plain("`%s`", a),
			reason: say("address."+name, "address", a, "subnet", sn.Prefix, "last", at(size-1)),
			script: fmt.Sprintf("aws ec2 create-network-interface --subnet-id $SUBNET --private-ip-address %s >/dev/null 2>&1 || false", a),
		}
	}
	k.right = add("right", at(free))
	k.wrong = []choice{
		add("network-address", at(0)), add("router-is-free", at(1)), add("dns-is-free", at(2)), add("third-is-free", at(3)),
		add("last-is-free", at(size-1)), add("next-block", at(size+4+d.below("beyond", 8))), add("already-used", at(used)),
	}
	k.why = plain("```text\n%s\n```", wrapped(why.String()))
	return k
}

// wrapped cuts lines at 72 columns.
func wrapped(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\n")
		if len(line) > 72 {
			line = line[:71] + "…"
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
