package editor

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"skylab/console"
	"skylab/tui/frame"
	"skylab/tui/theme"
)

var special = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace}

// press types; a word in <> is a key.
func press(e *Editor, text string) (last Act) {
	for len(text) > 0 {
		if i := strings.IndexByte(text, '>'); text[0] == '<' && i > 0 {
			name := text[1:i]
			text = text[i+1:]
			k := tea.KeyPressMsg{}
			if s, ok := strings.CutPrefix(name, "ctrl+"); ok {
				k.Mod, name = tea.ModCtrl, s
			}
			if s, ok := strings.CutPrefix(name, "shift+"); ok {
				k.Mod, name = tea.ModShift, s
			}
			k.Code = []rune(name)[0]
			if c, ok := special[name]; ok {
				k.Code = c
			}
			last = e.Key(k)
			continue
		}
		r := []rune(text)[0]
		last = e.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
		text = text[len(string(r)):]
	}
	return last
}

func TestTyping(t *testing.T) {
	for keys, want := range map[string]string{
		"abc<left><left>X":              "aXbc|2",
		"서브넷<left>가":                    "서브가넷|3",
		"aws ec2 x<ctrl+w>y":            "aws ec2 y|9",
		"one two<ctrl+a>0<ctrl+e>9":     "0one two9|9",
		"one two<ctrl+u>x":              "x|1",
		"abc<ctrl+a><ctrl+k>":           "|0",
		"abc<home><ctrl+d>":             "bc|0",
		"a<backspace><backspace>b":      "b|1",
		"a<ctrl+j>bcd<up>X<down>Y":      "aX\nbcYd|6",
		"\u1112\u1161\u11ab":            "한|1", // decomposed letters become one syllable
		"first line<ctrl+j>b<home><up>": "first line\nb|0",
	} {
		var e Editor
		press(&e, keys)
		if got := fmt.Sprintf("%s|%d", e.Text(), e.at); got != want {
			t.Errorf("%s gives %q, want %q", keys, got, want)
		}
	}
}

func TestHistory(t *testing.T) {
	var e Editor
	for _, l := range []string{"one", "two", "two", "three"} {
		e.Remember(l)
	}
	press(&e, "dra<up>")
	if e.Text() != "three" {
		t.Errorf("up gives %q", e.Text())
	}
	press(&e, "<up><up><up><up>")
	if e.Text() != "one" {
		t.Errorf("up to the end gives %q", e.Text())
	}
	press(&e, "<down><down><down>")
	if e.Text() != "dra" {
		t.Errorf("down to the end gives %q, want what was being typed", e.Text())
	}
	press(&e, "<ctrl+r>tw")
	if e.Text() != "two" {
		t.Errorf("search gives %q", e.Text())
	}
	press(&e, "<esc>")
	if e.Text() != "dra" || e.Open() {
		t.Errorf("leaving the search gives %q", e.Text())
	}
	press(&e, "<ctrl+r>e<ctrl+r>")
	if e.Text() != "one" {
		t.Errorf("searching on gives %q", e.Text())
	}
	if act := press(&e, "<enter><enter>"); act != Submit {
		t.Errorf("enter after a search: %v", act)
	}
}

func completer(words ...string) func(string, int) []console.Candidate {
	return func(line string, cursor int) (list []console.Candidate) {
		word := line[:cursor]
		word = word[strings.LastIndexByte(word, ' ')+1:]
		for _, w := range words {
			if strings.HasPrefix(w, word) {
				list = append(list, console.Candidate{Text: w, Doc: "doc of " + w})
			}
		}
		return list
	}
}

func TestCompletion(t *testing.T) {
	words := []string{"create-subnet", "create-vpc", "describe-vpcs", "서브넷", "dir/"}
	for keys, want := range map[string]string{
		"aws d<tab>":                            "aws d",
		"aws des<tab>":                          "aws describe-vpcs ",
		"aws dir<tab>":                          "aws dir/",
		"aws cr<tab>":                           "aws create-",
		"aws cr<tab><tab>":                      "aws create-subnet",
		"aws cr<tab><tab><tab>":                 "aws create-vpc",
		"aws cr<tab><tab><tab><tab>":            "aws create-subnet",
		"aws cr<tab><tab><esc>":                 "aws create-",
		"aws cr<tab><tab><enter>x":              "aws create-subnet x",
		"aws cr<tab><shift+tab>":                "aws create-vpc",
		"aws cr<tab>v<tab>":                     "aws create-vpc",
		"aws 서<tab>":                            "aws 서브넷 ",
		"aws create-subnet<home>x":              "xaws create-subnet",
		"aws nothing<tab>":                      "aws nothing",
		"aws cr<tab><tab> --x":                  "aws create-subnet --x",
		"aws cr b<left><left><tab><tab><enter>": "aws create-subnet b",
	} {
		e := Editor{Complete: completer(words...)}
		press(&e, keys)
		if e.Text() != want {
			t.Errorf("%s gives %q, want %q", keys, e.Text(), want)
		}
	}
}

func TestWordStart(t *testing.T) {
	for line, want := range map[string]string{
		"aws ec2 cr": "cr", "VPC=$(aws e": "e", "a | gr": "gr", `echo "a b`: `"a b`, `echo a\ b`: `a\ b`, "cat <f": "f", "": "", "x ": "",
	} {
		r := []rune(line)
		if got := string(r[wordStart(r, len(r)):]); got != want {
			t.Errorf("%q: word %q, want %q", line, got, want)
		}
	}
}

func TestPasteIsHarmless(t *testing.T) {
	var e Editor
	e.Paste("echo a\r\necho \x1b[2Jb\x07\u202e\n")
	if got := e.Text(); got != "echo a\necho [2Jb" {
		t.Errorf("%q", got)
	}
	e.Paste(strings.Repeat("x", 3*longest))
	if len(e.text) > longest {
		t.Errorf("%d letters", len(e.text))
	}
}

// The cursor stands after what was typed, counted in cells, at any width.
func TestViewFits(t *testing.T) {
	var e Editor
	e.Paste("aws ec2 create-tags --tags Key=Name,Value=점심종 \\\n\t--resources 서브넷과 서브넷")
	for w := 1; w < 60; w++ {
		for h := 1; h < 6; h++ {
			for at := 0; at <= len(e.text); at += 3 {
				e.at = at
				lines, x, y := e.View(w, h, Look{Prompt: "$ ", More: "> ", Theme: theme.Of(theme.Dark, true)})
				if len(lines) > h || y < 0 || y >= len(lines) || x < 0 || x >= w {
					t.Fatalf("%d×%d at %d: %d lines, cursor %d,%d", w, h, at, len(lines), x, y)
				}
				for _, l := range lines {
					if w > 6 && frame.Width(l) > w {
						t.Fatalf("%d×%d: %q is %d wide", w, h, ansi.Strip(l), frame.Width(l))
					}
				}
			}
		}
	}
	e.Set("서브넷")
	if _, x, _ := e.View(40, 3, Look{Prompt: "$ ", Theme: theme.Of(theme.Dark, true)}); x != 8 {
		t.Errorf("cursor at %d, want 8: two for the prompt, two for each syllable", x)
	}
}
