package quizzes

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"skylab/content"
)

// What stands where a bank should, and would never end or never begin, is told
// and left alone.
func TestNoRegularFile(t *testing.T) {
	for name, file := range map[string]*fstest.MapFile{
		"pipe":   {Mode: fs.ModeNamedPipe},
		"device": {Mode: fs.ModeDevice},
	} {
		for _, at := range []string{en, ko, "facts.yaml"} {
			files := good(t)
			files[at] = file
			for _, load := range []func(Course, []Other, []Generator, ...Source) (*Library, []content.Problem){Open, Load} {
				lib, problems := load(demo{}, nil, nil, Source{FS: files, Local: true})
				if !slices.ContainsFunc(problems, func(p content.Problem) bool { return p.Code == "lint.file.special" && p.Pos.File == at }) {
					t.Errorf("%s as %s: %v", name, at, sayAll(t, problems))
				}
				if at != en && len(lib.Entries()) == 0 {
					t.Errorf("%s as %s: no items", name, at)
				}
			}
		}
	}
}

// How much longer than the shortest an option may be, to the letter.
func TestLengthsToTheLetter(t *testing.T) {
	for _, c := range []struct {
		long           int
		warned, failed bool
	}{{28, false, false}, {29, true, false}, {42, true, false}, {43, false, true}} {
		it := &Item{Entry: Entry{Kind: Choice}}
		for i, n := range []int{10, 12, c.long, 11} {
			it.Options = append(it.Options, Option{ID: string(rune('a' + i)), Text: content.WordsOf(strings.Repeat("x", n), "")})
		}
		j := &judge{it: it}
		j.lengths()
		warned := len(j.problems) == 1 && j.problems[0].Warn
		failed := len(j.problems) == 1 && !j.problems[0].Warn
		if warned != c.warned || failed != c.failed {
			t.Errorf("%d beside 10 letters: %+v", c.long, j.problems)
		}
	}
}

// A set-up that leaves the shell makes no world, whatever its status.
func TestSetUpsThatLeave(t *testing.T) {
	for _, leave := range []string{"exit", "exit 0", "exec true", "trap 'exit 0' DEBUG; true; exit"} {
		files := good(t)
		files[en].Data = []byte(strings.Replace(string(files[en].Data), "```world lunch\n", "```world lunch\n"+leave+"\n", 1))
		lib, problems := Load(demo{}, nil, nil, Source{FS: files})
		r := Proof{Workers: 1}.Lint(context.Background(), lib, problems)
		if !slices.ContainsFunc(r.Problems, func(p content.Problem) bool { return p.Code == "lint.world.fails" && p.Pos.Line == 17 }) {
			t.Errorf("%q: %s", leave, sayAll(t, r.Problems))
		}
	}
}
