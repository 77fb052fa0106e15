package console

import (
	"maps"
	"slices"
)

// Held is one thing that lies in the console: a file of some host, or a
// variable of the learner's shell. Nobody changes Data.
type Held struct {
	Host     string // where a file lies: empty is the laptop, else an instance ID
	Name     string // of the file, absolute, or of the variable
	Variable bool
	Data     []byte
}

// Held lists every file, host by host, and then every variable, each in the
// order of their names: whatever could hold a secret.
func (m *Moment) Held() []Held {
	var list []Held
	for _, host := range slices.Sorted(maps.Keys(m.trees)) {
		tree := m.trees[host]
		for _, name := range tree.Below("/") {
			if data, err := tree.Read(name); err == nil {
				list = append(list, Held{Host: host, Name: name, Data: data})
			}
		}
	}
	for _, v := range m.shell.Values() {
		list = append(list, Held{Name: v.Name, Variable: true, Data: []byte(v.Value)})
	}
	return list
}
