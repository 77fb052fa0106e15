package quizzes

import "strings"

// errorLine is the line of what was printed as an error that says most: the
// first, or where that only reminds of the usage, the last that names the error.
func errorLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	line := lines[0]
	if strings.HasPrefix(line, "usage:") {
		for _, l := range lines {
			if strings.Contains(l, "error: ") || strings.Contains(l, "Invalid choice: ") || strings.Contains(l, "Unknown options: ") {
				line = l
			}
		}
	}
	return strings.TrimRight(strings.TrimSpace(line), ".:")
}
