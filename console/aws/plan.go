package aws

import "skylab/simulators"

// plan is how one operation is called from the command line and how its
// answer is printed.
type plan struct {
	in, out *shape
	args    []argument // beside the options of grammar
	grammar *grammar
	facts   facts
	// conflict refuses options that do not go together.
	conflict func(*plan, parsed) *failure
	finish   func(*params)
	// outfile is the member of the answer that goes into the file that stands at
	// the end of the line, as of lambda invoke; empty for most operations.
	outfile string
}

// role is what an argument does with its words.
type role uint8

const (
	plain     role = iota
	switchOn       // --dry-run
	switchOff      // --no-dry-run
	valueOn        // --enable-dns-support, for a structure of one boolean Value
	valueOff       // --no-enable-dns-support
	special        // set by a customisation
	inputJSON
	inputYAML
	skeleton
	startingToken
	pageSize
	maxItems
)

// argument is an option of an operation.
type argument struct {
	option
	member   *member // what it sets, if one member
	role     role
	required bool
	hidden   bool   // works, but help does not name it
	doc      string // overrides the member's
	set      func(p *params, values []string) *failure
}

// newPlan reads an operation's types.
func newPlan(op *simulators.Operation) *plan {
	types := shapes{}
	p := &plan{in: types.of(op.In), out: types.of(op.Out), facts: model().facts(op.Service, op.Name)}
	for i := range p.in.members {
		p.args = append(p.args, argumentsFor(&p.in.members[i], op.Service, p.facts)...)
	}
	p.add(argument{option: option{name: "cli-input-json"}, role: inputJSON, doc: "the whole input as JSON; options given beside it win"})
	p.add(argument{option: option{name: "cli-input-yaml"}, role: inputYAML, doc: "the whole input as YAML; options given beside it win"})
	p.addPaging()
	if customise := customisations[op.Service+" "+op.Name]; customise != nil {
		customise(p)
	}
	p.finish = finishers[op.Service+" "+op.Name]
	p.rename(op.Name)
	p.add(argument{option: option{name: "generate-cli-skeleton", arity: maybe, choices: []string{"input", "output", "yaml-input"}}, role: skeleton, doc: "print an empty input instead of calling: input, yaml-input or output"})
	options := make([]option, len(p.args))
	for i := range p.args {
		options[i] = p.args[i].option
	}
	p.grammar = newGrammar(options)
	return p
}

func (p *plan) add(list ...argument) { p.args = append(p.args, list...) }

// find is the argument of that name, or nil.
func (p *plan) find(name string) *argument {
	for i := range p.args {
		if p.args[i].name == name {
			return &p.args[i]
		}
	}
	return nil
}

// nonEmpty tells whether an option was given, and not as nothing.
func (p *plan) nonEmpty(typed parsed, name string) bool {
	i, ok := p.grammar.place[name]
	if !ok || !typed.given[i].set {
		return false
	}
	v := typed.given[i].values
	return p.args[i].arity == none || len(v) > 0 && v[0] != "" && !(p.args[i].whole && v[0] == "0")
}

// hide lets arguments work without being named in help.
func (p *plan) hide(names ...string) {
	for _, n := range names {
		if a := p.find(n); a != nil {
			a.hidden = true
		}
	}
}

// remove takes an argument away.
func (p *plan) remove(name string) {
	for i := range p.args {
		if p.args[i].name == name {
			p.args = append(p.args[:i], p.args[i+1:]...)
			return
		}
	}
}

// argumentsFor makes the options of one member: two for a boolean.
func argumentsFor(m *member, service string, f facts) []argument {
	name := optionName(m.name)
	a := argument{option: option{name: name, float: m.shape.kind == kFloat}, member: m, required: m.required && m.name != f.token}
	switch {
	case m.shape.kind == kList:
		a.arity = many
	case m.shape.kind == kBoolean:
		return switches(a, none, switchOn, switchOff)
	case service == "ec2" && lone(m.shape, kBoolean):
		return switches(a, maybe, valueOn, valueOff)
	}
	return []argument{a}
}

func switches(on argument, n arity, roleOn, roleOff role) []argument {
	off := on
	off.name, off.arity, off.role, off.required = "no-"+on.name, none, roleOff, false
	on.arity, on.role = n, roleOn
	return []argument{on, off}
}

// lone tells whether a shape is a structure with the one member Value of that
// kind, which the command lets people write without the structure.
func lone(s *shape, k kind) bool {
	return s.kind == kStructure && len(s.members) == 1 && s.members[0].name == "Value" && s.members[0].shape.kind == k
}

// addPaging replaces the API's own paging by the command's.
func (p *plan) addPaging() {
	if len(p.facts.pages) == 0 {
		return
	}
	p.hide(p.tokenOptions()...)
	if name := optionName(p.facts.sizeName()); name == "max-items" {
		p.remove(name) // the command's own option takes its place
	} else {
		p.hide(name)
	}
	p.add(argument{option: option{name: "starting-token"}, role: startingToken, doc: "where to go on: the NextToken of an earlier answer"})
	p.add(argument{option: option{name: "page-size", whole: true}, role: pageSize, doc: "how many items one call fetches; what is printed stays the same"})
	p.add(argument{option: option{name: "max-items", whole: true}, role: maxItems, doc: "how many items to print at most"})
}

// tokenOptions are the options that say where a page begins.
func (p *plan) tokenOptions() []string {
	var list []string
	for _, name := range p.facts.tokensIn() {
		list = append(list, optionName(name))
	}
	return list
}

// rename gives a few arguments the names that the real command gives them.
func (p *plan) rename(operation string) {
	if a := p.find("no-egress"); a != nil {
		a.name = "ingress"
	}
	if a := p.find("no-disable-api-termination"); a != nil {
		a.name = "enable-api-termination"
	}
	if a := p.find("no-no-reboot"); a != nil && operation == "CreateImage" {
		a.name = "reboot"
	}
}
