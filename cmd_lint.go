package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"skylab/content"
	"skylab/lessons"
	"skylab/quizzes"
	"skylab/text"
)

// lintFlags are the flags of skylab lint.
type lintFlags struct {
	json   bool
	record string
	seeds  int
}

func (a *app) lintCommand() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{Use: "lint [DIR…]", Short: a.say("cmd.lint.short"), Long: a.say("cmd.lint.long"),
		Example: `  skylab lint
  skylab lint my-course/dns
  skylab lint my-quiz my-quiz/dns/records.md
  skylab lint --json lessons
  skylab lint --record vpc/nat journal.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.record != "" {
				return a.record(cmd.Context(), f.record, args)
			}
			return a.lint(cmd.Context(), f, args)
		}}
	cmd.Flags().BoolVar(&f.json, "json", false, a.say("cmd.lint.json"))
	cmd.Flags().StringVar(&f.record, "record", "", a.say("cmd.lint.record"))
	cmd.Flags().IntVar(&f.seeds, "seeds", 0, a.say("cmd.lint.seeds"))
	_ = cmd.RegisterFlagCompletionFunc("record", a.completeSteps)
	return cmd
}

func (a *app) lint(ctx context.Context, f lintFlags, args []string) error {
	dirs, sources, err := a.lintTargets(args)
	if err != nil {
		return err
	}
	var report lessons.Report
	if len(args) == 0 || len(dirs) > 0 {
		if report, err = a.lintLessons(ctx, f, dirs); err != nil {
			return err
		}
	}
	var banks quizzes.Report
	if len(sources) > 0 {
		if banks, err = a.lintBanks(ctx, f, sources); err != nil {
			return err
		}
	}
	if f.json {
		err = a.lintJSON(report, banks)
	}
	if err == nil && content.Failures(report.Problems)+content.Failures(banks.Problems) > 0 {
		return exit(1)
	}
	return err
}

func (a *app) lintLessons(ctx context.Context, f lintFlags, dirs []string) (lessons.Report, error) {
	sources, err := a.lintSources(dirs)
	if err != nil {
		return lessons.Report{}, err
	}
	began := time.Now()
	library, problems := lessons.LoadFrom(sources...)
	report := lessons.Proof{Today: began, Seeds: f.seeds}.Lint(ctx, library, problems)
	shortened(report.Problems)
	if !f.json {
		a.lintLines(report, time.Since(began))
	}
	return report, nil
}

// shortened names files as they are seen from the working folder.
func shortened(list []content.Problem) {
	here, _ := os.Getwd()
	for i := range list {
		list[i].Pos.File = fromHere(here, list[i].Pos.File)
	}
}

// lintSources are the folders named, or all lessons that the lab would open.
func (a *app) lintSources(dirs []string) ([]lessons.Source, error) {
	if len(dirs) == 0 {
		return a.sources()
	}
	var list []lessons.Source
	for _, dir := range dirs {
		if !isFolder(dir) {
			return nil, errors.New(a.say("app.no-folder", "folder", dir))
		}
		s := courseAt(dir)
		s.Name = filepath.ToSlash(s.Name)
		list = append(list, s)
	}
	return list, nil
}

// fromHere shortens a path below the working folder.
func fromHere(here, file string) string {
	if rel, err := filepath.Rel(here, filepath.FromSlash(file)); err == nil && filepath.IsAbs(filepath.FromSlash(file)) && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return file
}

func (a *app) lintLines(r lessons.Report, took time.Duration) {
	a.problemLines(r.Problems)
	fmt.Fprintln(a.out, a.say("cmd.lint.summary", "modules", r.Modules, "steps", r.Steps, "checks", r.Checks, "solutions", r.Solutions,
		"traps", r.Traps, "predictions", r.Predictions, "mutants", r.Mutants, "variants", r.Variants,
		"seconds", fmt.Sprintf("%.1f", took.Seconds()), "problems", content.Failures(r.Problems)))
}

func (a *app) problemLines(list []content.Problem) {
	say := text.For(a.lang)
	for _, p := range list {
		mark := ""
		if p.Warn {
			mark = a.say("cmd.lint.warning") + " "
		}
		fmt.Fprintf(a.out, "%s: %s%s\n", p.Pos, mark, p.Sentence(say))
	}
}

// lintJSON prints one object that editors and scripts can read.
func (a *app) lintJSON(r lessons.Report, banks quizzes.Report) error {
	type problem struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Code    string `json:"code"`
		Warning bool   `json:"warning"`
		Message string `json:"message"`
	}
	out := struct {
		Steps    int       `json:"steps"`
		Mutants  int       `json:"mutants"`
		Items    int       `json:"items"`
		Proved   int       `json:"proved"`
		Worlds   int       `json:"worlds"`
		Problems []problem `json:"problems"`
	}{r.Steps, r.Mutants, banks.Items, banks.Proved, banks.Worlds, []problem{}}
	for _, p := range append(r.Problems, banks.Problems...) {
		out.Problems = append(out.Problems, problem{p.Pos.File, p.Pos.Line, p.Pos.Column, p.Code, p.Warn, p.Sentence(text.For(a.lang))})
	}
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// record turns a session into a solution block: the journal of a file, of
// standard input, or the one kept of the step.
func (a *app) record(ctx context.Context, name string, args []string) error {
	step, err := a.step(name)
	if err != nil {
		return err
	}
	lines, seed, err := a.journalOf(step, args)
	if err != nil {
		return err
	}
	solution, err := step.Recorded(ctx, seed, lines)
	if err != nil {
		return err
	}
	if !solution.Passes {
		a.warn(a.say("cmd.lint.unsolved", "step", step.Ref()))
	}
	_, err = fmt.Fprintf(a.out, "```solution\n%s```\n", solution.Body)
	return err
}

func (a *app) journalOf(step *lessons.Step, args []string) (lines []string, seed uint64, err error) {
	var body []byte
	switch {
	case len(args) > 1:
		return nil, 0, errors.New(a.say("cmd.lint.onejournal"))
	case len(args) == 1 && args[0] != "-":
		body, err = os.ReadFile(args[0])
	case len(args) == 1 || !isTerminal(a.in):
		body, err = io.ReadAll(a.in)
	default:
		return a.keptJournal(step)
	}
	if err != nil {
		return nil, 0, err
	}
	lines, seed, err = lessons.JournalLines(string(body))
	if errors.Is(err, lessons.ErrCarriedOn) {
		err = errors.New(a.say("cmd.lint.carried"))
	}
	return lines, cmp.Or(seed, step.Module.Seed), err
}

func (a *app) keptJournal(step *lessons.Step) (lines []string, seed uint64, err error) {
	o, _ := a.store()
	defer o.Close()
	session, journal, err := o.Store.Resume(step.Ref())
	if err != nil {
		return nil, 0, errors.New(a.say("cmd.lint.nojournal", "step", step.Ref()))
	}
	if session.From != 0 {
		return nil, 0, errors.New(a.say("cmd.lint.carried"))
	}
	for _, e := range journal {
		lines = append(lines, e.Line)
	}
	return lines, session.Seed, nil
}
