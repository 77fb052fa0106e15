package aws

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"skylab/simulators/cloud"
	"skylab/simulators/logs"
)

// tail is aws logs tail: the lines of a log group since some time ago, from all
// its streams. With --follow the real command waits for more; here time stands
// still while a command runs, so that it ends when there are no more.
// docs.aws.amazon.com/cli/latest/reference/logs/tail.html
func (s *service) tail(c *call, args []string) *failure {
	g := newGrammar([]option{
		{name: "since"}, {name: "follow", arity: none}, {name: "format", choices: []string{"detailed", "short", "json"}},
		{name: "filter-pattern"}, {name: "log-stream-names", arity: many}, {name: "log-stream-name-prefix"},
	})
	typed, f := g.parse(args)
	switch {
	case f != nil:
		return f
	case typed.word == "help":
		return say(c.d, tailHelp)
	case !typed.hasWord:
		return misused("the following arguments are required: group_name")
	case len(typed.rest) > 0:
		return misused("Unknown options: " + strings.Join(typed.rest, ", "))
	}
	in := logs.FilterLogEventsInput{LogGroupName: &typed.word}
	text := func(name string) (string, bool) {
		x := typed.given[g.place[name]]
		if !x.set || len(x.values) == 0 {
			return "", false
		}
		return x.values[0], true
	}
	since := "10m"
	if v, ok := text("since"); ok {
		since = v
	}
	from, ok := sinceWhen(c.d.World.Cloud.Now, since)
	if !ok {
		return broken("Unknown string format: " + since)
	}
	in.StartTime = new(int64(from / cloud.Millisecond))
	if v, ok := text("filter-pattern"); ok {
		in.FilterPattern = &v
	}
	if v, ok := text("log-stream-name-prefix"); ok {
		in.LogStreamNamePrefix = &v
	}
	if x := typed.given[g.place["log-stream-names"]]; x.set {
		in.LogStreamNames = x.values
	}
	form := "detailed"
	if v, ok := text("format"); ok {
		form = v
	}
	if f := c.unreachable(); f != nil {
		return f
	}
	c.command = s.named("FilterLogEvents")
	return c.tailPages(&in, form)
}

const tailHelp = `aws logs tail <group_name> [--since 10m] [--follow] [--format detailed|short|json]
              [--filter-pattern PATTERN] [--log-stream-names NAME ...] [--log-stream-name-prefix PREFIX]
`

// sinceWhen reads 90s, 5m, 2h, 1d, 1w or an instant.
func sinceWhen(now cloud.Time, text string) (cloud.Time, bool) {
	if n := len(text); n > 1 {
		unit, ok := map[byte]cloud.Time{'s': cloud.Second, 'm': cloud.Minute, 'h': cloud.Hour, 'd': cloud.Day, 'w': 7 * cloud.Day}[text[n-1]]
		if many, whole := integer(text[:n-1]); ok && whole && many >= 0 && many <= 1e6 {
			return max(0, now-cloud.Time(many)*unit), true
		}
	}
	return instant(str(text))
}

func (c *call) tailPages(in *logs.FilterLogEventsInput, form string) *failure {
	for {
		c.in = reflect.ValueOf(in).Elem()
		out, f := c.do()
		if f != nil {
			return f
		}
		page, ok := out.(logs.FilterLogEventsOutput)
		if !ok {
			return broken("")
		}
		for i := range page.Events {
			if _, err := c.d.Stdout.Write([]byte(tailLine(&page.Events[i], form))); err != nil {
				return printed(err)
			}
		}
		if page.NextToken == nil {
			return nil
		}
		in.NextToken = page.NextToken
	}
}

func tailLine(e *logs.FilteredLogEvent, form string) string {
	at := time.UnixMilli(e.Timestamp).UTC()
	text := strings.TrimRight(e.Message, "\n") + "\n"
	if form == "short" {
		return at.Format("2006-01-02T15:04:05") + " " + text
	}
	if form == "json" {
		var b bytes.Buffer
		if json.Indent(&b, []byte(strings.TrimSpace(e.Message)), "", "    ") == nil && strings.HasPrefix(strings.TrimSpace(e.Message), "{") {
			text = b.String() + "\n"
		}
	}
	return at.Format("2006-01-02T15:04:05.000000+00:00") + " " + e.LogStreamName + " " + text
}
