package main

import "github.com/spf13/cobra"

// quizCommand is the group for scripts and teachers: quiz items without screens.
func (a *app) quizCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "quiz", Short: a.say("cmd.quiz.short"), Args: cobra.NoArgs}
	cmd.AddCommand(a.quizItemsCommand(), a.quizMockCommand(), a.quizResultCommand(), a.quizGeneratorsCommand(), a.quizGenerateCommand())
	return cmd
}
