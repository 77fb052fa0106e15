package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// reservedAddresses is how many addresses of each subnet AWS keeps: the
// network's own, the router's, DNS, one for the future, and the last.
// docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
const reservedAddresses = 5

// FreeAddresses counts the private IPv4 addresses that nothing uses.
func (sn *Subnet) FreeAddresses() int {
	return 1<<(32-sn.Prefix.Bits()) - reservedAddresses - len(sn.Used)
}

// Take gives an interface a private IPv4 address: the wanted one, or, where
// want is the zero Addr, a free one drawn by the interface's ID.
func (sn *Subnet) Take(want netip.Addr, iface string) (netip.Addr, error) {
	if want.IsValid() {
		if err := sn.mayTake(want); err != nil {
			return netip.Addr{}, err
		}
	} else if want = sn.draw(iface); !want.IsValid() {
		return netip.Addr{}, cloud.Errorf("InsufficientFreeAddressesInSubnet", "The specified subnet does not have enough free addresses to satisfy the request.")
	}
	if sn.Used == nil {
		sn.Used = map[netip.Addr]string{}
	}
	sn.Used[want] = iface
	return want, nil
}

// Release gives an address back.
func (sn *Subnet) Release(a netip.Addr) { delete(sn.Used, a) }

func (sn *Subnet) mayTake(a netip.Addr) error {
	switch {
	case !sn.Prefix.Contains(a):
		return cloud.Errorf("InvalidParameterValue", "Address does not fall within the subnet's address range")
	case sn.reserved(a):
		return cloud.Errorf("InvalidParameterValue", "Address is in subnet's reserved address range")
	case sn.Used[a] != "":
		return cloud.Errorf("InvalidIPAddress.InUse", "The specified address is already in use.")
	}
	return nil
}

func (sn *Subnet) reserved(a netip.Addr) bool {
	n, size := number(a)-number(sn.Prefix.Addr()), uint32(1)<<(32-sn.Prefix.Bits())
	return n < 4 || n == size-1
}

// draw finds a free address, or the zero Addr when there is none. AWS gives
// out no particular order either; the draw depends on subnet and interface
// alone, so the same world has the same addresses.
func (sn *Subnet) draw(iface string) netip.Addr {
	if sn.FreeAddresses() <= 0 {
		return netip.Addr{}
	}
	places := uint64(1)<<(32-sn.Prefix.Bits()) - reservedAddresses
	first := cloud.RollBelow(cloud.Label(sn.ID), cloud.Label(iface), 0, places)
	for i := range places {
		a := addr4(number(sn.Prefix.Addr()) + 4 + uint32((first+i)%places))
		if sn.Used[a] == "" {
			return a
		}
	}
	return netip.Addr{}
}

// number is an IPv4 address as a whole number.
func number(a netip.Addr) uint32 {
	b := a.As4()
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func addr4(n uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}
