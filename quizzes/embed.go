package quizzes

import "embed"

// banks are the banks of the program: a new file is found by its name alone.
//
//go:embed banks
var banks embed.FS
