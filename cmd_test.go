package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run runs the program with standard input and gives what it printed and its
// exit status.
func run(t *testing.T, home, stdin string, args ...string) (out, errs string, status int) {
	t.Helper()
	cmd := program(args...)
	if home != "" {
		cmd.Env = append(cmd.Env, "HOME="+home)
	}
	var o, e bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &o, &e
	err := cmd.Run()
	if x, ok := err.(*exec.ExitError); ok {
		status = x.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return o.String(), e.String(), status
}

func TestCommands(t *testing.T) {
	file := filepath.Join(t.TempDir(), "script.sh")
	if err := os.WriteFile(file, []byte("echo from a file; exit 4"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, stdin string
		args        []string
		status      int
		out, errs   string // parts that must be there
	}{
		{"script", "", []string{"shell", "-c", "echo one; echo two >&2; exit 3"}, 3, "one\n", "two\n"},
		{"script from standard input", "echo $((6*7))", []string{"shell"}, 0, "42\n", ""},
		{"script from -", "echo dash", []string{"shell", "-"}, 0, "dash\n", ""},
		{"script from a file", "", []string{"shell", file}, 4, "from a file\n", ""},
		{"input of a script", "a\nb\n", []string{"shell", "-c", "wc -l"}, 0, "2\n", ""},
		{"no such file", "", []string{"shell", file + "x"}, 1, "", "no such file"},
		{"syntax error", "", []string{"shell", "-c", "if"}, 2, "", "if"},
		{"default VPC of an empty account", "", []string{"shell", "-c", "aws ec2 describe-vpcs --query 'Vpcs[].[CidrBlock,IsDefault]' --output text"}, 0, "172.31.0.0/16\tTrue\n", ""},
		{"usage error of aws", "", []string{"shell", "-c", "aws ec2 create-subnet"}, 252, "", "the following arguments are required: --vpc-id"},
		{"service error of aws", "", []string{"shell", "-c", "aws ec2 delete-vpc --vpc-id vpc-0123456789abcdef0"}, 254, "", "An error occurred (InvalidVpcID.NotFound) when calling the DeleteVpc operation"},
		{"world of a step", "", []string{"shell", "--lesson", "vpc/answer", "-c", "trace internet web:80"}, 1, "ENI_SG_RULES_MISMATCH", ""},
		{"unknown step", "", []string{"shell", "--lesson", "vpc/answr", "-c", ":"}, 1, "", "vpc/answer"},
		{"no terminal", "", nil, 1, "", "--plain"},
		{"unknown word", "", []string{"lesons"}, 1, "", "lesons"},
		{"unknown language", "", []string{"--lang", "fr", "lessons"}, 1, "", "--lang en"},
		{"Korean", "", []string{"--lang", "ko", "lessons"}, 0, "나만의 네트워크", ""},
		{"version", "", []string{"--version"}, 0, version, ""},
		{"help", "", []string{"shell", "--help"}, 0, "EXAMPLES", ""},
		{"completion", "", []string{"completion", "bash"}, 0, "__start_skylab", ""},
		{"completion of steps", "", []string{"__complete", "shell", "--lesson", "vpc/na"}, 0, "vpc/nat", ""},
		{"folder that is not there", "", []string{"--lessons", file + "x", "lessons"}, 1, "", "no folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, status := run(t, t.TempDir(), c.stdin, c.args...)
			if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(errs, c.errs) {
				t.Errorf("status %d, want %d\nout:  %s\nwant: %s\nerr:  %s\nwant: %s", status, c.status, out, c.out, errs, c.errs)
			}
		})
	}
}

func TestWithoutAHome(t *testing.T) {
	out, errs, status := run(t, "", "quit\n", "--plain")
	if status != 0 || !strings.Contains(out+errs, "--data") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
}

func TestNoColourInHelp(t *testing.T) {
	cmd := program("--help")
	cmd.Env = append(cmd.Env, "NO_COLOR=yes", "HOME="+t.TempDir(), "CLICOLOR_FORCE=1")
	out, err := cmd.CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("\x1b[3")) {
		t.Errorf("%v %q", err, out)
	}
}
