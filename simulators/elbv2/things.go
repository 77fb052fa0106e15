package elbv2

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// balancerPrice is an hour of a load balancer; its capacity units are not
// simulated.
// aws.amazon.com/elasticloadbalancing/pricing/ (read 2026-11-20)
const balancerPrice cloud.MicroUSD = 22_500

// Things lists load balancers, target groups and listeners.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for b := range s.Balancers.All {
		list = append(list, cloud.Thing{Scope: b.Scope, Kind: "load-balancer", ID: b.ARN, Name: b.Name, PerHour: balancerPrice, Fields: []cloud.Field{{Name: "DNSName", Value: b.DNSName}}})
	}
	for g := range s.Groups.All {
		var targets []string
		for _, t := range g.Targets {
			targets = append(targets, t.ID+":"+strconv.Itoa(int(t.Port)))
		}
		list = append(list, cloud.Thing{Scope: g.Scope, Kind: "target-group", ID: g.ARN, Name: g.Name, Fields: []cloud.Field{{Name: "Targets", Value: strings.Join(targets, " ")}}})
	}
	for l := range s.Listeners.All {
		list = append(list, cloud.Thing{Scope: l.Scope, Kind: "listener", ID: l.ARN, Name: l.Protocol + ":" + strconv.Itoa(int(l.Port)), Fields: []cloud.Field{{Name: "Certificates", Value: strings.Join(l.Certificates, " ")}}})
	}
	return list
}
