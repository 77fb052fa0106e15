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
)

// The program is killed at any instant while a learner works: what it answered
// is kept, at most the command in flight is lost, and it starts again there.
// SKYLAB_KILLS says how often (.ci/run: 200).
func TestKilledProgram(t *testing.T) {
	kills := 4
	if n, err := strconv.Atoi(os.Getenv("SKYLAB_KILLS")); err == nil {
		kills = n
	}
	home, r, answered := t.TempDir(), rand.New(rand.NewPCG(2, 2)), 0
	for range kills {
		answered = worked(t, home, answered, time.Duration(r.IntN(25_000))*time.Microsecond)
		if kept := keptLines(t, home); kept < answered || kept > answered+1 {
			t.Fatalf("%d lines were answered, %d are kept", answered, kept)
		} else {
			answered = kept
		}
	}
}

// worked types lines until the program is killed, some time after its first
// answer, and tells up to which line it answered.
func worked(t *testing.T, home string, answered int, after time.Duration) int {
	cmd := program("--plain", "--lang", "en", "vpc/cut")
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
	go typeLines(in, answered)
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); {
		_, number, ok := strings.Cut(lines.Text(), "answer:")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !ok || err != nil {
			continue
		}
		answered = n
		if first {
			go func() { time.Sleep(after); cmd.Process.Kill() }()
			first = false
		}
	}
	cmd.Wait()
	return answered
}

// typeLines types a line after the other; $I counts them in the learner's own
// shell, so an answer also proves that everything before it came back.
func typeLines(in io.Writer, answered int) {
	for i := answered + 1; ; i++ {
		if _, err := fmt.Fprintf(in, "I=$((I + 1)); echo \"answer:$I\"\n"); err != nil {
			return
		}
	}
}

func keptLines(t *testing.T, home string) int {
	s, err := progress.OpenFile(filepath.Join(home, ".local", "share", "skylab", progress.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, journal, err := s.Resume("vpc/cut")
	if err != nil {
		t.Fatal(err)
	}
	return len(journal)
}
