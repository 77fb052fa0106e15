package main

import (
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"skylab/progress"
	"skylab/text"
	"skylab/tui"
)

// commands are the subcommands, in the order of the help.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.shellCommand(), a.lessonsCommand(), a.solutionCommand(), a.notesCommand(),
		a.quizCommand(), a.lintCommand(), a.newCommand(), a.progressCommand(), a.doctorCommand(),
	}
}

// lab opens the lab at a lesson or step, or at home.
func (a *app) lab(ctx context.Context, args []string) error {
	defer hurry()()
	opened := a.opening()
	library, err := a.library()
	store := <-opened
	defer store.Close()
	if err != nil {
		return err
	}
	if len(args) > 0 { // before the screens: a typing mistake needs no terminal
		if _, err := library.Step(args[0], nil); err != nil {
			return a.sayNoStep(err)
		}
	}
	c := tui.Config{
		Library: library, Store: store.Store, Unsaved: store.notice, Now: time.Now,
		Quizzes: a.quizzesOf, Exports: a.exports(), Lang: text.Lang(a.langFlag), Locale: text.FromLocale(a.getenv), NoColor: a.getenv("NO_COLOR") != "",
	}
	if len(args) > 0 {
		c.Start = args[0]
	}
	settings, _ := store.Store.Settings() // unreadable settings are as good as none
	if a.plain || settings.Plain {
		err = tui.Plain(ctx, c, a.in, a.out)
	} else {
		err = tui.Run(ctx, c)
	}
	return a.sayLabError(err)
}

// exports is where what the learner exports is written: beside the progress.
func (a *app) exports() string {
	folder, err := a.dataFolder()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "exports")
}

// opened is the store, and what the learner has to be told about it.
type opened struct {
	progress.Opened
	notice string
}

// opening opens the store while the lessons are read.
func (a *app) opening() <-chan opened {
	done := make(chan opened, 1)
	go func() {
		store, notice := a.store()
		done <- opened{store, notice}
	}()
	return done
}

// Until the first frame is drawn almost nothing is thrown away, and to look
// through all of it for garbage again and again took a fifth of the time. So
// nothing is collected for that long, unless there is more than enough.
const (
	firstFrame = 300 * time.Millisecond
	enough     = 64 << 20
)

// hurry puts the collection of garbage off; what it gives ends that at once.
func hurry() (end func()) {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(enough)
	end = sync.OnceFunc(func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	})
	time.AfterFunc(firstFrame, end)
	return end
}

func (a *app) sayLabError(err error) error {
	if errors.Is(err, tui.ErrNoTerminal) {
		return errors.New(a.say("app.no-terminal"))
	}
	return err
}
