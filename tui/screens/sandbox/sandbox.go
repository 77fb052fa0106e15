// Package sandbox offers the templates that a free world can begin from. The
// world itself is worked in on the lesson's screen, without a task.
package sandbox

import (
	"skylab/tui/dialogs"
	"skylab/tui/play"
	"skylab/tui/screens"
)

// Choose is the list of templates.
func Choose(env *screens.Env) *dialogs.List {
	return &dialogs.List{Env: env, Head: env.Say("home.sandbox"), Items: func() []dialogs.Item {
		var list []dialogs.Item
		for _, t := range play.Templates() {
			list = append(list, dialogs.Item{
				Label: env.Say("sandbox." + t.ID), Note: env.Say("sandbox." + t.ID + ".help"),
				Msg: screens.GoSandbox{Template: t.ID},
			})
		}
		return list
	}}
}
