package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/sit"
	"skylab/tui/study"
)

// resultFlags are what `skylab quiz result` is asked.
type resultFlags struct {
	format string // md, html; empty: as the file's name ends, else md
	file   string // empty or -: standard output
}

func (a *app) quizResultCommand() *cobra.Command {
	var f resultFlags
	cmd := &cobra.Command{Use: "result [N]", Short: a.say("cmd.quiz.result.short"), Long: a.say("cmd.quiz.result.long"), Args: cobra.MaximumNArgs(1),
		Example: "  skylab quiz result\n  skylab quiz result 2 --lang ko -o before.html",
		RunE:    func(cmd *cobra.Command, args []string) error { return a.quizResult(cmd.Context(), args, f, time.Now) }}
	cmd.Flags().StringVar(&f.format, "format", "", a.say("cmd.quiz.result.format"))
	cmd.Flags().StringVarP(&f.file, "output", "o", "", a.say("cmd.quiz.result.output"))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"md", "html"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// quizResult writes the result of one of the learner's mock exams that are over.
func (a *app) quizResult(ctx context.Context, args []string, f resultFlags, now func() time.Time) error {
	n := 1
	if len(args) > 0 {
		var err error
		if n, err = strconv.Atoi(args[0]); err != nil || n < 1 {
			return errors.New(a.say("cmd.quiz.result.number", "word", args[0]))
		}
	}
	format := f.format
	if format == "" && strings.EqualFold(filepath.Ext(f.file), ".html") {
		format = "html"
	}
	switch format {
	case "", "md", "html":
	default:
		return errors.New(a.say("cmd.quiz.result.no-format", "format", format))
	}
	result, library, err := a.finished(ctx, n, now)
	if err != nil {
		return err
	}
	say := text.For(a.lang)
	if format == "html" {
		return a.writeNew(f.file, result.HTML(say, library.Facts))
	}
	return a.writeNew(f.file, result.Markdown(say, library.Facts))
}

// finished is the result of the nth latest mock that is over. One whose time
// ran out while it was closed ends here as it would in the lab.
func (a *app) finished(ctx context.Context, n int, now func() time.Time) (r mock.Result, library *quizzes.Library, err error) {
	opened, notice := a.store()
	defer opened.Close()
	if notice != "" {
		a.warn(notice)
	}
	sitting, err := a.nthOver(opened.Store, n, now())
	if err != nil {
		return r, nil, err
	}
	lib, err := a.quizzes()
	if err != nil {
		return r, nil, err
	}
	taken, err := sit.Take(ctx, study.Open(lib, nil, opened.Store, now), opened.Store, now, sitting)
	if err != nil {
		return r, nil, err
	}
	r, err = taken.Result()
	return r, lib, err
}

func (a *app) nthOver(store progress.Store, n int, now time.Time) (record.Sitting, error) {
	list, err := store.Sittings()
	if err != nil {
		return record.Sitting{}, err
	}
	over := 0
	for i := len(list) - 1; i >= 0; i-- {
		events, err := store.Events(list[i].ID)
		if err != nil && !errors.Is(err, progress.ErrNone) {
			return record.Sitting{}, err
		}
		state := mock.Fold(list[i], events)
		if !state.Over() && state.Left(state.Used)-state.Away(now) > 0 {
			continue
		}
		if over++; over == n {
			return list[i], nil
		}
	}
	return record.Sitting{}, errors.New(a.say("cmd.quiz.result.none", "over", over, "n", n, "begun", len(list)-over))
}

// writeNew writes a file that is not there yet, or to the standard output.
func (a *app) writeNew(path, body string) error {
	if path == "" || path == "-" {
		_, err := io.WriteString(a.out, body)
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return errors.New(a.say("cmd.quiz.result.exists", "path", path))
	case err != nil:
		return err
	}
	_, err = io.WriteString(f, body)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half a page is worse than none
	}
	return err
}
