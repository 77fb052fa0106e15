package vpc_test

import (
	"bufio"
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

// oracleCase is one case of a file.
type oracleCase struct {
	ID     string
	Area   string
	Given  map[string]any
	Expect map[string]any
	Note   string
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
type adaptor func(t *testing.T, o *oracles, c oracleCase) outcome

var adaptors = map[string]adaptor{
	"routing": routing, "endpoints": endpoints, "peering": peering,
	"nacl": nacl, "security-group": securityGroup, "flow-logs": flowLogs,
	"gateways": gateways, "errors": apiErrors, "subnet-addressing": subnetAddressing,
	"quotas": quotas, "vpc-cidr-association": cidrAssociation,
	"reachability-codes": reachabilityCodes, "batfish-reachability": batfish,
}

// oracles is what the files hold.
type oracles struct {
	cases      []oracleCase
	topologies map[string]topology
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
	const file = "01-vpc.json"
	o := loadOracles(t)
	skip := leftOut(t)
	count := map[string]int{}
	for _, c := range o.cases {
		got := skip.reason(c)
		if got.state == "" {
			got = judge(t, o, c)
		}
		count[got.state]++
		switch got.state {
		case "failed":
			t.Errorf("%s: %s", c.ID, got.why)
		case "unread":
			t.Logf("unread: %s (%s)", c.ID, c.Area)
		}
	}
	t.Logf("oracles %s: %d passed, %d failed, %d left out, %d unread", file, count["passed"], count["failed"], count["left out"], count["unread"])
}

func loadOracles(t *testing.T) *oracles {
	var cases struct{ Cases []oracleCase }
	readOracle(t, "01-vpc.json", &cases)
	var topologies struct {
		Topologies map[string]struct{ Topology topology }
	}
	readOracle(t, "01-vpc-batfish-topologies.json", &topologies)
	o := &oracles{cases: cases.Cases, topologies: map[string]topology{}}
	for name, x := range topologies.Topologies {
		o.topologies[name] = x.Topology
	}
	return o
}

// judge runs a case's adaptor; one that cannot read the shape says unread.
func judge(t *testing.T, o *oracles, c oracleCase) (got outcome) {
	read := adaptors[c.Area]
	if read == nil {
		return unread()
	}
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(unreadable); ok {
				got = outcome{"unread", string(e)}
				return
			}
			panic(r)
		}
	}()
	return read(t, o, c)
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

func number(v any) int {
	f, ok := v.(float64)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v is no number", v)))
	}
	return int(f)
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
