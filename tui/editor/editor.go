package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/tui/keys"
)

// Act is what a key asks of the one who owns the editor.
type Act int

// The acts.
const (
	None   Act = iota
	Submit     // run Text
	Quit       // the end of input on an empty line
	Ignore     // the key is not the editor's
)

// Editor is the input line with its history. Complete, when set, lists the
// ways to complete the word before a byte offset.
type Editor struct {
	Complete func(line string, cursor int) []console.Candidate

	buffer
	history []string
	place   int    // in history; len(history) is the line being typed
	draft   string // the line being typed while history is shown
	killed  string
	search  *search
	menu    *menu
}

// Text is what stands on the line.
func (e *Editor) Text() string { return string(e.text) }

// Empty tells that nothing was typed.
func (e *Editor) Empty() bool { return len(e.text) == 0 }

// Set puts text on the line, the cursor at its end.
func (e *Editor) Set(s string) {
	e.set(s)
	e.menu, e.search = nil, nil
}

// Open tells that a list or search is open that esc closes.
func (e *Editor) Open() bool { return e.menu != nil || e.search != nil }

// Remember adds a line to the history; one like the last is not added again.
func (e *Editor) Remember(line string) {
	if line = strings.TrimRight(line, "\n "); line != "" && (len(e.history) == 0 || e.history[len(e.history)-1] != line) {
		e.history = append(e.history, line)
	}
	e.place, e.draft = len(e.history), ""
}

// Paste inserts text as it is; nothing runs until enter is pressed.
func (e *Editor) Paste(s string) {
	e.menu, e.search = nil, nil
	e.insert(strings.TrimRight(clean(s), "\n"))
}

// Key does what a key means on a line of input.
func (e *Editor) Key(k tea.KeyPressMsg) Act {
	name := k.String()
	if e.search != nil {
		return e.searchKey(k, name)
	}
	if e.menu != nil {
		if act, done := e.menuKey(name); done {
			return act
		}
	}
	if f, ok := edits[name]; ok {
		f(e)
		e.narrow()
		return None
	}
	if f, ok := acts[name]; ok {
		return f(e)
	}
	if k.Text == "" || k.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock) != 0 {
		return Ignore
	}
	e.insert(k.Text)
	e.narrow()
	return None
}

// Enter runs the line, or opens the next one when the command goes on.
func (e *Editor) enter() Act {
	line := e.Text()
	if strings.TrimSpace(line) == "" {
		e.Set("")
		return None
	}
	if console.Incomplete(line) || strings.HasSuffix(line, "\\") {
		e.at = len(e.text)
		e.insert("\n")
		return None
	}
	return Submit
}

// Take empties the line, remembers it and gives it back.
func (e *Editor) Take() string {
	line := e.Text()
	e.Remember(line)
	e.Set("")
	return line
}

// acts are the keys that may leave the editor.
var acts = map[string]func(*Editor) Act{
	"enter": (*Editor).enter,
	"ctrl+d": func(e *Editor) Act {
		if e.Empty() {
			return Quit
		}
		e.delete(e.at, e.right(e.at))
		return None
	},
	"up":     func(e *Editor) Act { return e.older() },
	"ctrl+p": func(e *Editor) Act { return e.older() },
	"down":   func(e *Editor) Act { return e.newer() },
	"ctrl+n": func(e *Editor) Act { return e.newer() },
	"tab":    func(e *Editor) Act { e.tab(); return None },
	"ctrl+r": func(e *Editor) Act { e.search = &search{place: len(e.history), before: e.Text()}; return None },
}

// edits are the keys that change the line or move in it, as readline has them.
var edits = map[string]func(*Editor){
	"left": func(e *Editor) { e.at = e.left(e.at) }, "ctrl+b": func(e *Editor) { e.at = e.left(e.at) },
	"right": func(e *Editor) { e.at = e.right(e.at) }, "ctrl+f": func(e *Editor) { e.at = e.right(e.at) },
	"home": func(e *Editor) { e.at = e.lineStart(e.at) }, "ctrl+a": func(e *Editor) { e.at = e.lineStart(e.at) },
	"end": func(e *Editor) { e.at = e.lineEnd(e.at) }, "ctrl+e": func(e *Editor) { e.at = e.lineEnd(e.at) },
	"alt+b": func(e *Editor) { e.at = e.wordLeft(e.at) }, "ctrl+left": func(e *Editor) { e.at = e.wordLeft(e.at) }, "alt+left": func(e *Editor) { e.at = e.wordLeft(e.at) },
	"alt+f": func(e *Editor) { e.at = e.wordRight(e.at) }, "ctrl+right": func(e *Editor) { e.at = e.wordRight(e.at) }, "alt+right": func(e *Editor) { e.at = e.wordRight(e.at) },
	"backspace": func(e *Editor) { e.delete(e.left(e.at), e.at) }, "ctrl+h": func(e *Editor) { e.delete(e.left(e.at), e.at) },
	"shift+backspace": func(e *Editor) { e.delete(e.left(e.at), e.at) },
	"delete":          func(e *Editor) { at := e.at; e.delete(at, e.right(at)) },
	"ctrl+w":          func(e *Editor) { e.killed = e.delete(e.wordLeft(e.at), e.at) },
	"alt+backspace":   func(e *Editor) { e.killed = e.delete(e.wordLeft(e.at), e.at) },
	"alt+d":           func(e *Editor) { e.killed = e.delete(e.at, e.wordRight(e.at)) },
	"ctrl+u":          func(e *Editor) { e.killed = e.delete(e.lineStart(e.at), e.at) },
	"ctrl+k":          func(e *Editor) { e.killed = e.delete(e.at, e.lineEnd(e.at)) },
	"alt+y":           func(e *Editor) { e.insert(e.killed) },
	"alt+enter":       func(e *Editor) { e.insert("\n") },
	"shift+enter":     func(e *Editor) { e.insert("\n") },
	"ctrl+j":          func(e *Editor) { e.insert("\n") },
	"space":           func(e *Editor) { e.insert(" ") },
}

func (e *Editor) older() Act {
	if at, ok := e.up(); ok {
		e.at = at
		return None
	}
	if e.place == 0 {
		return None
	}
	if e.place == len(e.history) {
		e.draft = e.Text()
	}
	e.place--
	e.set(e.history[e.place])
	return None
}

func (e *Editor) newer() Act {
	if at, ok := e.down(); ok {
		e.at = at
		return None
	}
	switch {
	case e.place >= len(e.history):
		return None
	case e.place == len(e.history)-1:
		e.place++
		e.set(e.draft)
	default:
		e.place++
		e.set(e.history[e.place])
	}
	return None
}

// Keys are the editor's own bindings, for the help.
func Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "run", Keys: []string{"enter"}},
		{ID: "complete", Keys: []string{"tab"}},
		{ID: "history", Keys: []string{"down", "up"}},
		{ID: "search-history", Keys: []string{"ctrl+r"}},
		{ID: "newline", Keys: []string{"ctrl+j", "alt+enter"}},
		{ID: "line-ends", Keys: []string{"ctrl+a", "ctrl+e"}},
		{ID: "kill", Keys: []string{"ctrl+w", "ctrl+u", "ctrl+k"}},
		{ID: "yank", Keys: []string{"alt+y"}},
	}
}
