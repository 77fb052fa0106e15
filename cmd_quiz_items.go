package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// itemFlags are what `skylab quiz items` is asked.
type itemFlags struct {
	module, exam string
	json         bool
}

func (a *app) quizItemsCommand() *cobra.Command {
	var f itemFlags
	cmd := &cobra.Command{Use: "items", Short: a.say("cmd.quiz.items.short"), Args: cobra.NoArgs,
		Example: "  skylab quiz items --module vpc\n  skylab quiz items --exam SAA-C03 --json | jq '[.[] | select(.proved)] | length'",
		RunE:    func(*cobra.Command, []string) error { return a.quizItems(f) }}
	cmd.Flags().StringVar(&f.module, "module", "", a.say("cmd.quiz.items.module"))
	cmd.Flags().StringVar(&f.exam, "exam", "", a.say("cmd.quiz.items.exam"))
	cmd.Flags().BoolVar(&f.json, "json", false, a.say("cmd.quiz.items.json"))
	_ = cmd.RegisterFlagCompletionFunc("exam", cobra.FixedCompletions(content.ExamCodes(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("module", a.completeModules)
	return cmd
}

func (a *app) quizItems(f itemFlags) error {
	library, err := a.quizzes()
	if err != nil {
		return err
	}
	entries, err := a.chosenItems(library.Entries(), f)
	if err != nil {
		return err
	}
	if f.json {
		return a.quizItemsJSON(library, entries)
	}
	a.quizItemLines(entries)
	return nil
}

// chosenItems are those of a module and an exam version; a word that fits
// nothing is an error that names what does.
func (a *app) chosenItems(all []quizzes.Entry, f itemFlags) ([]quizzes.Entry, error) {
	if f.exam != "" && !slices.Contains(content.ExamCodes(), f.exam) {
		return nil, errors.New(a.say("cmd.quiz.items.noexam", "exam", f.exam, "known", strings.Join(content.ExamCodes(), ", ")))
	}
	var list []quizzes.Entry
	var modules []string
	for _, e := range all {
		if !slices.Contains(modules, e.Module) {
			modules = append(modules, e.Module)
		}
		ofExam := slices.ContainsFunc(e.Tasks, func(t string) bool { return strings.HasPrefix(t, f.exam+"/") })
		if (f.module == "" || e.Module == f.module) && (f.exam == "" || ofExam) {
			list = append(list, e)
		}
	}
	if f.module != "" && !slices.Contains(modules, f.module) {
		return nil, errors.New(a.say("cmd.quiz.items.nomodule", "module", f.module, "near", text.Nearest(f.module, modules)))
	}
	return list, nil
}

func (a *app) quizItemLines(entries []quizzes.Entry) {
	width, proved, korean := 0, 0, 0
	for _, e := range entries {
		width = max(width, len(e.ID))
		if e.Proved {
			proved++
		}
		if e.Korean {
			korean++
		}
	}
	for _, e := range entries {
		mark := " "
		if e.Proved {
			mark = "✓"
		}
		fmt.Fprintf(a.out, "%s %-*s  %-8s  %d  %s\n", mark, width, e.ID, e.Kind, e.Level, e.Title.In(a.lang))
	}
	fmt.Fprintln(a.out, a.say("cmd.quiz.items.sum", "items", len(entries), "proved", proved, "korean", korean))
}

// quizItemsJSON prints one array that scripts can read; a field without a value
// is there all the same.
func (a *app) quizItemsJSON(library *quizzes.Library, entries []quizzes.Entry) error {
	type item struct {
		ID        string   `json:"id"`
		Module    string   `json:"module"`
		Title     string   `json:"title"`
		Kind      string   `json:"kind"`
		Topic     string   `json:"topic"`
		Level     int      `json:"level"`
		Tasks     []string `json:"tasks"`
		Step      string   `json:"step"`
		Case      string   `json:"case"`
		Proved    bool     `json:"proved"`
		Languages []string `json:"languages"`
		Source    string   `json:"source"`
		Hash      string   `json:"hash"`
	}
	list := []item{}
	for _, e := range entries {
		languages := []string{string(text.English)}
		if e.Korean {
			languages = append(languages, string(text.Korean))
		}
		source := "builtin"
		if library.Local(e.ID) {
			source = "local"
		}
		list = append(list, item{e.ID, e.Module, e.Title.In(a.lang), string(e.Kind), e.Topic, int(e.Level), append([]string{}, e.Tasks...), e.Step, e.Case, e.Proved, languages, source, e.Hash})
	}
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}
