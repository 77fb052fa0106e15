package lambda

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// Things lists the functions with their settings, versions, aliases and
// concurrency, and the mappings.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for scope, r := range s.Regions {
		for f := range r.Functions.All {
			list = append(list, f.thing(scope))
			for i := range f.Versions {
				v := &f.Versions[i]
				list = append(list, cloud.Thing{Scope: scope, Kind: "lambda-version", ID: arnOf(scope, f.Name, v.Number), Name: f.Name + ":" + v.Number, Fields: v.fields()})
			}
			for _, a := range f.Aliases {
				list = append(list, cloud.Thing{Scope: scope, Kind: "lambda-alias", ID: arnOf(scope, f.Name, a.Name), Name: f.Name + ":" + a.Name, Fields: a.fields()})
			}
		}
		for m := range r.Mappings.All {
			list = append(list, cloud.Thing{Scope: scope, Kind: "lambda-event-source-mapping", ID: m.UUID, Name: m.Function, State: m.State, Fields: []cloud.Field{
				{Name: "EventSourceArn", Value: m.Source}, {Name: "BatchSize", Value: strconv.Itoa(m.Batch)},
				{Name: "MaximumBatchingWindowInSeconds", Value: strconv.Itoa(m.Window)},
			}})
		}
	}
	// Regions come out of a map.
	slices.SortStableFunc(list, func(a, b cloud.Thing) int {
		switch x, y := a.Scope.Account+a.Scope.Region, b.Scope.Account+b.Scope.Region; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return list
}

func (f *Function) thing(scope cloud.Scope) cloud.Thing {
	t := cloud.Thing{Scope: scope, Kind: "lambda-function", ID: f.ARN, Name: f.Name, Fields: f.Latest.fields()}
	if f.Limited {
		t.Fields = append(t.Fields, cloud.Field{Name: "ReservedConcurrentExecutions", Value: strconv.Itoa(f.Reserved)})
	}
	for _, p := range f.Provisioned {
		t.Fields = append(t.Fields, cloud.Field{Name: "ProvisionedConcurrency:" + p.Qualifier, Value: strconv.Itoa(p.Requested)})
	}
	for _, a := range f.Async {
		t.Fields = append(t.Fields, cloud.Field{Name: "OnFailure:" + a.Qualifier, Value: a.Failure})
	}
	return t
}

func (v *Configuration) fields() []cloud.Field {
	list := []cloud.Field{
		{Name: "Handler", Value: v.Handler}, {Name: "Runtime", Value: v.Runtime}, {Name: "Role", Value: v.Role}, {Name: "MemorySize", Value: strconv.Itoa(v.Memory)},
		{Name: "Timeout", Value: strconv.Itoa(v.Timeout)}, {Name: "CodeSize", Value: strconv.FormatInt(v.Code.Size, 10)}, {Name: "CodeSha256", Value: v.Code.SHA256},
	}
	for _, x := range v.Environment {
		list = append(list, cloud.Field{Name: "Environment." + x.Name, Value: x.Value})
	}
	return list
}

func (a *Alias) fields() []cloud.Field {
	list := []cloud.Field{{Name: "FunctionVersion", Value: a.Version}}
	if a.Second != "" {
		list = append(list, cloud.Field{Name: "AdditionalVersionWeights." + a.Second, Value: strconv.FormatFloat(a.Share, 'f', -1, 64)})
	}
	return list
}
