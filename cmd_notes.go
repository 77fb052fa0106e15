package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
	"skylab/tui/play"
)

func (a *app) notesCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{Use: "notes [LESSON | STEP]…", Short: a.say("cmd.notes.short"),
		Example:           "  skylab notes > notes.md\n  skylab notes vpc/nat vpc/peer --output notes.md",
		ValidArgsFunction: a.completeSteps,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.notes(cmd.Context(), file, args) }}
	cmd.Flags().StringVarP(&file, "output", "o", "", a.say("cmd.notes.output"))
	return cmd
}

// notes writes what was kept of the named steps, or of all, as Markdown.
func (a *app) notes(ctx context.Context, file string, names []string) error {
	library, err := a.library()
	if err != nil {
		return err
	}
	o, notice := a.store()
	defer o.Close()
	if notice != "" {
		a.warn(notice)
	}
	records, err := notesRecords(o.Store, library, names)
	if err != nil {
		return err
	}
	items, _, err := a.quizzesOf(library)
	if err != nil {
		return err
	}
	answered, err := a.notedQuizzes(ctx, o.Store, items, names)
	if err != nil {
		return err
	}
	if len(records) == 0 && answered.answers == 0 {
		return errors.New(a.say("cmd.notes.none"))
	}
	write := func(w io.Writer) error {
		return errors.Join(lessons.WriteNotes(ctx, w, text.For(a.lang), time.Now(), records), answered.write(w, text.For(a.lang)))
	}
	if file == "" {
		return write(a.out)
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// notesRecords are the steps that were begun, in the order of the course, each
// with its latest session.
func notesRecords(store progress.Store, library *lessons.Library, names []string) ([]lessons.Record, error) {
	steps, err1 := store.Steps()
	predictions, err2 := store.Predictions()
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	var list []lessons.Record
	for _, m := range library.Modules {
		for _, s := range m.Steps {
			i := slices.IndexFunc(steps, func(p progress.StepProgress) bool { return p.Step == s.Ref() })
			if i < 0 || len(names) > 0 && !slices.Contains(names, s.Ref()) && !slices.Contains(names, m.ID) {
				continue
			}
			r, err := notesRecord(store, s, steps[i])
			if err != nil {
				return nil, err
			}
			for _, p := range predictions {
				if p.Step == s.Ref() {
					r.Predictions = append(r.Predictions, lessons.PredictionMade{Answer: p.Answer, Truth: p.Truth})
				}
			}
			list = append(list, r)
		}
	}
	return list, nil
}

func notesRecord(store progress.Store, s *lessons.Step, p progress.StepProgress) (lessons.Record, error) {
	r := lessons.Record{Step: s, Hints: p.Hints, Assisted: !p.Solved, Passed: p.Passed}
	session, journal, err := store.Resume(s.Ref())
	if errors.Is(err, progress.ErrNone) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	r.Seed, r.Stale = session.Seed, session.Lesson != s.Hash()
	for _, e := range journal {
		r.Lines = append(r.Lines, e.Line)
	}
	grown, err := progress.Lineage(store, session)
	if err == nil {
		r.Way, err = play.Way(s.Module, grown)
	}
	r.Stale = r.Stale || err != nil // the world that the lines belong to cannot be made any more
	return r, nil
}
