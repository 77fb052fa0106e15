package lambda_test

import (
	"encoding/json"
	"testing"

	"skylab/simulators/lambda"
)

// TestOraclePatterns holds the matcher against the event patterns of the file
// on messaging, whose own module does not exist yet.
func TestOraclePatterns(t *testing.T) {
	const file = "08-sqs-sns-s3-esm.json"
	var o struct{ Cases []oracleCase }
	readOracle(t, file, &o)
	count := map[string]int{}
	for _, c := range o.Cases {
		if c.Area != "event-pattern" && c.Area != "esm-filter" {
			continue
		}
		got := unread()
		t.Run(c.ID, func(t *testing.T) {
			if got = c.matched(); got.state == "failed" {
				t.Error(got.why)
			}
		})
		count[got.state]++
		if got.state == "unread" {
			t.Logf("unread: %s (%s) %s", c.ID, c.Area, got.why)
		}
	}
	t.Logf("oracles %s (event patterns): %d passed, %d failed, %d unread", file, count["passed"], count["failed"], count["unread"])
}

// matched reads both shapes: a pattern and an event, or a mapping's filter and
// a message's body.
func (c oracleCase) matched() outcome {
	pattern, event, want, message := c.Given["pattern"], c.Given["event"], c.Expect["match"], c.Expect["message"]
	if c.Area == "esm-filter" {
		pattern, event, want, message = c.Given["filter"], object{"body": c.Given["body"]}, c.Expect["invoked"], nil
	}
	if pattern == nil || want == nil && message == nil {
		return unread()
	}
	text, err := json.Marshal(pattern)
	if err != nil {
		return unread()
	}
	if s, ok := pattern.(string); ok {
		text = []byte(s)
	}
	return compare(string(text), event, want, message)
}

func compare(pattern string, event, want, message any) outcome {
	p, err := lambda.CompilePattern(pattern)
	switch {
	case err != nil && message != nil:
		return equal(err.Error(), message)
	case err != nil:
		return outcome{"failed", err.Error()}
	case message != nil:
		return outcome{"failed", "it was taken"}
	}
	return equal(p.Match(event), want)
}
