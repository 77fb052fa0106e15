package aws

import (
	"bytes"
	"slices"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

// testShell is a shell with variables and nothing else: what else a tool may
// ask of a shell, the aws command does not.
type testShell struct {
	desk.Shell
	variables map[string]string
}

func (s testShell) Var(name string) (string, bool)      { v, ok := s.variables[name]; return v, ok }
func (s testShell) Exported(name string) (string, bool) { return s.Var(name) }
func (s testShell) Environ() []string {
	var list []string
	for k, v := range s.variables {
		list = append(list, k+"="+v)
	}
	slices.Sort(list)
	return list
}

// newDesk is a desk on an empty world, with buffers for its output.
func newDesk() (d *desk.Desk, out, err *bytes.Buffer) {
	out, err = &bytes.Buffer{}, &bytes.Buffer{}
	w := simulators.New(7, cloud.DefaultStart)
	return &desk.Desk{
		Name: "aws", World: w, Files: files.New(w.Cloud.Now, "/home/you"), Dir: "/home/you",
		Stdin: &bytes.Buffer{}, Stdout: out, Stderr: err, Region: "us-east-1",
		Shell: testShell{variables: map[string]string{"HOME": "/home/you"}}, Record: &desk.Record{},
	}, out, err
}
