//go:build !windows

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// TestMain makes the test binary double as the program, so that tests run the
// real thing without building it again.
func TestMain(m *testing.M) {
	if os.Getenv("SKYLAB_RUN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// terminal is the program in a pseudo-terminal, its bytes read by an emulator.
type terminal struct {
	*vt.SafeEmulator
	t    testing.TB
	pty  *os.File
	cmd  *exec.Cmd
	done chan error
}

func program(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = []string{"SKYLAB_RUN=1", "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	return cmd
}

func inTerminal(t testing.TB, w, h int, home string, args ...string) *terminal {
	t.Helper()
	return inTerminalOf(t, program(args...), w, h, home)
}

func inTerminalOf(t testing.TB, cmd *exec.Cmd, w, h int, home string) *terminal {
	t.Helper()
	x := &terminal{SafeEmulator: vt.NewSafeEmulator(w, h), t: t, cmd: cmd, done: make(chan error, 1)}
	x.cmd.Env = append(program().Env, "HOME="+home)
	var err error
	if x.pty, err = pty.StartWithSize(x.cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		t.Fatal(err)
	}
	go pump(x.SafeEmulator.Write, x.pty.Read)
	go pump(x.pty.Write, x.SafeEmulator.Read) // keys and answers; without a reader the emulator blocks
	go func() { x.done <- x.cmd.Wait() }()
	t.Cleanup(func() { x.cmd.Process.Kill(); x.pty.Close() })
	return x
}

func pump(to, from func([]byte) (int, error)) {
	b := make([]byte, 32<<10)
	for {
		n, err := from(b)
		if n > 0 {
			if _, e := to(b[:n]); e != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (x *terminal) text() string { return ansi.Strip(x.Render()) } // String is not locked by SafeEmulator

func (x *terminal) waitFor(s string) {
	x.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(x.text(), s) {
			return
		}
	}
	x.t.Fatalf("never saw %q on\n%s", s, x.text())
}

func (x *terminal) press(code rune)   { x.SendKey(uv.KeyPressEvent{Code: code}) }
func (x *terminal) control(code rune) { x.SendKey(uv.KeyPressEvent{Code: code, Mod: uv.ModCtrl}) }

func (x *terminal) typeLine(s string) {
	x.SendText(s)
	x.press(uv.KeyEnter)
}

func (x *terminal) ends() {
	x.t.Helper()
	select {
	case <-x.done:
	case <-time.After(10 * time.Second):
		x.t.Fatalf("did not quit:\n%s", x.text())
	}
	time.Sleep(50 * time.Millisecond)
	if x.IsAltScreen() {
		x.t.Error("left on the alternate screen")
	}
}

func resizePty(f *os.File, w, h int) {
	_ = pty.Setsize(f, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
}
