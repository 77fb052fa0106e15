package iam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The oracles are cases that independent sources state: AWS's documentation,
// recordings of real accounts, other engines' tests. They lie in the folder
// named by SKYLAB_ORACLES, or beside the repository. Adaptors read areas and
// shapes, never ids: any other file of the same shapes will do.

type object = map[string]any

// oracleCase is one case of a file. What is given or expected in another shape
// than members makes it unread, and no other case.
type oracleCase struct {
	ID, Area      string
	Given, Expect object
	odd           bool
}

// UnmarshalJSON never fails on a case that is JSON at all.
func (c *oracleCase) UnmarshalJSON(body []byte) error {
	var raw struct {
		ID, Area      string
		Given, Expect any
	}
	if err := json.Unmarshal(body, &raw); err != nil {
		return err
	}
	given, ok := raw.Given.(object)
	expect, too := raw.Expect.(object)
	*c = oracleCase{raw.ID, raw.Area, given, expect, !ok || !too}
	return nil
}

// outcome is what became of a case: passed, failed, left out, unread.
type outcome struct{ state, why string }

func passed() outcome { return outcome{state: "passed"} }
func unread() outcome { return outcome{state: "unread"} }

// equal compares as JSON does.
func equal(got, want any) outcome {
	g, _ := json.Marshal(got)
	w, _ := json.Marshal(want)
	if bytes.Equal(g, w) {
		return passed()
	}
	return outcome{"failed", fmt.Sprintf("is %s, want %s", g, w)}
}

// unreadable is thrown by the readers below when a member has another shape.
type unreadable string

func text(v any) string {
	s, ok := v.(string)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v is no text", v)))
	}
	return s
}

func texts(v any) []string {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	list, ok := v.([]any)
	if !ok && v != nil {
		panic(unreadable(fmt.Sprintf("%v is no list", v)))
	}
	out := []string{}
	for _, x := range list {
		out = append(out, text(x))
	}
	return out
}

func members(v any) object {
	m, ok := v.(object)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v has no members", v)))
	}
	return m
}

// source writes a value as JSON: a policy.
func sourceOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	return string(b)
}

func oracleFolder() string {
	if dir := os.Getenv("SKYLAB_ORACLES"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared", "oracles")
}

func TestOracle(t *testing.T) {
	const file = "05-iam.json"
	body, err := os.ReadFile(filepath.Join(oracleFolder(), file))
	if os.IsNotExist(err) {
		t.Skipf("no oracles here: %s has no %s", oracleFolder(), file)
	}
	var all struct{ Cases []oracleCase }
	if err == nil {
		err = json.Unmarshal(body, &all)
	}
	if err != nil {
		t.Fatal(err)
	}
	skip := leftOut(t)
	count := map[string]int{}
	for _, c := range all.Cases {
		got := skip.reason(c)
		if got.state == "" {
			got = judged(t, c)
		}
		count[got.state]++
		if got.state == "unread" {
			t.Logf("unread: %s (%s) %s", c.ID, c.Area, got.why)
		}
	}
	t.Logf("oracles %s: %d passed, %d failed, %d left out, %d unread", file, count["passed"], count["failed"], count["left out"], count["unread"])
}

// judged runs a case's adaptor, in a test of its own, so that whatever one case
// comes to ends that case only; one that cannot read the shape says unread.
func judged(t *testing.T, c oracleCase) outcome {
	read := adaptors[c.Area]
	if read == nil || c.odd {
		return unread()
	}
	got := outcome{"failed", "it came to no end"}
	t.Run(c.ID, func(t *testing.T) {
		defer func() {
			switch r := recover().(type) {
			case nil:
			case unreadable:
				got = outcome{"unread", string(r)}
			default:
				got = outcome{"failed", fmt.Sprint(r)}
			}
			if got.state == "failed" {
				t.Error(got.why)
			}
		}()
		got = read(c)
	})
	return got
}

// exceptions are what the model does not cover, with the reason.
type exceptions []struct {
	area  string
	shape *regexp.Regexp
	why   string
}

func leftOut(t *testing.T) exceptions {
	t.Helper()
	body, err := os.ReadFile("testdata/oracles_left_out.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list exceptions
	for line := range strings.Lines(string(body)) {
		if part := strings.SplitN(strings.TrimSpace(line), " | ", 3); len(part) == 3 && line[0] != '#' {
			list = append(list, struct {
				area  string
				shape *regexp.Regexp
				why   string
			}{part[0], regexp.MustCompile(part[1]), part[2]})
		}
	}
	return list
}

func (x exceptions) reason(c oracleCase) outcome {
	whole := sourceOf(c.Given) + sourceOf(c.Expect)
	for _, e := range x {
		if (e.area == c.Area || e.area == "*") && e.shape.MatchString(whole) {
			return outcome{"left out", e.why}
		}
	}
	return outcome{}
}
