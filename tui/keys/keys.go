// Package keys holds key bindings as data: what a key is called, what it does,
// and why it does nothing now. Help is made from them.
package keys

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Binding is one thing that a key does. Its name and its help are the
// sentences key.ID and key.ID.help of package text.
type Binding struct {
	ID   string
	Keys []string // as Name gives them; the first is the one shown
	Off  string   // message id: why it does nothing now; empty when it does
}

// Is tells whether a pressed key is the binding's and does something now.
func (b Binding) Is(name string) bool { return b.Off == "" && b.Has(name) }

// Has tells whether a key is the binding's, whether or not it is off.
func (b Binding) Has(name string) bool {
	for _, k := range b.Keys {
		if k == name {
			return true
		}
	}
	return false
}

// Find is the ID of the first binding that a key means, or empty; why is set
// when the key is known but off.
func Find(list []Binding, name string) (id, why string) {
	for _, b := range list {
		if !b.Has(name) {
			continue
		}
		if b.Off == "" {
			return b.ID, ""
		}
		why = b.Off
	}
	return "", why
}

// Name is the pressed key as bindings spell it. In Hangul mode the letters
// stand for the Latin ones on the same keys.
func Name(k tea.KeyPressMsg) string {
	if r := []rune(k.Text); len(r) == 1 {
		if l, ok := latin[r[0]]; ok {
			return string(l)
		}
	}
	if l, ok := latin[k.Code]; ok && k.Mod != 0 {
		k.Code, k.Text = l, ""
		return strings.ToLower(k.Keystroke())
	}
	return k.String()
}

// Shown is a key's name as a screen shows it: ^Z, F2, ↑, Tab.
func Shown(name string) string {
	if s, ok := shown[name]; ok {
		return s
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		if arrow, ok := shown[rest]; ok {
			return "^" + arrow
		}
		return "^" + strings.ToUpper(rest)
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		return "Alt-" + Shown(rest)
	}
	if len(name) > 1 && name[0] == 'f' && name[1] >= '1' && name[1] <= '9' {
		return strings.ToUpper(name)
	}
	return name
}

// Key is the shown name of the binding's first key, or of the pair when the
// first two are opposite arrows.
func (b Binding) Key() string {
	switch {
	case len(b.Keys) == 0:
		return ""
	case len(b.Keys) > 1 && pairs[b.Keys[0]] == b.Keys[1]:
		return Shown(b.Keys[1]) + Shown(b.Keys[0])
	}
	return Shown(b.Keys[0])
}

var pairs = map[string]string{"down": "up", "right": "left"}

// All is every key of the binding, shown.
func (b Binding) All() string {
	list := make([]string, len(b.Keys))
	for i, k := range b.Keys {
		list[i] = Shown(k)
	}
	return strings.Join(list, " ")
}

var shown = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "⏎", "tab": "Tab", "shift+tab": "⇧Tab", "esc": "Esc",
	"space": "Space", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End", "backspace": "⌫", "delete": "Del",
}
