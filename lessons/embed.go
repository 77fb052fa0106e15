package lessons

import "embed"

// files are the lesson folders of the program: a new one is found by its name
// alone. The pattern takes Markdown and YAML.
//
//go:embed */*.[my]*
var files embed.FS

// Builtin is the lessons in the program.
func Builtin() Source { return Source{Name: "lessons", FS: files} }
