package keys

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestName(t *testing.T) {
	for _, tc := range []struct {
		key  tea.KeyPressMsg
		want string
	}{
		{tea.KeyPressMsg{Code: 'q', Text: "q"}, "q"},
		{tea.KeyPressMsg{Code: 'ㅂ', Text: "ㅂ"}, "q"},
		{tea.KeyPressMsg{Code: 'ㅣ', Text: "ㅣ"}, "l"},
		{tea.KeyPressMsg{Code: 'ㅆ', Text: "ㅆ", Mod: tea.ModShift}, "T"},
		{tea.KeyPressMsg{Code: 'ㅋ', Mod: tea.ModCtrl}, "ctrl+z"},
		{tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, "ctrl+z"},
		{tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}, "shift+tab"},
		{tea.KeyPressMsg{Code: tea.KeyF2}, "f2"},
		{tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}, "space"},
		{tea.KeyPressMsg{Code: '?', Text: "?"}, "?"},
	} {
		if got := Name(tc.key); got != tc.want {
			t.Errorf("%#v is %q, want %q", tc.key, got, tc.want)
		}
	}
}

func TestSpell(t *testing.T) {
	for text, want := range map[string]string{"바": "qk", "닭": "ekfr", "q": "q", "왜": "dho", "ㅂㅁ": "qa"} {
		got := ""
		for _, k := range Spell(tea.KeyPressMsg{Code: []rune(text)[0], Text: text}) {
			got += Name(k)
		}
		if got != want {
			t.Errorf("%s spells %q, want %q", text, got, want)
		}
	}
}

func TestFindSaysWhyOff(t *testing.T) {
	list := []Binding{{ID: "next", Keys: []string{"n"}, Off: "why.not"}, {ID: "new", Keys: []string{"w", "n"}}}
	if id, _ := Find(list, "n"); id != "new" {
		t.Errorf("n means %q, want the binding that is on", id)
	}
	if id, why := Find(list[:1], "n"); id != "" || why != "why.not" {
		t.Errorf("got %q %q", id, why)
	}
}
