package play

import (
	"skylab/console"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/tui/worlds"
)

// Scene is what there is to draw of a moment.
func Scene(m *console.Moment) worlds.Scene {
	return worlds.Scene{
		World: m.World,
		Home:  cloud.Scope{Account: simulators.Account, Region: m.Options().Region},
		Load:  m.LastLoad,
		Crowd: m.LastCrowd,
		Asked: worlds.Question(m.LastQuestion),
		Held: func() []worlds.Held {
			var list []worlds.Held
			for _, h := range m.Held() {
				list = append(list, worlds.Held(h))
			}
			return list
		},
	}
}
