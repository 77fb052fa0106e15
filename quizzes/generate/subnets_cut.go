package generate

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// cut is a VPC of which subnets are cut already.
type cut struct {
	whole netip.Prefix
	taken []netip.Prefix // in the order in which they were made
}

// drawCut cuts a VPC in order, with gaps where a longer block has to begin at
// a multiple of its length.
func drawCut(d *draw, blocks int) cut {
	c := cut{whole: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(d.below("vpc", 200)), byte(16 * d.below("third", 16)), 0}), 20)}
	next := c.whole.Addr()
	for i := range blocks {
		bits := d.between(fmt.Sprintf("bits %d", i), 23, 27)
		p := netip.PrefixFrom(next, bits).Masked()
		if p.Addr() != next {
			p = nthBlock(p, bits, 1)
		}
		if d.chance(fmt.Sprintf("gap %d", i), 30) {
			p = nthBlock(p, bits, 1)
		}
		c.taken = append(c.taken, p)
		next = plus(p.Addr(), 1<<(32-bits))
	}
	return c
}

// after is the first address behind the last subnet.
func (c cut) after() netip.Addr {
	last := c.taken[len(c.taken)-1]
	return plus(last.Addr(), 1<<(32-last.Bits()))
}

// accepts asks the simulator to make the subnet; empty when it does, else the
// error's code.
func (c cut) accepts(block string) string {
	w := cloud.NewWorld(1, cloud.DefaultStart)
	s := vpc.State{NoDefaultVPC: true}
	call := &cloud.Call{World: &w, Scope: home, Caller: cloud.Caller{Account: home.Account}}
	v, err := s.CreateVpc(call, vpc.CreateVpcInput{CidrBlock: new(c.whole.String())})
	for _, p := range c.taken {
		if err == nil {
			_, err = s.CreateSubnet(call, vpc.CreateSubnetInput{VpcId: v.Vpc.VpcId, CidrBlock: new(p.String())})
		}
	}
	if err == nil {
		_, err = s.CreateSubnet(call, vpc.CreateSubnetInput{VpcId: v.Vpc.VpcId, CidrBlock: new(block)})
	}
	var e *cloud.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// listing shows the subnets.
func (c cut) listing() string {
	var b strings.Builder
	fmt.Fprintf(&b, "VPC     %s\n", c.whole)
	for _, p := range c.taken {
		fmt.Fprintf(&b, "subnet  %s\n", p)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (c cut) setup() string {
	s := createVPC(c.whole.String())
	for i, p := range c.taken {
		s += createSubnet(fmt.Sprintf("SUBNET_%d", i+1), p.String())
	}
	return s
}

// drawFits asks which of four ranges can still become a subnet.
func drawFits(d *draw) *sketch {
	c := drawCut(d, 3)
	free := netip.PrefixFrom(plus(c.after(), 1<<9), d.between("bits", 24, 26)).Masked()
	big, last := c.taken[d.below("big", 3)], c.taken[2]
	wide := netip.PrefixFrom(last.Addr(), last.Bits()-1).Masked()
	if wide.Addr() == last.Addr() {
		wide = netip.PrefixFrom(last.Addr(), last.Bits()-2).Masked() // begins on free ground, if there is any before it
	}
	odd := plus(last.Addr(), 1<<(32-last.Bits())-16)
	k := &sketch{
		stem:  say("fits.stem", "cut", c.listing()),
		right: c.choice("", free.String(), "", netip.Prefix{}),
		setup: c.setup(),
		facts: []string{"vpc.subnet-sizes"},
	}
	k.wrong = []choice{
		c.choice("overlap", wide.String(), last.String(), wide),
		c.choice("smaller-fits-inside", nthBlock(big, min(28, big.Bits()+2), d.below("inside", 1<<(min(28, big.Bits()+2)-big.Bits()))).String(), big.String(), big),
		c.choice("odd-start", fmt.Sprintf("%s/%d", odd, last.Bits()), last.String(), last),
		c.choice("outside-the-vpc", nthBlock(netip.PrefixFrom(plus(c.whole.Addr(), 1<<12), 20), free.Bits(), d.below("outside", 4)).String(), "", c.whole),
		c.choice("any-length", netip.PrefixFrom(plus(free.Addr(), 8), 29).String(), "", netip.Prefix{}),
	}
	k.why = plain("```text\n%s\n```", c.verdicts(append(k.wrong, k.right)))
	return k
}

func (c cut) choice(name, block, other string, seen netip.Prefix) choice {
	code := c.accepts(block)
	reason := say("fits."+name, "block", block, "other", other, "seen", seen, "vpc", c.whole)
	if name == "" {
		reason = say("fits.right", "block", block)
	}
	return choice{
		id: name, holds: code == "", text: plain("`%s`", block), reason: reason,
		script: "aws ec2 create-subnet --vpc-id $VPC --cidr-block " + block + " >/dev/null 2>&1 || false",
	}
}

// verdicts is what create-subnet answers for each range.
func (c cut) verdicts(list []choice) string {
	var b strings.Builder
	for _, o := range list {
		block := strings.Trim(o.text.plain, "`")
		code := c.accepts(block)
		if code == "" {
			code = "ok"
		}
		fmt.Fprintf(&b, "%-18s  %s\n", block, code)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// drawNext asks for the lowest place where a subnet of a length fits.
func drawNext(d *draw) *sketch {
	c := drawCut(d, d.between("subnets", 2, 4))
	bits := d.between("wanted", 22, 26)
	size := 1 << (32 - bits)
	lowest := c.lowest(bits)
	if !lowest.IsValid() {
		return nil
	}
	behind := netip.PrefixFrom(c.after(), bits)
	raised := behind.Masked()
	if raised.Addr() != behind.Addr() {
		raised = nthBlock(raised, bits, 1)
	}
	k := &sketch{
		stem:  say("next-block.stem", "cut", c.listing(), "bits", bits),
		why:   plain("```text\n%s\n```", c.tried(bits)),
		setup: c.setup(),
		given: nextGiven,
	}
	add := func(name string, p netip.Prefix) choice {
		o := choice{
			id: name, holds: p == lowest, text: plain("`%s`", p),
			reason: say("next-block."+name, "block", p, "bits", bits, "size", size, "right", lowest),
			script: fmt.Sprintf("test \"$(lowest %s %d)\" = %s", c.whole, bits, p),
		}
		// AWS clears the bits behind the slash, so an odd start can mean the right block.
		if p.IsValid() && c.whole.Overlaps(p) && p.Masked() != lowest {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", lowest)
	if behind != raised {
		add("right-behind", behind)
	}
	add("overlooks-gaps", raised)
	add("one-too-far", c.firstFrom(nthBlock(lowest, bits, 1)))
	add("start-of-vpc", netip.PrefixFrom(c.whole.Addr(), bits))
	add("multiple-of-256", netip.PrefixFrom(netip.PrefixFrom(plus(c.after(), 255), 24).Masked().Addr(), bits))
	add("touches-a-subnet", nthBlock(lowest, bits, -1))
	return k
}

// nextGiven tries, in the console, one block after the other.
const nextGiven = `lowest() { # lowest VPC-RANGE BITS: the first block of that length which create-subnet takes
  base=$(echo $1 | cut -d/ -f1); a=$(echo $base | cut -d. -f1,2); third=$(echo $base | cut -d. -f3)
  size=$((1 << (32 - $2))); at=0
  while [ $at -lt 4096 ]; do
    block=$a.$((third + at / 256)).$((at % 256))/$2
    if aws ec2 create-subnet --vpc-id $VPC --cidr-block $block >/dev/null 2>&1; then echo $block; return; fi
    at=$((at + size))
  done
}
`

// lowest is the first block of a length that the simulator takes.
func (c cut) lowest(bits int) netip.Prefix {
	return c.firstFrom(netip.PrefixFrom(c.whole.Addr(), bits))
}

// firstFrom is the first block of the same length that the simulator takes,
// from one on; not valid when there is none.
func (c cut) firstFrom(p netip.Prefix) netip.Prefix {
	for c.whole.Contains(p.Addr()) {
		if c.accepts(p.String()) == "" {
			return p
		}
		p = nthBlock(p, p.Bits(), 1)
	}
	return netip.Prefix{}
}

// tried lists the blocks up to the one that fits.
func (c cut) tried(bits int) string {
	var b strings.Builder
	for n := range 1 << (bits - c.whole.Bits()) {
		p := nthBlock(c.whole, bits, n)
		if code := c.accepts(p.String()); code == "" {
			fmt.Fprintf(&b, "%-18s  ok", p)
			break
		}
		fmt.Fprintf(&b, "%-18s  taken\n", p)
	}
	lines := strings.Split(b.String(), "\n")
	if len(lines) > 9 {
		lines = append([]string{"…"}, lines[len(lines)-8:]...)
	}
	return strings.Join(lines, "\n")
}
