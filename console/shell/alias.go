package shell

import (
	"fmt"
	"strings"
)

func (r *run) aliases(args []string) int {
	status := 0
	if len(args) == 0 || args[0] == "-p" {
		for _, name := range r.st.Aliases() {
			fmt.Fprintf(r.stdout(), "alias %s=%s\n", name, quote(r.st.aliases[name]))
		}
		return 0
	}
	for _, a := range args {
		name, body, ok := strings.Cut(a, "=")
		if !ok {
			if body, ok = r.st.aliases[name]; !ok {
				r.errorf("alias: %s: not found", name)
				status = 1
				continue
			}
			fmt.Fprintf(r.stdout(), "alias %s=%s\n", name, quote(body))
			continue
		}
		if name == "" || strings.ContainsAny(name, " \t\n$`=/\\'\"|&;()<>") {
			r.errorf("alias: `%s': invalid alias name", name)
			status = 1
			continue
		}
		if len(r.st.aliases) >= MaxAliases || len(body) > MaxSource/4 {
			r.stop(TooManyNames, MaxAliases)
		}
		r.st.setAlias(name, body)
	}
	return status
}

func (st *State) setAlias(name, body string) {
	m := make(map[string]string, len(st.aliases)+1)
	for k, v := range st.aliases {
		m[k] = v
	}
	m[name] = body
	st.aliases = m
}

func (r *run) unalias(args []string) int {
	status := 0
	for _, name := range args {
		if name == "-a" {
			r.st.aliases = nil
			continue
		}
		if _, ok := r.st.aliases[name]; !ok {
			r.errorf("unalias: %s: not found", name)
			status = 1
			continue
		}
		m := map[string]string{}
		for k, v := range r.st.aliases {
			if k != name {
				m[k] = v
			}
		}
		r.st.aliases = m
	}
	return status
}
