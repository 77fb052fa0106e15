// Package prose lays Markdown out for a terminal: wrapped by words in English
// and Korean, hanging indents, tables that fit, nothing wider than asked.
package prose

import (
	"html"
	"strconv"
	"strings"

	"charm.land/glamour/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"skylab/tui/theme"
)

// Widest is how wide prose may get, in cells; beyond it the eye loses lines.
const Widest = 72

// Render lays Markdown out in lines of at most width cells (72 when width is
// more). Raw HTML and control characters do not get through.
func Render(markdown string, width int, th theme.Theme) []string {
	return render(markdown, max(1, min(width, Widest)), renderer{th: th, voice: voice(th)})
}

// Unwrapped is Markdown as plain lines for a screen reader or a pipe: a line a
// paragraph, an item or a row, and no pictures; picture stands in their place.
func Unwrapped(markdown, picture string) []string {
	return render(markdown, 1<<20, renderer{plain: true, picture: picture})
}

func render(markdown string, width int, r renderer) []string {
	r.source = []byte(Clean(markdown))
	tree := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(r.source))
	return trim(r.blocks(tree, width))
}

// Clean takes control characters out, so that no text moves the cursor.
// Newlines and tabs stay.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20 || r == 0x7f || 0x80 <= r && r < 0xa0 || r == 0x2028 || r == 0x2029 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

func trim(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

type renderer struct {
	source  []byte
	th      theme.Theme
	voice   *glamour.TermRenderer // nil when plain
	plain   bool                  // no bars, no rules, no pictures
	picture string                // what stands in place of one
}

// blocks lays the children out with one empty line between them.
func (r renderer) blocks(parent ast.Node, width int) []string {
	var out []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		lines := r.block(n, width)
		if len(lines) == 0 {
			continue
		}
		if _, tight := n.(*ast.TextBlock); len(out) > 0 && !tight && !(n.Kind() == ast.KindList && parent.Kind() == ast.KindListItem) {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

func (r renderer) block(n ast.Node, width int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		if r.plain {
			return wrap(r.inline(n, r.th.Strong), width, "", "")
		}
		return r.spoken(n, "# ", width)
	case *ast.Paragraph, *ast.TextBlock:
		if r.plain {
			return wrap(r.inline(n, r.th.Text), width, "", "")
		}
		return r.spoken(n, "", width)
	case *ast.List:
		return r.list(n, width)
	case *ast.Blockquote:
		bar := r.th.Yours.Paint("▎")
		if r.plain {
			return r.blocks(n, width)
		}
		return prefixed(r.blocks(n, max(1, width-2)), bar+" ", bar+" ")
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return r.code(n, width)
	case *ast.ThematicBreak:
		if r.plain {
			return nil
		}
		return []string{r.th.Quiet.Paint(strings.Repeat("─", min(width, 8)))}
	case *east.Table:
		return r.table(n, width)
	case *ast.HTMLBlock:
		return nil
	}
	return r.blocks(n, width)
}

func (r renderer) list(n *ast.List, width int) []string {
	var out []string
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "• "
		if n.IsOrdered() {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		indent := strings.Repeat(" ", len([]rune(marker)))
		if len(out) > 0 && !n.IsTight {
			out = append(out, "")
		}
		out = append(out, prefixed(r.blocks(item, max(1, width-len(indent))), r.th.Quiet.Paint(marker), indent)...)
	}
	return out
}

func prefixed(lines []string, first, rest string) []string {
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = rest + lines[i]
		}
	}
	return lines
}

// code keeps the author's lines; one that does not fit goes on below, two
// cells further in. A picture is cut instead: its lines mean nothing below
// each other.
func (r renderer) code(n ast.Node, width int) []string {
	if drawn := r.drawing(n); drawn != nil {
		if r.plain {
			return []string{r.picture}
		}
		for i, line := range drawn {
			drawn[i] = ansi.Truncate(line, width, "…")
		}
		return drawn
	}
	var out []string
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := strings.ReplaceAll(strings.TrimRight(string(at.Value(r.source)), "\n"), "\t", "    ")
		lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if len(lead) > width/2 {
			lead = ""
		}
		out = append(out, wrap([]span{{strings.TrimLeft(line, " "), r.th.Code}}, width, "  "+lead, "    "+lead)...)
	}
	return out
}

// drawing is the lines of a block that holds a picture; nil for any other.
func (r renderer) drawing(n ast.Node) []string {
	var lines []string
	picture := false
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := strings.TrimRight(string(at.Value(r.source)), "\n")
		picture = picture || strings.ContainsAny(line, "─│╭╰╮╯┌└├┤┬┴┼▶◀")
		lines = append(lines, line)
	}
	if !picture {
		return nil
	}
	return lines
}

// inline gathers the text below a node as spans.
func (r renderer) inline(n ast.Node, ink theme.Ink) []span {
	var out []span
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			out = append(out, span{written(string(c.Segment.Value(r.source)), n.Kind() == ast.KindCodeSpan), ink})
			if c.HardLineBreak() {
				out = append(out, span{"\n", ink})
			} else if c.SoftLineBreak() {
				out = append(out, span{" ", ink})
			}
		case *ast.String:
			out = append(out, span{string(c.Value), ink})
		case *ast.CodeSpan:
			out = append(out, r.inline(c, r.th.Code)...)
		case *ast.Emphasis:
			out = append(out, r.inline(c, r.th.Strong)...)
		case *ast.Link:
			out = append(out, r.inline(c, ink)...)
			out = append(out, span{" (" + string(c.Destination) + ")", r.th.Quiet})
		case *ast.AutoLink:
			out = append(out, span{string(c.URL(r.source)), r.th.Quiet})
		case *ast.RawHTML:
		default:
			out = append(out, r.inline(c, ink)...)
		}
	}
	return out
}

// written is text as it is meant: the backslash off punctuation, entities as
// their character. In code everything stays.
func written(s string, code bool) string {
	if code || !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return Clean(html.UnescapeString(b.String()))
}
