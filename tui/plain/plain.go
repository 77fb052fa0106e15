// Package plain is the lab as a program that reads lines and writes lines: no
// boxes, no colours, no cursor movement, one fact a line. It works in a pipe
// and with a screen reader.
package plain

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/charmbracelet/x/term"

	"skylab/console"
	"skylab/lessons"
	"skylab/tui/play"
	"skylab/tui/screens"
)

// lab is one run of the program.
type lab struct {
	ctx   context.Context
	env   *screens.Env
	out   *bufio.Writer
	lines chan string // what is typed; closed at the end of input
	stop  chan os.Signal
	echo  bool // what is read is written too, for it is not typed at a terminal

	play    *play.Play // nil at home
	now     *console.Moment
	results []lessons.Result
	passed  bool
	hints   int
	asked   bool // the prediction was answered or passed over
	quit    bool
	warned  bool // that nothing is saved
}

// Run reads and answers until the input ends or the learner leaves. start is a
// step to open at once, or nil.
func Run(ctx context.Context, env *screens.Env, start *lessons.Step, in io.Reader, out io.Writer) error {
	l := &lab{ctx: ctx, env: env, out: bufio.NewWriter(out), echo: true}
	if f, ok := in.(*os.File); ok && term.IsTerminal(f.Fd()) {
		l.echo = false
		// At a terminal Ctrl-C stops the command that runs, and not the lab.
		l.ctx, l.stop = context.WithoutCancel(ctx), make(chan os.Signal, 1)
		signal.Notify(l.stop, os.Interrupt)
		defer signal.Stop(l.stop)
	}
	l.read(in)
	env.Reload()
	l.say("plain.welcome")
	if start != nil {
		l.open(start, false)
	} else {
		l.home()
	}
	for !l.quit {
		line, ok := l.next()
		if !ok {
			break
		}
		l.do(line)
	}
	if env.Unsaved != "" {
		l.say("plain.bye-unsaved")
	} else {
		l.say("plain.bye")
	}
	return l.out.Flush()
}

// read turns the input into lines in the background.
func (l *lab) read(in io.Reader) {
	l.lines = make(chan string)
	go func() {
		defer close(l.lines)
		r := bufio.NewReader(in)
		for {
			line, err := r.ReadString('\n')
			if line != "" {
				select {
				case l.lines <- strings.TrimRight(line, "\r\n"):
				case <-l.ctx.Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
}

// next asks for a line, and for more while the command goes on; false at the
// end of the input.
func (l *lab) next() (string, bool) {
	prompt := "skylab> "
	if l.play != nil {
		prompt = "$ "
	}
	text, ok := l.ask(prompt)
	for ok && l.play != nil && console.Incomplete(text) {
		more, next := l.ask("> ")
		text, ok = text+"\n"+more, next
	}
	return text, ok || text != ""
}

func (l *lab) ask(prompt string) (string, bool) {
	l.out.WriteString(prompt)
	l.out.Flush()
	select {
	case line, ok := <-l.lines:
		if l.echo || !ok {
			l.out.WriteString(console.Harmless([]byte(line)) + "\n")
		}
		return line, ok
	case <-l.stop:
	case <-l.ctx.Done():
	}
	l.out.WriteString("\n")
	return "", false
}

// fact writes one line.
func (l *lab) fact(s string) {
	if s = strings.TrimRight(s, "\n"); s != "" {
		fmt.Fprintln(l.out, s)
	}
}

func (l *lab) say(id string, args ...any) { l.fact(l.env.Say(id, args...)) }

// saved tells once that progress does not reach the disk.
func (l *lab) saved() {
	if l.play != nil {
		l.env.Fail(l.play.Unsaved())
	}
	if l.env.Unsaved != "" && !l.warned {
		l.warned = true
		l.say("plain.unsaved", "why", l.env.Unsaved)
	}
}
