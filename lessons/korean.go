package lessons

import (
	"slices"
	"strings"
	"unicode"

	"skylab/content"
	"skylab/text"
)

// korean reads lesson.ko.md and pairs it with the English module.
func (r *reader) korean(en *content.Document, read parsed) {
	ko, ok := r.take(read)
	if !ok {
		return
	}
	r.m.Korean = ko.Front.Pos
	r.koreanFront(ko.Front)
	r.koreanIntro(en, ko)
	at := 0
	for _, s := range ko.Sections {
		st := r.koreanSection(s, &at)
		if st == nil {
			continue
		}
		st.Title = st.Title.With(text.Korean, s.Title)
		p := &pairing{reader: r, st: st, en: en.Sections[slices.Index(r.m.Steps, st)], ko: s}
		p.pair()
	}
	for _, st := range r.m.Steps {
		if st.Title.KO == "" && st.ID != "" {
			r.fail(ko.Front.Pos, "lint.ko.missing", "id", st.ID)
		}
	}
}

func (r *reader) koreanFront(f content.Front) {
	if f.Broken || r.front.Broken {
		return
	}
	k := f.Keys(koreanKeys...)
	m := r.m
	for _, w := range []struct {
		key string
		to  *content.Words
	}{{"title", &m.Title}, {"summary", &m.Summary}, {"when-not", &m.WhenNot}} {
		*w.to = w.to.With(text.Korean, k.String(w.key))
		if k.Has(w.key) != r.front.Keys(frontKeys...).Has(w.key) {
			r.fail(f.Pos, "lint.ko.front", "key", w.key)
		}
	}
	story := k.List("story")
	if len(story) != len(m.Story) {
		r.fail(f.Pos, "lint.ko.story", "ko", len(story), "en", len(m.Story))
	}
	for i := range min(len(story), len(m.Story)) {
		m.Story[i] = m.Story[i].With(text.Korean, story[i].Text)
	}
	r.problems = append(r.problems, k.Problems()...)
}

func (r *reader) koreanIntro(en, ko *content.Document) {
	var prose []string
	for _, n := range ko.Preamble {
		switch {
		case n.Prose != nil:
			r.prose(*n.Prose, nil)
			prose = append(prose, n.Prose.String())
		case n.Block != nil && shownBlock(n.Block.Kind):
			prose = append(prose, fenced(*n.Block))
		case n.Block != nil:
			r.fail(n.Block.Pos, "lint.ko.machine", "kind", n.Block.Kind)
		default:
			r.fail(n.Alert.Pos, "lint.preamble.alert", "kind", n.Alert.Kind)
		}
	}
	r.m.Intro = r.m.Intro.With(text.Korean, strings.Join(prose, "\n\n"))
	if (r.m.Intro.EN == "") != (r.m.Intro.KO == "") {
		r.fail(ko.Front.Pos, "lint.ko.intro")
	}
}

// koreanSection finds the step that a Korean heading belongs to.
func (r *reader) koreanSection(s content.Section, at *int) *Step {
	id, has := s.Attr("id")
	if !has {
		r.fail(s.Pos, "lint.heading.id", "title", s.Title)
		return nil
	}
	i := slices.IndexFunc(r.m.Steps, func(st *Step) bool { return st.ID == id.Value })
	if i < 0 {
		r.fail(id.Pos, "lint.ko.unknown", "id", id.Value, "near", text.Nearest(id.Value, r.m.stepIDs()))
		return nil
	}
	st := r.m.Steps[i]
	switch {
	case st.Title.KO != "":
		r.fail(id.Pos, "lint.ko.twice", "id", id.Value)
		return nil
	case i < *at:
		r.fail(id.Pos, "lint.ko.order", "id", id.Value)
	}
	*at = max(*at, i)
	if s.Title == "" {
		r.fail(s.Pos, "lint.heading.title")
	}
	return st
}

// pairing lays a Korean section beside the English one.
type pairing struct {
	*reader
	st     *Step
	en, ko content.Section
	traps  int // cautions met
	hints  int
}

func (p *pairing) pair() {
	for _, a := range p.ko.Attrs {
		if e, ok := p.en.Attr(a.Key); !ok || e.Value != a.Value {
			p.fail(a.Pos, "lint.ko.attr", "key", a.Key, "value", e.Value)
		}
	}
	p.alertKinds()
	p.shownBlocks()
	p.footnotes()
	var prose []string
	var words wordCount
	if hasProse(p.en) != hasProse(p.ko) {
		p.fail(p.ko.Pos, "lint.ko.prose", "id", p.st.ID)
	}
	for _, n := range p.ko.Nodes {
		switch {
		case n.Prose != nil:
			p.reader.prose(*n.Prose, nil)
			words.count(*n.Prose)
			prose = append(prose, n.Prose.String())
			p.hangul(*n.Prose, n.Pos())
		case n.Alert != nil:
			p.reader.prose(n.Alert.Text, nil)
			p.hangul(n.Alert.Text, n.Pos())
			p.alert(n.Alert)
		case shownBlock(n.Block.Kind):
			words.done = words.done || n.Block.Kind == "sh"
			prose = append(prose, fenced(*n.Block))
		default:
			p.fail(n.Block.Pos, "lint.ko.machine", "kind", n.Block.Kind)
		}
	}
	if words.words > 120 {
		p.fail(words.at, "lint.prose.long", "n", words.words)
	}
	p.st.Prose = p.st.Prose.With(text.Korean, strings.Join(prose, "\n\n"))
}

