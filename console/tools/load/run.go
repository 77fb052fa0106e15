package load

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/text"
)

// run drives the load and tells what came of it.
func (o *options) run(ctx context.Context, d *desk.Desk) int {
	for i := range o.streams {
		d.Shell.Spend(int(o.streams[i].expected(o.plan.For) / 1000))
	}
	if o.replays() {
		return o.replay(ctx, d)
	}
	r, scope := o.region(d)
	if status := o.find(d, r); status != 0 {
		return status
	}
	begin := d.World.Cloud.Now
	l := r.Engine.Begin(d.World.Cloud.Seed, begin, o.plan, func(function, qualifier string) []lambda.Target {
		return d.World.Lambda.At(scope).Targets(function, qualifier)
	})
	p := newPace(ctx, d, l)
	l.Minutes = func(m lambda.Minute) { d.World.Lambda.RecordMinute(scope, o.qualifier(m.Function), m) }
	end := begin + o.plan.For
	for now := begin; now < end; now = d.World.Cloud.Now {
		until := end
		if at, ok := d.World.Cloud.Soonest(); ok {
			until = min(until, max(at, now))
		}
		if len(o.acts) > 0 {
			until = min(until, max(begin+o.acts[0].at, now))
		}
		if !l.Run(until) {
			return p.cut()
		}
		d.World.Sleep(until - now)
		o.do(ctx, d, begin)
		p.look()
	}
	if !l.Run(end) { // a command at the very end took its second
		return p.cut()
	}
	res := l.End()
	left := d.World.Lambda.Record(&d.World.Cloud, scope, res)
	return o.tell(d, res, r.Engine.Limit, left)
}

// do runs the commands that are due: in a shell of their own, as another pair of
// hands would. What they print is not told, their errors are.
func (o *options) do(ctx context.Context, d *desk.Desk, begin cloud.Time) {
	for len(o.acts) > 0 && begin+o.acts[0].at <= d.World.Cloud.Now {
		a := o.acts[0]
		o.acts = o.acts[1:]
		if status := d.Shell.RunOn(ctx, d.Host, a.command, strings.NewReader(""), io.Discard, d.Stderr); status != 0 {
			refuse(d, "load.act-failed", "at", brief(a.at), "status", status, "command", clean(a.command))
		}
	}
}

// replays tells whether this is a model or a what-if, which leaves the world
// as it is: no environment of it is used and its clock stands still.
func (o *options) replays() bool {
	return o.warm != nil || o.cold != nil || o.expire > 0 || o.most > 0
}

// replay runs a published model, or functions under other conditions than the
// world's, in an engine of their own.
func (o *options) replay(ctx context.Context, d *desk.Desk) int {
	r, _ := o.region(d)
	if o.warm == nil && o.cold != nil {
		return refuse(d, "load.no-warm")
	}
	e := lambda.NewEngine(r.Engine.Parameters)
	e.Limit = r.Engine.Limit
	if o.warm != nil {
		e.Plain, e.Limit = true, 1<<30
		cold := *o.warm
		if o.cold != nil {
			cold = *o.cold
		}
		o.plan.Model = &lambda.Model{Warm: *o.warm, Cold: cold}
	}
	if o.expire > 0 {
		e.Parameters.Idle = o.expire
	}
	if o.most > 0 {
		e.Limit = o.most
	}
	if status := o.copyTo(d, r, &e); status != 0 {
		return status
	}
	l := e.Begin(d.World.Cloud.Seed, d.World.Cloud.Now, o.plan, func(function, qualifier string) []lambda.Target {
		if t := r.Targets(function, qualifier); t != nil {
			return t
		}
		return []lambda.Target{{Version: "$LATEST", Share: 1}}
	})
	p := newPace(ctx, d, l)
	if !l.Run(d.World.Cloud.Now + o.plan.For) {
		return p.cut()
	}
	return o.tell(d, l.End(), e.Limit, 0)
}

