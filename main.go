// Skylab is a terminal lab for learning AWS and DevOps: lessons, a simulated
// AWS account that says why, and a console that speaks bash and the real aws
// grammar, in one program.
package main

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"path/filepath"

	"charm.land/fang/v2"
	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"skylab/text"
)

// version is set when a release is built (-ldflags "-X main.version=…").
var version = "0.1.0"

func main() {
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	a.lang = languageOf(os.Args[1:], os.Getenv)
	err := fang.Execute(context.Background(), a.root(),
		fang.WithVersion(version), fang.WithErrorHandler(a.explain),
		fang.WithNotifySignal(os.Interrupt), fang.WithColorSchemeFunc(colours(os.Getenv("NO_COLOR") != "")))
	os.Exit(statusOf(err))
}

// app is what every command is given: the flags that stand everywhere, and the
// streams.
type app struct {
	lang        text.Lang
	langFlag    string
	plain       bool
	data        string   // folder of progress and settings; empty: the user's own
	lessons     []string // further folders with lessons
	quizFolders []string // further folders with quiz banks
	in          io.Reader
	out, err    io.Writer
	getenv      func(string) string
}

// say speaks the learner's language.
func (a *app) say(id string, args ...any) string { return text.For(a.lang).Say(id, args...) }

func (a *app) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "skylab [lesson[/step]]",
		Short: a.say("app.short"),
		Long:  a.say("app.long"),
		Example: `  skylab                  # ` + a.say("app.example.lab") + `
  skylab vpc/nat          # ` + a.say("app.example.step") + `
  skylab shell -c 'aws ec2 describe-vpcs'
  skylab --plain --lang ko`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.completeSteps,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.lab(cmd.Context(), args) },
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.checkFlags() },
	}
	f := cmd.PersistentFlags()
	f.StringVar(&a.langFlag, "lang", "", a.say("app.flag.lang"))
	f.BoolVar(&a.plain, "plain", false, a.say("app.flag.plain"))
	f.StringVar(&a.data, "data", "", a.say("app.flag.data"))
	f.StringArrayVar(&a.lessons, "lessons", nil, a.say("app.flag.lessons"))
	f.StringArrayVar(&a.quizFolders, "quizzes", nil, a.say("app.flag.quizzes"))
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"en", "ko"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.SetIn(a.in)
	cmd.SetOut(a.out)
	cmd.SetErr(a.err)
	cmd.AddCommand(a.commands()...)
	return cmd
}

func (a *app) checkFlags() error {
	if a.langFlag != "" && a.langFlag != string(text.English) && a.langFlag != string(text.Korean) {
		return errors.New(a.say("app.badlang", "lang", a.langFlag))
	}
	return nil
}

// languageOf finds --lang before cobra does, because the help itself is in the
// learner's language; without it the locale decides.
func languageOf(args []string, getenv func(string) string) text.Lang {
	lang := text.FromLocale(getenv)
	for i, arg := range args {
		switch {
		case arg == "--":
			return lang
		case arg == "--lang" && i+1 < len(args):
			lang = text.For(text.Lang(args[i+1])).Lang()
		case len(arg) > 7 && arg[:7] == "--lang=":
			lang = text.For(text.Lang(arg[7:])).Lang()
		}
	}
	return lang
}

// exit ends the program with a status and no further word: the script that ran
// has said what there was to say.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func statusOf(err error) int {
	var status exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	}
	return 1
}

func (a *app) explain(w io.Writer, styles fang.Styles, err error) {
	var status exit
	if errors.As(err, &status) {
		return
	}
	fmt.Fprintln(w, a.say("app.error", "error", err.Error()))
	_ = styles
}

// dataFolder is where progress and settings live: --data, else the user's data
// folder as the system has it. Empty with an error where there is no home; the
// lab then goes on unsaved.
func (a *app) dataFolder() (string, error) {
	if a.data != "" {
		return a.data, nil
	}
	if x := a.getenv("XDG_DATA_HOME"); filepath.IsAbs(x) {
		return filepath.Join(x, "skylab"), nil
	}
	return homeData()
}

// colours is fang's scheme, or none at all under NO_COLOR with any value.
func colours(none bool) fang.ColorSchemeFunc {
	return func(ld lipgloss.LightDarkFunc) fang.ColorScheme {
		if !none {
			return fang.AnsiColorScheme(ld)
		}
		var plain color.Color = lipgloss.NoColor{}
		return fang.ColorScheme{
			Base: plain, Title: plain, Description: plain, Codeblock: plain, Program: plain, DimmedArgument: plain,
			Comment: plain, Flag: plain, FlagDefault: plain, Command: plain, QuotedString: plain, Argument: plain,
			Help: plain, Dash: plain, ErrorHeader: [2]color.Color{plain, plain}, ErrorDetails: plain,
		}
	}
}
