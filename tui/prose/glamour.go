package prose

import (
	"fmt"
	"image/color"
	"regexp"
	"strconv"
	"strings"

	"charm.land/glamour/v2"
	style "charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"

	"skylab/tui/theme"
)

// Running text is Glamour's: paragraphs, headings, what stands in lists and
// quotes. It is asked for whole lines, which are then wrapped here: its own
// wrapping counts tabs as no cells, runs over the edge in quotes and has no
// hanging indent. Tables, commands and pictures are laid out here for the same
// reason. A Glamour renderer is not for concurrent use, so each page makes one.

// voice is Glamour in the inks of a theme.
func voice(th theme.Theme) *glamour.TermRenderer {
	bold := true
	strong := style.StylePrimitive{Bold: &bold}
	code := style.StylePrimitive{Color: hex(th.Code)}
	link := style.StylePrimitive{Color: hex(th.Quiet)}
	r, err := glamour.NewTermRenderer(glamour.WithWordWrap(0), glamour.WithStyles(style.StyleConfig{
		Strong: strong, Emph: strong, Link: link,
		Code:    style.StyleBlock{StylePrimitive: code},
		Heading: style.StyleBlock{StylePrimitive: strong},
	}))
	if err != nil {
		panic("prose: " + err.Error()) // the options are ours and fixed
	}
	return r
}

func hex(ink theme.Ink) *string {
	c := ink.GetForeground()
	if _, none := c.(lipgloss.NoColor); none {
		return nil
	}
	r, g, b, _ := color.NRGBAModel.Convert(c).RGBA()
	s := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	return &s
}

// spoken lays the text of a block out in lines of at most width cells.
func (r renderer) spoken(n ast.Node, prefix string, width int) []string {
	var src strings.Builder
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		src.Write(at.Value(r.source))
	}
	said, err := r.voice.Render(prefix + harmless(strings.ReplaceAll(src.String(), "\t", "    ")))
	if err != nil {
		return wrap(r.inline(n, r.th.Text), width, "", "")
	}
	said = strings.Trim(hyperlink.ReplaceAllString(said, ""), "\n")
	// Lip Gloss breaks at hyphens, and the names of commands are full of them.
	said = strings.ReplaceAll(said, "-", hyphen)
	lines := strings.Split(lipgloss.Wrap(said, width, " "), "\n")
	for i := range lines { // the wrapping leaves a space behind the edge
		lines[i] = strings.ReplaceAll(ansi.Truncate(strings.TrimRight(lines[i], " "), width, ""), hyphen, "-")
	}
	return lines
}

// hyphen stands for one while lines are broken: a character of the private use
// area, one cell wide.
const hyphen = "\ue000"

var (
	// The address stands in the text; a hyperlink of the terminal would get cut
	// apart with the line.
	hyperlink = regexp.MustCompile("\x1b\\]8;[^\a]*\a")
	entity    = regexp.MustCompile(`&#([xX]?)([0-9a-fA-F]+);?`)
)

// harmless takes out references to characters that move a cursor: they would
// come to life behind Clean.
func harmless(markdown string) string {
	return entity.ReplaceAllStringFunc(markdown, func(s string) string {
		m := entity.FindStringSubmatch(s)
		base := 10
		if m[1] != "" {
			base = 16
		}
		code, err := strconv.ParseUint(m[2], base, 32)
		if err != nil || Clean(string(rune(code))) == "" {
			return ""
		}
		return s
	})
}
