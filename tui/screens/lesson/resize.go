package lesson

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"skylab/tui/screens"
)

// The least and the greatest share of a pane, in percent.
const (
	leastLeft, mostLeft       = 20, 70
	leastConsole, mostConsole = 10, 80
)

// divider is a line between panes that can be moved.
type divider uint8

const (
	none   divider = iota
	column         // between left and right
	rule           // above the console
)

// drag is a divider that the learner has taken hold of with the mouse.
type drag struct {
	what  divider
	share int // in percent; 0 while it has not been moved
}

// shares are the left pane's and the console's, as the learner has set them or
// is about to; 0 is the usual one.
func (l *Lesson) shares() (left, console int) {
	left, console = l.env.Settings.Left, l.env.Settings.Console
	switch {
	case l.drag.share == 0:
	case l.drag.what == column:
		left = l.drag.share
	case l.drag.what == rule:
		console = l.drag.share
	}
	return left, console
}

// resize changes the share of a pane by a key and keeps it.
func (l *Lesson) resize(id string) tea.Cmd {
	left, console := l.shares()
	left, console = cmp.Or(left, usualLeft), cmp.Or(console, usualConsole)
	switch id {
	case "taller":
		return l.keep(rule, console+5)
	case "shorter":
		return l.keep(rule, console-5)
	case "wider":
		return l.keep(column, left+4)
	case "narrower":
		return l.keep(column, left-4)
	}
	return nil
}

// keep sets a pane's share for good.
func (l *Lesson) keep(what divider, share int) tea.Cmd {
	set := func(e *screens.Env) {
		if what == column {
			e.Settings.Left = max(leastLeft, min(share, mostLeft))
		} else {
			e.Settings.Console = max(leastConsole, min(share, mostConsole))
		}
	}
	set(l.env) // at once, so that the next frame does not jump back
	return screens.Send(screens.Set{Change: set})
}

// grab takes hold of the divider at a cell, if there is one.
func (l *Lesson) grab(at screens.Point) {
	l.drag = drag{}
	o := l.laid
	switch {
	case l.play == nil:
	case o.rule >= 0 && at.Y == o.rule:
		l.drag.what = rule
	case o.column >= 0 && at.X == o.column && at.Y > 0 && at.Y < o.rule:
		l.drag.what = column
	}
}

// pull moves the divider that is held to a cell.
func (l *Lesson) pull(at screens.Point) {
	switch l.drag.what {
	case column:
		l.drag.share = max(leastLeft, min(percent(at.X, l.laid.w), mostLeft))
	case rule:
		l.drag.share = max(leastConsole, min(percent(l.laid.h-1-at.Y, l.laid.h), mostConsole))
	}
}

// drop lets go of the divider; where it stands is kept.
func (l *Lesson) drop() tea.Cmd {
	d := l.drag
	l.drag = drag{}
	if d.share == 0 {
		return nil
	}
	return l.keep(d.what, d.share)
}

// percent is the least share of a whole that is as large as a part.
func percent(part, whole int) int {
	if whole <= 0 || part <= 0 {
		return 0
	}
	return (part*100 + whole - 1) / whole
}
