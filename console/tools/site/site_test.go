package site

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
)

// TestSite is a conversation: commands in order, what each prints or a part of
// it, and its status.
func TestSite(t *testing.T) {
	w := simulators.New(7, cloud.DefaultStart)
	for _, c := range []struct {
		line   string
		want   string
		status int
	}{
		{"list", "no place is declared", 0},
		{"203.0.113.20 --name kitchen --port 80 --path /health --body ready --latency 120ms", "kitchen 203.0.113.20 port 80 answers 200 at /health after 120 ms", 0},
		{"198.51.100.20 --status=503 --down-at 10m --for 1h", "198.51.100.20 answers 503; down from 2026-11-20T02:40:00Z until 2026-11-20T03:40:00Z", 0},
		{"198.51.100.21 --down-at 2026-11-20T03:07:00Z", "down from 2026-11-20T03:07:00Z", 0},
		{"list --output json", `"until": "2026-11-20T03:40:00Z"`, 0},
		{"remove kitchen", "", 0},
		{"remove kitchen", "nothing is declared as kitchen", 2},
		{"list", "198.51.100.20 answers 503", 0},
		{"", "name one address", 2},
		{"203.0.113.20 203.0.113.21", "name one address", 2},
		{"10.0.0.5", "10.0.0.5 is no address on the internet", 2},
		{"localhost", "no address on the internet", 2},
		{"203.0.113.20 --status 99", "99 is no value for --status", 2},
		{"203.0.113.20 --port 70000", "no value for --port", 2},
		{"203.0.113.20 --path health", "no value for --path", 2},
		{"203.0.113.20 --for -1m", "no value for --for", 2},
		{"203.0.113.20 --colour red", "--colour is not an option", 2},
		{"--help", "site remove ADDRESS|NAME", 0},
	} {
		var out, errs bytes.Buffer
		d := &desk.Desk{World: w, Stdout: &out, Stderr: &errs, Text: text.Speaker{}}
		if status := Site(context.Background(), d, strings.Fields(c.line)); status != c.status || !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("site %s: status %d, %s%swant %s", c.line, status, out.String(), errs.String(), c.want)
		}
	}
	if n := w.Route53.Sites.Len(); n != 2 {
		t.Errorf("%d sites are left", n)
	}
}
