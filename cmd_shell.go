package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"skylab/console"
	"skylab/console/desk"
)

// shellFlags are the flags of skylab shell.
type shellFlags struct {
	lesson string
	seed   uint64
	seeded bool
	script string
	given  bool // -c was given
}

func (a *app) shellCommand() *cobra.Command {
	var f shellFlags
	cmd := &cobra.Command{
		Use: "shell [FILE | -]", Short: a.say("app.shell.short"), Args: cobra.MaximumNArgs(1),
		Example: `  skylab shell
  skylab shell -c 'aws ec2 describe-vpcs --query "Vpcs[].CidrBlock"'
  skylab shell --lesson vpc/nat solution.sh
  echo 'trace internet web:80' | skylab shell --lesson vpc/answer -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.seeded, f.given = cmd.Flags().Changed("seed"), cmd.Flags().Changed("command")
			return a.shell(cmd.Context(), f, args)
		},
	}
	cmd.Flags().StringVar(&f.lesson, "lesson", "", a.say("app.shell.lesson"))
	_ = cmd.RegisterFlagCompletionFunc("lesson", a.completeSteps)
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, a.say("app.shell.seed"))
	cmd.Flags().StringVarP(&f.script, "command", "c", "", a.say("app.shell.command"))
	return cmd
}

// scriptPatience is how long a whole script may take on the wall clock: longer
// than a line that somebody waits for. What never ends is ended by its budget.
const scriptPatience = time.Minute

func (a *app) shell(ctx context.Context, f shellFlags, args []string) error {
	m, err := a.firstMoment(ctx, f)
	if err != nil {
		return err
	}
	script, in, err := a.scriptOf(f, args)
	if err != nil {
		return err
	}
	if script == nil {
		return a.converse(ctx, console.NewSession(m, console.Base{Name: f.lesson}))
	}
	ctx, stop := context.WithTimeout(ctx, scriptPatience)
	defer stop()
	next, err := m.RunTo(ctx, *script, in, a.out, a.err)
	if err != nil {
		fmt.Fprintln(a.err, err)
		return exit(2) // as bash ends on a script that it cannot run
	}
	if next.Status != 0 {
		return exit(next.Status)
	}
	return nil
}

// scriptOf finds the script: -c, a file, standard input; nil when a person
// sits at a terminal. in is what the script itself may read.
func (a *app) scriptOf(f shellFlags, args []string) (script *string, in io.Reader, err error) {
	switch {
	case f.given:
		return &f.script, a.in, nil
	case len(args) == 1 && args[0] != "-":
		body, err := os.ReadFile(args[0])
		s := string(body)
		return &s, a.in, err
	case len(args) == 0 && isTerminal(a.in):
		return nil, nil, nil
	}
	body, err := io.ReadAll(a.in)
	s := string(body)
	return &s, strings.NewReader(""), err
}

func isTerminal(r any) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// firstMoment is the world that the console starts in: a lesson's step, or an
// empty account.
func (a *app) firstMoment(ctx context.Context, f shellFlags) (*console.Moment, error) {
	if f.lesson == "" {
		return console.New(console.Options{Seed: f.seed, Lang: a.lang}), nil
	}
	step, err := a.step(f.lesson)
	if err != nil {
		return nil, err
	}
	if f.seeded {
		return step.StartSeed(ctx, a.lang, f.seed)
	}
	return step.Start(ctx, a.lang)
}

// converse reads lines from a terminal, more of them while a construct is open.
func (a *app) converse(ctx context.Context, session *console.Session) error {
	fmt.Fprintln(a.err, a.say("app.shell.bye"))
	lines := bufio.NewScanner(a.in)
	lines.Buffer(nil, 1<<20)
	for prompt, typed := "$ ", ""; ; {
		fmt.Fprint(a.err, prompt)
		if !lines.Scan() {
			fmt.Fprintln(a.err)
			return lines.Err()
		}
		if typed += lines.Text() + "\n"; console.Incomplete(typed) {
			prompt = "> "
			continue
		}
		done := a.one(ctx, session, strings.TrimSuffix(typed, "\n"))
		if prompt, typed = "$ ", ""; done {
			return nil
		}
	}
}

// one runs one line of a conversation and tells whether it was the last.
func (a *app) one(ctx context.Context, session *console.Session, line string) bool {
	ctx, clear := a.progress(ctx)
	reply, err := session.Do(ctx, line)
	clear()
	switch {
	case err != nil:
		fmt.Fprintln(a.err, err)
	case reply.Prompt:
		fmt.Fprint(a.out, withNewline(reply.Said))
	default:
		fmt.Fprint(a.out, console.Harmless(reply.Moment.Output))
		return reply.Moment.Exited
	}
	return false
}

// progress shows on a terminal how far a long line is, and takes it away again.
func (a *app) progress(ctx context.Context) (context.Context, func()) {
	if !isTerminal(a.err) {
		return ctx, func() {}
	}
	begun, shown := time.Now(), -1
	ctx = desk.WithProgress(ctx, func(share float64) {
		if n := int(share * 100); n != shown && time.Since(begun) > time.Second/2 {
			shown = n
			fmt.Fprintf(a.err, "\r%3d %%", n)
		}
	})
	return ctx, func() {
		if shown >= 0 {
			fmt.Fprint(a.err, "\r     \r")
		}
	}
}

func withNewline(s string) string {
	if s == "" || strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}
