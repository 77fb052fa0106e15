package aws

import (
	"maps"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// Surroundings are what completion may know besides the line.
type Surroundings struct {
	World  *simulators.World
	Region string
	// Files lists the names below a folder (as typed, may be empty), for
	// file:// values; folders end in a slash. Nil when there are none.
	Files func(folder string) []string
}

// Complete lists the ways to complete the last of words (which may be empty);
// words begin after the word aws.
func Complete(s Surroundings, words []string) []desk.Candidate {
	if len(words) == 0 {
		return nil
	}
	c := completion{Surroundings: s, catalogue: offered(), last: words[len(words)-1]}
	c.read(words[:len(words)-1])
	c.collect()
	return c.found
}

// completion is one question on its way.
type completion struct {
	Surroundings
	catalogue *catalogue
	last      string
	service   *service
	plan      *plan
	command   *command
	waiting   bool   // after aws SERVICE wait
	option    string // the option whose values come next
	argument  *argument
	values    int // how many values it has so far
	used      map[string]bool
	found     []desk.Candidate
	storage   []string // the words after aws s3; nil for every other command
}

// read goes through the words before the one in question.
func (c *completion) read(words []string) {
	c.used = map[string]bool{}
	for _, w := range words {
		if name, ok := strings.CutPrefix(w, "--"); ok {
			c.begin(name)
			continue
		}
		if c.option != "" && c.takesMore() {
			c.values++
			continue
		}
		c.option, c.argument = "", nil
		c.word(w)
	}
	if c.option != "" && !c.takesMore() {
		c.option, c.argument = "", nil
	}
}

// begin notes an option.
func (c *completion) begin(name string) {
	name, given, has := strings.Cut(name, "=")
	c.option, c.argument, c.values, c.used[name] = name, nil, 0, true
	if has {
		c.values = len(given) + 1
	}
	if c.plan != nil {
		c.argument = c.plan.find(name)
	}
}

func (c *completion) takesMore() bool {
	n := one
	if c.argument != nil {
		n = c.argument.arity
	} else if i, ok := globalGrammar.place[c.option]; ok {
		n = globalGrammar.options[i].arity
	}
	return n == many || c.values == 0 && n != none
}

// word notes a word that belongs to no option.
func (c *completion) word(w string) {
	switch {
	case c.storage != nil:
		c.storage = append(c.storage, w)
	case c.service == nil && w == "s3":
		c.storage = []string{}
	case c.service == nil:
		c.service = c.catalogue.byName[w]
	case c.plan != nil:
	case w == "wait" && !c.waiting:
		c.waiting = true
	case c.waiting:
		for _, x := range c.service.waiters {
			if optionName(x.name) == w {
				c.command = c.service.named(x.operation)
				c.plan = c.command.plan()
			}
		}
	case c.service.byName[w] != nil:
		c.command = c.service.byName[w]
		c.plan = c.command.plan()
	}
}

// offer adds a candidate when it begins as the last word does.
func (c *completion) offer(text, doc string) {
	if strings.HasPrefix(text, c.last) {
		c.found = append(c.found, desk.Candidate{Text: text, Doc: doc})
	}
}

func (c *completion) collect() {
	switch {
	case c.storage != nil:
		c.offerStorage()
	case c.option != "" && !strings.HasPrefix(c.last, "--"):
		c.offerValues()
		if c.values == 0 || c.last != "" {
			return
		}
		c.offerOptions()
	case strings.HasPrefix(c.last, "-"):
		c.offerOptions()
	case c.service == nil:
		for _, s := range c.catalogue.services {
			c.offer(s.name, "")
		}
		c.offer("s3", "move files to buckets and back")
		c.offer("configure", "settings of the command")
		c.offer("help", "")
	case c.plan != nil:
		c.offerOptions()
	case c.waiting:
		for _, w := range c.service.waiters {
			c.offer(optionName(w.name), w.summary())
		}
	default:
		for _, x := range c.service.commands {
			c.offer(x.name, x.op.Doc)
		}
		if c.service.name == "logs" {
			c.offer("tail", "the lines of a log group, newest last")
		}
		if len(c.service.waiters) > 0 {
			c.offer("wait", "wait until something is so")
		}
		c.offer("help", "")
	}
}

// offerOptions offers what was not given yet: required ones first.
func (c *completion) offerOptions() {
	if c.plan != nil {
		for _, required := range [...]bool{true, false} {
			for i := range c.plan.args {
				a := &c.plan.args[i]
				if !a.hidden && !c.used[a.name] && a.required == required {
					c.offer("--"+a.name, a.explain())
				}
			}
		}
		if len(c.used) == 0 && c.last == "" {
			c.offer("help", "")
		}
	}
	for i, o := range globalGrammar.options {
		if !c.used[o.name] {
			c.offer("--"+o.name, globalDocs[i])
		}
	}
}

// offerValues offers values of the option before the cursor.
func (c *completion) offerValues() {
	if folder, ok := strings.CutPrefix(c.last, "file://"); ok {
		c.offerFiles("file://", folder)
		return
	}
	if folder, ok := strings.CutPrefix(c.last, "fileb://"); ok {
		c.offerFiles("fileb://", folder)
		return
	}
	if i, ok := globalGrammar.place[c.option]; ok && c.argument == nil {
		c.offerGlobal(i)
		return
	}
	if c.argument == nil {
		return
	}
	for _, choice := range c.argument.choices {
		c.offer(choice, "")
	}
	if m := c.argument.member; m != nil {
		c.offerMember(m)
	}
}

func (c *completion) offerFiles(prefix, typed string) {
	if c.Files == nil {
		return
	}
	folder := typed[:strings.LastIndexByte(typed, '/')+1]
	for _, name := range c.Files(folder) {
		c.offer(prefix+folder+name, "")
	}
}

func (c *completion) offerGlobal(i int) {
	for _, choice := range globalGrammar.options[i].choices {
		c.offer(choice, "")
	}
	switch i {
	case gRegion:
		open := maps.Collect(vpc.OpenRegions)
		for _, name := range slices.Sorted(maps.Keys(open)) {
			c.offer(name, open[name])
		}
	case gQuery:
		c.offerPaths()
	}
}

// offerPaths offers queries that fit the answer.
func (c *completion) offerPaths() {
	if c.plan == nil {
		return
	}
	for i := range c.plan.out.members {
		m := &c.plan.out.members[i]
		path, of := m.name, m.shape
		if of.kind == kList {
			path, of = path+"[]", of.element
		}
		c.offer(path, m.doc)
		for j := range of.members {
			c.offer(path+"."+of.members[j].name, of.members[j].doc)
		}
	}
}

// offerMember offers what a member may be: its enumeration, or resources that
// exist, with their names.
func (c *completion) offerMember(m *member) {
	for _, e := range m.enum {
		c.offer(e, "")
	}
	switch {
	case m.shape.kind == kList && m.shape.element.kind == kStructure:
		c.offerShorthand(m)
	case m.shape.kind == kString || m.shape.kind == kList && m.shape.element.kind == kString:
		for _, r := range c.resources(m.name) {
			c.offer(r.Text, r.Doc)
		}
	}
}

// offerShorthand offers the beginning of a structured value, and for filters
// their names and the values that exist.
func (c *completion) offerShorthand(m *member) {
	if m.name != "Filters" && m.name != "Filter" {
		c.offer(shorthandOf(m.shape.element, 0), m.doc)
		return
	}
	name, rest, hasValues := strings.Cut(c.last, ",Values=")
	if !hasValues {
		for _, f := range filterNames(c.command.op.Name) {
			c.offer("Name="+f+",Values=", "")
		}
		return
	}
	before := ""
	if i := strings.LastIndexByte(rest, ','); i >= 0 {
		before = rest[:i+1]
	}
	for _, r := range c.filterValues(strings.TrimPrefix(name, "Name=")) {
		c.offer(name+",Values="+before+r.Text, r.Doc)
	}
}

// scope is where the line's account looks for resources.
func (c *completion) scope() cloud.Scope {
	return cloud.Scope{Account: simulators.Account, Region: c.Region}
}
