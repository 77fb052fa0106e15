package quizzes

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
	"skylab/simulators/cloud"
	"skylab/text"
)

// Verdict is what a world says of an option.
type Verdict struct {
	Holds bool
	Told  bool            // false: the run decides nothing, and Said says why
	Said  string          // why it does not hold or cannot be told, in a few words of the machine; may be empty
	Run   content.Outcome // of the claim, or of the check after the option's commands
	act   bool            // it was not told because of the option's own commands
}

// Holds asks the world about one option of a Choice or Multiple: start is the
// world's first moment. With a check, the option's commands run first.
func (it *Item) Holds(ctx context.Context, start *console.Moment, o *Option) Verdict {
	if it.World == nil || o.Script == "" {
		return Verdict{Said: "no commands"}
	}
	if it.World.Check == "" {
		return it.World.claim(ctx, start, o.Script)
	}
	after, v := it.World.act(ctx, start, o.Script)
	if after == nil {
		return v
	}
	return it.World.claim(ctx, after, it.World.Check)
}

// act runs commands in a fork of m, the given block before them. Without a
// moment the verdict says why it cannot be told.
func (w *World) act(ctx context.Context, m *console.Moment, script string) (*console.Moment, Verdict) {
	o := content.Run(ctx, m.In(text.English), w.Given+script)
	if o.Cut != nil || misspelt(o.Status) {
		return nil, Verdict{Said: said(o), Run: o, act: true}
	}
	return o.After, Verdict{}
}

// claim runs a claim or check in a fork of m, in English and with the given
// block run. The shell is that of m: a check sees what the commands before it
// named.
func (w *World) claim(ctx context.Context, m *console.Moment, script string) Verdict {
	desk, v := w.desk(ctx, m)
	if desk == nil {
		return v
	}
	script, want, _, wants := content.LastLine(script, "want")
	o := content.Run(ctx, desk, script)
	v = Verdict{Told: true, Run: o, Holds: o.Status == 0}
	if why := untold(o); why != "" {
		return Verdict{Said: why, Run: o}
	}
	if wants {
		v.Holds = slices.Equal(o.Fields(), strings.Fields(want))
		v.Said = "output " + shorten(strings.Join(o.Fields(), " "))
	} else if !v.Holds {
		v.Said = said(o)
	}
	return v
}

// desk is the moment that claims fork from.
func (w *World) desk(ctx context.Context, m *console.Moment) (*console.Moment, Verdict) {
	d := m.In(text.English)
	if w.Given == "" {
		return d, Verdict{}
	}
	o := content.Run(ctx, d, w.Given)
	if o.Cut != nil || misspelt(o.Status) {
		return nil, Verdict{Said: said(o), Run: o}
	}
	return o.After, Verdict{}
}

// misspelt tells the statuses of a command that was called wrongly: not there,
// or refused by the aws command before anything was sent. Such a failure is no
// answer. docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
func misspelt(status int) bool { return status == 126 || status == 127 || status == 252 }

// untold says why a claim's run decides nothing; empty when it does. A status
// may have been turned round (! …) or lost in a pipe, so what was printed counts
// too.
func untold(o content.Outcome) string {
	if o.Cut != nil || misspelt(o.Status) {
		return said(o)
	}
	for _, t := range o.Traces {
		if t.Verdict == cloud.Unknown {
			return "a trace cannot tell"
		}
	}
	for rest := o.Err; rest != ""; {
		var line string
		from := rest
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if strings.HasSuffix(line, ": command not found") || slices.ContainsFunc(mistyped, func(sign string) bool { return strings.HasPrefix(line, sign) }) {
			return content.ErrorLine(from) // what stands before it was an answer
		}
	}
	return ""
}

// mistyped is how lines begin that tools print when they were called wrongly.
// An error of the API is none of them: that is an answer.
var mistyped = []string{"usage: aws", "Parameter validation failed", "Error parsing parameter", "Bad value for --query", "trace: ", "jq: ", "bash: [", "bash: test:"}

// code is the problem of a verdict that is not told.
func (v Verdict) code() string {
	if v.act {
		return "lint.proof.act"
	}
	return "lint.proof.untold"
}

// shows tells whether a run showed what an option of a Predict says: ok,
// status=N, an API error code, or the fields of the standard output.
func (o *Option) shows(run content.Outcome) bool {
	if run.Cut != nil {
		return false
	}
	if o.Shows == "ok" {
		return run.Status == 0
	}
	if n, ok := strings.CutPrefix(o.Shows, "status="); ok {
		return n == strconv.Itoa(run.Status)
	}
	return run.Status != 0 && o.Shows == run.ErrorCode() || slices.Equal(strings.Fields(o.Shows), run.Fields())
}
