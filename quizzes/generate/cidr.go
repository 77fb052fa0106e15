package generate

import (
	"encoding/binary"
	"fmt"
	"net/netip"
)

// cutOf draws one of the blocks of a length that a range can be cut into.
func cutOf(d *draw, whole string, bits int) netip.Prefix {
	p := netip.MustParsePrefix(whole)
	return nthBlock(p, bits, d.below("cut "+whole, 1<<(bits-p.Bits())))
}

// nthBlock is block n, from 0, of a length within a range.
func nthBlock(whole netip.Prefix, bits, n int) netip.Prefix {
	return netip.PrefixFrom(plus(whole.Addr(), n<<(32-bits)), bits)
}

// plus is the address n places further on.
func plus(a netip.Addr, n int) netip.Addr {
	b := a.As4()
	var out [4]byte
	binary.BigEndian.PutUint32(out[:], binary.BigEndian.Uint32(b[:])+uint32(n))
	return netip.AddrFrom4(out)
}

// createVPC is the command that makes a network and names it VPC.
func createVPC(block string) string {
	return fmt.Sprintf("VPC=$(aws ec2 create-vpc --cidr-block %s --query Vpc.VpcId --output text)\n", block)
}

// createSubnet is the command that cuts a subnet out of $VPC and names it.
func createSubnet(name, block string) string {
	return fmt.Sprintf("%s=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block %s --query Subnet.SubnetId --output text)\n", name, block)
}
