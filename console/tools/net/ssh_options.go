package net

import (
	"strconv"
	"strings"
)

// sshOptions is the command line of ssh.
type sshOptions struct {
	identities []string // files named by -i
	jumps      []string // [user@]host[:port], in order
	user       string
	port       uint16
	timeout    int // seconds; 0: the kernel's
	quiet      bool
	noCommand  bool // -N
	host       string
	command    string
}

// parseSSH reads the command line; the second result says what is wrong.
func parseSSH(args []string) (sshOptions, string) {
	o := sshOptions{user: "", port: 22}
	i := 0
	for ; i < len(args) && strings.HasPrefix(args[i], "-") && len(args[i]) > 1; i++ {
		flag, value := args[i][1], args[i][2:]
		if strings.IndexByte("ATtxX46vCnfa", flag) >= 0 {
			continue
		}
		if flag == 'q' || flag == 'N' {
			o.quiet, o.noCommand = o.quiet || flag == 'q', o.noCommand || flag == 'N'
			continue
		}
		if strings.IndexByte("iJplo", flag) < 0 {
			return o, "unknown option -- " + string(flag) + "\n" + sshUsage
		}
		if value == "" {
			if i++; i >= len(args) {
				return o, "option requires an argument -- " + string(flag) + "\n" + sshUsage
			}
			value = args[i]
		}
		if wrong := o.set(flag, value); wrong != "" {
			return o, wrong
		}
	}
	if i >= len(args) {
		return o, sshUsage
	}
	o.destination(args[i])
	o.command = strings.Join(args[i+1:], " ")
	return o, ""
}

const sshUsage = "usage: ssh [-AaCfNnqTtvXx] [-i identity_file] [-J destination] [-l login_name]\n           [-o option] [-p port] destination [command [argument ...]]"

func (o *sshOptions) set(flag byte, value string) string {
	switch flag {
	case 'i':
		o.identities = append(o.identities, value)
	case 'J':
		o.jumps = strings.Split(value, ",")
	case 'l':
		o.user = value
	case 'p':
		n, err := strconv.ParseUint(value, 10, 16)
		if err != nil || n == 0 {
			return "Bad port '" + value + "'"
		}
		o.port = uint16(n)
	case 'o':
		return o.setLong(value)
	}
	return ""
}

// setLong reads -o Name=value; what changes nothing here is taken and ignored.
func (o *sshOptions) setLong(s string) string {
	name, value, ok := strings.Cut(s, "=")
	if !ok {
		name, value, ok = strings.Cut(s, " ")
	}
	if !ok {
		return "command-line line 0: no argument after keyword \"" + s + "\""
	}
	switch strings.ToLower(name) {
	case "proxyjump":
		return o.set('J', value)
	case "identityfile":
		return o.set('i', value)
	case "port":
		return o.set('p', value)
	case "user":
		return o.set('l', value)
	case "connecttimeout":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return "command-line line 0: invalid time value."
		}
		o.timeout = n
	case "stricthostkeychecking", "userknownhostsfile", "batchmode", "loglevel", "identitiesonly",
		"passwordauthentication", "forwardagent", "serveraliveinterval", "connectionattempts", "preferredauthentications":
	default:
		return "command-line: line 0: Bad configuration option: " + strings.ToLower(name)
	}
	return ""
}

// destination reads [user@]host or ssh://[user@]host[:port].
func (o *sshOptions) destination(s string) {
	if rest, ok := strings.CutPrefix(s, "ssh://"); ok {
		s = rest
		if host, port, ok := strings.Cut(s, ":"); ok {
			if n, err := strconv.ParseUint(port, 10, 16); err == nil {
				s, o.port = host, uint16(n)
			}
		}
	}
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		o.user, s = s[:i], s[i+1:]
	}
	o.host = s
}

// jump reads one host of -J: [user@]host[:port].
func (o sshOptions) jump(s string) sshOptions {
	j := sshOptions{identities: o.identities, port: 22, timeout: o.timeout}
	j.destination("ssh://" + strings.TrimPrefix(s, "ssh://"))
	return j
}
