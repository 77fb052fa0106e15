package lesson

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/console/desk"
	"skylab/tui/editor"
	"skylab/tui/keys"
	"skylab/tui/play"
	"skylab/tui/screens"
	"skylab/tui/theme"
)

// ran is what became of a line.
type ran struct {
	play *play.Play
	done play.Done
}

// quiet and the like choose an ink when a notice is drawn, for the theme may
// change meanwhile.
func quiet(t theme.Theme) theme.Ink   { return t.Quiet }
func allowed(t theme.Theme) theme.Ink { return t.Allowed }
func denied(t theme.Theme) theme.Ink  { return t.Denied }
func unknown(t theme.Theme) theme.Ink { return t.Unknown }

// typed gives a key to the line.
func (l *Lesson) typed(k screens.Key) tea.Cmd {
	if k.Name == "?" && l.line.Empty() {
		return l.act("help")
	}
	switch l.line.Key(k.Msg) {
	case editor.Submit:
		return l.submit(l.line.Take())
	case editor.Quit:
		return l.leave()
	case editor.Ignore:
		return l.consoleKey(k.Name)
	}
	return nil
}

// consoleKey is a key that the line itself has no use for.
func (l *Lesson) consoleKey(name string) tea.Cmd {
	switch name {
	case "esc":
		if l.running != nil {
			return l.act("cancel")
		}
		l.focus(l.lastPane)
	case "pgup", "pgdown":
		l.scroller(l.paged()).Key(name)
	case "shift+pgup", "alt+pgup":
		l.back.scroll.Key("pgup")
	case "shift+pgdown", "alt+pgdown":
		l.back.scroll.Key("pgdown")
	case "ctrl+l":
		l.back.clear()
	case "ctrl+c":
		l.line.Set("")
	default:
		return l.bound(name)
	}
	return nil
}

// submit runs a line, or what the lab itself understands at the prompt. While
// another runs it waits its turn.
func (l *Lesson) submit(line string) tea.Cmd {
	if l.play == nil {
		return nil
	}
	if l.running != nil {
		l.queue = append(l.queue, line)
		return nil
	}
	if id, ok := prompted[strings.TrimSpace(line)]; ok {
		l.back.add(&block{kind: command, line: line})
		return l.act(id)
	}
	if l.asks(line) {
		return l.ask(line)
	}
	return l.run(line)
}

// prompted are the words that the lab understands at the prompt, with the keys
// that do the same.
var prompted = map[string]string{
	"hint": "hint", "check": "checks", "checks": "checks", "task": "tasks", "tasks": "tasks", "next": "next", "carry-on": "carry-on",
	"solution": "solution", "restart": "restart", "reset": "reset", "home": "home", "quit": "home", "exit": "home",
	"timeline": "timeline", "help": "help", "view": "view", "predict": "predict", "steps": "steps", "limits": "limits",
	"힌트": "hint", "그림": "view", "확인": "checks", "다음": "next", "이어하기": "carry-on", "정답": "solution", "홈": "home", "도움말": "help",
}

// run starts a line in the background; the view keeps showing the moment
// before it.
func (l *Lesson) run(line string) tea.Cmd {
	ctx, cancel := context.WithCancel(l.ctx)
	share := new(atomic.Int32)
	ctx = desk.WithProgress(ctx, func(x float64) { share.Store(int32(x * 100)) })
	l.running, l.block = cancel, l.back.add(&block{kind: command, line: line, running: true, share: share})
	p := l.play
	return tea.Batch(func() tea.Msg {
		defer cancel()
		return ran{p, p.Do(ctx, line)}
	}, l.looksAgain(l.block))
}

// further is sent while a line runs: it may have come further.
type further struct{ block *block }

// looksAgain looks a little later how far a running line is.
func (l *Lesson) looksAgain(b *block) tea.Cmd {
	return l.env.After(300*time.Millisecond, func(time.Time) tea.Msg { return further{b} })
}

// further shows how far a running line is; one that is done is forgotten.
func (l *Lesson) further(b *block) tea.Cmd {
	if !b.running {
		return nil
	}
	if b.share.Load() > 0 {
		b.lines, l.back.dirty = nil, true
	}
	return l.looksAgain(b)
}

// finished takes the outcome of a line over.
func (l *Lesson) finished(msg ran) tea.Cmd {
	if msg.play != l.play {
		return nil
	}
	l.running = nil
	d := msg.done
	switch {
	case d.Err != nil:
		l.back.finish(l.block, d.Err.Error(), 0, true)
	case d.Prompt:
		l.back.finish(l.block, d.Said, 0, false)
	default:
		l.block.brief = len(d.Moment.Traces) > 0 && plainTrace(d.Line)
		l.back.finish(l.block, console.Harmless(d.Moment.Output), d.Moment.Status, false)
	}
	if l.outcome {
		l.sayForetold()
	}
	l.env.Fail(l.play.Unsaved())
	l.forks = l.play.Session.Forks()
	cmds := []tea.Cmd{l.moved(d)}
	if len(l.queue) > 0 {
		next := l.queue[0]
		l.queue = l.queue[1:]
		cmds = append(cmds, l.submit(next))
	}
	return tea.Batch(cmds...)
}

// plainTrace: a trace by itself, whose list the trace's own pane shows.
func plainTrace(line string) bool {
	return strings.HasPrefix(strings.TrimSpace(line), "trace ") && !strings.ContainsAny(line, "|;&<>\n") && !strings.Contains(line, "json")
}

// moved shows the moment that a line led to: the picture, the trace, the
// checks.
func (l *Lesson) moved(d play.Done) tea.Cmd {
	if d.Moment == nil || d.Moment == l.now {
		return nil
	}
	l.now, l.changed = d.Moment, d.Changed
	l.calledNow()
	if len(d.Changed) > 0 {
		l.fresh[world] = true
	}
	var cmd tea.Cmd
	if n := len(d.Moment.Traces); n > 0 && !d.Prompt {
		cmd = l.showTrace(&d.Moment.Traces[n-1])
		if plainTrace(d.Line) && l.tab != traced {
			l.under, l.tab, l.lastPane = l.tab, traced, traced // the learner asked for it
		}
	} else {
		l.trace.clear()
	}
	return tea.Batch(cmd, l.check(), l.wordHints(false))
}

// elsewhere takes over what the timeline did.
func (l *Lesson) elsewhere(msg screens.Moved) tea.Cmd {
	if msg.Play != l.play {
		return nil
	}
	b := l.back.add(&block{kind: command, line: msg.Done.Line})
	l.back.finish(b, msg.Done.Said, 0, false)
	l.forks = l.play.Session.Forks()
	return l.moved(msg.Done)
}

// bound does what a key means outside the line.
func (l *Lesson) bound(name string) tea.Cmd {
	id, why := keys.Find(l.Keys(), name)
	if why != "" {
		return screens.Send(screens.Tell{Text: l.env.Say(why)})
	}
	return l.act(id)
}

// undo and redo are lines of the journal like any other.
func (l *Lesson) history(word string) tea.Cmd {
	if l.play == nil || l.running != nil {
		return nil
	}
	return l.run(word)
}
