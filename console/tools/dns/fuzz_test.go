package dns

import (
	"strings"
	"testing"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
)

// FuzzCommandLines reads any words as the command lines of dig, trace dns and
// load dns: no word may stop the program.
func FuzzCommandLines(f *testing.F) {
	for _, s := range []string{
		"@8.8.8.8 example.com AAAA +short +subnet=1.2.3.0/24 --from Seoul", "-x 2001:db8::1", "-t", "-q", "-p", "+", "+no", "--from", "+subnet=", "+subnet=1.2.3.4/",
		"a b c +trace @x", "-tMX example.com", "TYPE=A", "+noall", "--from=KR,JP --for 1h --rate 0.5/s --port 443 --output json x", "--until 2026-11-20T03:00:00Z x AAAA", "*.x.y", `a\052b`, "@ .", "+sh +sho +shor", "--from  0",
	} {
		f.Add(s)
	}
	d := &desk.Desk{World: simulators.New(7, cloud.DefaultStart), Text: text.Speaker{}}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, " ")
		list, bad := parseDig(args)
		if bad == nil && len(list) == 0 {
			t.Errorf("%q asks nothing", line)
		}
		for _, o := range list {
			name, problem := queryName(o.name)
			if problem == "" && !strings.HasSuffix(name, ".") {
				t.Errorf("%q asks for %q", line, name)
			}
			from(o.from)
		}
		readTrace(args)
		o, wrong := readLoad(d, args)
		if wrong == nil && (o.lasts < cloud.Second || o.lasts > longestLoad || len(o.cities) == 0 || o.step() < cloud.Second) {
			t.Errorf("%q is %+v", line, o)
		}
	})
}
