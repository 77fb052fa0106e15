package mock

import (
	"skylab/content"
	"skylab/text"
)

// Markdown is the result as a document in the speaker's language: figures,
// what to study, every item with all its reasons, sources.
func (r Result) Markdown(s text.Speaker, facts *content.Facts) string { panic("shape") }

// HTML is the same as one page that needs nothing else: no script, no address
// that is fetched; light and dark, and it prints well.
func (r Result) HTML(s text.Speaker, facts *content.Facts) string { panic("shape") }
