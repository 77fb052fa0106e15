package limits

import "strings"

// Markdown turns a Go doc comment into Markdown: headings begin with # there
// too, an indented block is code, and a list item may hang.
func Markdown(doc string) string {
	var out []string
	for _, line := range strings.Split(doc, "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			line = "#" + line
		case strings.HasPrefix(line, "\t"):
			line = "    " + line[1:]
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
