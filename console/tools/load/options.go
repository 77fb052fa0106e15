package load

import (
	"cmp"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/text"
)

// options are the words of a command, read.
type options struct {
	plan       lambda.Plan
	common     stream   // what stands before the first --function
	streams    []stream // one for each --function or --queue
	warm, cold *lambda.Distribution
	expire     cloud.Time
	most       int
	asJSON     bool
	long       string // --for as it was given
	acts       []act  // what is done meanwhile, by time
	regionName string
}

// act is a command that runs in the midst of the load.
type act struct {
	at      cloud.Time // from the beginning
	command string
}

// stream is one --function with what follows it.
type stream struct {
	lambda.Stream
	queue   string
	payload string
	written string // --rate as it was given; empty when it was not
}

// read reads the words; a status other than 0 says that it could not, and why
// has been told.
func read(d *desk.Desk, args []string) (*options, int) {
	o := &options{plan: lambda.Plan{Lanes: 12, Buckets: 60}}
	o.common.Shape, o.common.Backoff = lambda.Steady, cloud.Second
	for len(args) > 0 {
		name, value, given := strings.Cut(args[0], "=")
		args = args[1:]
		if !slices.Contains(optionNames, name) {
			return nil, refuse(d, "load.bad-option", "option", clean(name), "hint", text.Nearest(name, optionNames))
		}
		if !given {
			if len(args) == 0 {
				return nil, refuse(d, "load.no-value", "option", name)
			}
			value, args = args[0], args[1:]
		}
		if name == "--at" {
			if len(args) == 0 || !o.act(value, args[0]) {
				return nil, refuse(d, "load.bad-at", "value", clean(value))
			}
			args = args[1:]
			continue
		}
		if name == "--shape" && value == string(lambda.Trace) {
			if len(args) == 0 {
				return nil, refuse(d, "load.no-trace")
			}
			value, args = value+":"+args[0], args[1:]
		}
		if status := o.set(d, name, value); status != 0 {
			return nil, status
		}
	}
	return o, o.check(d)
}

// optionNames are all options; each takes a value.
var optionNames = []string{
	"--function", "--queue", "--rate", "--for", "--shape", "--payload", "--retry", "--backoff", "--receives",
	"--warm", "--cold", "--expire", "--max", "--at", "--output", "--region",
}

// now is the stream that an option is about: the last one named, or all.
func (o *options) now() *stream {
	if n := len(o.streams); n > 0 {
		return &o.streams[n-1]
	}
	return &o.common
}

// One switch over all options.
func (o *options) set(d *desk.Desk, name, value string) int {
	bad := func(id string) int { return refuse(d, id, "option", name, "value", clean(value)) }
	ok := true
	switch s := o.now(); name {
	case "--function", "--queue":
		return o.begin(d, name, value)
	case "--rate":
		r, why := rate(value)
		if why != "" {
			return bad(why)
		}
		s.Rate, s.written = r, value
	case "--shape":
		return o.shape(d, s, value)
	case "--payload":
		body, err := d.ReadFile(strings.TrimPrefix(value, "file://"))
		if err != nil {
			return refuse(d, "load.no-file", "file", clean(value), "why", files.Why(err))
		}
		s.payload = string(body)
	case "--retry":
		s.Retries, ok = whole(value, 0, 20)
	case "--backoff":
		s.Backoff, ok = length(value)
	case "--receives":
		n := 0
		n, ok = whole(value, 1, 1000)
		s.Queue = &lambda.Queue{Receives: n}
	case "--for":
		if o.plan.For, ok = length(value); ok && o.plan.For > longest {
			return bad("load.too-long")
		}
		o.long = value
		ok = ok && o.plan.For > 0
	case "--warm", "--cold":
		var x lambda.Distribution
		if x, ok = distribution(value); !ok {
			return bad("load.bad-distribution")
		}
		*map[string]**lambda.Distribution{"--warm": &o.warm, "--cold": &o.cold}[name] = &x
	case "--expire":
		o.expire, ok = length(value)
		ok = ok && o.expire > 0
	case "--max":
		o.most, ok = whole(value, 1, 1_000_000)
	case "--output":
		if value != "json" && value != "text" {
			return bad("load.bad-output")
		}
		o.asJSON = value == "json"
	case "--region":
		o.regionName = value
	}
	if !ok {
		return bad("load.bad-value")
	}
	return 0
}

// act notes a command that is to run in the midst.
func (o *options) act(at, command string) bool {
	t, ok := instant(at)
	o.acts = append(o.acts, act{t, command})
	slices.SortStableFunc(o.acts, func(a, b act) int { return cmp.Compare(a.at, b.at) })
	return ok
}

// begin is a new stream with what is common to all.
func (o *options) begin(d *desk.Desk, name, value string) int {
	if len(o.streams) == streams {
		return refuse(d, "load.many", "most", streams)
	}
	s := o.common
	if name == "--queue" {
		s.queue = value
	} else {
		if _, after, ok := strings.Cut(value, ":function:"); ok {
			value = after // an ARN
		}
		s.Function, s.Qualifier, _ = strings.Cut(value, ":")
	}
	o.streams = append(o.streams, s)
	return 0
}

// shape reads --shape.
func (o *options) shape(d *desk.Desk, s *stream, value string) int {
	kind, file, _ := strings.Cut(value, ":")
	switch s.Shape = lambda.Arrival(kind); s.Shape {
	case lambda.Steady, lambda.Poisson, lambda.Burst, lambda.Diurnal:
		return 0
	case lambda.Trace:
		body, err := d.ReadFile(file)
		if err != nil {
			return refuse(d, "load.no-file", "file", clean(file), "why", files.Why(err))
		}
		bad := 0
		if s.Changes, s.Single, bad = trace(string(body)); bad > 0 {
			return refuse(d, "load.bad-trace", "file", clean(file), "line", bad)
		}
		return 0
	}
	return refuse(d, "load.bad-shape", "value", clean(value))
}

// check looks at all of it together.
func (o *options) check(d *desk.Desk) int {
	if len(o.streams) == 0 {
		if o.warm == nil && o.cold == nil {
			return refuse(d, "load.no-function")
		}
		o.streams = []stream{o.common}
	}
	if o.plan.For == 0 {
		return refuse(d, "load.no-for")
	}
	sum := 0.0
	for i := range o.streams {
		s := &o.streams[i]
		if s.Shape != lambda.Trace && s.written == "" {
			return refuse(d, "load.no-rate")
		}
		sum += s.expected(o.plan.For)
	}
	if sum > requests {
		return refuse(d, "load.too-many", "count", grouped(uint64(sum)), "most", grouped(requests))
	}
	return 0
}

// expected is about how many requests a stream makes.
func (s *stream) expected(length cloud.Time) (n float64) {
	if s.Shape != lambda.Trace {
		most := 1.0
		if s.Shape == lambda.Diurnal && length < cloud.Day {
			most = 6 // it may lie around noon
		}
		return float64(length) / float64(s.Rate.Period) * float64(s.Rate.Count) * most
	}
	for i, c := range s.Changes {
		until := length
		if i+1 < len(s.Changes) {
			until = min(until, s.Changes[i+1].At)
		}
		if c.Rate.Count > 0 && until > c.At {
			n += float64(until-c.At) / float64(c.Rate.Period) * float64(c.Rate.Count)
		}
	}
	return n
}
