package lessons

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"skylab/content"
	"skylab/simulators/cloud"
	"skylab/text"
)

// reader turns one folder into a module and notes every mistake on the way.
type reader struct {
	from     fs.FS
	dir      string // inside from
	shown    string // how the folder is called in problems
	m        *Module
	problems []content.Problem
	setups   map[string]content.Block // named set-ups of the preamble
	used     map[string]bool
	given    []content.Block // of the preamble
	front    content.Front   // of lesson.md
	quick    bool            // see Source
}

func (r *reader) fail(pos content.Position, code string, args ...any) {
	r.problems = append(r.problems, content.At(pos, code, args...))
}

// read reads the folder; nil when there is no lesson in it that can be read.
func (r *reader) read(id string, facts *content.Facts) *Module {
	korean := r.begin("lesson.ko.md") // while the English is read
	en, ok := r.take(r.begin("lesson.md")())
	if !ok {
		return nil
	}
	r.m = &Module{ID: id, Pos: en.Front.Pos, proofs: newProofs(), Seed: 1, Start: cloud.DefaultStart, Region: "us-east-1"}
	r.setups, r.used = map[string]content.Block{}, map[string]bool{}
	own, problems := facts.Plus(r.from, r.dir)
	r.m.facts = own
	for _, p := range problems {
		p.Pos.File = path.Join(r.shown, "facts.yaml")
		r.problems = append(r.problems, p)
	}
	if !folderID.MatchString(id) {
		r.fail(content.Position{File: r.shown}, "lint.module.id", "id", id)
	}
	r.front = en.Front
	r.frontMatter(en.Front)
	r.preamble(en.Preamble)
	for _, s := range en.Sections {
		r.step(s)
	}
	r.path(en.Front)
	r.unusedSetups()
	r.korean(en, korean())
	r.teacher()
	return r.m
}

