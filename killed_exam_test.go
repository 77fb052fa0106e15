//go:build !windows

package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"skylab/progress"
	"skylab/quizzes/mock"
)

// The program is killed at any instant of a mock exam: every answer after which
// it asked the next question is kept, it goes on where it was, and its clock
// never goes back. SKYLAB_KILLS says how often.
func TestKilledExam(t *testing.T) {
	kills := 4
	if n, err := strconv.Atoi(os.Getenv("SKYLAB_KILLS")); err == nil {
		kills = min(n, 40) // it has 65 questions
	}
	home, r, used := t.TempDir(), rand.New(rand.NewPCG(3, 3)), time.Duration(0)
	for n := range kills {
		asked := sat(t, home, time.Duration(r.IntN(3_000))*time.Microsecond)
		state := keptExam(t, home)
		if got := state.Answered(); got < asked-1 || got > asked {
			t.Fatalf("kill %d: question %d was asked, %d answers are kept", n, asked, got)
		}
		if state.Used < used || state.Over() {
			t.Fatalf("kill %d: %v had run, now %v; end %q", n, used, state.Used, state.End)
		}
		used = state.Used
		t.Logf("kill %d: question %d, %v", n, asked, used)
	}
}

// sat answers one question after the other until the program is killed, some
// time after its first question, and tells which it asked last.
func sat(t *testing.T, home string, after time.Duration) (asked int) {
	cmd := program("--plain", "--lang", "en")
	cmd.Env = append(cmd.Env, "HOME="+home)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go answerAll(in)
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); {
		// the question follows the prompt of the one before, on its line or on its own
		_, rest, _ := strings.Cut(lines.Text(), "leave: ")
		if rest == "" {
			rest = lines.Text()
		}
		number, _, ok := strings.Cut(rest, " of ")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !ok || err != nil || !strings.Contains(rest, " left") {
			continue
		}
		asked = n
		if first {
			go func() { time.Sleep(after); cmd.Process.Kill() }()
			first = false
		}
	}
	cmd.Wait()
	if asked == 0 {
		t.Fatal("no question was asked")
	}
	return asked
}

// answerAll begins the exam and tries answers of one, two and three letters:
// those that a question does not ask for change nothing.
func answerAll(in io.Writer) {
	fmt.Fprintln(in, "mock SAA-C03\nyes")
	for {
		if _, err := fmt.Fprintln(in, "a\na b\na b c"); err != nil {
			return
		}
	}
}

func keptExam(t *testing.T, home string) mock.State {
	s, err := progress.OpenFile(filepath.Join(home, ".local", "share", "skylab", progress.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.Sittings()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d sittings, %v", len(list), err)
	}
	events, err := s.Events(list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return mock.Fold(list[0], events)
}
