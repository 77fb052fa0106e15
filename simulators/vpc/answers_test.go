package vpc_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"skylab/console"
)

// answers is a world with something of every kind (testdata/world.sh) that is
// asked in the words of the aws command.
type answers struct {
	t *testing.T
	m *console.Moment
}

func newAnswers(t *testing.T) *answers {
	script, err := os.ReadFile("testdata/world.sh")
	if err != nil {
		t.Fatal(err)
	}
	w := &answers{t, console.New(console.Options{Seed: 7, Region: "us-east-1"})}
	w.run(string(script))
	return w
}

// run makes the next moment.
func (w *answers) run(line string) []byte {
	w.t.Helper()
	m, err := w.m.Run(context.Background(), line)
	if err != nil || m.Status != 0 || strings.Contains(string(m.Output), "error") {
		w.t.Fatalf("%s\n%v, status %d: %s", line, err, m.Status, m.Output)
	}
	w.m = m
	return m.Output
}

// ask runs a line and leaves the world as it was.
func (w *answers) ask(line string) []byte {
	here := w.m
	defer func() { w.m = here }()
	return w.run(line)
}
