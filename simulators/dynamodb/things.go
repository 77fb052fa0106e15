package dynamodb

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Things lists the tables.
func (s *State) Things() []cloud.Thing {
	var scopes []cloud.Scope
	for scope := range s.Regions {
		scopes = append(scopes, scope)
	}
	slices.SortFunc(scopes, func(a, b cloud.Scope) int {
		return strings.Compare(a.Account+" "+a.Region, b.Account+" "+b.Region)
	})
	var list []cloud.Thing
	for _, scope := range scopes {
		for t := range s.Regions[scope].Tables.All {
			list = append(list, cloud.Thing{Scope: scope, Kind: "table", ID: t.Name, Name: t.Name, State: t.Status, Fields: []cloud.Field{
				{Name: "KMSMasterKeyArn", Value: t.KeyARN}, {Name: "ItemCount", Value: strconv.Itoa(t.Items.Len())},
			}})
		}
	}
	return list
}
