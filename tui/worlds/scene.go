package worlds

import (
	"slices"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// Scene is what there is to draw: a world, where the learner stands in it, and
// what the console beside it holds.
type Scene struct {
	World *simulators.World
	Home  cloud.Scope // the account and Region that the console works in
	// Held lists what lies in files and variables of the console. It is a
	// function because few pictures ask for it; nil is nothing.
	Held func() []Held
	// Asked is the last name that was asked for, or the zero Question.
	Asked Question
	Load  *lambda.Picture // the last load that was driven; nil when there was none
	Crowd *route53.Result // what came of the last load of lookups; nil when there was none
}

// Held is one thing that the console holds. Nobody changes Data.
type Held struct {
	Host     string // where the file lies: empty is the laptop, else an instance ID
	Name     string // of the file, absolute, or of the variable
	Variable bool
	Data     []byte
}

// Question is a name and a type that somebody asked a resolver for.
type Question struct{ Name, Type string }

// View is one way to look at a world. Its title is the sentence view.ID.
type View struct {
	ID       string
	Services []string                       // the services whose calls it shows, as the aws command spells them
	Lives    func(Scene) bool               // whether there is anything to draw
	Draw     func(Scene, Options) []Picture // one a Region where Regions have a picture each
}

// views in the order in which a key goes through them.
var views = []View{
	{"network", []string{"ec2", "vpc", "service-quotas"}, Scene.anyNetwork, networks},
	{"keys", []string{"kms"}, keysLive, drawKeys},
	{"names", []string{"route53", "route53domains", "acm"}, namesLive, drawNames},
	{"functions", []string{"lambda"}, functionsLive, drawFunctions},
}

// Views lists the ways to look at a world. Do not change what it returns.
func Views() []View { return views }

// FindView looks a view up by its ID; the network where there is none.
func FindView(id string) View {
	for _, v := range views {
		if v.ID == id {
			return v
		}
	}
	return views[0]
}

// ViewOf is the view that shows what a service's call did, and whether there
// is one.
func ViewOf(service string) (View, bool) {
	for _, v := range views {
		if slices.Contains(v.Services, service) {
			return v, true
		}
	}
	return View{}, false
}

// networks draws every Region that has something in it.
func networks(s Scene, o Options) []Picture {
	var list []Picture
	for _, scope := range s.Networks() {
		list = append(list, VPC(s.World, scope, o))
	}
	return list
}

// Networks lists the Regions whose networks are worth drawing: the one that the
// console works in, and every other that holds something of the learner's own
// making.
func (s Scene) Networks() []cloud.Scope {
	list := []cloud.Scope{}
	for scope, r := range s.World.VPC.Regions {
		if scope != s.Home && inhabited(r) {
			list = append(list, scope)
		}
	}
	slices.SortFunc(list, func(a, b cloud.Scope) int {
		return strings.Compare(a.Account+a.Region, b.Account+b.Region)
	})
	return append([]cloud.Scope{s.Home}, list...)
}

// anyNetwork tells whether there is a network in the console's Region, AWS's
// default one too, or elsewhere one of the learner's own making.
func (s Scene) anyNetwork() bool {
	r := s.World.VPC.Regions[s.Home]
	return len(s.Networks()) > 1 || r != nil && r.VPCs.Len() > 0
}

// OwnNetworks tells whether there is a network of the learner's own making.
func (s Scene) OwnNetworks() bool {
	r := s.World.VPC.Regions[s.Home]
	return len(s.Networks()) > 1 || r != nil && inhabited(r)
}

func inhabited(r *vpc.Region) bool {
	for v := range r.VPCs.All {
		if !v.Default {
			return true
		}
	}
	return r.Instances.Len() > 0
}
