package content

import "skylab/text"

// Words is a text in every language that it was written in.
type Words struct{ EN, KO string }

// In is the text in a language; where it was not written in that language it
// is the English one, so that nothing is lost (the linter reports the gap).
func (w Words) In(lang text.Lang) string {
	if lang == text.Korean && w.KO != "" {
		return w.KO
	}
	return w.EN
}

// Empty tells that no language has it.
func (w Words) Empty() bool { return w.EN == "" && w.KO == "" }

// set writes one language's text.
func (w *Words) set(lang text.Lang, s string) {
	if lang == text.Korean {
		w.KO = s
	} else {
		w.EN = s
	}
}

// WordsOf pairs a text in both languages.
func WordsOf(en, ko string) Words { return Words{EN: en, KO: ko} }

// With is w with one language's text replaced.
func (w Words) With(lang text.Lang, s string) Words {
	w.set(lang, s)
	return w
}
