package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

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

// step finds lesson[/step]; a lesson alone means its first step.
func (a *app) step(library *lessons.Library, name string) (*lessons.Step, error) {
	module, id, named := strings.Cut(name, "/")
	m := library.Find(module)
	if m != nil && !named && len(m.Steps) > 0 {
		return m.Steps[0], nil
	}
	if m != nil && m.Step(id) != nil {
		return m.Step(id), nil
	}
	return nil, a.noStep(name, nearestStep(library, name))
}

func (a *app) noStep(name, nearest string) error {
	advice := a.say("app.see-lessons")
	if nearest != "" {
		advice = a.say("app.nearest", "name", nearest)
	}
	return errors.New(a.say("app.no-step", "name", name, "nearest", advice))
}

// nearestStep: of a module that exists, the nearest of its steps; else the
// nearest module.
func nearestStep(library *lessons.Library, name string) string {
	module, id, _ := strings.Cut(name, "/")
	if m := library.Find(module); m != nil {
		var ids []string
		for _, s := range m.Steps {
			ids = append(ids, s.ID)
		}
		if n := text.Nearest(id, ids); n != "" {
			return module + "/" + n
		}
		return module
	}
	var ids []string
	for _, m := range library.Modules {
		ids = append(ids, m.ID)
	}
	return text.Nearest(module, ids)
}
