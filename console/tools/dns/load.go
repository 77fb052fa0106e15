package dns

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"strings"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// Load lets users all over the world look a name up again and again for some
// virtual time, and tells what they were given: load dns NAME. args are what
// follows "load dns". Exit status 0, or 2 when the words cannot be read.
func Load(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) > 0 && (args[0] == "--help" || args[0] == "-h") {
		fmt.Fprintln(d.Stdout, d.Text.Say("dns.load.usage"))
		return 0
	}
	o, wrong := readLoad(d, args)
	if wrong != nil {
		fmt.Fprintln(d.Stderr, d.Text.Say(wrong[0].(string), wrong[1:]...))
		return 2
	}
	res, ok := o.run(ctx, d)
	if !ok {
		return 130
	}
	var err error
	if o.json {
		e := json.NewEncoder(d.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "    ")
		err = e.Encode(res)
	} else {
		_, err = fmt.Fprint(d.Stdout, loadText(d.Text, res))
	}
	if err != nil {
		return 1
	}
	return 0
}

// step is how long a step of a load is: a second, or more for a long one.
func (o *loadOptions) step() cloud.Time {
	steps := cloud.Time(mostSteps)
	if o.lasts > 6*cloud.Hour {
		steps = fewSteps
	}
	return max(1, (o.lasts+steps*cloud.Second-1)/(steps*cloud.Second)) * cloud.Second
}

// stranger is from where it is tried whether an address answers.
var stranger = vpc.Stranger

// run lets the time pass, step by step; false when the line was stopped, which
// takes all of it back.
func (o *loadOptions) run(ctx context.Context, d *desk.Desk) (route53.Result, bool) {
	w := d.World
	plan := route53.Plan{Name: o.name, Type: o.kind, Groups: route53.Groups(o.cities), Step: o.step(), Rate: o.rate}
	crowd := route53.NewCrowd(plan, w.Route53.Caches)
	n := internet(d, w.Cloud.Next(cloud.Scope{}, "dns question")<<24)
	p := &pace{ctx: ctx, d: d, last: time.Now()}
	begin, end := w.Cloud.Now, w.Cloud.Now+o.lasts
	for w.Cloud.Now < end {
		if !p.on(float64(w.Cloud.Now-begin)/float64(o.lasts), len(plan.Groups)) {
			return route53.Result{}, false
		}
		if o.do(ctx, d, begin) {
			n = internet(d, n.Draws) // zones may be others now
		}
		now := w.Cloud.Now
		n.At(now)
		crowd.Step(n, func(a netip.Addr) bool { return w.Route53.Reached(stranger, a, o.port, now) })
		w.Sleep(max(0, min(plan.Step, end-now)))
	}
	w.Route53.Caches = crowd.Caches(w.Route53.Caches)
	res := crowd.Result()
	d.Crowded(res)
	return res, true
}

// do does the commands that are due, in a shell of their own, and tells
// whether there were any. What they print is not told, their errors are.
func (o *loadOptions) do(ctx context.Context, d *desk.Desk, begin cloud.Time) bool {
	done := false
	for len(o.acts) > 0 && begin+o.acts[0].at <= d.World.Cloud.Now {
		a := o.acts[0]
		o.acts, done = o.acts[1:], true
		if status := d.Shell.RunOn(ctx, d.Host, a.command, strings.NewReader(""), io.Discard, d.Stderr); status != 0 {
			fmt.Fprintln(d.Stderr, d.Text.Say("dns.load.act-failed", "at", length(float64(a.at/cloud.Second)), "status", status, "command", clean(a.command)))
		}
	}
	return done
}

// internet is the world's DNS now, with all the names that dig knows.
func internet(d *desk.Desk, draws uint64) *route53.Internet {
	n := d.World.Internet(d.World.Cloud.Now)
	amazon, rest := n.Names, look(d).names
	n.Names = func(name, kind string) ([]string, int64, bool) {
		if values, ttl, ok := amazon(name, kind); ok {
			return values, ttl, ok
		}
		return rest(name, kind)
	}
	n.Explain, n.Draws = true, draws
	return n
}

// pace looks at the wall clock and at Ctrl-C while a load runs. Its work is
// bounded by count, so the time that it takes is not the line's.
type pace struct {
	ctx  context.Context
	d    *desk.Desk
	last time.Time
	work int
}

// on spends the work of a step and tells how far the load has come.
func (p *pace) on(share float64, groups int) bool {
	if p.work += groups; p.work >= groupsASpend && p.d.Shell != nil {
		p.d.Shell.Spend(p.work / groupsASpend)
		p.work %= groupsASpend
	}
	now := time.Now()
	if now.Sub(p.last) >= 20*time.Millisecond {
		if s, ok := p.d.Shell.(desk.Patient); ok {
			s.Waited(now.Sub(p.last))
		}
		p.last = now
		desk.Tell(p.ctx, share)
		p.watch()
	}
	if p.ctx.Err() != nil {
		p.watch()
		return false
	}
	return true
}

func (p *pace) watch() {
	if s, ok := p.d.Shell.(desk.Watcher); ok {
		s.Watch()
	}
}

// groupsASpend is how many groups of users for how many steps are one unit of
// a line's work.
const groupsASpend = 100
