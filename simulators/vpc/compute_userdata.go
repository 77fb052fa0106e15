package vpc

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// boot is what user data leaves behind: what listens once the script has run,
// and what comes up again at every later start because it was enabled.
type boot struct{ first, each []Listener }

// sshd runs on every Linux image, from the beginning and after each start.
var sshd = Listener{Protocol: 6, Port: 22, Name: "sshd", Answer: "SSH-2.0-OpenSSH_8.7"}

// bootOf reads user data as far as a network can tell: packages that are
// installed, services that are started or enabled, well-known commands that
// listen, and the lab's own line
//
//	# skylab: listen tcp/3306 mysqld [what it answers]
//
// which stands for a server that comes up at each start (tcp/127.0.0.1:3306 for
// one that hears its own host only). family is the system of the image: yum and
// dnf are Amazon Linux's, apt is Ubuntu's, and the wrong one installs nothing.
// Nothing runs unless the text begins with #! or #cloud-config, as cloud-init
// has it. Whether the package could be fetched at all is not looked at.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
// have is what listens on the image anyway.
func bootOf(script, family, host string, have []Listener) boot {
	p := &userScript{family: family, host: host, pages: map[string]string{}, state: map[string]*serviceState{}}
	p.first, p.each = slices.Clone(have), slices.Clone(have)
	runs := strings.HasPrefix(script, "#!") || strings.HasPrefix(script, "#cloud-config")
	lines := strings.Split(script, "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if rest, ok := strings.CutPrefix(line, "# skylab: listen "); ok {
			p.declare(rest)
			continue
		}
		if runs && !strings.HasPrefix(line, "#") {
			i += p.line(line, lines[i+1:])
		}
	}
	return p.boot()
}

type userScript struct {
	family, host string
	first, each  []Listener
	pages        map[string]string // file → text
	order        []string          // services in the order in which they were first named
	state        map[string]*serviceState
}

type serviceState struct{ installed, started, enabled bool }

// declare reads the lab's own line.
func (p *userScript) declare(rest string) {
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return
	}
	l, ok := endpointOf(fields[0])
	if !ok {
		return
	}
	l.Name = "server"
	if len(fields) > 1 {
		l.Name = fields[1]
	}
	if len(fields) > 2 {
		l.Answer = strings.Join(fields[2:], " ") + "\n"
	}
	p.first, p.each = append(p.first, l), append(p.each, l)
}

// endpointOf reads tcp/3306, udp/53, tcp/127.0.0.1:3306.
func endpointOf(word string) (Listener, bool) {
	name, rest, _ := strings.Cut(word, "/")
	protocol, known := map[string]int{"tcp": 6, "udp": 17}[name]
	host, port, with := strings.Cut(rest, ":")
	if !with {
		host, port = "", rest
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return Listener{Protocol: protocol, Port: int(n), Loopback: loopback(host)}, known && err == nil && n > 0
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// boot gathers what was found: services as they were left, then the rest.
func (p *userScript) boot() boot {
	for _, name := range p.order {
		st, sv := p.state[name], services[name]
		l := sv.Listener
		l.Name = name
		if sv.page != "" {
			l.Answer = p.page(sv)
		}
		if st.installed && st.started {
			p.first = append(p.first, l)
		}
		if st.installed && st.enabled {
			p.each = append(p.each, l)
		}
	}
	return boot{p.first, p.each}
}

func (p *userScript) page(sv service) string {
	for _, dir := range []string{"/usr/share/nginx/html/", "/var/www/html/"} {
		if text, ok := p.pages[dir+"index.html"]; ok && (dir == sv.root || p.family == "ubuntu") {
			return text
		}
	}
	return sv.page
}

// service finds a known service under the name that systemctl or a package has,
// and notes its place in the order.
func (p *userScript) service(name string) *serviceState {
	if _, known := services[name]; !known {
		return &serviceState{}
	}
	if p.state[name] == nil {
		p.state[name] = &serviceState{}
		p.order = append(p.order, name)
	}
	return p.state[name]
}

// install notes what a package brings. Ubuntu's packages start and enable their
// service at once; Amazon Linux's wait for systemctl.
func (p *userScript) install(manager string, packages []string) {
	if (manager == "apt") != (p.family == "ubuntu") {
		return
	}
	for _, pkg := range packages {
		for _, name := range serviceNames {
			if slices.Contains(services[name].packages, pkg) {
				st := p.service(name)
				st.installed = true
				if manager == "apt" {
					st.started, st.enabled = true, true
				}
			}
		}
	}
}
