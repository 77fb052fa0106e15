package quizzes

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"skylab/content"
	"skylab/text"
)

// pairing lays a Korean section beside the item that was read from the English
// one. The Korean has the words alone: no marks, no machine blocks.
type pairing struct {
	*reader
	it      *Item
	en, ko  content.Section
	hasNote bool
	stem    []string
	lines   []content.Line
	at      int // the option that was read last; -1: none yet
	last    int
	seen    map[string]bool
	note    *content.Alert
	shown   []content.Block
	late    bool
}

func (p *pairing) pair() {
	p.at, p.last, p.seen = -1, -1, map[string]bool{}
	p.heading()
	for _, n := range p.ko.Nodes {
		switch {
		case n.Prose != nil:
			p.passage(*n.Prose)
		case n.Alert != nil:
			p.alert(n.Alert)
		case shownBlock(n.Block.Kind):
			p.flush()
			p.stem = append(p.stem, fenced(*n.Block))
			p.shown = append(p.shown, *n.Block)
		default:
			p.fail(n.Block.Pos, "lint.item.ko.block", "kind", n.Block.Kind)
		}
	}
	p.flush()
	p.it.Stem = p.it.Stem.With(text.Korean, strings.Join(p.stem, "\n\n"))
	p.finish()
}

func (p *pairing) heading() {
	p.it.Title = p.it.Title.With(text.Korean, p.ko.Title)
	if p.ko.Title == "" {
		p.fail(p.ko.Pos, "lint.item.title")
	}
	for _, a := range p.ko.Attrs {
		switch {
		case a.Key == "unit" && p.it.Kind == Number:
			p.it.Unit = p.it.Unit.With(text.Korean, a.Value)
			if p.it.Unit.EN == "" {
				p.fail(a.Pos, "lint.item.ko.unit")
			}
		case a.Key != "id":
			p.fail(a.Pos, "lint.item.ko.attr", "key", written(a))
		}
	}
}

func (p *pairing) flush() {
	passage := content.Passage{Lines: p.lines}
	if said := passage.String(); said != "" {
		p.hangul(said, begins(content.Node{Prose: &passage}))
		p.stem = append(p.stem, said)
	}
	p.lines = nil
}

// hangul reports a passage that was left in English.
func (p *pairing) hangul(said string, pos content.Position) {
	plain := codeSpan.ReplaceAllString(said, "")
	if strings.ContainsFunc(plain, unicode.IsLetter) && !inHangul(plain) {
		p.fail(pos, "lint.ko.english")
	}
}

func inHangul(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
}

// englishWord is a word of English prose; names, codes and figures are none, so
// an option may be "Amazon S3 Standard-IA" in both languages.
var englishWord = regexp.MustCompile(`(?:^|[\s(])[a-z]{3,}(?:[\s,.;)]|$)`)

func (p *pairing) alert(a *content.Alert) {
	switch {
	case a.Kind != "NOTE":
		p.fail(a.Pos, "lint.item.alert", "kind", a.Kind)
		return
	case p.note != nil:
		p.fail(a.Pos, "lint.item.note.twice", "line", p.note.Pos.Line)
		return
	}
	p.note = a
	for _, l := range a.Text.Lines {
		p.prose(l)
	}
	p.hangul(a.Text.String(), a.Pos)
	p.it.After = p.it.After.With(text.Korean, a.Text.String())
}

func (p *pairing) passage(passage content.Passage) {
	p.flush()
	for _, l := range passage.Lines {
		l.Text = strings.TrimRight(l.Text, " \t")
		switch {
		case l.Text == "" && p.at < 0:
			p.lines = append(p.lines, l)
		case l.Text == "":
		case p.option(l):
		case p.at < 0:
			p.prose(l)
			p.lines = append(p.lines, l)
		default:
			p.below(l)
		}
	}
}

// option reads a line that begins an option: one of the item's ids, or after
// the first option any list item.
func (p *pairing) option(l content.Line) bool {
	said, ok := listItem(l.Text)
	if n := numbers(l.Text, p.it.Kind); n != nil {
		said, ok = n[2], true
	}
	if !ok {
		return false
	}
	var box []string
	if strings.HasPrefix(said, "[") {
		if box = boxed.FindStringSubmatch(l.Text); box != nil {
			said = box[2]
		}
	}
	id, words, named := nameOf(said)
	if !named {
		words = said
	}
	at := slices.IndexFunc(p.it.Options, func(o Option) bool { return o.ID == id && id != "" })
	if at < 0 && p.at < 0 && box == nil {
		return false // a list in the stem
	}
	if box != nil {
		p.fail(along(l, strings.IndexByte(l.Text, '[')), "lint.item.ko.mark")
	}
	p.prose(l)
	p.take(l, at, id, words)
	return true
}

