package lesson

import (
	"skylab/console"
	"skylab/simulators/vpc"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/theme"
	"skylab/tui/worlds"
)

// picture is the drawing of the world, kept until something in it changes.
type picture struct {
	scroll  frame.Scroll
	lines   []string
	boxes   []worlds.Picture // one a Region, below each other
	tops    []int            // where each begins
	key     pictureKey
	full    pictureKey // of the drawing with every detail; h is its height
	seenHop int
}

// pictureKey is everything that a drawing depends on.
type pictureKey struct {
	moment  *console.Moment
	trace   *vpc.Trace
	hop     int
	w, h    int
	view    string
	version int
}

// draw gives the drawing's lines for a size.
func (l *Lesson) draw(w, h int) []string {
	p := &l.picture
	key := pictureKey{l.now, l.trace.trace, l.trace.hop, w, h, l.view().ID, l.env.Version}
	if p.key == key && p.lines != nil {
		return p.lines
	}
	p.key, p.lines, p.boxes, p.tops = key, []string{}, nil, nil
	o := worlds.Options{
		Width: w, Height: h, Text: l.env.Text, Changed: l.changed, Hop: l.trace.hop, Trace: l.trace.trace,
		Paint: Paint(l.env.Theme),
	}
	if title := l.viewTitle(w); title != "" {
		p.lines = append(p.lines, title)
	}
	for i, drawn := range l.view().Draw(play.Scene(l.now), o) {
		if i > 0 {
			p.lines = append(p.lines, "")
		}
		p.boxes, p.tops = append(p.boxes, drawn), append(p.tops, len(p.lines))
		p.lines = append(p.lines, drawn.Lines...)
	}
	l.follow(h)
	return p.lines
}

// natural is how many lines the drawing would take with every detail.
func (l *Lesson) natural(w int) int {
	p := &l.picture
	if p.full.moment == l.now && p.full.w == w && p.full.view == l.view().ID && p.full.version == l.env.Version {
		return p.full.h
	}
	p.full = pictureKey{moment: l.now, w: w, view: l.view().ID, version: l.env.Version}
	o := worlds.Options{Width: w, Text: l.env.Text, Changed: l.changed, Hop: -1, Paint: func(_ worlds.Role, s string) string { return s }}
	for _, drawn := range l.view().Draw(play.Scene(l.now), o) {
		p.full.h += len(drawn.Lines)
	}
	return p.full.h
}

// follow scrolls to the place where the trace stands, when it has moved.
func (l *Lesson) follow(h int) {
	p := &l.picture
	if l.trace.trace == nil || l.trace.hop < 0 || l.trace.hop == p.seenHop {
		return
	}
	p.seenHop = l.trace.hop
	at := l.trace.trace.Hops[l.trace.hop].At
	for i, b := range p.boxes {
		if row := b.Row(at); row >= 0 {
			p.scroll.See(p.tops[i]+row, h)
			return
		}
	}
}

// at is the resource drawn at a cell of the pane.
func (p *picture) at(x, y int) string {
	for i := len(p.boxes) - 1; i >= 0; i-- {
		if y >= p.tops[i] {
			return p.boxes[i].At(x, y-p.tops[i])
		}
	}
	return ""
}

// Paint gives the roles of a picture their inks.
func Paint(th theme.Theme) func(worlds.Role, string) string {
	inks := map[worlds.Role]theme.Ink{
		worlds.Plain: th.Text, worlds.Quiet: th.Quiet, worlds.Strong: th.Strong, worlds.Allowed: th.Allowed,
		worlds.Denied: th.Denied, worlds.Unknown: th.Unknown, worlds.Yours: th.Yours, worlds.Here: th.Selected,
	}
	return func(r worlds.Role, s string) string { return inks[r].Paint(s) }
}
