package timeline

import (
	"cmp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/tui/play"
)

// row is one line of the timeline: a command, or an event that fell due.
type row struct {
	index   int // of the moment; -1 for an event
	at      cloud.Time
	line    string
	status  int
	fork    string
	changes []play.Change
	event   play.Event
	coming  bool // the event is still to come
}

// list reads the whole timeline. It may replay, so it runs in the background.
func list(p *play.Play) []row {
	var rows []row
	before, err := p.Session.Moment(0)
	if err != nil {
		before = p.Start
	}
	for _, e := range p.Session.Moments() {
		r := row{index: e.Index, at: e.At, line: strings.TrimSpace(e.Line), status: e.Status, fork: e.Fork}
		if m, err := p.Session.Moment(e.Index); err == nil && e.Index > 0 {
			for _, ev := range play.Fallen(before, m) {
				rows = append(rows, row{index: -1, at: ev.At, event: ev})
			}
			r.changes = play.Changes(before.World, m.World)
			before = m
		}
		rows = append(rows, r)
	}
	for _, ev := range play.Coming(p.Now()) {
		rows = append(rows, row{index: -1, at: ev.At, event: ev, coming: true})
	}
	if len(rows) > 0 && rows[len(rows)-1].coming {
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.at, b.at) })
	}
	return rows
}
