package load

import (
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/lambda"
	"skylab/text"
)

// again derives one request of any load anew: its draws depend on the seed, the
// function and its ordinal alone.
func again(d *desk.Desk, args []string) int {
	o := &options{}
	names := []string{"--function", "--request", "--cold", "--region"}
	s, request, cold, given := &stream{}, uint64(0), false, false
	for len(args) > 0 {
		name, value, has := strings.Cut(args[0], "=")
		if args = args[1:]; name == "--cold" {
			cold = true
			continue
		}
		if !has && len(args) > 0 {
			value, args = args[0], args[1:]
		}
		switch name {
		case "--function":
			o.begin(d, name, value)
			s = &o.streams[len(o.streams)-1]
		case "--request":
			n, err := strconv.ParseUint(value, 10, 64)
			if err != nil {
				return refuse(d, "load.bad-value", "option", name, "value", clean(value))
			}
			request, given = n, true
		case "--region":
			o.regionName = value
		default:
			return refuse(d, "load.bad-option", "option", clean(name), "hint", text.Nearest(name, names))
		}
	}
	if s.Function == "" || !given {
		return refuse(d, "load.again.usage")
	}
	r, _ := o.region(d)
	if status := o.reach(d, r, s); status != 0 {
		return status
	}
	for _, t := range r.Targets(s.Function, s.Qualifier) {
		i := r.Engine.Again(d.World.Cloud.Seed, s.Function, t.Version, request, cold)
		fmt.Fprintln(d.Stdout, phases(d.Text, &i))
	}
	return 0
}

// phases tells what a request took, part by part.
func phases(say text.Speaker, i *lambda.Invocation) string {
	s := i.Function + ":" + i.Version + " #" + strconv.FormatUint(i.Request, 10) + "  "
	if i.Cold {
		s += "BOOT " + brief(i.Boot) + "  "
		if i.Restore > 0 {
			s += "RESTORE " + brief(i.Restore) + "  "
		} else {
			s += "INIT " + brief(i.Init) + "  "
		}
	}
	s += "INVOKE " + brief(i.Duration) + "  " + say.Say("load.again.billed", "ms", i.Billed)
	if i.Outcome != lambda.Succeeded {
		s += "  " + say.Say("load.again.outcome."+strconv.Itoa(int(i.Outcome)))
	}
	return s
}
