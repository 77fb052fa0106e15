package net

import (
	"strings"
	"testing"

	"skylab/console/desk"
)

// FuzzCommandLines reads any words as the command line of every tool: no word
// may stop the program.
func FuzzCommandLines(f *testing.F) {
	for _, s := range []string{
		"-sSo /dev/null -w %{http_code} http://web:80/x?y#z", "-i k.pem -J a,b@c:22 user@web ls", "-zvw 3 db 20-25", "-c2 -W 1 web",
		"internet web:80 --proto=icmp --client linux -6", "-o ProxyJump=b -o ConnectTimeout=5 web", "+short @10.0.0.2 web A", "--", "-", "-w", "http://[::1", "%{", "-p 99999 x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, " ")
		parseCurl(args)
		parsePing(args)
		parseNC(args)
		parseTrace(&desk.Desk{}, args)
		o, _ := parseSSH(args)
		for _, j := range o.jumps {
			o.jump(j)
		}
		for _, a := range args {
			if u, bad := parseURL(a); bad == 0 && (u.host == "" || !strings.HasPrefix(u.path, "/") || u.port == 0) {
				t.Errorf("%q is %+v", a, u)
			}
		}
	})
}
