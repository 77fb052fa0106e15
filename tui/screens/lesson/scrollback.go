package lesson

import (
	"strconv"
	"strings"
	"sync/atomic"

	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/theme"
)

// What a scrollback keeps at most: lines of one command's output, and blocks.
const (
	longestOutput = 4000
	mostBlocks    = 400
)

// kind is what a block of the scrollback is.
type kind uint8

const (
	command kind = iota // a line that was run, and its output
	notice              // something the lab says
)

// block is one part of the scrollback.
type block struct {
	kind    kind
	line    string // the command
	output  string // harmless: no control characters but newline and tab
	status  int
	failed  bool // nothing happened
	running bool
	share   *atomic.Int32               // of a running line: how far its tool is, in percent
	brief   bool                        // the last line is enough where the rest stands in a pane of its own
	ink     func(theme.Theme) theme.Ink // of a notice
	lines   []string                    // laid out for the scrollback's width
}

// scrollback is what the console has printed.
type scrollback struct {
	blocks  []*block
	scroll  frame.Scroll
	width   int
	version int
	brief   bool // leave out what another pane shows
	all     []string
	dirty   bool
}

func (s *scrollback) add(b *block) *block {
	s.blocks = append(s.blocks, b)
	if len(s.blocks) > mostBlocks {
		s.blocks = s.blocks[1:]
	}
	s.scroll.Follow, s.dirty = true, true
	return b
}

// say adds a sentence of the lab.
func (s *scrollback) say(text string, ink func(theme.Theme) theme.Ink) {
	if strings.TrimSpace(text) != "" {
		s.add(&block{kind: notice, output: text, ink: ink})
	}
}

// finish fills in what a running block came to.
func (s *scrollback) finish(b *block, output string, status int, failed bool) {
	b.output, b.status, b.failed, b.running, b.lines = tame(output), status, failed, false, nil
	s.scroll.Follow, s.dirty = true, true
}

func (s *scrollback) clear() { s.blocks, s.dirty = nil, true }

// tame cuts output that nobody would read to its end.
func tame(s string) string {
	s = strings.TrimRight(prose.Clean(s), "\n")
	n := strings.Count(s, "\n")
	if n <= longestOutput {
		return s
	}
	at := 0
	for range longestOutput {
		at += strings.IndexByte(s[at:], '\n') + 1
	}
	return s[:at] + "… +" + strconv.Itoa(n-longestOutput)
}

// text gives all lines, laid out for a width.
func (s *scrollback) text(w, version int, brief bool, th theme.Theme) []string {
	if s.width != w || s.version != version || s.brief != brief {
		for _, b := range s.blocks {
			b.lines = nil
		}
		s.width, s.version, s.brief, s.dirty = w, version, brief, true
	}
	if !s.dirty {
		return s.all
	}
	s.all, s.dirty = s.all[:0], false
	for _, b := range s.blocks {
		if b.lines == nil {
			b.lines = b.layout(w, s.brief, th)
		}
		s.all = append(s.all, b.lines...)
	}
	return s.all
}

func (b *block) layout(w int, brief bool, th theme.Theme) []string {
	if b.kind == notice {
		ink := b.ink(th)
		var out []string
		for _, p := range strings.Split(b.output, "\n") {
			for i, l := range prose.Words(p, w-4, ink) {
				lead := "   "
				if i == 0 {
					lead = " "
				}
				out = append(out, lead+l)
			}
		}
		return out
	}
	out := b.echo(w, th)
	ink := th.Text
	if b.failed {
		ink = th.Denied
	}
	if b.output == "" {
		return out
	}
	lines := strings.Split(b.output, "\n")
	if brief && b.brief {
		lines = lines[len(lines)-1:]
	}
	for _, line := range lines {
		for _, part := range frame.Fold(frame.Tabs(line), w-1) {
			out = append(out, ink.Paint(part))
		}
	}
	return out
}

// echo is the command as it was typed, with its status when it is not 0.
func (b *block) echo(w int, th theme.Theme) []string {
	var out []string
	for i, line := range strings.Split(strings.TrimRight(b.line, "\n"), "\n") {
		lead := "$ "
		if i > 0 {
			lead = "> "
		}
		for k, part := range frame.Fold(frame.Tabs(line), w-3) {
			if k > 0 {
				lead = "  "
			}
			out = append(out, th.Quiet.Paint(lead)+th.Strong.Paint(part))
		}
	}
	switch {
	case b.running:
		far := "…"
		if b.share != nil && b.share.Load() > 0 {
			far = strconv.Itoa(int(b.share.Load())) + " % …"
		}
		out[0] = frame.Ends(out[0], th.Quiet.Paint(far), w-1)
	case b.failed:
		out[0] = frame.Ends(out[0], th.Denied.Paint(theme.No), w-1)
	case b.status != 0:
		out[0] = frame.Ends(out[0], th.Denied.Paint(theme.No+" "+strconv.Itoa(b.status)), w-1)
	}
	return out
}

// last is the newest command with its output, for copying.
func (s *scrollback) last() string {
	for i := len(s.blocks) - 1; i >= 0; i-- {
		if b := s.blocks[i]; b.kind == command {
			return b.line + "\n" + b.output
		}
	}
	return ""
}
