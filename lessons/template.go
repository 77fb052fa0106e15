package lessons

import (
	_ "embed" // the new lesson's text is part of the program
	"strings"
)

//go:embed template/lesson.en.txt
var templateEnglish string

//go:embed template/lesson.ko.txt
var templateKorean string

// NewFile is one file of a new lesson's folder.
type NewFile struct{ Name, Body string }

// Template is the files of a new lesson, whose comments explain the format. It
// is a whole lesson that the linter accepts, to be written over.
func Template(id string) []NewFile {
	return []NewFile{
		{"lesson.md", strings.Replace(templateEnglish, "LESSON", id, 1)},
		{"lesson.ko.md", strings.Replace(templateKorean, "LESSON", id, 1)},
	}
}

// ValidID tells whether a word can be a module's id (and its folder's name).
func ValidID(id string) bool { return folderID.MatchString(id) }
