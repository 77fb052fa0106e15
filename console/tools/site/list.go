package site

import (
	"encoding/json"
	"fmt"
	"time"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// siteJSON is a site as list --output json prints it: its names are the same
// in every language and do not change.
type siteJSON struct {
	Address   string       `json:"address"`
	Name      string       `json:"name,omitempty"`
	Port      int32        `json:"port,omitempty"`
	Path      string       `json:"path,omitempty"`
	Status    int32        `json:"status"`
	Body      string       `json:"body,omitempty"`
	LatencyMS int64        `json:"latencyMs,omitempty"`
	Down      []outageJSON `json:"down,omitempty"`
}

type outageJSON struct {
	From  string `json:"from"`
	Until string `json:"until,omitempty"`
}

func instant(t cloud.Time) string {
	if t == 0 {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func list(d *desk.Desk, args []string) int {
	switch {
	case len(args) == 2 && args[0] == "--output" && args[1] == "json":
		return listJSON(d)
	case len(args) > 0:
		return bad(d, "site.bad-arguments")
	case d.World.Route53.Sites.Len() == 0:
		fmt.Fprintln(d.Stdout, d.Text.Say("site.none"))
	}
	for s := range d.World.Route53.Sites.All {
		fmt.Fprintln(d.Stdout, line(d, s))
	}
	return 0
}

func listJSON(d *desk.Desk) int {
	all := []siteJSON{}
	for s := range d.World.Route53.Sites.All {
		x := siteJSON{Address: s.Address, Name: s.Name, Port: s.Port, Path: s.Path, Status: s.Status, Body: s.Body, LatencyMS: s.LatencyMS}
		for _, o := range s.Down {
			x.Down = append(x.Down, outageJSON{instant(o.From), instant(o.Until)})
		}
		all = append(all, x)
	}
	b, err := json.MarshalIndent(map[string]any{"sites": all}, "", "  ")
	if err != nil {
		return 2
	}
	fmt.Fprintln(d.Stdout, string(b))
	return 0
}

// line is a site in one line: who it is, what it answers, when it is down.
func line(d *desk.Desk, s *route53.Site) string {
	text := d.Text.Say("site.line", "name", clean(s.Name), "address", s.Address, "port", s.Port, "path", clean(s.Path), "status", s.Status, "latency", s.LatencyMS)
	for _, o := range s.Down {
		if o.Until == 0 || d.World.Cloud.Now < o.Until {
			text += d.Text.Say("site.down", "since", instant(o.From), "until", instant(o.Until))
		}
	}
	return text
}
