package quizzes

// Uncited is Markdown without the marks of the facts that it cites.
func Uncited(markdown string) string { return citation.ReplaceAllString(markdown, "") }
