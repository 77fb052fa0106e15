package mock

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"strings"
	"sync"

	"github.com/yuin/goldmark"

	"skylab/content"
	"skylab/text"
)

//go:embed page.html
var pageFile string

var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageFile))
})

// HTML is the same as one page that needs nothing else: no script, no address
// that is fetched; light and dark, and it prints well. The only addresses in it
// are those of the facts' sources.
func (r Result) HTML(s text.Speaker, facts *content.Facts) string {
	h := &sheet{paper: paper{Result: r, speaker: s, facts: facts}}
	h.convert = fragments(h.cite)
	// Sources are numbered as the items cite them, so items are made first.
	for i, l := range r.Lines {
		h.Items = append(h.Items, h.item(i+1, l))
	}
	var b strings.Builder
	if err := page().Execute(&b, h); err != nil {
		panic("mock: the page: " + err.Error()) // it writes to memory: a mistake in the template
	}
	return b.String()
}

// sheet is what the page's template is given.
type sheet struct {
	paper
	convert goldmark.Markdown
	Items   []sheetItem
}

type sheetItem struct {
	Number        int
	Verdict, Kind string // as a word, and as a class
	About         string
	Stem, After   template.HTML
	Options       []sheetOption
	Vanished      string
}

type sheetOption struct {
	Mark, Kind   string
	Text, Reason template.HTML
}

func (h *sheet) item(n int, l Line) sheetItem {
	it := sheetItem{Number: n, Verdict: h.say("mock.item." + l.verdict()), Kind: l.verdict(), About: strings.Join(h.about(l), " · ")}
	if l.Item == nil {
		it.Vanished = h.say("mock.item.vanished")
		return it
	}
	it.Stem, it.After = h.prose(l.Item.Stem), h.prose(l.Item.After)
	for _, o := range l.Item.Options {
		kind := ""
		if o.Key {
			kind = "key"
		}
		it.Options = append(it.Options, sheetOption{h.option(l, o), kind, h.prose(o.Text), h.prose(o.Reason)})
	}
	return it
}

func (h *sheet) prose(w content.Words) template.HTML { return fragment(h.convert, h.words(w)) }

// What the template asks for.

// Lang is the page's language.
func (h *sheet) Lang() string { return string(h.speaker.Lang()) }

// Title is the page's title.
func (h *sheet) Title() string { return h.title() }

// Say is a sentence without figures.
func (h *sheet) Say(id string) string { return h.say(id) }

// Lead are the sentences of the summary.
func (h *sheet) Lead() []string { return h.Summary(h.speaker) }

// Tables are the tables of scores.
func (h *sheet) Tables() []sheetTable {
	var list []sheetTable
	for _, t := range []sheetTable{{h.say("mock.result.domains"), h.domainRows()}, {h.say("mock.result.tasks"), h.taskRows()}} {
		if len(t.Rows) > 0 {
			list = append(list, t)
		}
	}
	return list
}

type sheetTable struct {
	Title string
	Rows  []row
}

// Sure is how sureness and truth went together.
func (h *sheet) Sure() []string { return h.calibration() }

// Next is what to study next.
func (h *sheet) Next() []string { return h.study() }

// Sources are the facts cited.
func (h *sheet) Sources() []sheetSource {
	var list []sheetSource
	for i, f := range h.cited {
		list = append(list, sheetSource{fmt.Sprint("source-", i+1), f.In(h.speaker.Lang()), f.Source, h.say("mock.result.checked", "day", f.Checked)})
	}
	return list
}

type sheetSource struct{ ID, Value, Address, Checked string }
