package lessons

import "skylab/console"

// filesOf lists the files of a moment with their contents, for comparing.
func filesOf(m *console.Moment) []string {
	var list []string
	for _, name := range m.Files() {
		body, _ := m.ReadFile(name)
		list = append(list, name, string(body))
	}
	return list
}
