package coreutils

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

// maxSleep is the longest sleep: beyond it a mistake is likelier than a wish.
const maxSleep = 10 * 366 * cloud.Day

// sleep lets virtual time pass: sleep 10, sleep 1.5h, sleep 1m 30s.
func sleep(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	total := cloud.Time(0)
	for _, a := range g.rest {
		t, ok := duration(a)
		if !ok {
			return failf(d, "invalid time interval '%s'", a)
		}
		total += t
	}
	if total > maxSleep {
		return failf(d, "%s", d.Text.Say("console.sleep.long"))
	}
	d.World.Sleep(total)
	return 0
}

// duration reads 10, 1.5h, 2d.
func duration(s string) (cloud.Time, bool) {
	unit := cloud.Second
	number := s
	if n := len(s); n > 0 {
		u, ok := map[byte]cloud.Time{'s': cloud.Second, 'm': cloud.Minute, 'h': cloud.Hour, 'd': cloud.Day}[s[n-1]]
		if ok {
			unit, number = u, s[:n-1]
		}
	}
	whole, fraction, _ := strings.Cut(number, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" || len(whole) > 9 {
		return 0, false
	}
	n, _ := strconv.ParseInt("0"+whole, 10, 64)
	fraction = (fraction + "000000000")[:9]
	f, _ := strconv.ParseInt(fraction, 10, 64)
	total := cloud.Time(n)
	if total > maxSleep/unit+1 {
		return maxSleep + 1, true
	}
	return total*unit + cloud.Time(f)*(unit/cloud.Second), true
}

var xargsFlags = takes(1, "[OPTION]... [COMMAND [ARGS]]", "n:|max-args I:|replace d:|delimiter 0|null r|no-run-if-empty t|verbose L:|max-lines P:|max-procs a:|arg-file")

func xargs(ctx context.Context, d *desk.Desk, args []string) int {
	own, command := splitCommand(args, "nIdLPa")
	g, status, done := xargsFlags.parse(d, own)
	if done {
		return status
	}
	if command = append(g.rest, command...); len(command) == 0 {
		command = []string{"echo"}
	}
	if !known(d, command[0], "%s: No such file or directory") {
		return 127
	}
	source := "-"
	if v, ok := g.value('a'); ok {
		source = v
	}
	data, err := read(d, source)
	if err != nil {
		return failf(d, "%s: %s", source, files.Why(err))
	}
	items, bad := g.items(string(data))
	if bad {
		return failf(d, "unmatched quote; by default quotes are special to xargs unless you use the -0 option")
	}
	size := len(items)
	for _, flag := range []byte("nL") {
		if v, ok := g.value(flag); ok {
			if size, err = strconv.Atoi(v); err != nil || size < 1 {
				return failf(d, "value %s for -%c option should be >= 1", v, flag)
			}
		}
	}
	mark, replace := g.value('I')
	if replace {
		size = 1
	}
	if len(items) == 0 && (g.has('r') || replace) {
		return 0
	}
	run := func(batch []string) {
		words := append(append([]string{}, command...), batch...)
		if replace {
			words = append([]string{}, command...)
			for i := range words {
				words[i] = strings.ReplaceAll(words[i], mark, batch[0])
			}
		}
		if g.has('t') {
			fmt.Fprintln(d.Stderr, strings.Join(words, " "))
		}
		switch s := d.Shell.Call(ctx, words, nil, d.Stdout, d.Stderr); {
		case s >= 126:
			status = s
		case s != 0:
			status = 123
		}
	}
	if len(items) == 0 {
		run(nil)
	}
	for len(items) > 0 && status < 124 {
		n := min(max(size, 1), len(items))
		run(items[:n])
		items = items[n:]
	}
	return status
}

// splitCommand parts a tool's own flags from the command behind them; letters
// take a value.
func splitCommand(args []string, letters string) (own, command []string) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return args[:i], args[i+1:]
		}
		if len(a) < 2 || a[0] != '-' {
			return args[:i], args[i:]
		}
		if len(a) == 2 && strings.IndexByte(letters, a[1]) >= 0 {
			i++
		}
	}
	return args, nil
}

// items cuts the input of xargs: at blanks and newlines with quotes, at
// newlines for -I, at NUL for -0, at the character of -d.
func (g *given) items(s string) (list []string, bad bool) {
	delim, ok := g.value('d')
	switch {
	case g.has('0'):
		delim, ok = "\x00", true
	case delim == `\n`:
		delim = "\n"
	case delim == `\0`:
		delim = "\x00"
	case delim == `\t`:
		delim = "\t"
	}
	if ok {
		if s == "" {
			return nil, false
		}
		return strings.Split(strings.TrimSuffix(s, delim), delim), false
	}
	if g.has('I') || g.has('L') {
		for _, line := range strings.Split(s, "\n") {
			if line = strings.TrimLeft(line, " \t"); line != "" {
				list = append(list, strings.Trim(line, `"'`))
			}
		}
		return list, false
	}
	return words(s)
}

