package net

import (
	"net/netip"
	"strconv"
	"strings"
)

// address is a URL's parts.
type address struct {
	url    string
	secure bool
	host   string
	port   uint16
	path   string // begins with a slash; with the query
}

// parseURL reads http://host:port/path; without a scheme it is http. The
// second result is curl's exit status: 0, 1 (another protocol) or 3 (malformed).
func parseURL(s string) (address, int) {
	a := address{url: s, port: 80, path: "/"}
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		scheme, rest = "http", s
	}
	switch strings.ToLower(scheme) {
	case "http":
	case "https":
		a.secure, a.port = true, 443
	default:
		return a, 1
	}
	host := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, a.path = rest[:i], rest[i:]
		if a.path, _, _ = strings.Cut(a.path, "#"); !strings.HasPrefix(a.path, "/") {
			a.path = "/" + a.path
		}
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	status := a.setHost(host)
	return a, status
}

// setHost reads host:port; IPv6 addresses stand in brackets.
func (a *address) setHost(host string) int {
	name, port := host, ""
	if inner, rest, ok := strings.Cut(host, "]"); ok && strings.HasPrefix(inner, "[") {
		name, port = inner[1:], strings.TrimPrefix(rest, ":")
		if _, err := netip.ParseAddr(name); err != nil {
			return 3
		}
	} else if i := strings.LastIndexByte(host, ':'); i >= 0 {
		name, port = host[:i], host[i+1:]
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return 3
		}
		a.port = uint16(n)
	}
	a.host = name
	if name == "" || strings.ContainsAny(name, " \t\n") {
		return 3
	}
	return 0
}