func (p *pairing) take(l content.Line, at int, id, words string) {
	switch {
	case at < 0:
		p.fail(l.Pos, "lint.item.ko.option", "id", id, "near", text.Nearest(id, p.ids()))
		p.at = len(p.it.Options) // lines below belong to nothing
		return
	case p.seen[id]:
		p.fail(l.Pos, "lint.item.ko.option.twice", "id", id)
	case at < p.last:
		p.fail(l.Pos, "lint.item.ko.option.order", "id", id)
	}
	p.seen[id] = true
	p.at, p.last = at, max(p.last, at)
	o := &p.it.Options[at]
	if p.it.Kind == Match {
		p.sides(l, o, words)
		return
	}
	o.Text = o.Text.With(text.Korean, words)
	p.optionWords(l, o.Text.EN, words)
	if p.it.Kind == Number {
		x, ok := ReadNumber(words, p.it.Unit.EN, p.it.Unit.KO)
		if y, _ := ReadNumber(o.Text.EN, p.it.Unit.EN); !ok || x != y {
			p.fail(l.Pos, "lint.item.ko.number", "ko", words, "en", o.Text.EN)
		}
	}
}

func (p *pairing) optionWords(l content.Line, en, ko string) {
	if ko == "" && en != "" {
		p.fail(l.Pos, "lint.item.ko.empty")
	}
	if plain := codeSpan.ReplaceAllString(ko, ""); !inHangul(plain) && englishWord.MatchString(plain) {
		p.fail(l.Pos, "lint.ko.english")
	}
}

func (p *pairing) sides(l content.Line, o *Option, words string) {
	left, right, ok := cutArrow(words)
	if !ok || (left == "") != (o.Text.EN == "") || right == "" {
		p.fail(l.Pos, "lint.item.ko.sides", "id", o.ID)
		return
	}
	p.optionWords(l, o.Text.EN, left)
	o.Text = o.Text.With(text.Korean, left)
	for i := range p.it.Rights {
		r := &p.it.Rights[i]
		switch {
		case r.ID == o.ID:
			p.optionWords(l, r.Text.EN, right)
			r.Text = r.Text.With(text.Korean, right)
		case r.ID == o.Right && r.Text.KO != right:
			p.fail(l.Pos, "lint.item.ko.right", "id", o.ID, "other", r.ID)
		}
	}
}

func (p *pairing) ids() []string {
	var list []string
	for _, o := range p.it.Options {
		list = append(list, o.ID)
	}
	return list
}

// below reads a line under an option.
func (p *pairing) below(l content.Line) {
	p.prose(l)
	if p.at >= len(p.it.Options) {
		return
	}
	o := &p.it.Options[p.at]
	trimmed := strings.TrimLeft(l.Text, " \t")
	indented := len(trimmed) < len(l.Text)
	reason, quoted := strings.CutPrefix(trimmed, ">")
	switch {
	case quoted:
		if !indented {
			p.fail(l.Pos, "lint.option.indent", "id", o.ID)
		}
		if o.Reason.KO == "" {
			p.hangul(reason, l.Pos)
		}
		o.Reason = o.Reason.With(text.Korean, strings.TrimSpace(o.Reason.KO+" "+strings.TrimSpace(reason)))
	case indented && o.Reason.KO == "" && p.it.Kind != Match:
		o.Text = o.Text.With(text.Korean, o.Text.KO+" "+trimmed)
	case indented:
		p.fail(l.Pos, "lint.option.lazy", "id", o.ID)
	case !p.late:
		p.late = true
		p.fail(l.Pos, "lint.item.late")
	}
}

func (p *pairing) finish() {
	if (p.it.Stem.EN == "") != (p.it.Stem.KO == "") {
		p.fail(p.ko.Pos, "lint.item.ko.stem")
	}
	for _, o := range p.it.Options {
		switch {
		case o.ID == "":
		case !p.seen[o.ID]:
			p.fail(p.ko.Pos, "lint.item.ko.lacks", "id", o.ID, "line", o.Pos.Line)
		case o.Reason.KO == "" && o.Reason.EN != "":
			p.fail(p.ko.Pos, "lint.item.ko.reason", "id", o.ID)
		}
	}
	if p.hasNote != (p.note != nil) {
		p.fail(p.ko.Pos, "lint.item.ko.note")
	}
	p.sameFacts()
	p.sameShown()
}

// sameFacts: both languages cite the same facts.
func (p *pairing) sameFacts() {
	en, ko := p.en.Citations(), p.ko.Citations()
	has := func(list []content.Line, id string) bool {
		return slices.ContainsFunc(list, func(l content.Line) bool { return l.Text == id })
	}
	for _, c := range ko {
		if !has(en, c.Text) {
			p.fail(c.Pos, "lint.item.ko.cites", "id", c.Text)
		}
	}
	for _, c := range en {
		if !has(ko, c.Text) {
			p.fail(p.ko.Pos, "lint.item.ko.uncited", "id", c.Text, "line", c.Pos.Line)
		}
	}
}

// sameShown: commands shown are the same in both languages, comments apart.
func (p *pairing) sameShown() {
	var en []content.Block
	for _, n := range p.en.Nodes {
		if n.Block != nil && shownBlock(n.Block.Kind) {
			en = append(en, *n.Block)
		}
	}
	if len(en) != len(p.shown) {
		p.fail(p.ko.Pos, "lint.item.ko.shown", "ko", len(p.shown), "en", len(en))
		return
	}
	for i, b := range en {
		if b.Kind != p.shown[i].Kind || b.Kind == "sh" && !p.quick && content.WithoutComments(b.Body) != content.WithoutComments(p.shown[i].Body) {
			p.fail(p.shown[i].Pos, "lint.item.ko.command", "line", b.Pos.Line)
		}
	}
}
