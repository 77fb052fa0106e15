package main

import (
	"errors"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"skylab/progress"
)

func (a *app) progressCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "progress", Short: a.say("app.progress.short"), Args: cobra.NoArgs,
		Example: "  skylab progress export > my-progress.yaml\n  skylab progress import my-progress.yaml"}
	cmd.AddCommand(
		&cobra.Command{Use: "export [FILE]", Short: a.say("app.progress.export"), Args: cobra.MaximumNArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			return a.exportProgress(args)
		}},
		&cobra.Command{Use: "import FILE", Short: a.say("app.progress.import"), Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			return a.importProgress(args[0])
		}})
	return cmd
}

// store opens progress; it always gives a store, and what to tell the learner.
func (a *app) store() (progress.Opened, string) {
	folder, err := a.dataFolder()
	if err != nil {
		folder = ""
	}
	o := progress.Open(folder, time.Now())
	if o.Notice == progress.AllWell {
		return o, ""
	}
	cause := ""
	if o.Cause != nil {
		cause = o.Cause.Error()
	}
	return o, a.say("progress."+string(o.Notice), "path", o.Path, "cause", cause)
}

func (a *app) exportProgress(args []string) error {
	o, notice := a.store()
	defer o.Close()
	if notice != "" {
		a.warn(notice)
	}
	if len(args) == 0 || args[0] == "-" {
		return progress.Export(o.Store, a.out)
	}
	f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // an older export is not overwritten
	if err != nil {
		return err
	}
	return errors.Join(progress.Export(o.Store, f), f.Close())
}

func (a *app) importProgress(name string) error {
	o, notice := a.store()
	defer o.Close()
	if notice != "" && o.Notice != progress.SetAside {
		return errors.New(a.say("progress.cannot", "notice", notice))
	}
	var in io.Reader = a.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	if err := progress.Import(o.Store, in); err != nil {
		return err
	}
	_, err := io.WriteString(a.out, a.say("progress.imported", "path", o.Path)+"\n")
	return err
}

// warn tells the learner something on the error stream and goes on.
func (a *app) warn(sentence string) { _, _ = io.WriteString(a.err, "skylab: "+sentence+"\n") }
