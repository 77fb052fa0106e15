package worlds

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

func functionsLive(s Scene) bool {
	for _, r := range s.World.Lambda.Regions {
		if r.Functions.Len() > 0 {
			return true
		}
	}
	return s.Load != nil
}

// drawFunctions shows the functions of each Region with the environments that
// they have now, and the last load over time.
func drawFunctions(s Scene, o Options) []Picture {
	var list []Picture
	for _, scope := range s.functionRegions() {
		d := fleet{s, o, scope, s.World.Lambda.Regions[scope]}
		p := d.draw().picture(o)
		p.Region = scope.Region
		list = append(list, p)
	}
	return list
}

// functionRegions lists where the account has functions, the Region that the
// console works in first.
func (s Scene) functionRegions() []cloud.Scope {
	list := []cloud.Scope{s.Home}
	for scope, r := range s.World.Lambda.Regions {
		if scope != s.Home && r.Functions.Len() > 0 {
			list = append(list, scope)
		}
	}
	slices.SortFunc(list[1:], func(a, b cloud.Scope) int { return strings.Compare(a.Account+a.Region, b.Account+b.Region) })
	return list
}

// fleet is what one drawing of functions knows.
type fleet struct {
	Scene
	o      Options
	scope  cloud.Scope
	region *lambda.Region // nil where there is nothing
}

func (f fleet) draw() block {
	var b block
	if f.region == nil || f.region.Functions.Len() == 0 {
		b.add(span{text: f.scope.Region, role: Strong}, span{text: "  " + f.o.Text.Say("functions.none"), role: Quiet})
	} else {
		b.below(f.functions(), 0)
	}
	if f.Load != nil && f.scope == f.Home {
		b.add()
		left := 0
		if f.o.Height > 0 {
			left = max(6, f.o.Height-len(b.lines))
		}
		b.below(f.load(f.Load, left), 0)
	}
	return b
}

// each is how many lines a function's environments may take, so that the last
// load has room below.
func (f fleet) each() int {
	if f.Load == nil || f.o.Height == 0 || f.scope != f.Home {
		return mostEnvironments
	}
	return max(1, min(mostEnvironments, (f.o.Height-14)/max(1, f.region.Functions.Len())-2))
}

// functions lists each function with its settings and what it has running.
func (f fleet) functions() block {
	engine := f.region.Engine.Clone() // counting settles what is due, and the moment is never changed
	now := f.World.Cloud.Now
	var b block
	b.add(span{text: f.scope.Region, role: Strong}, span{text: "  " + f.o.Text.Say("functions.unreserved", "n", grouped(uint64(max(0, engine.Unreserved()))), "limit", grouped(uint64(engine.Limit))), role: Quiet})
	for fn := range f.region.Functions.All {
		c := &fn.Latest
		id := "function/" + fn.Name
		l := line{{text: "λ ", role: Allowed}, {text: fn.Name, role: Strong, id: id}, {text: "  " + strconv.Itoa(c.Memory) + " MB", role: Plain}}
		if fn.Limited {
			l = append(l, span{text: "  " + f.o.Text.Say("functions.reserved", "n", fn.Reserved), role: Plain})
		}
		b.row(id, f.o.Width, l...)
		for _, a := range fn.Aliases {
			b.row(id, f.o.Width, span{text: "  " + a.Name + " → " + a.Version, role: Quiet}, f.share(a))
		}
		for _, p := range fn.Provisioned {
			b.row(id, f.o.Width, span{text: "  " + f.o.Text.Say("functions.provisioned", "n", p.Requested, "of", p.Qualifier), role: Quiet}, f.ready(p))
		}
		f.environments(&b, id, engine.Environments(now, fn.Name))
	}
	return b
}

func (f fleet) share(a lambda.Alias) span {
	if a.Second == "" {
		return span{}
	}
	return span{text: ", " + a.Second + " " + percent(a.Share), role: Plain}
}

func (f fleet) ready(p lambda.Provisioned) span {
	switch now := f.World.Cloud.Now; {
	case p.Failed != "":
		return span{text: " ✗", role: Denied}
	case p.Ready > now:
		return span{text: " ◌ " + f.o.length(p.Ready-now), role: Unknown}
	}
	return span{text: " ✓", role: Allowed}
}

// mostEnvironments is how many environments of a function have a line each, at
// most; more are drawn in one line.
const mostEnvironments = 6

// environments draws what a function has now: one line each while they are
// few, else one for them all.
func (f fleet) environments(b *block, id string, list []lambda.Environment) {
	now := f.World.Cloud.Now
	if len(list) > f.each() {
		f.many(b, id, list)
		return
	}
	for _, e := range list {
		look := laneLooks[lookOf(e, now)]
		word := f.o.Text.Say("functions.idle", "for", f.o.length(now-max(e.Until, e.Ready)))
		switch lookOf(e, now) {
		case initialising:
			word = f.o.Text.Say("functions.init")
		case all:
			word = f.o.Text.Say("functions.busy")
		}
		name := "env " + two(int(e.Ordinal))
		if e.Provisioned {
			name += " ⚑"
		}
		b.row(id, f.o.Width, span{text: "  " + name + " "}, look,
			span{text: " " + word + ", " + f.o.counted("functions.calls", int(e.Calls)), role: Quiet})
	}
}

// lookOf is what an environment does now.
func lookOf(e lambda.Environment, now cloud.Time) int {
	switch {
	case e.Ready > now:
		return initialising
	case e.Until > now:
		return all
	}
	return idle
}

// many draws a function's environments in a line: a sign each while they have
// room, the busy ones first, and how many there are of each kind.
func (f fleet) many(b *block, id string, list []lambda.Environment) {
	counts := map[int]int{}
	for _, e := range list {
		counts[lookOf(e, f.World.Cloud.Now)]++
	}
	kinds := []struct {
		look int
		word string
	}{{all, "functions.n-busy"}, {initialising, "functions.n-init"}, {idle, "functions.n-idle"}}
	var words []string
	for _, k := range kinds {
		if n := counts[k.look]; n > 0 {
			words = append(words, f.o.Text.Say(k.word, "n", grouped(uint64(n))))
		}
	}
	told := f.o.counted("functions.environments", len(list)) + ": " + strings.Join(words, ", ")
	l, room := line{{text: "  "}}, max(4, min(60, f.o.Width-cells(told)-6))
	for _, k := range kinds {
		n, kind := counts[k.look], k.look
		if n == 0 {
			continue
		}
		drawn := max(1, min(n, n*room/max(room, len(list))))
		l = append(l, span{text: strings.Repeat(laneLooks[kind].text, drawn), role: laneLooks[kind].role})
	}
	b.row(id, f.o.Width, append(l, span{text: " " + told, role: Quiet})...)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// percent is a share with one decimal: 9.6 %.
func percent(share float64) string {
	tenths := int(share*1000 + 0.5)
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + " %"
}
