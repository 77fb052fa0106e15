package vpc

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// service is a server that user data may install: what it listens on and which
// packages bring it. The ones that hear only their own host do so because their
// distributions ship them like that.
type service struct {
	Listener
	packages   []string
	root, page string // where its first page lies, and what it shows without one
}

var services = map[string]service{
	"nginx":        {Listener{Protocol: 6, Port: 80}, []string{"nginx", "nginx1"}, "/usr/share/nginx/html/", "<h1>Welcome to nginx!</h1>\n"},
	"httpd":        {Listener{Protocol: 6, Port: 80}, []string{"httpd"}, "/var/www/html/", "<h1>It works!</h1>\n"},
	"apache2":      {Listener{Protocol: 6, Port: 80}, []string{"apache2"}, "/var/www/html/", "<h1>Apache2 Default Page</h1>\n"},
	"mariadb":      {Listener{Protocol: 6, Port: 3306}, []string{"mariadb105-server", "mariadb-server"}, "", ""},
	"mysqld":       {Listener{Protocol: 6, Port: 3306}, []string{"mysql-community-server"}, "", ""},
	"mysql":        {Listener{Protocol: 6, Port: 3306, Loopback: true}, []string{"mysql-server"}, "", ""},
	"postgresql":   {Listener{Protocol: 6, Port: 5432, Loopback: true}, []string{"postgresql15-server", "postgresql16-server", "postgresql17-server", "postgresql"}, "", ""},
	"redis6":       {Listener{Protocol: 6, Port: 6379, Loopback: true}, []string{"redis6"}, "", ""},
	"redis-server": {Listener{Protocol: 6, Port: 6379, Loopback: true}, []string{"redis-server", "redis"}, "", ""},
	"named":        {Listener{Protocol: 17, Port: 53}, []string{"bind", "bind9"}, "", ""},
}

var serviceNames = slices.Sorted(maps.Keys(services))

// line reads one line of a script, of cloud-config or of a here-document that
// it begins, and returns how many of the following lines it took.
func (p *userScript) line(line string, rest []string) (taken int) {
	line = strings.TrimPrefix(line, "- ")
	if file, mark, ok := hereDocument(line); ok {
		for taken < len(rest) && strings.TrimSpace(rest[taken]) != mark {
			taken++
		}
		p.pages[file] = p.expand(strings.Join(rest[:taken], "\n") + "\n")
		return min(taken+1, len(rest))
	}
	if text, file, ok := echoed(line); ok {
		p.pages[file] = p.expand(text)
		return 0
	}
	if !strings.ContainsAny(line, "|<>") && strings.HasPrefix(line, "[") { // [systemctl, enable, --now, nginx]
		line = strings.NewReplacer("[", " ", "]", " ", ",", " ").Replace(line)
	}
	for _, command := range commands(line) {
		p.command(command)
	}
	return 0
}

// commands cuts a line at ; & | and drops the words that only lead to a command.
func commands(line string) [][]string {
	var list [][]string
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(";&|(){}", r) }) {
		words := strings.Fields(strings.NewReplacer(`"`, "", `'`, "").Replace(part))
		for len(words) > 0 && (slices.Contains([]string{"sudo", "nohup", "exec", "do", "then", "else", "if", "while", "until", "!"}, words[0]) || strings.HasPrefix(words[0], "-") || strings.Contains(words[0], "=")) {
			words = words[1:]
		}
		if len(words) > 0 {
			list = append(list, words)
		}
	}
	return list
}

func (p *userScript) command(words []string) {
	switch args := words[1:]; words[0] {
	case "yum", "dnf", "apt", "apt-get":
		manager := map[bool]string{true: "apt", false: "dnf"}[strings.HasPrefix(words[0], "apt")]
		if i := slices.Index(args, "install"); i >= 0 {
			p.install(manager, withoutFlags(args[i+1:]))
		}
	case "amazon-linux-extras":
		if len(args) > 1 && args[0] == "install" {
			p.install("dnf", withoutFlags(args[1:]))
		}
	case "systemctl":
		p.systemctl(args)
	case "service":
		if len(args) == 2 {
			p.systemctl([]string{args[1], args[0]})
		}
	case "python3", "python":
		p.python(args)
	case "nc", "ncat", "netcat":
		p.netcat(args)
	}
}

