package keys

import (
	tea "charm.land/bubbletea/v2"
)

// latin maps a letter of the two-set Korean keyboard to the Latin letter on the
// same key, so that key bindings work in Hangul mode.
var latin = map[rune]rune{
	'ㅂ': 'q', 'ㅈ': 'w', 'ㄷ': 'e', 'ㄱ': 'r', 'ㅅ': 't', 'ㅛ': 'y', 'ㅕ': 'u', 'ㅑ': 'i', 'ㅐ': 'o', 'ㅔ': 'p',
	'ㅁ': 'a', 'ㄴ': 's', 'ㅇ': 'd', 'ㄹ': 'f', 'ㅎ': 'g', 'ㅗ': 'h', 'ㅓ': 'j', 'ㅏ': 'k', 'ㅣ': 'l',
	'ㅋ': 'z', 'ㅌ': 'x', 'ㅊ': 'c', 'ㅍ': 'v', 'ㅠ': 'b', 'ㅜ': 'n', 'ㅡ': 'm',
	'ㅃ': 'Q', 'ㅉ': 'W', 'ㄸ': 'E', 'ㄲ': 'R', 'ㅆ': 'T', 'ㅒ': 'O', 'ㅖ': 'P',
}

// The letters of a syllable in the order of Unicode's arithmetic (chapter 3.12
// of the standard), as the keys that type them.
var (
	initials = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
	vowels   = []string{"ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ"}
	finals   = []string{"", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"}
)

// Spell takes a key apart that an IME made of several: 바 is the keys q and k.
// Any other key comes back alone. It is for places where keys are commands,
// not text.
func Spell(k tea.KeyPressMsg) []tea.KeyPressMsg {
	var letters []rune
	for _, r := range k.Text {
		if r < '가' || r > '힣' {
			letters = append(letters, r)
			continue
		}
		n := int(r - '가')
		letters = append(letters, initials[n/588])
		letters = append(letters, []rune(vowels[n%588/28]+finals[n%28])...)
	}
	if len(letters) < 2 {
		return []tea.KeyPressMsg{k}
	}
	list := make([]tea.KeyPressMsg, len(letters))
	for i, r := range letters {
		if l, ok := latin[r]; ok {
			r = l
		}
		list[i] = tea.KeyPressMsg{Code: r, Text: string(r), Mod: k.Mod}
	}
	return list
}
