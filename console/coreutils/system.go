package coreutils

import (
	"context"
	"fmt"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

func whoami(ctx context.Context, d *desk.Desk, args []string) int {
	return write(d, owner(d)+"\n")
}

var idFlags = takes(1, "[OPTION]", "u|user g|group n|name G|groups")

func id(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := idFlags.parse(d, args)
	if done {
		return status
	}
	user := owner(d)
	switch {
	case len(g.order) == 0:
		return write(d, fmt.Sprintf("uid=1000(%s) gid=1000(%s) groups=1000(%s)\n", user, user, user))
	case g.has('n'):
		return write(d, user+"\n")
	}
	return write(d, "1000\n")
}

var hostnameFlags = takes(1, "[OPTION]", "f|fqdn s|short i I")

func hostname(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := hostnameFlags.parse(d, args)
	if done {
		return status
	}
	name, err := d.Files.Read("/etc/hostname")
	if err != nil {
		return failf(d, "%s", files.Why(err))
	}
	s := strings.TrimSpace(string(name))
	if g.has('s') {
		s, _, _ = strings.Cut(s, ".")
	}
	if g.has('i') || g.has('I') {
		ip := strings.ReplaceAll(strings.TrimPrefix(strings.SplitN(s, ".", 2)[0], "ip-"), "-", ".")
		if d.Host == "" {
			ip = "127.0.1.1"
		}
		s = ip
	}
	return write(d, s+"\n")
}

var unameFlags = takes(1, "[OPTION]...", "a|all s|kernel-name n|nodename r|kernel-release m|machine v o p i")

func uname(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := unameFlags.parse(d, args)
	if done {
		return status
	}
	name, _ := d.Files.Read("/etc/hostname")
	parts := []struct {
		flag byte
		text string
	}{{'s', "Linux"}, {'n', strings.TrimSpace(string(name))}, {'r', "6.1.0-skylab"}, {'v', "#1 SMP simulated"}, {'m', "x86_64"}, {'o', "GNU/Linux"}}
	var shown []string
	for _, p := range parts {
		if g.has(p.flag) || g.has('a') || len(g.order) == 0 && p.flag == 's' {
			shown = append(shown, p.text)
		}
	}
	return write(d, strings.Join(shown, " ")+"\n")
}

// tty: what a command reads here is never a terminal.
func tty(ctx context.Context, d *desk.Desk, args []string) int {
	write(d, "not a tty\n")
	return 1
}

func arch(ctx context.Context, d *desk.Desk, args []string) int { return write(d, "x86_64\n") }

func nproc(ctx context.Context, d *desk.Desk, args []string) int { return write(d, "2\n") }

// clear1 is clear: the screen acts on the name of the command, not on escape
// sequences. It is sync too, which has nothing to do here.
func clear1(ctx context.Context, d *desk.Desk, args []string) int { return 0 }

// Absent says what to use instead of a command that people try and that is
// not here: the id of the sentence, or empty.
func Absent(name string) string {
	switch name {
	case "awk", "gawk", "perl", "python", "python3":
		return "console.absent.text"
	case "vi", "vim", "nano", "emacs":
		return "console.absent.edit"
	case "man", "info", "apropos":
		return "console.absent.help"
	case "top", "ps", "htop", "systemctl", "service":
		return "console.absent.process"
	case "watch":
		return "console.absent.watch"
	case "bc", "dc":
		return "console.absent.numbers"
	case "wget":
		return "console.absent.curl"
	case "df", "file", "free", "uptime", "who", "fmt", "expand", "unexpand", "pr", "numfmt", "factor", "hexdump",
		"cksum", "strings", "chown", "chgrp", "mount", "ip", "ifconfig", "netstat", "ss", "rsync",
		"ssh-keygen", "make", "gcc", "node", "npm", "go", "ruby", "systemd", "crontab", "ln", "tar", "unzip", "docker", "terraform", "yum", "dnf", "apt", "apt-get", "git", "kubectl":
		return "console.absent.other"
	}
	return ""
}
