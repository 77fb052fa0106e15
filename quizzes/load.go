package quizzes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"skylab/content"
	"skylab/text"
)

var aRegion = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-[1-9]$`)

// bank reads one file with its sibling: for learners split at its headings,
// for the linter whole.
func (s Source) bank(l *Library, file string, whole bool) loaded {
	b := &Bank{Name: path.Join(s.Name, file), Local: s.Local, lib: l, cases: map[string]part{}}
	r := &reader{bank: b, facts: l.Facts, course: l.course, quick: !whole}
	en, err := content.ReadFile(s.FS, file)
	if err != nil {
		r.problems = append(r.problems, content.Unread(content.Position{File: b.Name}, err))
		return loaded{nil, r.problems}
	}
	if len(bytes.TrimSpace(en)) == 0 {
		r.fail(content.Position{File: b.Name}, "lint.bank.blank")
		return loaded{nil, r.problems}
	}
	if !whole && !utf8.Valid(en) { // every letter may be another one than was meant
		_, problems := content.Parse(b.Name, en)
		return loaded{nil, ofCode(problems, "lint.file.utf8")}
	}
	head, parts := content.Split(b.Name, en)
	top, problems := content.Parse(b.Name, head)
	if !whole {
		r.problems = append(r.problems, problems...)
	}
	r.front(top.Front)
	r.preamble(top.Preamble)
	r.folder(file, top.Front)
	ko, koFile := s.sibling(r, file)
	b.split(parts, ko)
	if whole {
		r.whole(en, koFile, parts)
	}
	if b.Module == "" || top.Front.Broken {
		return loaded{nil, r.problems}
	}
	return loaded{b, r.problems}
}

func ofCode(list []content.Problem, code string) []content.Problem {
	return slices.DeleteFunc(list, func(p content.Problem) bool { return p.Code != code })
}

// folder: a bank in a folder belongs to the module of that name.
func (r *reader) folder(file string, f content.Front) {
	dir := path.Dir(file)
	if m := r.bank.Module; dir != "." && m != "" && m != dir {
		r.fail(f.Keys(frontKeys...).Pos("module"), "lint.bank.folder", "module", m, "folder", dir)
	}
}

// sibling reads the Korean file.
func (s Source) sibling(r *reader, file string) (parts map[string]content.Part, body []byte) {
	name := strings.TrimSuffix(file, ".md") + ".ko.md"
	body, err := content.ReadFile(s.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.warn(content.Position{File: r.bank.Name}, "lint.bank.korean", "file", path.Base(name))
		return nil, nil
	case err != nil:
		r.problems = append(r.problems, content.Unread(content.Position{File: path.Join(s.Name, name)}, err))
		return nil, nil
	}
	r.bank.korean = path.Join(s.Name, name)
	if r.quick && !utf8.Valid(body) {
		_, problems := content.Parse(r.bank.korean, body)
		r.problems = append(r.problems, ofCode(problems, "lint.file.utf8")...)
		return nil, nil
	}
	_, list := content.Split(r.bank.korean, body)
	parts = map[string]content.Part{}
	for _, p := range list {
		if id, ok := p.Attr("id"); ok {
			if _, twice := parts[id.Value]; !twice {
				parts[id.Value] = p
			}
		}
	}
	return parts, body
}

// split makes the entries of the headings. One without an id that can be used
// is no entry.
func (b *Bank) split(parts []content.Part, ko map[string]content.Part) {
	seen := map[string]bool{}
	var items []content.Part
	for _, p := range parts {
		id, _ := p.Attr("id")
		if !anID.MatchString(id.Value) || seen[id.Value] {
			continue
		}
		seen[id.Value] = true
		one := part{en: p}
		if k, ok := ko[id.Value]; ok {
			one.ko = &k
		}
		if kind, _ := p.Attr("kind"); kind.Value == caseKind {
			b.cases[id.Value] = one
			continue
		}
		items = append(items, p)
		b.parts = append(b.parts, one)
	}
	for i, p := range items {
		b.entries = append(b.entries, b.entry(p, &b.parts[i]))
	}
}

// entry is what a heading says, and whether blocks of a proof follow it.
func (b *Bank) entry(p content.Part, one *part) Entry {
	h := headingOf(p.Section)
	e := Entry{ID: b.Module + "/" + h.id, Module: b.Module, Kind: Kind(h.kind), Topic: h.topic, Tasks: h.tasks, Level: h.level,
		Step: h.step, Korean: one.ko != nil, Title: content.WordsOf(p.Title, ""), Pos: p.Pos}
	said := scan(p.Source)
	e.Proved = said.proved
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\n%s\n%s\n%v\n", h.kind, p.Title, h.unit, h.tolerance)
	hash.Write(said.read)
	if h.caseID != "" {
		e.Case = b.Module + "/" + h.caseID
		hash.Write(scan(b.cases[h.caseID].en.Source).read)
	}
	e.Hash = hex.EncodeToString(hash.Sum(nil)[:6])
	if one.ko != nil {
		e.Title = e.Title.With(text.Korean, one.ko.Title)
	}
	one.searched(e, said)
	return e
}

// whole parses a bank for the linter: files as they are, then every section.
func (r *reader) whole(en, ko []byte, parts []content.Part) {
	doc, problems := content.Parse(r.bank.Name, en)
	r.problems = append(r.problems, problems...)
	var korean *content.Document
	if ko != nil {
		korean, problems = content.Parse(r.bank.korean, ko)
		r.problems = append(r.problems, problems...)
		r.koreanFile(korean, doc)
	}
	b := r.bank
	b.items = make([]*Item, len(b.entries))
	first := map[string]int{}
	for _, s := range doc.Sections {
		id, _ := s.Attr("id")
		if line := first[id.Value]; line > 0 {
			r.fail(id.Pos, "lint.item.again", "id", id.Value, "line", line)
		} else if id.Value != "" {
			first[id.Value] = s.Pos.Line
		}
		r.oneSection(s, korean)
	}
	if len(doc.Sections) == 0 {
		r.fail(b.Pos, "lint.bank.empty")
	}
	r.unused(doc)
}

// oneSection reads a section of a bank, in both languages.
func (r *reader) oneSection(s content.Section, korean *content.Document) {
	h := headingOf(s)
	if h.kind == caseKind {
		r.caseStudy(s)
		return
	}
	var ko *content.Section
	if korean != nil {
		i := slices.IndexFunc(korean.Sections, func(k content.Section) bool { a, _ := k.Attr("id"); return a.Value == h.id && h.id != "" })
		if i >= 0 {
			ko = &korean.Sections[i]
		}
	}
	b := r.bank
	at := slices.IndexFunc(b.entries, func(e Entry) bool { return e.Pos == s.Pos })
	e := Entry{ID: b.Module + "/" + h.id, Module: b.Module, Kind: Kind(h.kind), Title: content.WordsOf(s.Title, ""), Pos: s.Pos}
	if at >= 0 {
		e = b.entries[at]
	}
	if _, ok := b.cases[h.caseID]; !ok && h.caseID != "" {
		r.fail(h.at["case"], "lint.item.case", "case", h.caseID)
	}
	before := content.Failures(ofFile(r.problems, b.Name))
	it := r.item(e, s, ko, r.study(e.Case))
	if sound := content.Failures(ofFile(r.problems, b.Name)) == before; sound && at >= 0 {
		b.items[at] = it
	}
}

// koreanFile pairs the files as wholes: the title, and the headings with their
// order.
func (r *reader) koreanFile(ko, en *content.Document) {
	k := ko.Front.Keys("title")
	if !ko.Front.Broken && !k.Has("title") {
		r.fail(ko.Front.Pos, "lint.front.key", "key", "title")
	}
	r.bank.Title = r.bank.Title.With(text.Korean, k.String("title"))
	r.problems = append(r.problems, k.Problems()...)
	for _, n := range ko.Preamble {
		r.fail(begins(n), "lint.bank.ko.preamble")
	}
	var ids []string
	for _, s := range en.Sections {
		id, _ := s.Attr("id")
		ids = append(ids, id.Value)
	}
	seen, last := map[string]bool{}, -1
	for _, s := range ko.Sections {
		id, has := s.Attr("id")
		at := slices.Index(ids, id.Value)
		switch {
		case !has:
			r.fail(s.Pos, "lint.item.id", "title", s.Title)
		case at < 0:
			r.fail(id.Pos, "lint.item.ko.unknown", "id", id.Value, "near", text.Nearest(id.Value, ids))
		case seen[id.Value]:
			r.fail(id.Pos, "lint.item.ko.twice", "id", id.Value)
		case at < last:
			r.fail(id.Pos, "lint.item.ko.order", "id", id.Value)
		}
		seen[id.Value], last = true, max(last, at)
	}
	for _, s := range en.Sections {
		if id, ok := s.Attr("id"); ok && !seen[id.Value] {
			r.fail(ko.Front.Pos, "lint.item.ko.missing", "id", id.Value, "line", s.Pos.Line)
		}
	}
	r.koreanCases(ko)
}

// koreanCases checks the case studies' Korean sections.
func (r *reader) koreanCases(ko *content.Document) {
	for _, s := range ko.Sections {
		id, _ := s.Attr("id")
		if _, ok := r.bank.cases[id.Value]; !ok {
			continue
		}
		said := shownText(s.Nodes)
		if plain := codeSpan.ReplaceAllString(said, ""); !inHangul(plain) {
			r.fail(s.Pos, "lint.ko.english")
		}
	}
}

// unused reports named worlds and case studies that no item asks for.
func (r *reader) unused(doc *content.Document) {
	worlds, cases := map[string]bool{}, map[string]bool{}
	for _, s := range doc.Sections {
		h := headingOf(s)
		cases[h.caseID] = true
		for _, name := range h.worlds {
			worlds[name] = true
		}
	}
	for _, name := range r.bank.worldNames() {
		if !worlds[name] {
			r.fail(r.bank.worlds[name].Pos, "lint.bank.world.unused", "name", name)
		}
	}
	for _, s := range doc.Sections {
		if h := headingOf(s); h.kind == caseKind && !cases[h.id] {
			r.fail(s.Pos, "lint.case.unused", "id", h.id)
		}
	}
}

// judged is how many items a learner's own banks may have to be read at once;
// bigger ones are read item by item when they are shown, or the screen would
// wait.
const judged = 1000

// judge reads every item of a learner's own bank, so that one with mistakes is
// left out: nobody proved it before.
func (l *loaded) judge() {
	b := l.bank
	if b == nil {
		return
	}
	var entries []Entry
	var parts []part
	for i := range b.entries {
		_, err := b.parse(i, false)
		var broken *Broken
		if errors.As(err, &broken) {
			l.problems = append(l.problems, broken.Problems...)
			continue
		}
		entries, parts = append(entries, b.entries[i]), append(parts, b.parts[i])
	}
	b.entries, b.parts = entries, parts
}
