package main

import (
	"context"

	"github.com/spf13/cobra"
)

// commands are the subcommands, in the order of the help.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{a.doctorCommand(), a.progressCommand()}
}

// lab opens the lab at a lesson or step, or at home.
func (a *app) lab(ctx context.Context, args []string) error { return nil }
