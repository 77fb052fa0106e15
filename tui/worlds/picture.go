// Package worlds draws what a simulator holds: one picture a service, made of
// state, trace and size. It prints nothing and asks nothing.
package worlds

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/simulators/vpc"
	"skylab/text"
)

// Role is what a piece of a picture means; the theme gives it a colour. What
// it means is always told by a word or sign as well.
type Role uint8

// The roles.
const (
	Plain   Role = iota
	Quiet        // context
	Strong       // names of things
	Allowed      // ✓
	Denied       // ✗
	Unknown      // ?
	Yours        // what the last command changed
	Here         // where the trace stands now
)

// Options of a picture. Sizes are in terminal cells.
type Options struct {
	Width, Height int
	Text          text.Speaker
	Changed       map[string]bool // IDs of what the last command made or changed
	Trace         *vpc.Trace      // drawn over the world when there is one
	Hop           int             // the hop that the trace stands at; -1 for none
	Paint         func(Role, string) string
}

// Picture is a drawing and what can be clicked in it.
type Picture struct {
	Region string   // the one that is drawn, where a picture is of one
	Lines  []string // styled, each at most Width cells
	Boxes  []Box    // innermost last
}

// String is the whole drawing.
func (p Picture) String() string { return strings.Join(p.Lines, "\n") }

// Box is the part of a picture that shows one resource, in cells from the top
// left corner.
type Box struct {
	ID         string
	X, Y, W, H int
}

// At is the ID of the innermost box at a cell, or empty.
func (p Picture) At(x, y int) string {
	for i := len(p.Boxes) - 1; i >= 0; i-- {
		if b := p.Boxes[i]; x >= b.X && x < b.X+b.W && y >= b.Y && y < b.Y+b.H {
			return b.ID
		}
	}
	return ""
}

// Row is the first line that shows a resource, or -1.
func (p Picture) Row(id string) int {
	for _, b := range p.Boxes {
		if b.ID == id {
			return b.Y
		}
	}
	return -1
}

// Short shortens an ID in the middle: subnet-0a1…9f. What is no ID stays.
func Short(id string) string {
	kind, rest, ok := strings.Cut(id, "-")
	if i := strings.LastIndexByte(id, '-'); ok && i > 0 {
		kind, rest = id[:i], id[i+1:]
	}
	if !ok || len(rest) < 12 {
		return id
	}
	return kind + "-" + rest[:3] + "…" + rest[len(rest)-2:]
}

func cells(s string) int { return ansi.StringWidth(s) }
