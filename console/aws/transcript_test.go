package aws

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/shell"

	"skylab/console/desk"
	"skylab/text"
)

// A transcript in testdata is a list of commands, each with what it prints:
//
//	VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
//	----
//	aws ec2 describe-vpcs --vpc-ids $VPC
//	----
//	{ … }
//	(status 254, when it is not 0)
//
// An empty line stands before each command. All commands of a file run in one
// world.
var assignment = regexp.MustCompile(`^([A-Z][A-Z0-9_]*)=\$\((aws .*)\)$`)

// exchange is a command and what it prints.
type exchange struct{ command, want string }

func exchanges(t *testing.T, name string) []exchange {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []exchange
	lines := strings.SplitAfter(string(data), "\n")
	for i := 0; i < len(lines); i++ {
		if i+1 < len(lines) && lines[i+1] == "----\n" {
			if n := len(list); n > 0 { // the empty line before a command is no output
				list[n-1].want = strings.TrimSuffix(list[n-1].want, "\n")
			}
			list = append(list, exchange{command: strings.TrimSuffix(lines[i], "\n")})
			i++
		} else if n := len(list); n > 0 {
			list[n-1].want += lines[i]
		}
	}
	return list
}

// session runs commands in one world.
type session struct {
	t    *testing.T
	d    *desk.Desk
	out  *bytes.Buffer
	errs *bytes.Buffer
}

func (s *session) variables() map[string]string { return s.d.Shell.(testShell).variables }

func newSession(t *testing.T) *session {
	d, out, errs := newDesk()
	return &session{t, d, out, errs}
}

// run runs one line and gives what it printed, both streams, and its status.
func (s *session) run(line string) (string, int) {
	s.out.Reset()
	s.errs.Reset()
	variables := s.variables()
	name := ""
	if m := assignment.FindStringSubmatch(line); m != nil {
		name, line = m[1], m[2]
	}
	if rest, ok := strings.CutPrefix(line, "LANG=ko "); ok {
		line = rest
		s.d.Text = text.For(text.Korean)
		defer func() { s.d.Text = text.Speaker{} }()
	}
	words, err := shell.Fields(line, func(v string) string { return variables[v] })
	if err != nil || len(words) == 0 || words[0] != "aws" {
		s.t.Fatalf("%q: %v", line, err)
	}
	status := Run(context.Background(), s.d, words[1:])
	if name != "" {
		variables[name] = strings.TrimRight(s.out.String(), "\n")
		return s.errs.String(), status
	}
	return s.out.String() + s.errs.String(), status
}

func TestTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) { transcript(t, name) })
	}
}

func transcript(t *testing.T, name string) {
	s := newSession(t)
	var now strings.Builder
	for i, b := range exchanges(t, name) {
		printed, status := s.run(b.command)
		if status != 0 {
			printed += "(status " + strconv.Itoa(status) + ")\n"
		}
		if printed != b.want && !*update {
			t.Errorf("%s\n--- is\n%s--- want\n%s", b.command, printed, b.want)
		}
		if i > 0 {
			now.WriteByte('\n')
		}
		now.WriteString(b.command + "\n----\n" + printed)
	}
	if *update {
		if err := os.WriteFile(name, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sessionLines are commands as a learner types them, in order.
func sessionLines(t *testing.T) []string {
	data, err := os.ReadFile("testdata/session.lines")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// TestSession: the lines of a learner's session work; those that must be
// refused are marked by what they end in.
func TestSession(t *testing.T) {
	s := newSession(t)
	refused := map[string]int{"--dry-run": statusService, "delete-vpc --vpc-id $VPC": statusService}
	before := ""
	for _, line := range sessionLines(t) {
		printed, status := s.run(line)
		want := 0
		for end, code := range refused {
			if strings.HasSuffix(line, end) {
				want = code
			}
		}
		if line == before { // the same again is refused
			want = statusService
		}
		if status != want {
			t.Errorf("%s: status %d, want %d\n%s", line, status, want, printed)
		}
		before = line
	}
}

// TestAWSCLIPrintsTheSame gives what the simulators answer to
// the installed command and holds its output against ours, in every format.
func TestAWSCLIPrintsTheSame(t *testing.T) {
	o := newOracle(t)
	s := newSession(t)
	for _, line := range sessionLines(t) {
		if m := assignment.FindStringSubmatch(line); m != nil {
			s.run(line)
			continue
		}
		if strings.Contains(line, " wait ") {
			s.run(line) // a waiter asks by itself and prints nothing
			continue
		}
		for _, format := range outputs[:4] {
			// Asked without paging and in a world of its own, so that the answer is
			// the whole one and asking changes nothing.
			world := s.d.World
			s.d.World = world.Fork()
			answer, status := s.run(line + " --query @ --output json --no-paginate")
			s.d.World = world.Fork()
			printed, _ := s.run(line + " --output " + format)
			s.d.World = world
			if status != 0 {
				break
			}
			if answer == "" {
				answer = "{}"
			}
			words, err := shell.Fields(line+" --output "+format, func(v string) string { return s.variables()[v] })
			if err != nil {
				t.Fatal(err)
			}
			r := o.ask(question{Args: words[1:], Responses: []json.RawMessage{json.RawMessage(answer)}})
			if r.Out+r.Err != printed {
				t.Errorf("%s --output %s\n--- is\n%s--- the installed command prints\n%s%s", line, format, printed, r.Out, r.Err)
			}
		}
		s.run(line)
	}
}
