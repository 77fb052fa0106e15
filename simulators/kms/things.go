package kms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// monthly is what a customer managed key costs a month, and what each of its
// first two rotations adds.
// aws.amazon.com/kms/pricing/, read 2026-11-20
const monthly cloud.MicroUSD = 1_000_000

// Things lists the keys, their aliases and grants.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for _, r := range s.Regions {
		for k := range r.Keys.All {
			list = append(list, k.thing(r))
			for i := range k.Grants {
				list = append(list, k.Grants[i].thing(k))
			}
		}
	}
	for scope, r := range s.Regions {
		for a := range r.Aliases.All {
			list = append(list, cloud.Thing{Scope: scope, Kind: "kms-alias", ID: a.Name, Name: a.Name, Fields: []cloud.Field{{Name: "TargetKeyId", Value: a.Target}}})
		}
	}
	// Regions come out of a map; within one the order of creation stays.
	slices.SortStableFunc(list, func(a, b cloud.Thing) int {
		return cmp.Or(cmp.Compare(a.Scope.Account, b.Scope.Account), cmp.Compare(a.Scope.Region, b.Scope.Region))
	})
	return list
}

func (k *Key) thing(r *Region) cloud.Thing {
	t := cloud.Thing{Scope: k.Scope, Kind: "kms-key", ID: k.ID, State: string(k.State), Fields: []cloud.Field{
		{Name: "Description", Value: k.Description}, {Name: "KeySpec", Value: k.Spec}, {Name: "KeyUsage", Value: k.Usage}, {Name: "KeyManager", Value: k.Manager},
		{Name: "Policy", Value: k.Policy}, {Name: "KeyRotationEnabled", Value: strconv.FormatBool(k.Rotation.On)},
	}}
	for a := range r.Aliases.All {
		if a.Target == k.ID {
			t.Name = a.Name
			break
		}
	}
	if len(k.Materials) > 0 && k.Current >= 0 {
		t.Fields = append(t.Fields, cloud.Field{Name: "CurrentKeyMaterialId", Value: k.Materials[k.Current].ID})
	}
	if k.DeletionDate != 0 {
		t.Fields = append(t.Fields, cloud.Field{Name: "DeletionDate", Value: k.DeletionDate.String()})
	}
	if k.MultiRegion {
		t.Fields = append(t.Fields, cloud.Field{Name: "MultiRegionKeyType", Value: k.kind()})
	}
	for _, tag := range k.Tags {
		t.Fields = append(t.Fields, cloud.Field{Name: "Tags." + tag.Key, Value: tag.Value})
	}
	if k.Manager == "CUSTOMER" && k.State != PendingDeletion { // what waits for its deletion costs nothing
		t.PerHour = monthly * cloud.MicroUSD(1+min(2, max(0, len(k.Materials)-1))) / cloud.HoursOfMonth
	}
	return t
}

func (g *Grant) thing(k *Key) cloud.Thing {
	return cloud.Thing{Scope: k.Scope, Kind: "kms-grant", ID: g.ID, Name: g.Name, Fields: []cloud.Field{
		{Name: "KeyId", Value: k.ID}, {Name: "GranteePrincipal", Value: g.Grantee}, {Name: "Operations", Value: strings.Join(g.Operations, " ")},
	}}
}
