package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"skylab/lessons"
	"skylab/progress"
)

func (a *app) lessonsCommand() *cobra.Command {
	return &cobra.Command{Use: "lessons [MODULE]", Short: a.say("cmd.lessons.short"), Args: cobra.MaximumNArgs(1),
		Example:           "  skylab lessons\n  skylab lessons vpc",
		ValidArgsFunction: a.completeModules,
		RunE:              func(_ *cobra.Command, args []string) error { return a.listLessons(args) }}
}

// listLessons prints the modules with their steps and what was done of them.
func (a *app) listLessons(args []string) error {
	library, err := a.library()
	if err != nil {
		return err
	}
	modules := library.Modules
	if len(args) > 0 {
		s, err := library.Step(args[0], nil)
		if err != nil {
			return a.sayNoStep(err)
		}
		modules = []*lessons.Module{s.Module}
	}
	done := a.stepsDone()
	for i, m := range modules {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		a.listModule(m, done)
	}
	return nil
}

// stepsDone is what is known of every step; nothing where progress cannot be read.
func (a *app) stepsDone() map[string]progress.StepProgress {
	o, _ := a.store()
	defer o.Close()
	steps, err := o.Store.Steps()
	if err != nil {
		return nil
	}
	m := make(map[string]progress.StepProgress, len(steps))
	for _, s := range steps {
		m[s.Step] = s
	}
	return m
}

func (a *app) listModule(m *lessons.Module, done map[string]progress.StepProgress) {
	passed := 0
	for _, s := range m.Steps {
		if done[s.Ref()].Done() {
			passed++
		}
	}
	fmt.Fprintln(a.out, a.say("cmd.lessons.module", "id", m.ID, "title", m.Title.In(a.lang), "minutes", m.Minutes, "passed", passed, "steps", len(m.Steps)))
	width := 0
	for _, s := range m.Steps {
		width = max(width, len(s.Ref()))
	}
	for _, s := range m.Steps {
		row := fmt.Sprintf("  %s %-*s  %-6s  %s", sign(done[s.Ref()]), width, s.Ref(), s.Level, s.Title.In(a.lang))
		if s.Minutes > 0 {
			row += "  " + a.say("cmd.lessons.minutes", "minutes", s.Minutes)
		}
		fmt.Fprintln(a.out, strings.TrimRight(row, " "))
	}
}

// sign tells how far a step got: solved, passed with the solution shown, begun,
// not begun.
func sign(p progress.StepProgress) string {
	switch {
	case p.Solved:
		return "✓"
	case p.Assisted:
		return "◐"
	case !p.Started.IsZero():
		return "…"
	}
	return "·"
}

func (a *app) completeModules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	library, err := a.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, m := range library.Modules {
		list = append(list, m.ID+"\t"+m.Title.In(a.lang))
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeSteps(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	library, err := a.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, m := range library.Modules {
		for _, s := range m.Steps {
			list = append(list, s.Ref()+"\t"+s.Title.In(a.lang))
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}
