package simulators

import (
	"net/netip"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// balancersOutside is what load balancers need of the network.
type balancersOutside struct{ w *World }

func (w *World) wireELB() { w.ELB.Wire(balancersOutside{w}, &w.ACM) }

// Subnet tells of a subnet.
func (o balancersOutside) Subnet(at cloud.Scope, id string) (string, string, netip.Prefix, bool) {
	if r := o.w.VPC.Regions[at]; r != nil {
		if s := r.Subnets.Find(id); s != nil {
			return s.VPC, s.Zone, s.Prefix, true
		}
	}
	return "", "", netip.Prefix{}, false
}

// Group tells whether there is a security group.
func (o balancersOutside) Group(at cloud.Scope, id string) bool {
	r := o.w.VPC.Regions[at]
	return r != nil && r.Groups.Find(id) != nil
}

// Target tells of an instance or an address. The way from the load balancer to
// it is not traced: what runs, listens and has not failed answers.
func (o balancersOutside) Target(at cloud.Scope, id string, port int32, when cloud.Time) (known, answers bool, body string) {
	r := o.w.VPC.Regions[at]
	if r == nil {
		return false, false, ""
	}
	instance := id
	if a, err := netip.ParseAddr(id); err == nil {
		known, instance = true, ""
		for e := range r.Interfaces.All {
			if len(e.Private) > 0 && e.Private[0].IP == a {
				instance = e.Instance
			}
		}
	}
	i := r.Instances.Find(instance)
	if i == nil {
		return known, false, ""
	}
	l, listens := o.w.listener(i.ID, int(port))
	return i.State == vpc.Running || known, listens && o.stands(r, i, when), l.Answer
}

// stands tells whether no fault has taken an instance.
func (o balancersOutside) stands(r *vpc.Region, i *vpc.Instance, when cloud.Time) bool {
	for _, f := range o.w.VPC.FailedAt(when) {
		switch {
		case f.Kind == "host" && f.Name == i.ID, f.Kind == "region" && f.Name == r.Scope.Region:
			return false
		case f.Kind == "az":
			if s := r.Subnets.Find(i.Subnet); s != nil && (s.ZoneID == f.Name || s.Zone == f.Name) {
				return false
			}
		}
	}
	return true
}
