// Package help shows what keys do on the screen below, made from the bindings
// themselves, with the reason where one does nothing now.
package help

import (
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// More is what a screen may add below its keys.
type More interface {
	// HelpMore is Markdown.
	HelpMore() string
}

// New is the help of a screen.
func New(env *screens.Env, of screens.Screen) *dialogs.Page {
	list := append(of.Keys(), keys.Binding{ID: "quit-now", Keys: []string{"ctrl+q"}})
	return &dialogs.Page{Env: env, Head: env.Say("help.title", "screen", of.Title()), Body: func(w int) []string {
		now, letters := apart(list)
		lines := Lines(env, now, w)
		if len(letters) > 0 {
			lines = append(append(lines, ""), prose.Render("## "+env.Say("help.letters"), w, env.Theme)...)
			lines = append(append(lines, ""), Lines(env, letters, w)...)
		}
		if m, ok := of.(More); ok {
			lines = append(append(lines, ""), prose.Render(m.HelpMore(), w, env.Theme)...)
		}
		return lines
	}}
}

// apart takes out the keys that only wait for the line to be left: one heading
// says so for all of them.
func apart(list []keys.Binding) (now, letters []keys.Binding) {
	for _, b := range list {
		if b.Off == "why.typing" {
			b.Off = ""
			letters = append(letters, b)
		} else {
			now = append(now, b)
		}
	}
	return now, letters
}

// Lines lays bindings out: the keys, what they do, and why not now.
func Lines(env *screens.Env, list []keys.Binding, w int) []string {
	th := env.Theme
	wide := 0
	for _, b := range list {
		wide = max(wide, frame.Width(b.All()))
	}
	wide = min(wide, w/3)
	var out []string
	seen := map[string]bool{}
	for _, b := range list {
		if seen[b.ID] {
			continue
		}
		seen[b.ID] = true
		words := env.Say("key." + b.ID + ".help")
		if b.Off != "" {
			words += " — " + env.Say("help.not-now", "why", env.Say(b.Off))
		}
		for i, l := range prose.Render(words, w-wide-2, th) {
			key := ""
			if i == 0 {
				key = th.Strong.Paint(b.All())
			}
			if b.Off != "" {
				l = th.Quiet.Paint(l)
			}
			out = append(out, frame.Fit(key, wide)+"  "+l)
		}
	}
	return out
}
