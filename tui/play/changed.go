package play

import (
	"reflect"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// Changed lists the IDs of resources that b has and a has not, or has
// otherwise.
func Changed(a, b *simulators.World) map[string]bool {
	ids := map[string]bool{}
	for scope, now := range b.VPC.Regions {
		was := a.VPC.Regions[scope]
		if was == nil {
			was = &vpc.Region{}
		}
		region(was, now, ids)
		if !was.Made {
			forgetDefault(now, ids)
		}
	}
	compare(&a.VPC.Peerings, &b.VPC.Peerings, ids)
	return ids
}

// forgetDefault: a Region's default VPC is made when the Region is first looked
// at, which is nothing that the learner did.
func forgetDefault(r *vpc.Region, ids map[string]bool) {
	for v := range r.VPCs.All {
		if !v.Default {
			continue
		}
		for _, id := range []string{v.ID, v.MainTable, v.DefaultACL, v.DefaultGroup} {
			delete(ids, id)
		}
		for s := range r.Subnets.All {
			if s.VPC == v.ID {
				delete(ids, s.ID)
			}
		}
		for g := range r.Gateways.All {
			if g.VPC == v.ID {
				delete(ids, g.ID)
			}
		}
	}
}

func region(a, b *vpc.Region, ids map[string]bool) {
	compare(&a.VPCs, &b.VPCs, ids)
	compare(&a.Subnets, &b.Subnets, ids)
	compare(&a.Gateways, &b.Gateways, ids)
	compare(&a.RouteTables, &b.RouteTables, ids)
	compare(&a.ACLs, &b.ACLs, ids)
	compare(&a.Groups, &b.Groups, ids)
	compare(&a.Interfaces, &b.Interfaces, ids)
	compare(&a.Instances, &b.Instances, ids)
	compare(&a.Addresses, &b.Addresses, ids)
	compare(&a.NATGateways, &b.NATGateways, ids)
	compare(&a.Endpoints, &b.Endpoints, ids)
}

func compare[T cloud.Resource[T]](a, b *cloud.Collection[T], ids map[string]bool) {
	for now := range b.All {
		if was := a.Find((*now).Key()); was == nil || !reflect.DeepEqual(*was, *now) {
			ids[(*now).Key()] = true
		}
	}
}