var (
	folderID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	anID     = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	aRegion  = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-[1-9]$`)
)

// parsed is a file as a document, nil when it is not there.
type parsed struct {
	doc      *content.Document
	problems []content.Problem
}

// begin starts to parse a file; what it gives waits for the end.
func (r *reader) begin(name string) func() parsed {
	from, shown, inside := r.from, path.Join(r.shown, name), path.Join(r.dir, name)
	done := make(chan parsed, 1)
	go func() {
		body, err := content.ReadFile(from, inside)
		if err != nil {
			problem := content.Unread(content.Position{File: shown}, err)
			if errors.Is(err, fs.ErrNotExist) {
				problem = content.At(content.Position{File: shown}, "lint.file.missing", "file", name)
			}
			done <- parsed{nil, []content.Problem{problem}}
			return
		}
		doc, problems := content.Parse(shown, body)
		done <- parsed{doc, problems}
	}()
	return func() parsed { return <-done }
}

// take notes the problems of a document.
func (r *reader) take(p parsed) (*content.Document, bool) {
	r.problems = append(r.problems, p.problems...)
	return p.doc, p.doc != nil
}

// The keys of the front matter; lesson.ko.md has those that are words.
var (
	frontKeys  = []string{"title", "minutes", "exams", "summary", "story", "path", "when-not", "chapter", "seed", "region", "start", "default-vpc", "account-born"}
	koreanKeys = []string{"title", "summary", "story", "when-not"}
)

func (r *reader) frontMatter(f content.Front) {
	k := f.Keys(frontKeys...)
	m := r.m
	for _, key := range []string{"title", "minutes", "exams"} {
		if !k.Has(key) && !f.Broken {
			r.fail(f.Pos, "lint.front.key", "key", key)
		}
	}
	m.Title, m.Summary, m.WhenNot = m.Title.With(text.English, k.String("title")), m.Summary.With(text.English, k.String("summary")), m.WhenNot.With(text.English, k.String("when-not"))
	m.Minutes = int(min(k.Number("minutes"), 1000))
	if len(k.Problems()) == 0 && k.Has("minutes") && (m.Minutes < 1 || m.Minutes > 240) {
		r.fail(k.Pos("minutes"), "lint.front.minutes", "minutes", k.String("minutes"))
	}
	for _, l := range k.List("story") {
		m.Story = append(m.Story, content.WordsOf(l.Text, ""))
	}
	if len(m.Story) > 4 {
		r.fail(k.Pos("story"), "lint.front.story", "n", len(m.Story))
	}
	r.exams(k)
	r.world(k)
	r.problems = append(r.problems, k.Problems()...)
}

func (r *reader) exams(k *content.Keys) {
	before := len(k.Problems())
	for _, l := range k.List("exams") {
		if _, _, ok := content.FindTask(l.Text); !ok {
			r.fail(l.Pos, "lint.exam.unknown", "tag", l.Text, "near", text.Nearest(l.Text, content.TaskTags()))
		}
		if slices.Contains(r.m.Exams, l.Text) {
			r.fail(l.Pos, "lint.exam.twice", "tag", l.Text)
		}
		r.m.Exams = append(r.m.Exams, l.Text)
	}
	if k.Has("exams") && len(r.m.Exams) == 0 && len(k.Problems()) == before {
		r.fail(k.Pos("exams"), "lint.exam.none")
	}
}

// world reads the keys that say what world the steps begin with.
func (r *reader) world(k *content.Keys) {
	r.m.Chapter = int(min(k.Number("chapter"), 1000))
	if k.Has("seed") {
		r.m.Seed = k.Number("seed")
	}
	if k.Has("region") {
		r.m.Region = k.String("region")
		if !aRegion.MatchString(r.m.Region) {
			r.fail(k.Pos("region"), "lint.front.region", "region", r.m.Region)
		}
	}
	if k.Has("start") {
		t, err := time.Parse(time.RFC3339, k.String("start"))
		if err != nil || t.Year() < 2000 || t.Year() > 2200 {
			r.fail(k.Pos("start"), "lint.front.start", "start", k.String("start"))
		} else {
			r.m.Start = cloud.Time(t.UnixNano())
		}
	}
	r.m.NoDefaultVPC = !k.Truth("default-vpc", true)
	if k.Has("account-born") {
		day, err := time.Parse(time.DateOnly, k.String("account-born"))
		if err != nil || day.Year() < 2006 || day.Year() > 2200 {
			r.fail(k.Pos("account-born"), "lint.front.born", "born", k.String("account-born"))
		} else {
			r.m.AccountBorn = cloud.Time(day.UnixNano())
		}
	}
}

// path reads the 20-minute path once the steps are known.
func (r *reader) path(f content.Front) {
	if len(r.m.Steps) == 0 {
		r.fail(f.Pos, "lint.module.empty")
	}
	for _, l := range f.Keys(frontKeys...).List("path") {
		if r.m.Step(l.Text) == nil {
			r.fail(l.Pos, "lint.path.unknown", "step", l.Text, "near", text.Nearest(l.Text, r.m.stepIDs()))
		}
		r.m.Path = append(r.m.Path, l.Text)
	}
}

func (m *Module) stepIDs() []string {
	var list []string
	for _, s := range m.Steps {
		list = append(list, s.ID)
	}
	return list
}

// preamble reads what stands before the first step.
func (r *reader) preamble(nodes []content.Node) {
	var prose []string
	for _, n := range nodes {
		switch {
		case n.Prose != nil:
			r.prose(*n.Prose, nil)
			prose = append(prose, n.Prose.String())
		case n.Alert != nil:
			r.fail(n.Alert.Pos, "lint.preamble.alert", "kind", n.Alert.Kind)
		case shownBlock(n.Block.Kind):
			r.block(*n.Block, 0)
			prose = append(prose, fenced(*n.Block))
		case n.Block.Kind == "given":
			r.block(*n.Block, 0)
			r.given = append(r.given, *n.Block)
		case n.Block.Kind == "setup":
			r.namedSetup(*n.Block)
		default:
			r.fail(n.Block.Pos, "lint.preamble.block", "kind", n.Block.Kind)
		}
	}
	r.m.Intro = content.WordsOf(strings.Join(prose, "\n\n"), "")
}

func (r *reader) namedSetup(b content.Block) {
	r.block(b, 1)
	words := b.Words()
	if len(words) == 0 {
		r.fail(b.Pos, "lint.setup.name")
		return
	}
	name := words[0]
	if first, twice := r.setups[name.Value]; twice {
		r.fail(name.Pos, "lint.setup.twice", "name", name.Value, "line", first.Pos.Line)
	}
	r.setups[name.Value] = b
}

func (r *reader) unusedSetups() {
	for name, b := range r.setups {
		if !r.used[name] {
			r.fail(b.Pos, "lint.setup.unused", "name", name)
		}
	}
}

func (r *reader) teacher() {
	for _, lang := range text.Langs() {
		name := "teach.md"
		if lang == text.Korean {
			name = "teach.ko.md"
		}
		if body, err := content.ReadFile(r.from, path.Join(r.dir, name)); err == nil {
			r.m.Teach = r.m.Teach.With(lang, string(body))
		}
	}
}
