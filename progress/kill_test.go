package progress

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestMain doubles as the program that is killed: it appends lines, or events
// of a mock exam, as fast as it can and says each number once it is safe.
func TestMain(m *testing.M) {
	path := os.Getenv("SKYLAB_KILLED_FILE")
	if path == "" {
		os.Exit(m.Run())
	}
	s, err := OpenFile(path)
	if err != nil {
		panic(err)
	}
	if os.Getenv("SKYLAB_KILLED_IN") == "sitting" {
		appendEvents(s)
	}
	appendLines(s)
}

func appendLines(s *SQLite) {
	v, journal, err := s.Resume("vpc/killed")
	if err != nil {
		if v, err = s.Begin(Session{Base: "vpc/killed"}); err != nil {
			panic(err)
		}
	}
	for seq := len(journal) + 1; ; seq++ {
		if err := s.Append(v.ID, Entry{Seq: seq, Line: "line " + strconv.Itoa(seq)}); err != nil {
			panic(err)
		}
		fmt.Println(seq)
	}
}

// Killed at any instant, the file opens again and lacks at most the line in
// flight. SKYLAB_KILLS says how often (.ci/run: 200).
func TestKilledAtAnyInstant(t *testing.T) {
	kills := 5
	if n, err := strconv.Atoi(os.Getenv("SKYLAB_KILLS")); err == nil {
		kills = n
	}
	path := filepath.Join(t.TempDir(), FileName)
	r := rand.New(rand.NewPCG(1, 1))
	for range kills {
		said := killed(t, path, "", time.Duration(r.IntN(30_000))*time.Microsecond)
		s, err := OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, journal, err := s.Resume("vpc/killed")
		if err != nil || len(journal) < said || len(journal) > said+1 {
			t.Fatalf("said %d lines are safe, %d are there, %v", said, len(journal), err)
		}
		for i, e := range journal {
			if e.Seq != i+1 || e.Line != "line "+strconv.Itoa(i+1) {
				t.Fatalf("line %d is %+v", i+1, e)
			}
		}
		s.Close()
	}
}

// killed runs the writer, kills it some time after its first word, and returns
// the last number that it said.
func killed(t *testing.T, path, in string, after time.Duration) int {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SKYLAB_KILLED_FILE="+path, "SKYLAB_KILLED_IN="+in)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := 0
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		last, _ = strconv.Atoi(lines.Text())
		if first {
			go func() { time.Sleep(after); cmd.Process.Kill() }()
		}
	}
	cmd.Wait()
	return last
}
