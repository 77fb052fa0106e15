package quizzes

import (
	"slices"
	"strings"

	"skylab/content"
	"skylab/text"
)

// itemReader reads one section.
type itemReader struct {
	*reader
	it      *Item
	section content.Section
	head    heading
	stem    []string // passages and blocks that are shown
	lines   []content.Line
	late    bool // text after the options was reported
	blocks  blocks
	note    *content.Alert
	decoys  map[string]content.Words // right sides by option id
}

// item reads a section into an item. en is its heading and body, ko the Korean
// one or nil; study is the case study's text that goes before the stem.
func (r *reader) item(entry Entry, en content.Section, ko *content.Section, study content.Words) *Item {
	ir := &itemReader{reader: r, it: &Item{Entry: entry}, section: en, head: r.heading(en), decoys: map[string]content.Words{}}
	ir.it.Unit, ir.it.Tolerance = content.WordsOf(ir.head.unit, ""), ir.head.tolerance
	for _, n := range en.Nodes {
		switch {
		case n.Prose != nil:
			ir.passage(*n.Prose)
		case n.Alert != nil:
			ir.alert(n.Alert)
		case shownBlock(n.Block.Kind):
			ir.shown(*n.Block)
		default:
			ir.machine(*n.Block)
		}
	}
	ir.flush()
	ir.finish()
	ir.world()
	if ko != nil {
		p := &pairing{reader: r, it: ir.it, en: en, ko: *ko, hasNote: ir.note != nil}
		p.pair()
	}
	ir.it.own, ir.it.Scenario = ir.it.Stem.EN, study
	ir.it.Stem = joined(study, ir.it.Stem)
	return ir.it
}

// joined is a case study's text with a stem below it, in both languages.
func joined(study, stem content.Words) content.Words {
	if study.Empty() {
		return stem
	}
	w := content.WordsOf(study.EN+"\n\n"+stem.EN, "")
	if stem.KO != "" {
		w = w.With(text.Korean, study.In(text.Korean)+"\n\n"+stem.KO)
	}
	return w
}

func (r *itemReader) shown(b content.Block) {
	if len(r.it.Options) > 0 {
		r.tooLate(b.Pos)
		return
	}
	r.flush()
	r.words(b, 0)
	for i, line := range strings.Split(b.Body, "\n") {
		r.literalIDs(content.Line{Text: line, Pos: b.At(i, 1)})
	}
	r.stem = append(r.stem, fenced(b))
}

// flush ends a passage of the stem.
func (r *itemReader) flush() {
	if said := (content.Passage{Lines: r.lines}).String(); said != "" {
		r.stem = append(r.stem, said)
	}
	r.lines = nil
}

func (r *itemReader) tooLate(pos content.Position) {
	if !r.late {
		r.fail(pos, "lint.item.late")
	}
	r.late = true
}

func (r *itemReader) alert(a *content.Alert) {
	switch {
	case a.Kind != "NOTE":
		if slices.Contains([]string{"IMPORTANT", "TIP", "WARNING", "CAUTION"}, a.Kind) {
			r.fail(a.Pos, "lint.item.alert", "kind", a.Kind)
		}
		return
	case r.note != nil:
		r.fail(a.Pos, "lint.item.note.twice", "line", r.note.Pos.Line)
		return
	case len(r.it.Options) == 0:
		r.fail(a.Pos, "lint.item.note.early")
	}
	r.note = a
	r.it.After = content.WordsOf(a.Text.String(), "")
	for _, l := range a.Text.Lines {
		r.cite(l)
	}
}

// cite checks a line and notes the facts that it cites.
func (r *itemReader) cite(l content.Line) {
	for _, c := range r.prose(l) {
		if !slices.Contains(r.it.Facts, c.Text) {
			r.it.Facts = append(r.it.Facts, c.Text)
		}
	}
}

// passage reads prose: the stem, then the options with their reasons.
func (r *itemReader) passage(p content.Passage) {
	r.flush()
	for _, l := range p.Lines {
		l.Text = strings.TrimRight(l.Text, " \t")
		switch {
		case l.Text == "":
			if len(r.it.Options) == 0 {
				r.lines = append(r.lines, l)
			}
		case r.option(l):
		case len(r.it.Options) == 0:
			r.stemLine(l)
		default:
			r.below(l)
		}
	}
}

func (r *itemReader) stemLine(l content.Line) {
	r.cite(l)
	r.lines = append(r.lines, l)
}

// below reads a line under an option: its reason, or the rest of its words.
func (r *itemReader) below(l content.Line) {
	o := &r.it.Options[len(r.it.Options)-1]
	trimmed := strings.TrimLeft(l.Text, " \t")
	indented := len(trimmed) < len(l.Text)
	reason, quoted := strings.CutPrefix(trimmed, ">")
	switch {
	case quoted && !indented:
		r.fail(l.Pos, "lint.option.indent", "id", o.ID)
		fallthrough
	case quoted:
		r.cite(l)
		o.Reason = content.WordsOf(strings.TrimSpace(o.Reason.EN+" "+strings.TrimSpace(reason)), "")
	case indented && o.Reason.EN == "":
		r.cite(l)
		o.Text = content.WordsOf(strings.TrimSpace(o.Text.EN+" "+trimmed), "")
	case indented:
		r.fail(l.Pos, "lint.option.lazy", "id", o.ID)
	default:
		r.tooLate(l.Pos)
	}
}
