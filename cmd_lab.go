package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"skylab/text"
	"skylab/tui"
)

// commands are the subcommands, in the order of the help.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.shellCommand(), a.lessonsCommand(), a.solutionCommand(), a.notesCommand(),
		a.lintCommand(), a.newCommand(), a.progressCommand(), a.doctorCommand(),
	}
}

// lab opens the lab at a lesson or step, or at home.
func (a *app) lab(ctx context.Context, args []string) error {
	library, err := a.library()
	if err != nil {
		return err
	}
	if len(args) > 0 { // before the screens: a typing mistake needs no terminal
		if _, err := library.Step(args[0], nil); err != nil {
			return a.sayNoStep(err)
		}
	}
	store, notice := a.store()
	defer store.Close()
	c := tui.Config{
		Library: library, Store: store.Store, Unsaved: notice, Now: time.Now,
		Lang: text.Lang(a.langFlag), Locale: text.FromLocale(a.getenv), NoColor: a.getenv("NO_COLOR") != "",
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

func (a *app) sayLabError(err error) error {
	if errors.Is(err, tui.ErrNoTerminal) {
		return errors.New(a.say("app.no-terminal"))
	}
	return err
}
