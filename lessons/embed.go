package lessons

import "embed"

// files are the lesson folders; a new folder is found by its name alone.
var files embed.FS

// Builtin is the lessons in the program.
func Builtin() Source { return Source{Name: "lessons", FS: files} }
