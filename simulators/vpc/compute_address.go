package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// AllocateAddressInput asks for an Elastic IP.
type AllocateAddressInput struct {
	Domain             *string            `doc:"vpc"`
	NetworkBorderGroup *string            `doc:"the Region's name"`
	TagSpecifications  []TagSpecification `doc:"tags for the address"`
	DryRun             *bool              `doc:"check only, change nothing"`
}

// AllocateAddressOutput is the new address.
type AllocateAddressOutput struct {
	AllocationId       string
	PublicIpv4Pool     string
	NetworkBorderGroup string
	Domain             string
	PublicIp           string
}

// AllocateAddress gives the account a public address of its own.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html
func (s *State) AllocateAddress(c *cloud.Call, in AllocateAddressInput) (AllocateAddressOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "elastic-ip")
	if err != nil {
		return AllocateAddressOutput{}, err
	}
	if d := deref(in.Domain); d != "" && d != "vpc" {
		return AllocateAddressOutput{}, invalid("Invalid value '%s' for domain.", d)
	}
	if g := deref(in.NetworkBorderGroup); g != "" && g != r.Scope.Region {
		return AllocateAddressOutput{}, invalid("Value (%s) for parameter networkBorderGroup is invalid.", g)
	}
	a, err := r.allocate(c.World, tags)
	if err != nil {
		return AllocateAddressOutput{}, err
	}
	return AllocateAddressOutput{
		AllocationId: a.Allocation, PublicIpv4Pool: "amazon", NetworkBorderGroup: r.Scope.Region,
		Domain: "vpc", PublicIp: a.IP.String(),
	}, nil
}

// allocate makes an Elastic IP, within the quota.
func (r *Region) allocate(w *cloud.World, tags Tags) (*Address, error) {
	own := 0
	for a := range r.Addresses.All {
		if a.Service == "" {
			own++
		}
	}
	if err := r.room(addressesPerRegion, own); err != nil {
		return nil, err
	}
	return r.Addresses.Add(Address{Allocation: w.ID(r.Scope, "eipalloc"), IP: publicAddress(w, r.Scope.Region), Tags: tags}), nil
}

// ReleaseAddressInput names an Elastic IP.
type ReleaseAddressInput struct {
	AllocationId       *string `doc:"its allocation ID, eipalloc-…"`
	PublicIp           *string `doc:"or the address itself (deprecated)"`
	NetworkBorderGroup *string `doc:"the Region's name"`
	DryRun             *bool   `doc:"check only, change nothing"`
}

// ReleaseAddressOutput is empty.
type ReleaseAddressOutput struct{}

// ReleaseAddress gives an Elastic IP back; nobody of this world gets it again.
// One that is tied to something has to be untied first, except in a default VPC.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html
func (s *State) ReleaseAddress(c *cloud.Call, in ReleaseAddressInput) (ReleaseAddressOutput, error) {
	r := s.At(c)
	a, err := r.addressFor(in.AllocationId, in.PublicIp)
	if err != nil {
		return ReleaseAddressOutput{}, err
	}
	if g := deref(in.NetworkBorderGroup); g != "" && g != r.Scope.Region {
		return ReleaseAddressOutput{}, cloud.Errorf("InvalidAddress.NotFound", "Address '%s' not found.", a.IP)
	}
	if err := r.mayManage(a); err != nil {
		return ReleaseAddressOutput{}, err
	}
	if e := r.Interfaces.Find(a.Interface); e != nil {
		if v := r.VPCs.Find(e.VPC); v == nil || !v.Default {
			return ReleaseAddressOutput{}, cloud.Errorf("InvalidIPAddress.InUse", "Address %s is in use.", a.IP)
		}
		r.release(c.World, a)
	}
	r.Addresses.Remove(a.Allocation)
	return ReleaseAddressOutput{}, nil
}

// addressFor finds an Elastic IP by allocation ID or by the address.
func (r *Region) addressFor(allocation, ip *string) (*Address, error) {
	if allocation != nil {
		if a := r.Addresses.Find(*allocation); a != nil {
			return a, nil
		}
		return nil, allocationKind.absent(*allocation)
	}
	if ip == nil {
		return nil, lacking("AllocationId")
	}
	want, err := netip.ParseAddr(*ip)
	if err != nil {
		return nil, invalid("Invalid IPv4 address: %s", *ip)
	}
	for a := range r.Addresses.All {
		if a.IP == want {
			return a, nil
		}
	}
	return nil, cloud.Errorf("AuthFailure", "The address '%s' does not belong to you.", *ip)
}

// mayManage refuses what belongs to a NAT gateway as long as the gateway lives.
func (r *Region) mayManage(a *Address) error {
	e := r.Interfaces.Find(a.Interface)
	if a.Service != "" || e != nil && e.RequesterManaged || r.ownedByNAT(a.Allocation) {
		return cloud.Errorf("AuthFailure", "You do not have permission to access the specified resource.")
	}
	return nil
}

// tie gives a private address of an interface an Elastic IP. Whatever either
// had before is untied; Amazon's own public address goes back to the pool.
func (r *Region) tie(w *cloud.World, a *Address, e *Interface, place int) {
	if a.Interface == e.ID && a.Private == e.Private[place].IP {
		return
	}
	if a.Interface != "" {
		r.release(w, a)
	}
	if had := r.Addresses.Find(e.Private[place].Allocation); had != nil {
		r.untie(had)
	}
	e.Private[place].Allocation = a.Allocation
	a.Association, a.Interface, a.Private = w.ID(r.Scope, "eipassoc"), e.ID, e.Private[place].IP
	if place == 0 {
		e.PublicIP = netip.Addr{}
	}
}

// untie leaves an Elastic IP idle.
func (r *Region) untie(a *Address) {
	if e := r.Interfaces.Find(a.Interface); e != nil {
		for i := range e.Private {
			if e.Private[i].Allocation == a.Allocation {
				e.Private[i].Allocation = ""
			}
		}
	}
	a.Association, a.Interface, a.Private = "", "", netip.Addr{}
}

// release unties an Elastic IP; a running instance that was launched to have a
// public address gets a new one in its place, unless it has several interfaces
// or another Elastic IP.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html#concepts-public-addresses
func (r *Region) release(w *cloud.World, a *Address) {
	e := r.Interfaces.Find(a.Interface)
	r.untie(a)
	if e != nil {
		r.givePublic(w, e)
	}
}

// givePublic gives an interface the public address that it was launched to
// have, if it may have one now.
func (r *Region) givePublic(w *cloud.World, e *Interface) {
	i := r.Instances.Find(e.Instance)
	if i == nil || !e.WantsPublic || e.PublicIP.IsValid() || len(i.Interfaces) > 1 {
		return
	}
	if i.State != Pending && i.State != Running {
		return
	}
	for _, p := range e.Private {
		if p.Allocation != "" {
			return
		}
	}
	e.PublicIP = publicAddress(w, r.Scope.Region)
}
