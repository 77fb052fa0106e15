package main

import (
	"errors"
	"os"
	"path/filepath"

	"skylab/lessons"
	"skylab/text"
)

// sources are where lessons lie: in the program, in the data folder, and in
// the folders given with --lessons. A later place beats an earlier one.
func (a *app) sources() ([]lessons.Source, error) {
	list := []lessons.Source{lessons.Builtin()}
	if folder, err := a.dataFolder(); err == nil {
		if own := filepath.Join(folder, "lessons"); isFolder(own) {
			list = append(list, lessons.Source{Name: own, FS: os.DirFS(own), Local: true})
		}
	}
	for _, dir := range a.lessons {
		if !isFolder(dir) {
			return nil, errors.New(a.say("app.no-folder", "folder", dir))
		}
		list = append(list, courseAt(dir))
	}
	return list, nil
}

// courseAt is a folder of lesson folders, or one lesson folder itself, which
// is then seen through its parent.
func courseAt(dir string) lessons.Source {
	if _, err := os.Stat(filepath.Join(dir, "lesson.md")); err == nil {
		if abs, err := filepath.Abs(dir); err == nil {
			return lessons.Source{Name: filepath.Dir(abs), FS: only{os.DirFS(filepath.Dir(abs)), filepath.Base(abs)}, Local: true}
		}
	}
	return lessons.Source{Name: dir, FS: os.DirFS(dir), Local: true}
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// library opens all lessons; what is wrong in a local one is told, and the
// lesson left out.
func (a *app) library() (*lessons.Library, error) {
	sources, err := a.sources()
	if err != nil {
		return nil, err
	}
	library, problems := lessons.Open(sources...)
	for _, p := range problems {
		if !p.Warn {
			a.warn(p.Say(text.For(a.lang)))
		}
	}
	return library, nil
}

// step finds lesson[/step] among all lessons; a lesson alone means its first
// step.
func (a *app) step(name string) (*lessons.Step, error) {
	library, err := a.library()
	if err != nil {
		return nil, err
	}
	s, err := library.Step(name, nil)
	return s, a.sayNoStep(err)
}

// sayNoStep words the error for a lesson or step that is not there.
func (a *app) sayNoStep(err error) error {
	var none *lessons.NoStep
	if !errors.As(err, &none) {
		return err
	}
	advice := a.say("app.see-lessons")
	if none.Near != "" {
		advice = a.say("app.nearest", "name", none.Near)
	}
	return errors.New(a.say("app.no-step", "name", none.Ref, "nearest", advice))
}
