package lambda_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The oracles are cases that independent sources state: AWS's documentation,
// recordings of real accounts, other engines' tests. They lie in the folder
// named by SKYLAB_ORACLES, or beside the repository. Adaptors read areas and
// shapes, never ids: any other file of the same shapes will do.

// oracleCase is one case of a file. What is given or expected in another shape
// than members makes it unread, and no other case.
type oracleCase struct {
	ID     string
	Area   string
	Given  object
	Expect object
	odd    bool
}

type object = map[string]any

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
	*c = oracleCase{ID: raw.ID, Area: raw.Area, Given: given, Expect: expect, odd: !ok || !too}
	return nil
}

// outcome is what became of a case.
type outcome struct {
	state string // passed, failed, left out, unread
	why   string
}

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

// all is the first outcome that did not pass.
func all(list ...outcome) outcome {
	for _, o := range list {
		if o.state != "passed" {
			return o
		}
	}
	if len(list) == 0 {
		return unread()
	}
	return passed()
}

// adaptor turns a case of its area into a question to the simulator.
type adaptor func(t *testing.T, c oracleCase) outcome

// adaptors are those of an area: of the engine (oracle_engine_test.go) and of
// the API (oracle_api_test.go). The first that can read a case judges it.
func adaptors(area string) (list []adaptor) {
	for _, table := range [...]map[string]adaptor{engineAdaptors, apiAdaptors} {
		if read := table[area]; read != nil {
			list = append(list, read)
		}
	}
	return list
}

func oracleFolder() string {
	if dir := os.Getenv("SKYLAB_ORACLES"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared", "oracles")
}

func readOracle(t *testing.T, name string, into any) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(oracleFolder(), name))
	if os.IsNotExist(err) {
		t.Skipf("no oracles here: %s has no %s", oracleFolder(), name)
	}
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestOracle(t *testing.T) {
	const file = "04-lambda.json"
	var o struct{ Cases []oracleCase }
	readOracle(t, file, &o)
	skip := leftOut(t)
	count := map[string]int{}
	for _, c := range o.Cases {
		got := skip.reason(c)
		if got.state == "" {
			got = judge(t, c)
		}
		count[got.state]++
		if got.state == "unread" {
			t.Logf("unread: %s (%s) %s", c.ID, c.Area, got.why)
		}
	}
	t.Logf("oracles %s: %d passed, %d failed, %d left out, %d unread", file, count["passed"], count["failed"], count["left out"], count["unread"])
}

// judge runs a case's adaptors, each in a test of its own, so that whatever one
// case comes to ends that case only; one that cannot read the shape says unread.
func judge(t *testing.T, c oracleCase) outcome {
	got := unread()
	if c.odd {
		return got
	}
	for _, read := range adaptors(c.Area) {
		t.Run(c.ID, func(t *testing.T) {
			got = outcome{"failed", "it came to no end"}
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
			got = read(t, c)
		})
		if got.state != "unread" {
			break
		}
	}
	return got
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
	var list []string
	for _, x := range items(v) {
		list = append(list, text(x))
	}
	return list
}

func items(v any) []any {
	list, ok := v.([]any)
	if !ok && v != nil {
		panic(unreadable(fmt.Sprintf("%v is no list", v)))
	}
	return list
}

func members(v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v has no members", v)))
	}
	return m
}

func number(v any) float64 {
	f, ok := v.(float64)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v is no number", v)))
	}
	return f
}

// only wants what is given to have no members but these: an adaptor that looks
// past a member would judge another case than the one that is written.
func (c oracleCase) only(members ...string) {
	for name := range c.Given {
		if !slices.Contains(members, name) {
			panic(unreadable("given " + name))
		}
	}
}

// said puts all words of what is given into one text, in small letters.
func (c oracleCase) said() string {
	body, _ := json.Marshal(c.Given)
	return strings.ToLower(string(body))
}

// leftOutList is testdata/oracles_left_out.txt.
type leftOutList []leftOutLine

type leftOutLine struct {
	area   string
	fits   *regexp.Regexp
	reason string
}

func leftOut(t *testing.T) leftOutList {
	t.Helper()
	body, err := os.ReadFile("testdata/oracles_left_out.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list leftOutList
	lines := bufio.NewScanner(bytes.NewReader(body))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(line, " | ", 3)
		if len(f) != 3 {
			t.Fatalf("a line of the left-out list is AREA | REGEXP | REASON: %s", line)
		}
		list = append(list, leftOutLine{f[0], regexp.MustCompile(f[1]), f[2]})
	}
	return list
}

// reason says why a case is left out, or has no state.
func (l leftOutList) reason(c oracleCase) outcome {
	given, _ := json.Marshal(c.Given)
	expect, _ := json.Marshal(c.Expect)
	for _, line := range l {
		if line.area == c.Area && line.fits.Match(append(given, expect...)) {
			return outcome{"left out", line.reason}
		}
	}
	return outcome{}
}
