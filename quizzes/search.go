package quizzes

import "skylab/text"

func (l *Library) search(words string, lang text.Lang) []Entry { return nil }
