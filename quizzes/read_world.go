package quizzes

import (
	"context"
	"slices"
	"strings"
	"time"

	"skylab/console"
	"skylab/content"
	"skylab/simulators/cloud"
	"skylab/text"
)

// world makes the item's world of what its heading and its blocks say.
func (r *itemReader) world() {
	h, b := r.head, r.blocks
	list := r.namedWorlds()
	if !r.it.Proved && len(list) == 0 && len(b.world) == 0 && h.start == "" {
		if len(b.given) > 0 {
			r.fail(b.given[0].Pos, "lint.item.given")
		}
		return
	}
	w := &World{Options: r.bank.base}
	given := bodies(r.bank.given)
	if h.start != "" {
		step, how, _ := strings.Cut(h.start, ":")
		of := r.stepWorld(step, how == "solved")
		if of == nil {
			return
		}
		w.first, w.start = of.Begin, h.start
		given += of.Given
	}
	if len(b.world) > 0 && given != "" { // the item's own set-up may use the names
		list = append(list, content.Block{Kind: "given", Body: given})
	}
	w.blocks = append(list, b.world...)
	w.Setup = bodies(w.blocks)
	if w.first != nil {
		w.Begin, w.Setup = afterwards(w.first, w.blocks), ""
	}
	w.Given, w.given = given+bodies(b.given), b.given
	if b.check != nil {
		w.Check = b.check.Body
	}
	r.it.World = w
}

// namedWorlds are the set-ups that the heading asks for.
func (r *itemReader) namedWorlds() []content.Block {
	var list []content.Block
	for _, name := range r.head.worlds {
		block, ok := r.bank.worlds[name]
		if !ok {
			r.fail(r.head.at["world"], "lint.item.world", "name", name, "near", text.Nearest(name, r.bank.worldNames()))
			continue
		}
		list = append(list, block)
	}
	return list
}

func (r *reader) stepWorld(step string, solved bool) *World {
	if r.course == nil {
		return nil
	}
	w, ok := r.course.World(step, solved)
	if !ok {
		return nil
	}
	return w
}

// afterwards goes on with set-ups where another beginning ends.
func afterwards(begin func(context.Context, text.Lang) (*console.Moment, error), list []content.Block) func(context.Context, text.Lang) (*console.Moment, error) {
	return func(ctx context.Context, lang text.Lang) (*console.Moment, error) {
		m, err := begin(ctx, text.English)
		if err != nil {
			return nil, err
		}
		if m, err = setUp(ctx, m, list); err != nil {
			return nil, err
		}
		return inLang(m, lang), nil
	}
}

func bodies(list []content.Block) string {
	var b strings.Builder
	for _, block := range list {
		b.WriteString(block.Body)
	}
	return b.String()
}

