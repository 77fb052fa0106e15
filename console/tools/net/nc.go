package net

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/vpc"
)

// ncOptions is the command line of nc.
type ncOptions struct {
	host      string
	from, to  int // ports
	zero, udp bool
	verbose   bool
	timeout   int // seconds; 0: the kernel's
}

// NC opens connections, in the words of the BSD nc. Exit status 0 when the
// last one was made, 1 when not.
func NC(_ context.Context, d *desk.Desk, args []string) int {
	o, wrong := parseNC(args)
	if wrong != "" {
		fmt.Fprintln(d.Stderr, wrong)
		return 1
	}
	v, status := look(d), 1
	for port := o.from; port <= o.to; port++ {
		if d.Shell != nil && !d.Shell.Spend(1) {
			return 1
		}
		status = v.knock(o, port)
		if status == 2 {
			return 1
		}
	}
	return status
}

// knock tries one port; 2 means that no port can be tried.
func (v view) knock(o ncOptions, port int) int {
	proto, name := vpc.TCP, "tcp"
	if o.udp {
		proto, name = vpc.UDP, "udp"
	}
	c := v.dial(o.host, proto, uint16(port))
	switch c.outcome {
	case unresolved:
		fmt.Fprintf(v.d.Stderr, "nc: getaddrinfo for host %q port %d: Name or service not known\n", o.host, port)
		return 2
	case mute:
		fmt.Fprintf(v.d.Stderr, "nc: connect to %s port %d (%s) failed: Network is unreachable\n", o.host, port, name)
		return 2
	case refused:
		v.ncSays(o, "nc: connect to %s port %d (%s) failed: Connection refused\n", o.host, port, name)
		return 1
	case silent:
		return v.ncSilent(o, port, name)
	}
	service := services[port]
	if service == "" {
		service = "*"
	}
	v.ncSays(o, "Connection to %s %d port [%s/%s] succeeded!\n", o.host, port, name, service)
	if !o.zero {
		return v.talk(c)
	}
	return 0
}

// ncSilent is no answer at all. To nc an unanswered datagram looks like one
// that was taken.
func (v view) ncSilent(o ncOptions, port int, name string) int {
	switch {
	case o.udp:
		v.ncSays(o, "Connection to %s %d port [udp/*] succeeded!\n", o.host, port)
		return 0
	case o.timeout > 0:
		wait(v.d, o.timeout)
		v.ncSays(o, "nc: connect to %s port %d (%s) timed out: Operation now in progress\n", o.host, port, name)
	default:
		wait(v.d, synTimeout)
		v.ncSays(o, "nc: connect to %s port %d (%s) failed: Connection timed out\n", o.host, port, name)
	}
	return 1
}

func (v view) ncSays(o ncOptions, format string, args ...any) {
	if o.verbose {
		fmt.Fprintf(v.d.Stderr, format, args...)
	}
}

// talk hands over what is typed and prints what the listener says.
func (v view) talk(c connection) int {
	if v.d.Stdin != nil {
		if _, err := io.Copy(io.Discard, v.d.Stdin); err != nil {
			return 1
		}
	}
	if c.listener.Answer != "" {
		fmt.Fprintln(v.d.Stdout, strings.TrimRight(c.listener.Answer, "\n"))
	}
	return 0
}

// services are the names that /etc/services has for the ports of the story.
var services = map[int]string{
	22: "ssh", 25: "smtp", 53: "domain", 80: "http", 443: "https", 3306: "mysql",
	5432: "postgresql", 6379: "redis", 8080: "http-alt", 3389: "ms-wbt-server",
}

const ncUsage = "usage: nc [-uvz] [-w timeout] destination port"

// parseNC reads the command line; the second result says what is wrong.
func parseNC(args []string) (ncOptions, string) {
	var o ncOptions
	var words []string
	for i := 0; i < len(args); i++ {
		if !strings.HasPrefix(args[i], "-") || args[i] == "-" {
			words = append(words, args[i])
			continue
		}
		next := ""
		if i+1 < len(args) {
			next = args[i+1]
		}
		took, wrong := o.letters(args[i][1:], next)
		if wrong != "" {
			return o, wrong
		}
		if took {
			i++
		}
	}
	if len(words) != 2 {
		return o, ncUsage
	}
	o.host = words[0]
	var ok bool
	if o.from, o.to, ok = portRange(words[1]); !ok {
		return o, "nc: port number invalid: " + words[1]
	}
	return o, ""
}

// letters reads options that may stand together: -zvw3. took tells that the
// next word was the value of the last.
func (o *ncOptions) letters(letters, next string) (took bool, wrong string) {
	for k := range len(letters) {
		switch letters[k] {
		case 'z':
			o.zero = true
		case 'v':
			o.verbose = true
		case 'u':
			o.udp = true
		case 'n', '4', 'N':
		case 'w':
			value := letters[k+1:]
			if value == "" {
				value, took = next, true
			}
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > 86400 {
				return took, "nc: timeout invalid: " + value
			}
			o.timeout = n
			return took, ""
		default:
			return false, "nc: invalid option -- '" + letters[k:k+1] + "'\n" + ncUsage
		}
	}
	return false, ""
}

// portRange reads 22 or 20-25.
func portRange(s string) (from, to int, ok bool) {
	first, last, both := strings.Cut(s, "-")
	if !both {
		last = first
	}
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	return from, to, err1 == nil && err2 == nil && from >= 1 && from <= to && to <= 65535
}
