// Package content is what lessons and quizzes share: Markdown with exact
// positions, the pairing of languages, facts and exams as data, and the runs
// that prove what a text claims.
package content
