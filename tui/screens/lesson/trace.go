package lesson

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/console/tools/net"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/tell"
	"skylab/tui/theme"
)

// How long a trace plays: a hop at a time, and all of it no longer than most.
const (
	eachHop  = 140 * time.Millisecond
	mostPlay = 1500 * time.Millisecond
)

// tracing is the trace over the picture and the hop that it stands at.
type tracing struct {
	trace   *vpc.Trace
	hop     int // -1 for none
	seen    int // the hop that was last scrolled to
	playing int // number of the play that runs, 0 when none does
	plays   int
	scroll  frame.Scroll
	lines   []string
	head    int   // how many of the lines are the question and the verdict
	rows    []int // the first line of each hop, counted after the head
	key     traceKey
}

type traceKey struct {
	trace      *vpc.Trace
	hop, width int
	version    int
}

// tick is the next hop of a play.
type tick struct {
	lesson *Lesson
	play   int
}

func (t *tracing) shown() bool { return t.trace != nil && len(t.trace.Hops) > 0 }

func (t *tracing) clear() { t.trace, t.hop, t.seen, t.playing, t.lines = nil, -1, -1, 0, nil }

// showTrace begins to play a trace; without animation it stands at its end at
// once.
func (l *Lesson) showTrace(t *vpc.Trace) tea.Cmd {
	l.trace.clear()
	if len(t.Hops) == 0 {
		return nil
	}
	l.trace.scroll.Top = 0
	l.trace.trace, l.fresh[traced] = t, true
	l.picture.seenHop = -1
	if l.env.Settings.Still {
		l.trace.hop = rest(t)
		return nil
	}
	return l.playTrace()
}

func (l *Lesson) playTrace() tea.Cmd {
	t := &l.trace
	t.plays++
	t.hop, t.playing = 0, t.plays
	return l.tickAfter(len(t.trace.Hops))
}

func (l *Lesson) tickAfter(hops int) tea.Cmd {
	play := l.trace.playing
	return l.env.After(min(eachHop, mostPlay/time.Duration(max(1, hops))), func(time.Time) tea.Msg { return tick{l, play} })
}

// ticked moves a running play on; one that was stopped is forgotten.
func (l *Lesson) ticked(msg tick) tea.Cmd {
	t := &l.trace
	if msg.lesson != l || msg.play != t.playing || t.trace == nil {
		return nil
	}
	if end := rest(t.trace); t.hop >= end {
		t.hop, t.playing = end, 0
		return nil
	}
	t.hop++
	return l.tickAfter(len(t.trace.Hops))
}

// rest is where a trace comes to stand: at the first refusal, else at its end.
func rest(t *vpc.Trace) int {
	for i, h := range t.Hops {
		if h.Reason.Verdict == cloud.Denied {
			return i
		}
	}
	return len(t.Hops) - 1
}

// traceKey steps through the hops, or plays them again.
func (l *Lesson) traceKey(id string) tea.Cmd {
	if !l.trace.shown() {
		return nil
	}
	if id == "play" {
		return l.playTrace()
	}
	return nil
}

// hopKey is how far a key steps along the trace: to the sides over the picture,
// up and down too in the list.
func (l *Lesson) hopKey(name string) (int, bool) {
	if !l.trace.shown() || l.focused != world && l.focused != traced {
		return 0, false
	}
	switch name {
	case "left", "h":
		return -1, true
	case "right", "l":
		return 1, true
	}
	if l.focused == traced {
		switch name {
		case "up", "k":
			return -1, true
		case "down", "j":
			return 1, true
		}
	}
	return 0, false
}

// stepTrace goes to another hop and stops the play.
func (l *Lesson) stepTrace(n int) {
	t := &l.trace
	t.playing = 0
	t.hop = max(0, min(t.hop+n, len(t.trace.Hops)-1))
}

// follow keeps the hop in sight, with its reason below it, when it has moved.
func (t *tracing) follow(page int) {
	if t.hop < 0 || t.hop >= len(t.rows) || t.hop == t.seen {
		return
	}
	t.seen = t.hop
	end := len(t.lines) - t.head
	if t.hop+1 < len(t.rows) {
		end = t.rows[t.hop+1]
	}
	t.scroll.See(end-1, page)
	t.scroll.See(t.rows[t.hop], page)
}

func (l *Lesson) traceClick(line int) tea.Cmd {
	for i := len(l.trace.rows) - 1; i >= 0; i-- {
		if line >= l.trace.rows[i] {
			l.stepTrace(i - l.trace.hop)
			break
		}
	}
	return nil
}

// traceLines lays the list of hops out.
func (l *Lesson) traceLines(w int) []string {
	t := &l.trace
	key := traceKey{t.trace, t.hop, w, l.env.Version}
	if t.key == key && t.lines != nil {
		return t.lines
	}
	t.key, t.lines, t.rows = key, []string{}, nil
	if t.trace == nil {
		return nil
	}
	th := l.env.Theme
	question, hops, said := net.Lines(l.env.Text, l.now.World, *t.trace)
	sign, ink := verdict(th, t.trace.Verdict)
	t.lines = append(t.lines, frame.Ends(" "+th.Strong.Paint("trace "+tell.OneLine(question)), ink.Paint(sign)+" ", w))
	for _, line := range prose.Words(said, w-3, ink) {
		t.lines = append(t.lines, "   "+line)
	}
	t.head = len(t.lines)
	for i, h := range hops {
		if i == 0 || h.Part != hops[i-1].Part {
			t.lines = append(t.lines, th.Quiet.Paint(frame.Cut("   "+net.PartTitle(l.env.Text, h.Part), w)))
		}
		t.rows = append(t.rows, len(t.lines)-t.head)
		t.lines = append(t.lines, l.hopLines(i, h, w)...)
	}
	return t.lines
}

// hopLines is one hop: its number, sign, place and what decided. The reason of
// a refusal, and the packet as it looked, stand below it.
func (l *Lesson) hopLines(i int, h net.Line, w int) []string {
	th := l.env.Theme
	inks := map[string]theme.Ink{theme.Yes: th.Allowed, theme.No: th.Denied, theme.Maybe: th.Unknown, "·": th.Quiet}
	head := padLeft(strconv.Itoa(i+1), 3) + " " + inks[h.Sign].Paint(h.Sign) + " "
	words := prose.Words(frame.Fit(tell.OneLine(h.Where), 16)+"  "+tell.OneLine(h.What), max(8, w-7), th.Text)
	var out []string
	for _, line := range words {
		out = append(out, head+line)
		head = "      "
	}
	if h.Because != "" {
		for _, line := range prose.Words(h.Packet+"\n"+tell.OneLine(h.Because), max(8, w-10), th.Quiet) {
			out = append(out, "         "+line)
		}
	}
	if i == l.trace.hop {
		for k := range words {
			out[k] = mark(th, out[k], w, k == 0)
		}
	}
	return out
}

// mark shows where the trace stands by sign and by reversed text.
func mark(th theme.Theme, line string, w int, first bool) string {
	plain := []rune(frame.Plain(line))
	if first && len(plain) > 0 {
		plain[0] = '▸'
	}
	return th.Selected.Paint(frame.Fit(string(plain), w))
}

func padLeft(s string, n int) string {
	for len(s) < n {
		s = " " + s
	}
	return s
}

func verdict(th theme.Theme, v cloud.Verdict) (string, theme.Ink) {
	switch v {
	case cloud.Allowed:
		return theme.Yes, th.Allowed
	case cloud.Denied:
		return theme.No, th.Denied
	}
	return theme.Maybe, th.Unknown
}