// words cuts at blanks; quotes and backslashes keep them.
func words(s string) (list []string, bad bool) {
	var b strings.Builder
	open, begun := byte(0), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case open != 0:
			if c == open {
				open = 0
			} else {
				b.WriteByte(c)
			}
		case c == '\'' || c == '"':
			open, begun = c, true
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
			begun = true
		case c == ' ' || c == '\t' || c == '\n':
			if begun {
				list = append(list, b.String())
				b.Reset()
				begun = false
			}
		default:
			b.WriteByte(c)
			begun = true
		}
	}
	if begun {
		list = append(list, b.String())
	}
	return list, open != 0
}

// env runs a command with other variables, or lists them.
func env(ctx context.Context, d *desk.Desk, args []string) int {
	environ := d.Shell.Environ()
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch {
		case args[0] == "-i" || args[0] == "-" || args[0] == "--ignore-environment":
			environ = nil
		case args[0] == "-u" && len(args) > 1:
			environ = without(environ, args[1])
			args = args[1:]
		case args[0] == "--":
		default:
			failf(d, "invalid option '%s'\nIn this lab env takes: -i -u NAME", args[0])
			return 125
		}
		args = args[1:]
	}
	for len(args) > 0 && strings.Contains(args[0], "=") {
		name, _, _ := strings.Cut(args[0], "=")
		environ = append(without(environ, name), args[0])
		args = args[1:]
	}
	if len(args) == 0 {
		if len(environ) == 0 {
			return 0
		}
		return write(d, strings.Join(environ, "\n")+"\n")
	}
	if !known(d, args[0], "'%s': No such file or directory") {
		return 127
	}
	return d.Shell.CallWith(ctx, environ, args, d.Stdin, d.Stdout, d.Stderr)
}

func without(environ []string, name string) []string {
	var kept []string
	for _, kv := range environ {
		if !strings.HasPrefix(kv, name+"=") {
			kept = append(kept, kv)
		}
	}
	return kept
}

func printenv(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) == 0 {
		return write(d, strings.Join(d.Shell.Environ(), "\n")+"\n")
	}
	status := 0
	for _, name := range args {
		v, ok := d.Shell.Exported(name)
		if !ok {
			status = 1
			continue
		}
		io.WriteString(d.Stdout, v+"\n")
	}
	return status
}

// timeout runs a command; here none takes longer than its own virtual time.
func timeout(ctx context.Context, d *desk.Desk, args []string) int {
	_, command := splitCommand(args, "ks")
	if len(command) < 2 {
		failf(d, "usage: timeout DURATION COMMAND [ARGS]")
		return 125
	}
	limit, ok := duration(command[0])
	if !ok {
		failf(d, "invalid time interval '%s'", command[0])
		return 125
	}
	if !known(d, command[1], "failed to run command '%s': No such file or directory") {
		return 127
	}
	begin := d.World.Cloud.Now
	status := d.Shell.Call(ctx, command[1:], d.Stdin, d.Stdout, d.Stderr)
	if limit > 0 && d.World.Cloud.Now-begin > limit {
		return 124
	}
	return status
}

// nohup runs its command: nothing hangs up here.
func nohup(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) == 0 {
		failf(d, "missing operand")
		return 125
	}
	if !known(d, args[0], "failed to run command '%s': No such file or directory") {
		return 127
	}
	return d.Shell.Call(ctx, args, d.Stdin, d.Stdout, d.Stderr)
}

// sudo runs its command: on the lab's hosts the learner may do everything.
func sudo(ctx context.Context, d *desk.Desk, args []string) int {
	_, command := splitCommand(args, "ugp")
	if len(command) == 0 {
		return failf(d, "usage: sudo COMMAND [ARGS]")
	}
	if !known(d, command[0], "%s: command not found") {
		return 1
	}
	return d.Shell.Call(ctx, command, d.Stdin, d.Stdout, d.Stderr)
}

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

func nproc(ctx context.Context, d *desk.Desk, args []string) int { return write(d, "2\n") }

// clear1 is clear: the screen acts on the name of the command, not on escape
// sequences.
func clear1(ctx context.Context, d *desk.Desk, args []string) int { return 0 }

// absentTools are commands that people try, with what to use instead.
func absentTools() map[string]desk.Tool {
	all := map[string]desk.Tool{}
	for _, name := range []string{"awk", "gawk", "perl", "python", "python3", "vi", "vim", "nano", "man", "top", "ps", "watch", "ln", "tar", "zip", "wget", "docker", "terraform", "systemctl", "yum", "dnf", "apt", "apt-get", "bc"} {
		all[name] = absent
	}
	return all
}

func absent(ctx context.Context, d *desk.Desk, args []string) int {
	id := map[string]string{
		"awk": "text", "gawk": "text", "perl": "text", "python": "text", "python3": "text", "vi": "edit", "vim": "edit", "nano": "edit",
		"man": "help", "top": "process", "ps": "process", "watch": "watch", "bc": "numbers", "wget": "curl",
	}[d.Name]
	if id == "" {
		id = "other"
	}
	fmt.Fprintln(d.Stderr, d.Text.Say("console.absent."+id, "name", d.Name))
	return 127
}
