package shell

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// pid is $$: the lab has no processes, and every machine must say the same.
const pid = "4242"

var versionParts = []string{"5", "2", "15", "1", "release", "x86_64-pc-linux-gnu"}

// special is the value of the parameters that the shell itself keeps.
func (r *run) special(name string) (string, bool) {
	switch name {
	case "?":
		return strconv.Itoa(r.st.status), true
	case "#":
		return strconv.Itoa(len(r.st.params)), true
	case "$", "BASHPID":
		return pid, true
	case "PPID":
		return "1", true
	case "!":
		return "", true
	case "-":
		return r.st.options.letters(), true
	case "0":
		return r.st.name, true
	case "_":
		return r.st.last, true
	case "RANDOM":
		return strconv.FormatUint(r.draw("RANDOM", 32768), 10), true
	case "SRANDOM":
		return strconv.FormatUint(r.draw("SRANDOM", 1<<32), 10), true
	case "LINENO":
		return strconv.Itoa(r.line), true
	case "SECONDS":
		return strconv.FormatInt(int64((r.World.Cloud.Now-r.Begin)/cloud.Second), 10), true
	case "EPOCHSECONDS":
		return strconv.FormatInt(int64(r.World.Cloud.Now/cloud.Second), 10), true
	case "EPOCHREALTIME":
		us := int64(r.World.Cloud.Now / 1000)
		return strconv.FormatInt(us/1e6, 10) + "." + pad(us%1e6, 6), true
	case "BASH_SUBSHELL":
		return strconv.Itoa(r.st.depth), true
	case "BASH_VERSION":
		return "5.2.15(1)-skylab", true
	case "BASH_VERSINFO":
		return versionParts[0], true
	case "UID", "EUID":
		return "1000", true
	case "BASH":
		return "/bin/bash", true
	case "BASH_SOURCE":
		return r.st.source, r.st.source != ""
	case "OSTYPE":
		return "linux-gnu", true
	case "HOSTTYPE":
		return "x86_64", true
	case "MACHTYPE":
		return "x86_64-pc-linux-gnu", true
	case "FUNCNAME":
		if n := len(r.calls); n > 0 {
			return r.calls[n-1], true
		}
		return "", false
	case "PIPESTATUS":
		return strconv.Itoa(r.pipeStatus()[0]), true
	}
	if name[0] >= '1' && name[0] <= '9' {
		n, err := strconv.Atoi(name)
		if err != nil || n > len(r.st.params) {
			return "", false
		}
		return r.st.params[n-1], true
	}
	return "", false
}

// draw is the next of a line of keyed draws, below a bound. How many were made
// belongs to the moment, so subshells do not repeat each other.
func (r *run) draw(label string, below uint64) uint64 {
	r.Random++
	return cloud.RollBelow(r.World.Cloud.Seed, cloud.Label("shell "+label), r.Random, below)
}

func pad(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// letters is $-.
func (o options) letters() string {
	s := ""
	for _, x := range []struct {
		on     bool
		letter string
	}{{o.allexport, "a"}, {o.errexit, "e"}, {o.noglob, "f"}, {true, "h"}, {o.nounset, "u"}, {o.xtrace, "x"}, {true, "B"}, {o.noclobber, "C"}} {
		if x.on {
			s += x.letter
		}
	}
	return s
}
