package rds

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Things lists the databases and the snapshots.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for _, scope := range s.scopes() {
		r := s.Regions[scope]
		for i := range r.Instances.All {
			list = append(list, cloud.Thing{Scope: scope, Kind: "db-instance", ID: i.Name, Name: i.Name, State: s.status(i), Fields: sealedFields(i.Encrypted, i.KeyARN)})
		}
		for x := range r.Snapshots.All {
			list = append(list, cloud.Thing{Scope: scope, Kind: "db-snapshot", ID: x.Name, Name: x.Name, State: x.Status, Fields: sealedFields(x.Encrypted, x.KeyARN)})
		}
	}
	return list
}

func sealedFields(encrypted bool, key string) []cloud.Field {
	return []cloud.Field{{Name: "Encrypted", Value: strconv.FormatBool(encrypted)}, {Name: "KmsKeyId", Value: key}}
}

func (s *State) scopes() []cloud.Scope {
	var list []cloud.Scope
	for scope := range s.Regions {
		list = append(list, scope)
	}
	slices.SortFunc(list, func(a, b cloud.Scope) int {
		return strings.Compare(a.Account+" "+a.Region, b.Account+" "+b.Region)
	})
	return list
}
