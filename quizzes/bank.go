package quizzes

import (
	"strings"

	"skylab/console"
	"skylab/content"
)

// Bank is one file of items with its Korean sibling, split at its headings;
// an item is parsed when it is asked for.
type Bank struct {
	Name   string // quizzes/banks/vpc/ways-out.md
	Module string
	Local  bool // from a folder that the learner pointed at
	Title  content.Words
	Pos    content.Position

	entries []Entry
	parts   []part          // of the entries
	cases   map[string]part // case studies, by id
	korean  string          // name of the Korean file; empty: there is none
	base    console.Options
	given   []content.Block
	worlds  map[string]content.Block
	lib     *Library
	items   []*Item // of the linter, beside the entries; nil: cannot be proved
	source  int     // number of its source
}

// part is one section as source, in both languages.
type part struct {
	en     content.Part
	ko     *content.Part
	search []byte // what a search looks through, in small letters
}

// item parses one item for learners.
func (b *Bank) item(at int) (*Item, error) { return b.parse(at, true) }

// parse parses one item, with its Korean or without.
func (b *Bank) parse(at int, korean bool) (*Item, error) {
	e := b.entries[at]
	r := &reader{bank: b, facts: b.lib.Facts, course: b.lib.course, quick: true}
	en, problems := content.ParsePart(b.Name, b.parts[at].en.First, b.parts[at].en.Source)
	r.problems = append(r.problems, problems...)
	var ko *content.Section
	if p := b.parts[at].ko; p != nil && korean {
		doc, problems := content.ParsePart(b.korean, p.First, p.Source)
		r.problems = append(r.problems, problems...)
		ko = section(doc)
	}
	it := r.item(e, *section(en), ko, r.study(e.Case))
	if content.Failures(ofFile(r.problems, b.Name)) > 0 {
		return nil, &Broken{e.ID, content.Sort(r.problems)}
	}
	if content.Failures(ofFile(r.problems, b.korean)) > 0 {
		return it.english(), nil
	}
	return it, nil
}

// section is the one section of a part.
func section(doc *content.Document) *content.Section {
	if len(doc.Sections) == 0 { // Split and Parse find the same, so this is for the eye alone
		return &content.Section{}
	}
	return &doc.Sections[0]
}

// ofFile are the problems of one file that keep an item from being read; that
// its characters were not composed does not, for they are by now.
func ofFile(list []content.Problem, file string) []content.Problem {
	var own []content.Problem
	for _, p := range list {
		if p.Pos.File == file && p.Code != "lint.file.nfc" {
			own = append(own, p)
		}
	}
	return own
}

// english is an item whose Korean cannot be relied on: English alone.
func (it *Item) english() *Item {
	only := func(w *content.Words) { w.KO = "" }
	it.Korean = false
	for _, w := range []*content.Words{&it.Title, &it.Stem, &it.After, &it.Unit} {
		only(w)
	}
	for i := range it.Options {
		only(&it.Options[i].Text)
		only(&it.Options[i].Reason)
	}
	for i := range it.Rights {
		only(&it.Rights[i].Text)
	}
	return it
}

// local is the id of an item within its module.
func (e Entry) local() string { return strings.TrimPrefix(e.ID, e.Module+"/") }
