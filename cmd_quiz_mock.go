package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"skylab/content"
	"skylab/quizzes/mock"
	"skylab/text"
)

// mockFlags are what `skylab quiz mock` is asked.
type mockFlags struct {
	exam   string
	seed   uint64
	dryRun bool
	json   bool
}

func (a *app) quizMockCommand() *cobra.Command {
	var f mockFlags
	cmd := &cobra.Command{Use: "mock --exam EXAM", Short: a.say("cmd.quiz.mock.short"), Long: a.say("cmd.quiz.mock.long"), Args: cobra.NoArgs,
		Example: "  skylab quiz mock --exam SAA-C03\n  skylab quiz mock --exam SAA-C03 --seed 7 --dry-run --json | jq '.tasks[] | select(.small)'",
		RunE:    func(*cobra.Command, []string) error { return a.quizMock(f, time.Now()) }}
	flags := cmd.Flags()
	flags.StringVar(&f.exam, "exam", "", a.say("cmd.quiz.mock.exam", "exams", strings.Join(content.ExamCodes(), ", ")))
	flags.Uint64Var(&f.seed, "seed", 1, a.say("cmd.quiz.mock.seed"))
	flags.BoolVar(&f.dryRun, "dry-run", false, a.say("cmd.quiz.mock.dry-run"))
	flags.BoolVar(&f.json, "json", false, a.say("cmd.quiz.mock.json"))
	_ = cmd.RegisterFlagCompletionFunc("exam", cobra.FixedCompletions(content.ExamCodes(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// quizMock says what mock of an exam there is on a day, and draws one in a dry
// run. The learner's own past is left out of it: the same seed draws the same
// mock for everybody who has the same banks.
func (a *app) quizMock(f mockFlags, today time.Time) error {
	exam, ok := content.FindExam(f.exam)
	if !ok {
		return a.noMock(f, mockError{Code: "unknown-exam", Message: a.say("cmd.quiz.mock.unknown", "exam", f.exam,
			"near", text.Nearest(strings.ToUpper(f.exam), content.ExamCodes()), "exams", strings.Join(content.ExamCodes(), ", "))})
	}
	library, err := a.quizzes()
	if err != nil {
		return err
	}
	entries := library.Entries()
	offer, err := mock.Propose(entries, exam, today, nil)
	var refusal *mock.Refusal
	switch {
	case errors.As(err, &refusal):
		return a.noMock(f, mockError{Code: string(refusal.Why), Exam: exam.Code, Successor: refusal.Successor, LastDay: exam.LastDay, ValidFrom: exam.ValidFrom, Message: refusal.Say(text.For(a.lang))})
	case err != nil:
		return err
	}
	r := a.mockReport(offer, today)
	if f.dryRun {
		r.draw(offer, f.seed, entries)
	}
	if f.json {
		return a.writeJSON(r)
	}
	a.showMock(r)
	if !f.dryRun {
		fmt.Fprintln(a.out, "\n"+a.say("cmd.quiz.mock.in-the-lab"))
	}
	return nil
}

// mockError is a refusal for scripts.
type mockError struct {
	Code      string `json:"code"` // unknown-exam, ended, not-yet, no-items
	Exam      string `json:"exam,omitempty"`
	Successor string `json:"successor,omitempty"`
	LastDay   string `json:"lastDay,omitempty"`
	ValidFrom string `json:"validFrom,omitempty"`
	Message   string `json:"message"`
}

// noMock ends with a refusal: as a sentence, or as JSON with status 1.
func (a *app) noMock(f mockFlags, e mockError) error {
	if !f.json {
		return errors.New(e.Message)
	}
	if err := a.writeJSON(struct {
		Error mockError `json:"error"`
	}{e}); err != nil {
		return err
	}
	return exit(1)
}

func (a *app) writeJSON(v any) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
