package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"skylab/progress"
)

// finding is one line of the doctor's report. A finding that is not well says
// what to do.
type finding struct {
	name, is, advice string
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{Use: "doctor", Short: a.say("app.doctor.short"), Args: cobra.NoArgs, Example: "  skylab doctor",
		RunE: func(*cobra.Command, []string) error { return a.doctor() }}
}

// doctor looks at what the lab needs of the machine: exit status 1 when
// something keeps the lab from running fully.
func (a *app) doctor() error {
	sick := false
	for _, f := range []finding{a.terminal(), a.colours(), a.hangul(), a.language(), a.folder(), a.database()} {
		sign := "✓"
		if f.advice != "" {
			sign, sick = "✗", true
		}
		fmt.Fprintf(a.out, "%s %s: %s\n", sign, a.say("app.doctor."+f.name), f.is)
		if f.advice != "" {
			fmt.Fprintf(a.out, "  %s\n", f.advice)
		}
	}
	if sick {
		return exit(1)
	}
	return nil
}

func (a *app) terminal() finding {
	out, ok := a.out.(*os.File)
	if !ok || !term.IsTerminal(out.Fd()) {
		return finding{"terminal", a.say("app.doctor.none"), a.say("app.doctor.none.advice")}
	}
	w, h, err := term.GetSize(out.Fd())
	if err != nil {
		return finding{"terminal", err.Error(), a.say("app.doctor.none.advice")}
	}
	f := finding{name: "terminal", is: fmt.Sprintf("%s, %d×%d", a.getenv("TERM"), w, h)}
	if w < 40 || h < 12 {
		f.advice = a.say("app.doctor.small")
	}
	return f
}

func (a *app) colours() finding {
	if a.getenv("NO_COLOR") != "" {
		return finding{name: "colours", is: "NO_COLOR"}
	}
	return finding{name: "colours", is: strings.ToLower(colorprofile.Detect(a.out, os.Environ()).String())}
}

func (a *app) language() finding {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale = a.getenv(name); locale != "" {
			break
		}
	}
	return finding{name: "language", is: fmt.Sprintf("%s (%s)", a.lang, orDash(locale))}
}

func (a *app) folder() finding {
	folder, err := a.dataFolder()
	if err != nil {
		return finding{"folder", err.Error(), a.say("progress.no-folder")}
	}
	return finding{name: "folder", is: folder}
}

func (a *app) database() finding {
	o, notice := a.store()
	defer o.Close()
	if notice != "" {
		return finding{"database", string(o.Notice), notice}
	}
	steps, err := o.Store.Steps()
	sessions, err2 := o.Store.Sessions()
	if err != nil || err2 != nil {
		return finding{"database", fmt.Sprint(err, err2), a.say("progress.unsaved", "path", o.Path, "cause", fmt.Sprint(err, err2))}
	}
	return finding{name: "database", is: a.say("app.doctor.kept", "file", progress.FileName, "steps", len(steps), "sessions", len(sessions))}
}

// hangul writes two syllables and asks the terminal where its cursor stands:
// the picture of the world breaks where a syllable is not two cells wide.
func (a *app) hangul() finding {
	out, ok := a.out.(*os.File)
	in, ok2 := a.in.(*os.File)
	if !ok || !ok2 || !term.IsTerminal(out.Fd()) || !term.IsTerminal(in.Fd()) {
		return finding{name: "hangul", is: a.say("app.doctor.unasked")}
	}
	state, err := term.MakeRaw(in.Fd())
	if err != nil {
		return finding{name: "hangul", is: err.Error()}
	}
	defer term.Restore(in.Fd(), state)
	fmt.Fprint(out, "\r한글\x1b[6n")
	column := askColumn(in)
	fmt.Fprint(out, "\r\x1b[K")
	switch column {
	case 5:
		return finding{name: "hangul", is: a.say("app.doctor.cells", "cells", 2)}
	case 0:
		return finding{name: "hangul", is: a.say("app.doctor.silent")}
	}
	return finding{"hangul", a.say("app.doctor.cells", "cells", float64(column-1)/2), a.say("app.doctor.hangul.advice")}
}

// askColumn reads the answer to a cursor position request (ESC [ row ; col R);
// 0 when there is none within a second.
func askColumn(in *os.File) int {
	answer := make(chan int, 1)
	go func() {
		var got []byte
		buf := make([]byte, 32)
		for !strings.Contains(string(got), "R") && len(got) < 64 {
			n, err := in.Read(buf)
			if err != nil {
				return
			}
			got = append(got, buf[:n]...)
		}
		var row, col int
		if i := strings.Index(string(got), "\x1b["); i >= 0 {
			fmt.Sscanf(string(got[i:]), "\x1b[%d;%dR", &row, &col)
		}
		answer <- col
	}()
	select {
	case col := <-answer:
		return col
	case <-time.After(time.Second):
		return 0
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
