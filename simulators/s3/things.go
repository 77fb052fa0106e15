package s3

import (
	"strconv"

	"skylab/simulators/cloud"
)

// Things lists the buckets.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for b := range s.Buckets.All {
		list = append(list, cloud.Thing{Scope: b.Scope, Kind: "bucket", ID: b.Name, Name: b.Name, Fields: []cloud.Field{
			{Name: "SSEAlgorithm", Value: b.Default.Algorithm}, {Name: "KMSMasterKeyID", Value: b.Default.Key},
			{Name: "Versioning", Value: b.Versioning}, {Name: "Objects", Value: strconv.Itoa(b.Objects.Len())},
		}})
	}
	return list
}
