package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"skylab/content"
	"skylab/quizzes"
)

// lintTargets tells what was named apart: folders of lessons, and folders or
// files of quiz banks. Nothing named means all that the lab would open.
func (a *app) lintTargets(args []string) (dirs []string, sources []quizzes.Source, err error) {
	if len(args) == 0 {
		sources, err = a.banks()
		return nil, sources, err
	}
	for _, name := range args {
		if s, ok := bankAt(name); ok {
			sources = append(sources, s)
		} else if isFolder(name) {
			dirs = append(dirs, name)
		} else {
			return nil, nil, errors.New(a.say("app.no-folder", "folder", name))
		}
	}
	return dirs, sources, nil
}

// lintBanks proves quiz banks; the steps that they name are those of all
// lessons.
func (a *app) lintBanks(ctx context.Context, f lintFlags, sources []quizzes.Source) (quizzes.Report, error) {
	course, err := a.library()
	if err != nil {
		return quizzes.Report{}, err
	}
	began := time.Now()
	library, problems := quizzes.Load(course.Course(), nil, nil, sources...)
	r := quizzes.Proof{Today: began}.Lint(ctx, library, problems)
	shortened(r.Problems)
	if !f.json {
		a.problemLines(r.Problems)
		fmt.Fprintln(a.out, a.say("cmd.lint.banks", "items", r.Items, "banks", r.Banks, "proved", r.Proved, "worlds", r.Worlds, "runs", r.Runs,
			"seconds", fmt.Sprintf("%.1f", time.Since(began).Seconds()), "problems", content.Failures(r.Problems)))
	}
	return r, nil
}
