package aws

import (
	"sort"
	"sync"

	"skylab/simulators"
)

// service is one command of aws and its operations under their option names.
type service struct {
	name     string
	commands []*command // by option name
	byName   map[string]*command
	waiters  []*waiter
	choices  []string // what may follow the service's name
}

// command is one operation. Its plan is made when it is first wanted and never
// changes afterwards.
type command struct {
	name string
	op   *simulators.Operation
	plan func() *plan
}

// catalogue is what the command offers.
type catalogue struct {
	services []*service
	byName   map[string]*service
	choices  []string
}

// offered is built once, from the tables of the simulators.
var offered = sync.OnceValue(func() *catalogue { return newCatalogue(simulators.Services()) })

func newCatalogue(list []simulators.Service) *catalogue {
	c := &catalogue{byName: map[string]*service{}}
	for _, s := range list {
		c.services = append(c.services, newService(s))
		c.byName[s.Name] = c.services[len(c.services)-1]
		c.choices = append(c.choices, s.Name)
	}
	c.choices = append(c.choices, "s3", "configure", "help")
	return c
}

func newService(list simulators.Service) *service {
	s := &service{name: list.Name, byName: map[string]*command{}}
	operations := map[string]bool{}
	for _, op := range list.Operations {
		c := &command{name: optionName(op.Name), op: op}
		c.plan = sync.OnceValue(func() *plan { return newPlan(op) })
		s.commands = append(s.commands, c)
		s.byName[c.name] = c
		operations[op.Name] = true
	}
	sort.Slice(s.commands, func(i, j int) bool { return s.commands[i].name < s.commands[j].name })
	for _, c := range s.commands {
		s.choices = append(s.choices, c.name)
	}
	for i := range waiters {
		if w := &waiters[i]; w.service == s.name && operations[w.operation] {
			s.waiters = append(s.waiters, w)
		}
	}
	if len(s.waiters) > 0 {
		s.choices = append(s.choices, "wait")
	}
	if s.name == "logs" {
		s.choices = append(s.choices, "tail")
	}
	s.choices = append(s.choices, "help")
	return s
}

func (s *service) named(api string) *command { return s.byName[optionName(api)] }

func (s *service) waiterNames() []string {
	names := make([]string, len(s.waiters))
	for i, w := range s.waiters {
		names[i] = optionName(w.name)
	}
	return names
}
