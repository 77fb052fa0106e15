package main

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"skylab/lessons"
	"skylab/text"
)

func (a *app) solutionCommand() *cobra.Command {
	var way string
	cmd := &cobra.Command{Use: "solution STEP", Short: a.say("cmd.solution.short"), Args: cobra.ExactArgs(1),
		Example:           "  skylab solution vpc/nat > nat.sh\n  skylab solution vpc/cut --way by-hand",
		ValidArgsFunction: a.completeSteps,
		RunE:              func(_ *cobra.Command, args []string) error { return a.solution(args[0], way) }}
	cmd.Flags().StringVar(&way, "way", "", a.say("cmd.solution.way"))
	return cmd
}

// solution prints a step's set-up and solution as a script to take home.
func (a *app) solution(name, way string) error {
	step, err := a.step(name)
	if err != nil {
		return err
	}
	var names []string
	for _, s := range step.Solutions {
		names = append(names, s.Name)
	}
	for _, s := range step.Solutions {
		if way == "" || s.Name == way {
			return a.printSolution(step, s, names)
		}
	}
	return errors.New(a.say("cmd.solution.noway", "way", way, "ways", strings.Join(names, ", ")))
}

func (a *app) printSolution(step *lessons.Step, s *lessons.Solution, names []string) error {
	if len(names) > 1 {
		a.warn(a.say("cmd.solution.ways", "ways", strings.Join(names, ", ")))
	}
	_, err := io.WriteString(a.out, step.TakeHome(s, text.For(a.lang)))
	return err
}
