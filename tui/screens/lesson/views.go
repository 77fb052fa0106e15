package lesson

import (
	"strings"

	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/worlds"
)

// view is the way in which the world is looked at: the learner's choice, else
// the module's own, else the one that shows what was called last.
func (l *Lesson) view() worlds.View {
	switch {
	case l.chosen != "":
		return worlds.FindView(l.chosen)
	case l.step != nil:
		if v, ok := worlds.ViewOf(l.step.Module.ID); ok {
			return v
		}
	}
	return worlds.FindView(l.called)
}

// calledNow remembers which view shows what the last line called.
func (l *Lesson) calledNow() {
	for _, c := range l.now.Calls {
		if v, ok := worlds.ViewOf(c.Service); ok {
			l.called = v.ID
		}
	}
}

// open lists the views that have something to show, and the one that is shown.
func (l *Lesson) openViews() []worlds.View {
	var list []worlds.View
	scene, shown := play.Scene(l.now), l.view().ID
	for _, v := range worlds.Views() {
		if v.ID == shown || v.Lives(scene) {
			list = append(list, v)
		}
	}
	return list
}

// nextView goes on to the next view that has something to show.
func (l *Lesson) nextView() {
	list, shown := l.openViews(), l.view().ID
	for i, v := range list {
		if v.ID == shown {
			l.chosen = list[(i+1)%len(list)].ID
		}
	}
	l.picture.scroll.Top = 0
}

// viewTitle names the views above the picture when there is more than one; the
// one that is shown stands in brackets.
func (l *Lesson) viewTitle(w int) string {
	list, shown, th := l.openViews(), l.view().ID, l.env.Theme
	if len(list) < 2 {
		return ""
	}
	var words []string
	for _, v := range list {
		name := l.env.Say("view." + v.ID)
		if v.ID == shown {
			words = append(words, th.Strong.Paint("["+name+"]"))
			continue
		}
		words = append(words, th.Quiet.Paint(name))
	}
	return frame.Cut(strings.Join(words, " "), w)
}
