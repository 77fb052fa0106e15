// Package screens says what a screen is: something that is given messages and
// a size, and gives lines, a cursor and places to click. The screens
// themselves are in the folders below; the root model in package tui routes
// between them.
package screens

import (
	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/tui/keys"
	"skylab/tui/play"
)

// Screen is one page of the lab. Size is an argument of View, so a screen
// keeps none; whatever reads a disk or runs a command does so in a tea.Cmd.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	View(w, h int) View
	// Keys are the bindings now, those that are off with the reason.
	Keys() []keys.Binding
	// Title names the screen, for the terminal's title and the help.
	Title() string
	// Typing tells that letters are text now, not commands.
	Typing() bool
}

// Dialog is a screen that lies over another in a frame; esc closes it.
type Dialog interface {
	Screen
	// Size is what the dialog would like inside its frame on a screen of w × h.
	Size(w, h int) (int, int)
}

// View is what a screen shows.
type View struct {
	Lines  []string // styled; the root cuts and pads them to the screen
	Cursor *Point   // where the terminal's cursor stands; nil hides it
	Zones  []Zone   // what can be clicked, the later over the earlier
}

// Point is a cell.
type Point struct{ X, Y int }

// Zone is a part of a view that mouse messages are about.
type Zone struct {
	ID         string
	X, Y, W, H int
}

// Zone is the ID of the topmost zone at a cell, with the cell as seen from the
// zone's corner.
func (v View) Zone(x, y int) (id string, dx, dy int) {
	for i := len(v.Zones) - 1; i >= 0; i-- {
		if z := v.Zones[i]; x >= z.X && x < z.X+z.W && y >= z.Y && y < z.Y+z.H {
			return z.ID, x - z.X, y - z.Y
		}
	}
	return "", x, y
}

// Messages that the root sends to the screen on top.
type (
	// Click is a press of the left button in a zone.
	Click struct {
		Zone string
		X, Y int // from the zone's corner
	}
	// Wheel is the mouse wheel over a zone; Lines is negative upwards.
	Wheel struct {
		Zone  string
		Lines int
	}
	// Press, Drag and Release are the left button at a cell of the screen, for
	// what is moved with the mouse.
	Press   Point
	Drag    Point
	Release Point
	// Key is a pressed key. Name is as bindings spell it.
	Key struct {
		Name string
		Msg  tea.KeyPressMsg
	}
	// Moved tells that another screen brought a session to another moment.
	Moved struct {
		Play *play.Play
		Done play.Done
	}
	// Changed tells that the language, the theme or another setting is new.
	Changed struct{}
)

// Messages that a screen sends to the root.
type (
	// GoHome leaves everything but the home screen.
	GoHome struct{}
	// GoBack closes the screen or dialog on top.
	GoBack struct{}
	// GoStep opens a step (vpc/nat), with the world as it was left or afresh.
	GoStep struct {
		Ref   string
		Fresh bool
	}
	// GoOn opens the step after a play's in the world of that play.
	GoOn struct{ From *play.Play }
	// GoSandbox opens a free world from a template; empty asks which.
	GoSandbox struct {
		Template string
		Fresh    bool
	}
	// GoQuiz opens items to practise, in a way: review, warm-up, or a drill of
	// what passes the filter.
	GoQuiz struct {
		Mode   record.Mode
		Filter practice.Filter
		Items  []string // these items alone, in their order
	}
	// Open lays another screen over the one that asks.
	Open struct{ Screen Screen }
	// Swap puts a screen in the place of another, wherever that lies, and closes
	// all dialogs.
	Swap struct{ Old, New Screen }
	// GoVisit opens a step over the screen that asks; leaving it goes back.
	GoVisit struct{ Ref string }
	// GoWorld opens a world for trying over the screen that asks; Again puts it
	// in the place of the one that is open.
	GoWorld struct {
		Template play.Template
		Again    bool
	}
	// GoTimeline opens the history of a session.
	// View is the way in which its pictures show the world.
	GoTimeline struct {
		Play *play.Play
		View string
	}
	// GoTo opens one of the screens that need nothing: limits, settings,
	// search, help, practise, mock, report.
	GoTo struct{ Screen string }
	// Show lays a dialog over the screen.
	Show struct{ Dialog Dialog }
	// Set changes the settings and keeps them.
	Set struct{ Change func(*Env) }
	// Copy puts text on the terminal's clipboard (OSC 52).
	Copy struct{ Text string }
	// Tell shows a sentence on the bottom line until the next key.
	Tell struct{ Text string }
	// Quit ends the lab.
	Quit struct{}
)

// Send makes a command of a message.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
