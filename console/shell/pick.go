package shell

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
)

// pick runs some of several commands, chosen by a keyed draw of the world's
// seed and a label: pick [-k COUNT] LABEL 'command' 'command' …
func (r *run) pick(args []string) int {
	count, show := 1, false
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch {
		case args[0] == "--help":
			io.WriteString(r.stdout(), r.Text.Say("console.pick.help")+"\n")
			return 0
		case args[0] == "--show":
			show = true
		case args[0] == "-k" && len(args) > 1:
			n, err := strconv.Atoi(args[1])
			if err != nil || n < 1 {
				return r.usage("pick", "%s", r.Text.Say("console.pick.count", "count", args[1]))
			}
			count, args = n, args[1:]
		default:
			return r.usage("pick", "%s", r.Text.Say("console.pick.usage"))
		}
		args = args[1:]
	}
	if len(args) < 2 || count > len(args)-1 {
		return r.usage("pick", "%s", r.Text.Say("console.pick.usage"))
	}
	label, commands := args[0], args[1:]
	chosen := r.choose(label, len(commands), count)
	r.Record.Picks = append(r.Record.Picks, desk.Pick{Label: label, Of: len(commands), Chosen: chosen})
	status := 0
	for _, i := range chosen {
		if show {
			io.WriteString(r.stdout(), commands[i]+"\n")
			continue
		}
		if status = r.eval(commands[i : i+1]); r.leaving() {
			break
		}
	}
	return status
}

// choose draws count of n places, in ascending order, or takes those that a
// proof wants to see.
func (r *run) choose(label string, n, count int) []int {
	if forced, ok := r.Picks[label]; ok && len(forced) == count {
		ok := !slices.ContainsFunc(forced, func(i int) bool { return i < 0 || i >= n })
		if ok {
			return slices.Clone(forced)
		}
	}
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	key := cloud.Label("pick " + label)
	for i := range count {
		j := i + int(cloud.RollBelow(r.World.Cloud.Seed, key, uint64(i), uint64(n-i)))
		places[i], places[j] = places[j], places[i]
	}
	chosen := places[:count]
	slices.Sort(chosen)
	return chosen
}