// copyTo gives an engine the functions of the load; a model may be of one that
// does not exist.
func (o *options) copyTo(d *desk.Desk, r *lambda.Region, e *lambda.Engine) int {
	for i := range o.streams {
		s := &o.streams[i]
		if r.Reachable(d.World.Cloud.Now, s.Function, s.Qualifier) != "" && o.warm != nil {
			e.Put(d.World.Cloud.Now, lambda.Setting{Function: s.Function, Version: "$LATEST", Memory: 128})
			o.plan.Streams = append(o.plan.Streams, s.Stream)
			continue
		}
		if status := o.reach(d, r, s); status != 0 {
			return status
		}
		for _, t := range r.Targets(s.Function, s.Qualifier) {
			if v, ok := r.Engine.Setting(s.Function, t.Version); ok {
				e.Put(d.World.Cloud.Now, v)
			}
		}
		o.plan.Streams = append(o.plan.Streams, s.Stream)
	}
	return 0
}

// find looks up the functions and queues of the load in the world.
func (o *options) find(d *desk.Desk, r *lambda.Region) int {
	for i := range o.streams {
		s := &o.streams[i]
		if status := o.reach(d, r, s); status != 0 {
			return status
		}
		o.plan.Streams = append(o.plan.Streams, s.Stream)
	}
	return 0
}

func (o *options) reach(d *desk.Desk, r *lambda.Region, s *stream) int {
	fail := func(id string, args ...any) int {
		refuse(d, id, args...)
		return 1
	}
	if s.queue != "" {
		_, scope := o.region(d)
		function, qualifier, q, ok := d.World.Lambda.QueueOf(scope, s.queue)
		if !ok {
			return fail("load.no-mapping", "queue", clean(s.queue))
		}
		if s.Queue != nil {
			q.Receives = s.Queue.Receives
		}
		s.Function, s.Qualifier, s.Queue = function, qualifier, &q
	} else {
		s.Queue = nil
	}
	switch r.Reachable(d.World.Cloud.Now, s.Function, s.Qualifier) {
	case lambda.NoFunction:
		return fail("load.no-such-function", "function", clean(s.Function), "hint", text.Nearest(s.Function, r.Names()))
	case lambda.NoQualifier:
		return fail("load.no-such-qualifier", "function", clean(s.Function), "qualifier", clean(s.Qualifier))
	case lambda.NotActive:
		return fail("load.not-active", "function", clean(s.Function))
	}
	s.Poison = s.payload != "" && r.Poisons(s.Function, s.payload)
	return 0
}

// qualifier is how the load names a function, for its metrics.
func (o *options) qualifier(function string) string {
	for i := range o.streams {
		if o.streams[i].Function == function {
			return o.streams[i].Qualifier
		}
	}
	return ""
}

// tell prints a result and keeps its picture.
func (o *options) tell(d *desk.Desk, res *lambda.Result, limit int, left uint64) int {
	prices := lambda.PricesUSD()
	d.Loaded(res.Picture(o.title(), limit, 24, prices))
	if o.asJSON {
		return o.writeJSON(d, res, prices, left)
	}
	fmt.Fprint(d.Stdout, o.report(d.Text, res, prices, limit, left))
	return 0
}

// title names what is loaded.
func (o *options) title() string {
	list := ""
	for i := range o.streams {
		s := &o.streams[i]
		name := s.Function
		if s.Qualifier != "" {
			name += ":" + s.Qualifier
		}
		if s.queue != "" {
			name = s.queue + " → " + name
		}
		if i > 0 {
			list += ", "
		}
		list += name
	}
	return list
}

// pace looks at the wall clock and at Ctrl-C while a load runs. Its work is
// bounded by the number of requests, so the time that it takes is not the
// line's; who presses Ctrl-C has the whole line rolled back.
type pace struct {
	d    *desk.Desk
	ctx  context.Context
	last time.Time
}

func newPace(ctx context.Context, d *desk.Desk, l *lambda.Load) *pace {
	p := &pace{d, ctx, time.Now()}
	l.Step = func() bool {
		p.look()
		desk.Tell(ctx, l.Share())
		return ctx.Err() == nil
	}
	return p
}

// cut ends the line: what the load has done so far is dropped with it.
func (p *pace) cut() int {
	if s, ok := p.d.Shell.(desk.Watcher); ok {
		s.Watch()
	}
	return 130
}

func (p *pace) look() {
	now := time.Now()
	if now.Sub(p.last) < 20*time.Millisecond {
		return
	}
	if s, ok := p.d.Shell.(desk.Patient); ok {
		s.Waited(now.Sub(p.last))
	}
	p.last = now
	if s, ok := p.d.Shell.(desk.Watcher); ok {
		s.Watch()
	}
}