func withoutFlags(args []string) []string {
	return slices.DeleteFunc(slices.Clone(args), func(a string) bool { return strings.HasPrefix(a, "-") })
}

func (p *userScript) systemctl(args []string) {
	words := withoutFlags(args)
	if len(words) == 0 {
		return
	}
	now := slices.Contains(args, "--now")
	for _, name := range words[1:] {
		st := p.service(strings.TrimSuffix(name, ".service"))
		switch words[0] {
		case "start", "restart", "reload-or-restart":
			st.started = st.installed
		case "enable":
			st.enabled, st.started = st.installed, st.started || now && st.installed
		case "stop":
			st.started = false
		case "disable", "mask":
			st.enabled, st.started = false, st.started && !now
		}
	}
}

// python knows python3 -m http.server [PORT] [--bind ADDRESS].
func (p *userScript) python(args []string) {
	if len(args) < 2 || args[0] != "-m" || args[1] != "http.server" {
		return
	}
	l := Listener{Protocol: 6, Port: 8000, Name: "python3", Answer: "<h1>Directory listing for /</h1>\n"}
	for i, a := range args[2:] {
		if n, err := strconv.ParseUint(a, 10, 16); err == nil && n > 0 {
			l.Port = int(n)
		}
		if before := args[i+1]; before == "--bind" || before == "-b" {
			l.Loopback = loopback(a)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(p.pages)) {
		if strings.HasSuffix(file, "index.html") {
			l.Answer = p.pages[file]
		}
	}
	p.first = append(p.first, l)
}

// netcat knows nc -l [-k] [-u] [-p] [ADDRESS] PORT, in any order.
func (p *userScript) netcat(args []string) {
	l := Listener{Protocol: 6, Name: "nc"}
	listens := false
	for _, a := range args {
		if n, err := strconv.ParseUint(a, 10, 16); err == nil {
			l.Port = int(n)
		} else if flags, ok := strings.CutPrefix(a, "-"); ok && !strings.HasPrefix(a, "--") {
			listens = listens || strings.Contains(flags, "l")
			if strings.Contains(flags, "u") {
				l.Protocol = 17
			}
		} else {
			l.Loopback = l.Loopback || loopback(a)
			listens = listens || a == "--listen"
		}
	}
	if listens && l.Port > 0 {
		p.first = append(p.first, l)
	}
}

// echoed reads echo TEXT > FILE and echo TEXT | tee FILE.
func echoed(line string) (text, file string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(line, "sudo "), "echo ")
	if !ok {
		return "", "", false
	}
	for _, to := range []string{">", "| sudo tee", "| tee"} {
		if i := strings.LastIndex(rest, to+" "); i >= 0 {
			text = strings.Trim(strings.TrimRight(strings.TrimSpace(rest[:i]), ">"), `"' `)
			return text + "\n", strings.TrimSpace(rest[i+len(to):]), true
		}
	}
	return "", "", false
}

// hereDocument reads cat > FILE <<MARK and cat <<MARK > FILE.
func hereDocument(line string) (file, mark string, ok bool) {
	words := strings.Fields(strings.NewReplacer("<<-", "<<", "<<", " << ", ">", " > ").Replace(line))
	i, j := slices.Index(words, "<<"), slices.Index(words, ">")
	if len(words) == 0 || words[0] != "cat" && words[0] != "sudo" || i < 0 || j < 0 || i+1 >= len(words) || j+1 >= len(words) {
		return "", "", false
	}
	return words[j+1], strings.Trim(words[i+1], `"'`), true
}

// expand knows the one command that first pages like to show.
func (p *userScript) expand(text string) string {
	short, _, _ := strings.Cut(p.host, ".")
	return strings.NewReplacer("$(hostname -f)", p.host, "$(hostname)", p.host, "$(hostname -s)", short, "$HOSTNAME", p.host).Replace(text)
}
