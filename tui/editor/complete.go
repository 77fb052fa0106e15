package editor

import (
	"strings"

	"skylab/console"
)

// menu is the list of ways to complete the word before the cursor.
type menu struct {
	from  int // where the word begins, in runes
	list  []console.Candidate
	pick  int // -1 while none is chosen
	typed string
}

// candidates asks for the ways to complete, with the word's beginning.
func (e *Editor) candidates() (int, []console.Candidate) {
	if e.Complete == nil {
		return 0, nil
	}
	before := string(e.text[:e.at])
	list := e.Complete(e.Text(), len(before))
	return wordStart(e.text, e.at), list
}

// wordStart is where the shell word before the cursor begins: after the last
// blank or operator that is neither quoted nor escaped.
func wordStart(text []rune, at int) int {
	start, quote := 0, rune(0)
	for i := 0; i < at; i++ {
		switch r := text[i]; {
		case quote == 0 && r == '\\' || quote == '"' && r == '\\':
			i++
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case strings.ContainsRune(" \t\n|&;()<>", r):
			start = i + 1
		}
	}
	return min(start, at)
}

// tab completes as far as there is one way, and else opens the list.
func (e *Editor) tab() {
	from, list := e.candidates()
	switch {
	case len(list) == 0:
		return
	case len(list) == 1:
		e.replace(from, list[0].Text)
		e.endWord()
		return
	}
	e.menu = &menu{from: from, list: list, pick: -1, typed: string(e.text[from:e.at])}
	if p := commonPrefix(list); len(p) > len(e.menu.typed) && strings.HasPrefix(p, e.menu.typed) {
		e.replace(from, p)
		e.menu.typed = p
	}
}

// endWord adds the blank after a finished word; a folder or a name that ends
// in = goes on.
func (e *Editor) endWord() {
	if e.at > 0 && !strings.ContainsRune("/=: ", e.text[e.at-1]) && (e.at == len(e.text) || e.text[e.at] != ' ') {
		e.insert(" ")
	}
}

func (e *Editor) replace(from int, word string) {
	from = min(from, e.at)
	e.delete(from, e.at)
	e.insert(word)
}

func commonPrefix(list []console.Candidate) string {
	p := list[0].Text
	for _, c := range list[1:] {
		for !strings.HasPrefix(c.Text, p) {
			p = p[:len(p)-1]
		}
	}
	return strings.ToValidUTF8(p, "")
}

// narrow keeps the open list in step with what is typed.
func (e *Editor) narrow() {
	if e.menu == nil {
		return
	}
	from, list := e.candidates()
	if len(list) == 0 || from != e.menu.from {
		e.menu = nil
		return
	}
	e.menu = &menu{from: from, list: list, pick: -1, typed: string(e.text[from:e.at])}
}

// menuKey handles a key while the list is open; false when it is not the
// list's.
func (e *Editor) menuKey(name string) (Act, bool) {
	m := e.menu
	switch name {
	case "tab", "down", "ctrl+n":
		e.choose((m.pick + 1) % len(m.list))
	case "shift+tab", "up", "ctrl+p":
		e.choose((max(m.pick, 0) + len(m.list) - 1) % len(m.list))
	case "esc", "ctrl+g":
		e.replace(m.from, m.typed)
		e.menu = nil
	case "enter":
		e.menu = nil
		if m.pick < 0 {
			return None, false
		}
		e.endWord()
	default:
		if m.pick >= 0 {
			e.menu = nil // what was chosen stands; typing goes on after it
		}
		return None, false
	}
	return None, true
}

func (e *Editor) choose(i int) {
	e.menu.pick = i
	e.replace(e.menu.from, e.menu.list[i].Text)
}