func (b *Bank) worldNames() []string {
	var list []string
	for name := range b.worlds {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// The keys of a bank's front matter; the Korean file has the title alone.
var frontKeys = []string{"title", "module", "region", "seed", "default-vpc", "start", "account-born"}

// front reads what a bank begins with: its module, and the account that its
// worlds are made of.
func (r *reader) front(f content.Front) {
	b := r.bank
	b.Pos = f.Pos
	b.base = console.Options{Seed: 1, Region: "us-east-1", Start: cloud.DefaultStart, Lang: text.English}
	k := f.Keys(frontKeys...)
	for _, key := range []string{"title", "module"} {
		if !k.Has(key) && !f.Broken {
			r.fail(f.Pos, "lint.front.key", "key", key)
		}
	}
	b.Title, b.Module = content.WordsOf(k.String("title"), ""), k.String("module")
	if k.Has("module") && !anID.MatchString(b.Module) {
		r.fail(k.Pos("module"), "lint.id.form", "id", b.Module)
		b.Module = ""
	}
	r.base(k)
	r.problems = append(r.problems, k.Problems()...)
}

func (r *reader) base(k *content.Keys) {
	o := &r.bank.base
	if k.Has("seed") {
		o.Seed = k.Number("seed")
	}
	if k.Has("region") {
		o.Region = k.String("region")
		if !aRegion.MatchString(o.Region) {
			r.fail(k.Pos("region"), "lint.front.region", "region", o.Region)
		}
	}
	o.NoDefaultVPC = !k.Truth("default-vpc", true)
	if k.Has("start") {
		t, err := time.Parse(time.RFC3339, k.String("start"))
		if err != nil || t.Year() < 2000 || t.Year() > 2200 {
			r.fail(k.Pos("start"), "lint.front.start", "start", k.String("start"))
		} else {
			o.Start = cloud.Time(t.UnixNano())
		}
	}
	if k.Has("account-born") {
		day, err := time.Parse(time.DateOnly, k.String("account-born"))
		if err != nil || day.Year() < 2006 || day.Year() > 2200 {
			r.fail(k.Pos("account-born"), "lint.front.born", "born", k.String("account-born"))
		} else {
			o.AccountBorn = cloud.Time(day.UnixNano())
		}
	}
}

// preamble reads the named worlds and the given block.
func (r *reader) preamble(nodes []content.Node) {
	b := r.bank
	b.worlds = map[string]content.Block{}
	for _, n := range nodes {
		switch {
		case n.Prose != nil:
			r.fail(begins(n), "lint.bank.prose")
		case n.Alert != nil:
			r.fail(n.Pos(), "lint.bank.alert", "kind", n.Alert.Kind)
		case n.Block.Kind == "given":
			r.words(*n.Block, 0)
			r.bash(*n.Block, n.Block.Body)
			b.given = append(b.given, *n.Block)
		case n.Block.Kind == "world":
			r.namedWorld(*n.Block)
		default:
			r.fail(n.Block.Pos, "lint.bank.block", "kind", n.Block.Kind)
		}
	}
}

func (r *reader) namedWorld(block content.Block) {
	r.words(block, 1)
	r.bash(block, block.Body)
	bare := block.Words()
	if len(bare) == 0 {
		r.fail(block.Pos, "lint.bank.world.name")
		return
	}
	name := bare[0]
	if first, twice := r.bank.worlds[name.Value]; twice {
		r.fail(name.Pos, "lint.bank.world.twice", "name", name.Value, "line", first.Pos.Line)
		return
	}
	if !anID.MatchString(name.Value) {
		r.fail(name.Pos, "lint.id.form", "id", name.Value)
	}
	r.bank.worlds[name.Value] = block
}

// study is the text of a case study, in both languages; id is that of the
// entry, with its module.
func (r *reader) study(id string) content.Words {
	if id == "" {
		return content.Words{}
	}
	p, ok := r.bank.cases[strings.TrimPrefix(id, r.bank.Module+"/")]
	if !ok {
		return content.Words{}
	}
	en, _ := content.ParsePart(r.bank.Name, p.en.First, p.en.Source)
	w := content.WordsOf(shownText(section(en).Nodes), "")
	if p.ko != nil {
		ko, _ := content.ParsePart(r.bank.korean, p.ko.First, p.ko.Source)
		w = w.With(text.Korean, shownText(section(ko).Nodes))
	}
	return w
}

// shownText is prose and shown blocks as Markdown.
func shownText(nodes []content.Node) string {
	var list []string
	for _, n := range nodes {
		switch {
		case n.Prose != nil:
			list = append(list, n.Prose.String())
		case n.Block != nil && shownBlock(n.Block.Kind):
			list = append(list, fenced(*n.Block))
		}
	}
	return strings.Join(list, "\n\n")
}

// caseStudy checks a section that is a case study.
func (r *reader) caseStudy(s content.Section) {
	r.heading(s)
	for _, n := range s.Nodes {
		switch {
		case n.Prose != nil:
			for _, l := range n.Prose.Lines {
				r.prose(l)
				if boxed.MatchString(l.Text) {
					r.fail(l.Pos, "lint.case.option")
				}
			}
		case n.Alert != nil:
			r.fail(n.Pos(), "lint.case.alert", "kind", n.Alert.Kind)
		case !shownBlock(n.Block.Kind):
			r.fail(n.Pos(), "lint.case.block", "kind", n.Block.Kind)
		}
	}
	if shownText(s.Nodes) == "" {
		r.fail(s.Pos, "lint.case.empty")
	}
}
