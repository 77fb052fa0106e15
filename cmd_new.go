package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"skylab/lessons"
)

func (a *app) newCommand() *cobra.Command {
	var dir string
	lesson := &cobra.Command{Use: "lesson ID", Short: a.say("cmd.new.lesson"), Args: cobra.ExactArgs(1),
		Example: "  skylab new lesson my-first\n  skylab lint my-first\n  skylab --lessons . my-first",
		RunE:    func(_ *cobra.Command, args []string) error { return a.newLesson(dir, args[0]) }}
	lesson.Flags().StringVar(&dir, "dir", ".", a.say("cmd.new.dir"))
	cmd := &cobra.Command{Use: "new", Short: a.say("cmd.new.short"), Example: "  skylab new lesson my-first"}
	cmd.AddCommand(lesson)
	return cmd
}

// newLesson writes the folder of a new lesson; one that is there is not touched.
func (a *app) newLesson(dir, id string) error {
	if !lessons.ValidID(id) {
		return errors.New(a.say("cmd.new.badid", "id", id))
	}
	folder := filepath.Join(dir, id)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		if errors.Is(err, os.ErrExist) {
			return errors.New(a.say("cmd.new.there", "folder", folder))
		}
		return err
	}
	for _, f := range lessons.Template(id) {
		name := filepath.Join(folder, f.Name)
		if err := os.WriteFile(name, []byte(f.Body), 0o644); err != nil {
			return err
		}
		fmt.Fprintln(a.out, name)
	}
	fmt.Fprintln(a.out, a.say("cmd.new.next", "folder", folder, "dir", dir, "id", id))
	return nil
}
