package mock

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// fragments turns the Markdown of items into HTML that is safe in a page: HTML
// in it is text, links and pictures lead nowhere (a page that is handed on must
// not fetch anything), headings are bold lines, and citations lead to the
// page's own sources.
func fragments(cite func(id string) int) goldmark.Markdown {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(citations{cite}, 150),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewEmphasisParser(), 500)),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithRendererOptions(ghtml.WithXHTML(), renderer.WithNodeRenderers(util.Prioritized(quiet{}, 1))))
}

// fragment is one text as HTML.
func fragment(m goldmark.Markdown, markdown string) template.HTML {
	var b strings.Builder
	if err := m.Convert([]byte(markdown), &b); err != nil {
		return template.HTML("<p>" + html.EscapeString(markdown) + "</p>")
	}
	return template.HTML(b.String())
}

// citations reads [^vpc.nat-price]. One of a fact that is not known stays as
// it is written.
type citations struct{ cite func(id string) int }

func (citations) Trigger() []byte { return []byte{'['} }

func (c citations) Parse(_ ast.Node, block gtext.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := citation.FindSubmatchIndex(line)
	if m == nil || m[0] != 0 {
		return nil
	}
	n := c.cite(string(line[m[2]:m[3]]))
	if n == 0 {
		return nil
	}
	block.Advance(m[1])
	node := ast.NewString(fmt.Appendf(nil, `<sup><a href="#source-%d">%d</a></sup>`, n, n))
	node.SetCode(true) // written as it is
	return node
}

// quiet renders what would lead out of the page or break its outline.
type quiet struct{}

func (q quiet) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	nothing := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkContinue, nil }
	r.Register(ast.KindLink, nothing)
	r.Register(ast.KindImage, nothing) // its words stand in its place
	r.Register(ast.KindHeading, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<p><strong>")
		} else {
			_, _ = w.WriteString("</strong></p>\n")
		}
		return ast.WalkContinue, nil
	})
}
