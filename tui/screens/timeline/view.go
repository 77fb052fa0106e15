package timeline

import (
	"strconv"
	"strings"

	"skylab/console"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/screens"
	"skylab/tui/screens/lesson"
	"skylab/tui/tell"
	"skylab/tui/theme"
	"skylab/tui/worlds"
)

// picture is the chosen moment's world, drawn.
type picture struct {
	moment  *console.Moment
	w, h    int
	version int
	lines   []string
}

// View implements screens.Screen: the list, and the world at the chosen moment
// beside it or below it.
func (t *Timeline) View(w, h int) screens.View {
	var v screens.View
	listW, listH := w, h
	switch {
	case w >= 100:
		listW = w / 2
	case h >= 18:
		listH = h / 2
	}
	v.Lines = t.list(&v, listW, listH)
	switch {
	case listW < w:
		bar := t.env.Theme.Quiet.Paint("│") + " "
		v.Lines = frame.Beside(v.Lines, bar, t.world(w-listW-2, h))
		v.Zones = append(v.Zones, screens.Zone{ID: "picture", X: listW, W: w - listW, H: h})
	case listH < h:
		v.Lines = append(v.Lines, frame.Rule("", w, t.env.Theme.Quiet))
		v.Lines = append(v.Lines, t.world(w, h-listH-1)...)
		v.Zones = append(v.Zones, screens.Zone{ID: "picture", Y: listH, W: w, H: h - listH})
	}
	return v
}

func (t *Timeline) list(v *screens.View, w, h int) []string {
	th := t.env.Theme
	head := []string{" " + th.Strong.Paint(t.env.Say("key.timeline")), ""}
	room := max(0, h-len(head))
	t.scroll.See(t.pick, room)
	lines := make([]string, len(t.rows))
	for i, r := range t.rows {
		lines[i] = t.row(r, i == t.pick, w-1)
	}
	out := append(frame.Block(head, 0, w, len(head)), t.scroll.Show(lines, w, room, th)...)
	for i := t.scroll.Top; i < min(len(t.rows), t.scroll.Top+room); i++ {
		v.Zones = append(v.Zones, screens.Zone{ID: strconv.Itoa(i), Y: len(head) + i - t.scroll.Top, W: w, H: 1})
	}
	return out
}

func (t *Timeline) row(r row, picked bool, w int) string {
	th := t.env.Theme
	left, right := " "+lesson.Clock(r.at)[:8]+"  ", ""
	switch {
	case r.index == 0:
		left += t.env.Say("timeline.begin")
	case r.index > 0:
		left += strings.ReplaceAll(console.Harmless([]byte(r.line)), "\n", " ⏎ ")
		right = changes(th, r.changes)
		if r.status != 0 {
			right = th.Denied.Paint(theme.No+" "+strconv.Itoa(r.status)) + " " + right
		}
	default:
		left += "  " + t.event(r)
	}
	if r.fork != "" {
		right += th.Yours.Paint(" ⑂ " + r.fork)
	}
	if r.index >= 0 && r.index == t.here {
		right += " " + th.Strong.Paint("◀ "+t.env.Say("timeline.here"))
	}
	line := frame.Ends(left, right+" ", w)
	switch {
	case picked:
		return th.Selected.Paint(frame.Fit("▸"+frame.Plain(line)[1:], w))
	case r.index > t.here || r.index < 0:
		return th.Quiet.Paint(frame.Plain(line))
	}
	return line
}

// event is an event in words: which resource, and its state since.
func (t *Timeline) event(r row) string {
	what := strings.TrimSpace(tell.OneLine(r.event.Name) + " " + worlds.Short(r.event.ID))
	if r.coming {
		return "· " + what + " " + t.env.Say("timeline.coming")
	}
	return "· " + what + " " + r.event.State
}

// changes is the first thing that a line changed, and how many more.
func changes(th theme.Theme, list []play.Change) string {
	if len(list) == 0 {
		return ""
	}
	c := list[0]
	name := c.Name
	if name == "" {
		name = worlds.Short(c.ID)
	} else if kind, _, ok := strings.Cut(c.ID, "-"); ok {
		name = kind + " " + name
	}
	s := string(c.Sign) + " " + frame.Cut(strings.Join(strings.Fields(console.Harmless([]byte(name))), " "), 24)
	if len(list) > 1 {
		s += " +" + strconv.Itoa(len(list)-1)
	}
	return th.Yours.Paint(s)
}

// world draws the chosen moment.
func (t *Timeline) world(w, h int) []string {
	d := &t.drawn
	if t.shown == nil {
		return frame.Block(nil, 0, w, h)
	}
	if d.moment != t.shown || d.w != w || d.h != h || d.version != t.env.Version {
		*d = picture{t.shown, w, h, t.env.Version, nil}
		o := worlds.Options{Width: w - 1, Height: h, Text: t.env.Text, Hop: -1, Paint: lesson.Paint(t.env.Theme)}
		for _, drawn := range worlds.FindView(t.view).Draw(play.Scene(t.shown), o) {
			d.lines = append(d.lines, drawn.Lines...)
		}
	}
	return t.picture.Show(d.lines, w, h, t.env.Theme)
}