func hasProse(s content.Section) bool {
	return slices.ContainsFunc(s.Nodes, func(n content.Node) bool { return n.Prose != nil })
}

// hangul reports a passage that was left in English.
func (p *pairing) hangul(text content.Passage, pos content.Position) {
	plain := codeSpan.ReplaceAllString(text.String(), "")
	if strings.ContainsFunc(plain, unicode.IsLetter) && !strings.ContainsFunc(plain, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		p.fail(pos, "lint.ko.english")
	}
}

func (p *pairing) alert(a *content.Alert) {
	said := a.Text.String()
	switch a.Kind {
	case "IMPORTANT":
		titles, rest := p.titles(a, p.st)
		for i, c := range p.st.Checks {
			c.Title = c.Title.With(text.Korean, titles[i])
		}
		p.st.Task = p.st.Task.With(text.Korean, rest)
	case "WARNING":
		p.question(a)
	case "TIP":
		if p.hints < len(p.st.Hints) {
			p.st.Hints[p.hints] = p.st.Hints[p.hints].With(text.Korean, said)
		}
		p.hints++
	case "CAUTION":
		if p.traps < len(p.st.Traps) {
			t := p.st.Traps[p.traps]
			t.Caution = t.Caution.With(text.Korean, said)
		}
		p.traps++
	case "NOTE":
		p.st.After = p.st.After.With(text.Korean, said)
	}
}

func (p *pairing) question(a *content.Alert) {
	pr := p.st.Predict
	if pr == nil {
		return
	}
	question, labels := options(a.Text)
	pr.Question = pr.Question.With(text.Korean, question)
	if len(labels) != len(pr.Options) {
		p.fail(a.Pos, "lint.predict.labels", "labels", len(labels), "options", len(pr.Options))
		return
	}
	for i := range labels {
		pr.Options[i].Label = pr.Options[i].Label.With(text.Korean, labels[i])
	}
}

func alertsOf(s content.Section) []*content.Alert {
	var list []*content.Alert
	for _, n := range s.Nodes {
		if n.Alert != nil {
			list = append(list, n.Alert)
		}
	}
	return list
}

func (p *pairing) alertKinds() {
	en, ko := alertsOf(p.en), alertsOf(p.ko)
	for i := range max(len(en), len(ko)) {
		switch {
		case i >= len(ko):
			p.fail(p.ko.Pos, "lint.ko.alert.missing", "kind", en[i].Kind, "line", en[i].Pos.Line)
		case i >= len(en):
			p.fail(ko[i].Pos, "lint.ko.alert.extra", "kind", ko[i].Kind)
		case en[i].Kind != ko[i].Kind:
			p.fail(ko[i].Pos, "lint.ko.alert.kind", "ko", ko[i].Kind, "en", en[i].Kind, "line", en[i].Pos.Line)
		default:
			continue
		}
		return
	}
}

func shownOf(s content.Section) []content.Block {
	var list []content.Block
	for _, n := range s.Nodes {
		if n.Block != nil && n.Block.Kind == "sh" {
			list = append(list, *n.Block)
		}
	}
	return list
}

// shownBlocks: commands shown are the same in both languages, comments apart.
func (p *pairing) shownBlocks() {
	en, ko := shownOf(p.en), shownOf(p.ko)
	if len(en) != len(ko) {
		p.fail(p.ko.Pos, "lint.ko.shown", "ko", len(ko), "en", len(en))
		return
	}
	for i := range en {
		if !p.quick && content.WithoutComments(en[i].Body) != content.WithoutComments(ko[i].Body) {
			p.fail(ko[i].Pos, "lint.ko.command", "line", en[i].Pos.Line)
		}
	}
}

func (p *pairing) footnotes() {
	en, ko := p.en.Citations(), p.ko.Citations()
	for _, c := range ko {
		if !slices.ContainsFunc(en, func(l content.Line) bool { return l.Text == c.Text }) {
			p.fail(c.Pos, "lint.ko.cites", "id", c.Text)
		}
	}
	for _, c := range en {
		if !slices.ContainsFunc(ko, func(l content.Line) bool { return l.Text == c.Text }) {
			p.fail(p.ko.Pos, "lint.ko.uncited", "id", c.Text, "line", c.Pos.Line)
		}
	}
}
