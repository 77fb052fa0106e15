package quizzes

import (
	"io/fs"
	"slices"
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
