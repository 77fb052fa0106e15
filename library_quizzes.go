package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"skylab/content"
	"skylab/lessons"
	"skylab/quizzes"
	"skylab/quizzes/generate"
	"skylab/text"
)

// banks are where quiz items lie: in the program, in the data folder, and in
// the folders given with --quizzes. A later place beats an earlier one.
func (a *app) banks() ([]quizzes.Source, error) {
	list := []quizzes.Source{quizzes.Builtin()}
	if folder, err := a.dataFolder(); err == nil {
		if own := filepath.Join(folder, "quizzes"); isFolder(own) {
			list = append(list, quizzes.Source{Name: own, FS: os.DirFS(own), Local: true})
		}
	}
	for _, dir := range a.quizFolders {
		if !isFolder(dir) {
			return nil, errors.New(a.say("app.no-folder", "folder", dir))
		}
		list = append(list, quizzes.Source{Name: filepath.ToSlash(dir), FS: os.DirFS(dir), Local: true})
	}
	return list, nil
}

// quizzes opens all quiz items: banks, the predictions of lessons, and the
// generators. What is wrong in a local bank is told, and the item left out.
func (a *app) quizzes() (*quizzes.Library, error) {
	course, err := a.library()
	if err != nil {
		return nil, err
	}
	library, problems, err := a.quizzesOf(course)
	for _, p := range problems {
		if !p.Warn {
			a.warn(p.Say(text.For(a.lang)))
		}
	}
	return library, err
}

// quizzesOf is quizzes for those who have opened the lessons already, with what
// is wrong in banks for them to tell.
func (a *app) quizzesOf(course *lessons.Library) (*quizzes.Library, []content.Problem, error) {
	sources, err := a.banks()
	if err != nil {
		return nil, nil, err
	}
	library, problems := quizzes.Open(course.Course(), course.Predictions(), generate.All(), sources...)
	return library, problems, nil
}

// bankAt is a folder of banks, or one bank's file, which is then seen alone
// with its Korean sibling; false for what holds lessons or no bank.
func bankAt(name string) (quizzes.Source, bool) {
	if dir, file := filepath.Split(filepath.Clean(name)); strings.HasSuffix(file, ".md") && !isFolder(name) {
		if dir == "" {
			dir = "."
		}
		stem := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), ".ko")
		return quizzes.Source{Name: filepath.ToSlash(filepath.Clean(dir)), FS: pair{os.DirFS(dir), stem}, Local: true}, true
	}
	s := quizzes.Source{Name: filepath.ToSlash(filepath.Clean(name)), FS: os.DirFS(name), Local: true}
	for _, pattern := range []string{"lesson.md", "*/lesson.md"} {
		if found, _ := fs.Glob(s.FS, pattern); len(found) > 0 {
			return s, false
		}
	}
	flat, _ := fs.Glob(s.FS, "*.md")
	deep, _ := fs.Glob(s.FS, "*/*.md")
	return s, len(flat)+len(deep) > 0
}
