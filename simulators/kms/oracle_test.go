package kms

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
// recordings of the service. They lie in the folder named by SKYLAB_ORACLES, or
// beside the repository. Adaptors read areas and shapes, never ids: any other
// file of the same shapes will do.

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

var adaptors = map[string]func(t *testing.T, c oracleCase) outcome{"key-state": keyState, "recorded-aws": recorded, "rules": rules}

func TestOracle(t *testing.T) {
	const file = "02-kms.json"
	dir := os.Getenv("SKYLAB_ORACLES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "oracles")
	}
	body, err := os.ReadFile(filepath.Join(dir, file))
	if os.IsNotExist(err) {
		t.Skipf("no oracles here: %s has no %s", dir, file)
	}
	var cases struct{ Cases []oracleCase }
	if err == nil {
		err = json.Unmarshal(body, &cases)
	}
	if err != nil {
		t.Fatal(err)
	}
	skip, count := leftOut(t), map[string]int{}
	for _, c := range cases.Cases {
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

// judge runs a case's adaptor, in a test of its own, so that whatever one case
// comes to ends that case only; one that cannot read the shape says unread.
func judge(t *testing.T, c oracleCase) outcome {
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
		got = read(t, c)
	})
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

func items(v any) []any {
	list, ok := v.([]any)
	if !ok && v != nil {
		panic(unreadable(fmt.Sprintf("%v is no list", v)))
	}
	return list
}

func texts(v any) []string {
	var list []string
	for _, x := range items(v) {
		list = append(list, text(x))
	}
	return list
}

func number(v any) int {
	f, ok := v.(float64)
	if !ok {
		panic(unreadable(fmt.Sprintf("%v is no number", v)))
	}
	return int(f)
}

// pairsOf reads an encryption context: members, or a list of two each.
func pairsOf(v any) map[string]string {
	pairs := map[string]string{}
	switch v := v.(type) {
	case nil:
		return nil
	case object:
		for name, value := range v {
			pairs[name] = text(value)
		}
	case []any:
		for _, x := range v {
			two := texts(x)
			if len(two) != 2 {
				panic(unreadable(fmt.Sprintf("%v is no pair", x)))
			}
			pairs[two[0]] = two[1]
		}
	default:
		panic(unreadable(fmt.Sprintf("%v are no pairs", v)))
	}
	return pairs
}

// has is true of a case whose given has just these members.
func (c oracleCase) has(names ...string) bool { return sameNames(c.Given, names) }

func sameNames(o object, names []string) bool {
	if len(o) != len(names) {
		return false
	}
	for _, n := range names {
		if _, ok := o[n]; !ok {
			return false
		}
	}
	return true
}

// keyState holds the table and, where the lab can bring a key into the state,
// the operation itself.
func keyState(t *testing.T, c oracleCase) outcome {
	if c.has("footnote") {
		return footnote(c)
	}
	if !c.has("api", "key_state") {
		return unread()
	}
	operation, state := text(c.Given["api"]), KeyState(text(c.Given["key_state"]))
	code, _, known := Refuses(operation, state)
	switch want := text(c.Expect["result"]); want {
	case "not-applicable":
		return equal(known, false)
	case "allowed":
		return all(equal([]any{code, known}, []any{"", true}), did(t, operation, state, false, ""))
	case "conditional":
		if operation == "UpdateAlias" {
			return passedToPending(t)
		}
		return all(equal([]any{code, known}, []any{"", true}), conditional(t, operation, state, c))
	case "error":
		// A code may be told with its condition: CODE when imported key material.
		is := func(told string) bool { first, _, _ := strings.Cut(told, " "); return first == code }
		if codes := texts(c.Expect["error_any_of"]); !slices.ContainsFunc(codes, is) {
			return outcome{"failed", fmt.Sprintf("is %q, want one of %v", code, codes)}
		}
		return did(t, operation, state, state == PendingImport, code)
	}
	return unread()
}

// footnote compares a refusal's text; AWS's page gives one for both kinds of
// pending deletion.
func footnote(c oracleCase) outcome {
	n := 0
	if _, err := fmt.Sscan(text(c.Given["footnote"]), &n); err != nil {
		return unread()
	}
	f, ok := footnotes[cell(n)]
	if !ok {
		return outcome{"failed", "no such footnote"}
	}
	want, both := text(c.Expect["message"]), " (or pending replica deletion)"
	if short, found := strings.CutSuffix(want, both+"."); found {
		want = short + "."
		if n == 3 && said(f.text, PendingReplicaDeletion) != "is pending replica deletion" {
			return outcome{"failed", "one text for both kinds of waiting"}
		}
	}
	return equal([]string{f.code, "<key ARN> " + f.text + "."}, []string{text(c.Expect["error"]), want})
}

// did brings a key into a state and calls the operation.
func did(t *testing.T, operation string, state KeyState, imported bool, want string) outcome {
	l := newLab(t)
	id, blob := l.suited(operation)
	do := doing(l, id, blob)[operation]
	if do == nil {
		return unread()
	}
	k := l.find1(id)
	if imported {
		k.Origin = external
	}
	k.State = state
	err := do()
	if code := codeOf(err); code != want && !(want == "" && (code == "KMSInvalidSignatureException" || code == "KMSInvalidMacException")) {
		return outcome{"failed", fmt.Sprintf("%s of a key that is %s: %v, want %q", operation, state, err, want)}
	}
	return passed()
}

// conditional: what depends on where the key's material comes from, or on which
// of two keys is pending deletion.
func conditional(t *testing.T, operation string, state KeyState, c oracleCase) outcome {
	remark := fmt.Sprint(c.Expect["remark"])
	switch {
	case strings.Contains(remark, "imported key material or custom key store"):
		own := did(t, operation, state, false, "")
		return all(own, did(t, operation, state, true, "UnsupportedOperationException"))
	case strings.Contains(remark, "cannot have imported key material"):
		l := newLab(t)
		id := l.key(CreateKeyInput{})
		err := doing(l, id, nil)[operation]()
		if codeOf(err) != "UnsupportedOperationException" {
			return outcome{"failed", fmt.Sprintf("of a key of KMS's own: %v", err)}
		}
		return did(t, operation, state, true, "")
	}
	return unread()
}

// passedToPending: an alias may leave a key that is pending deletion, and may
// not come to one.
func passedToPending(t *testing.T) outcome {
	l := newLab(t)
	a, b := l.key(CreateKeyInput{}), l.key(CreateKeyInput{})
	must[CreateAliasOutput](t)(l.CreateAlias(l.call(), CreateAliasInput{"alias/x", a}))
	l.find1(a).State = PendingDeletion
	away := codeOf(second(l.UpdateAlias(l.call(), UpdateAliasInput{"alias/x", b})))
	back := codeOf(second(l.UpdateAlias(l.call(), UpdateAliasInput{"alias/x", a})))
	return equal([]string{away, back}, []string{"", "KMSInvalidStateException"})
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
