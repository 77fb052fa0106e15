package tui

import (
	"context"
	"io"
	"os"

	"skylab/lessons"
	"skylab/tui/plain"
)

// Plain is the lab line by line: it reads in, writes out, draws no boxes and
// moves no cursor. It returns at the end of the input or when the learner
// leaves; a start that does not exist is *lessons.NoStep.
func Plain(ctx context.Context, c Config, in io.Reader, out io.Writer) error {
	if in == nil {
		in = os.Stdin
	}
	if out == nil {
		out = os.Stdout
	}
	env := c.env()
	var start *lessons.Step
	if c.Start != "" {
		env.Reload()
		s, err := startStep(env.Library, env.Steps, c.Start)
		if err != nil {
			return err
		}
		start = s
	}
	return plain.Run(ctx, env, start, in, out)
}
