package generate

import (
	"fmt"
	"net/netip"

	"skylab/simulators/vpc"
)

// subnetSpecs: how many, which block, does it fit, who has it.
func subnetSpecs() []spec {
	return []spec{
		{id: "usable", module: "vpc", topic: "addressing", step: "vpc/cut", tasks: []string{"SAA-C03/3.4", "CLF-C02/3.5", "SOA-C03/5.1"}, level: 1, draw: drawUsable},
		{id: "fits", module: "vpc", topic: "addressing", step: "vpc/cut", tasks: []string{"SAA-C03/3.4", "SOA-C03/5.1"}, level: 2, draw: drawFits},
		{id: "next-block", module: "vpc", topic: "addressing", step: "vpc/cut", tasks: []string{"SAA-C03/3.4", "SOA-C03/5.1"}, level: 2, draw: drawNext},
		{id: "address", module: "vpc", topic: "addressing", step: "vpc/cut", tasks: []string{"SAA-C03/3.4", "SOA-C03/5.1"}, level: 1, draw: drawAddress},
	}
}

// usable is a subnet in which things stand: each has one address of it.
type usable struct {
	prefix                netip.Prefix
	running, stopped, nat int
}

// drawUsable asks how many more servers fit into a subnet.
func drawUsable(d *draw) *sketch {
	bits := d.between("bits", 22, 28)
	u := usable{prefix: cutOf(d, "10.0.0.0/16", bits)}
	most := min(12, 1<<(32-bits)-8)
	u.running = d.between("running", 2, most/2+1)
	u.stopped = d.between("stopped", 0, 3)
	u.nat = d.below("nat", 2)
	free, ok := u.free()
	if !ok || free < 1 {
		return nil
	}
	all := 1 << (32 - bits)
	taken := u.running + u.stopped + u.nat
	k := &sketch{
		stem:  say("usable.stem", "subnet", u.prefix, "running", u.running, "stopped", u.stopped, "nat", u.nat),
		right: u.choice("", free, free, say("usable.right", "all", all, "taken", taken, "free", free)),
		why:   say("usable.why", "bits", bits, "all", fmt.Sprintf("%6d", all), "reserved", fmt.Sprintf("%6d", free+taken-all), "taken", fmt.Sprintf("%6d", -taken), "free", fmt.Sprintf("%6d", free)),
		setup: u.setup(),
		facts: []string{"vpc.reserved-addresses"},
	}
	add := func(belief string, n int) {
		if n >= 0 {
			k.wrong = append(k.wrong, u.choice(belief, n, free, say("usable."+belief, "all", all, "taken", taken, "n", n, "bits", bits, "stopped", u.stopped, "running", u.running)))
		}
	}
	add("forgot-the-reserved", all-taken)
	add("network-and-broadcast", all-2-taken)
	add("forgot-the-last", all-4-taken)
	add("half-the-block", all/2-5-taken)
	add("twice-the-block", all*2-5-taken)
	add("five-at-each-end", all-10-taken)
	add("public-address-too", free-u.running)
	add("stopped-gives-back", free+u.stopped)
	add("nat-takes-none", free+u.nat)
	add("empty-subnet", free+taken)
	return k
}

// free asks the simulator's subnet, in which everything has taken its address.
func (u usable) free() (int, bool) {
	sn := vpc.Subnet{ID: "subnet-1", Prefix: u.prefix}
	for i := range u.running + u.stopped + u.nat {
		if _, err := sn.Take(netip.Addr{}, fmt.Sprintf("eni-%d", i)); err != nil {
			return 0, false
		}
	}
	return sn.FreeAddresses(), true
}

func (u usable) choice(belief string, n, free int, reason said) choice {
	return choice{
		id: belief, holds: n == free, text: plain("%d", n), reason: reason,
		script: fmt.Sprintf("test \"$(aws ec2 describe-subnets --subnet-ids $SUBNET --query 'Subnets[0].AvailableIpAddressCount' --output text)\" = %d", n),
	}
}

func (u usable) setup() string {
	s := createVPC("10.0.0.0/16") + createSubnet("SUBNET", u.prefix.String())
	s += fmt.Sprintf("aws ec2 run-instances --count %d --subnet-id $SUBNET --instance-type t3.micro --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 >/dev/null\n", u.running+u.stopped)
	if u.stopped > 0 {
		s += fmt.Sprintf("sleep 30\naws ec2 stop-instances --instance-ids $(aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text | tr '\\t' '\\n' | head -n %d) >/dev/null\nsleep 60\n", u.stopped)
	}
	if u.nat > 0 {
		s += "aws ec2 create-nat-gateway --subnet-id $SUBNET --connectivity-type private >/dev/null\nsleep 150\n"
	}
	return s
}
