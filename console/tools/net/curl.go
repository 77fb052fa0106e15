package net

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// response is what a server answers.
type response struct {
	status  int
	reason  string
	headers []string
	body    string
}

// transfer is one URL's run, for --write-out.
type transfer struct {
	connection
	address
	response
	exit    int
	seconds string
}

// Curl fetches URLs over the simulated network, in the words of curl 7.81.
// Exit status as curl's: 0, 6 no such name, 7 refused, 28 timed out, …
func Curl(_ context.Context, d *desk.Desk, args []string) int {
	o, wrong := parseCurl(args)
	switch {
	case wrong != "":
		fmt.Fprintf(d.Stderr, "curl: %s\ncurl: try 'curl --help' for more information\n", wrong)
		return 2
	case o.version:
		fmt.Fprintln(d.Stdout, "curl 7.81.0 (simulated)\nProtocols: http https")
		return 0
	case o.help:
		fmt.Fprintln(d.Stdout, "Usage: curl [options...] <url>\n -f -H -I -L -S -X -d -i -k -m -o -s -v -w --connect-timeout")
		return 0
	}
	v, status := look(d), 0
	for _, url := range o.urls {
		if d.Shell != nil && !d.Shell.Spend(1) {
			return 1
		}
		status = v.fetch(o, url)
	}
	return status
}

// fetch runs one URL and gives curl's exit status.
func (v view) fetch(o curlOptions, url string) int {
	a, bad := parseURL(url)
	t := transfer{address: a, exit: bad, seconds: "0.000000"}
	switch {
	case bad == 1:
		scheme, _, _ := strings.Cut(url, "://")
		return v.curlFails(o, &t, 1, fmt.Sprintf("Protocol %q not supported or disabled in libcurl", scheme))
	case bad == 3:
		return v.curlFails(o, &t, 3, "URL using bad/illegal format or missing URL")
	}
	t.connection = v.dialURL(a)
	if code, message := v.trouble(o, &t); code != 0 {
		return v.curlFails(o, &t, code, message)
	}
	t.response = v.serve(o, t)
	if t.status == 0 {
		return v.curlFails(o, &t, 1, "Received HTTP/0.9 when not allowed")
	}
	v.chatter(o, t)
	if o.fail && t.status >= 400 {
		return v.curlFails(o, &t, 22, fmt.Sprintf("The requested URL returned error: %d", t.status))
	}
	return v.deliver(o, t)
}

// dialURL connects; a bucket's name takes its bucket to the endpoint's policy,
// which answers with 403 and does not refuse the connection.
func (v view) dialURL(a address) connection {
	to, err := v.find(a.host)
	if err != nil || !v.resolves(to, a.host) {
		return connection{outcome: unresolved}
	}
	bucket := to.Bucket
	to.Bucket = ""
	c := v.dialPlace(to, vpc.TCP, a.port)
	c.to.Bucket = bucket
	return c
}

// resolves tells whether a DNS name can be looked up: a host whose VPC has DNS
// support off knows no names. Tag names are the lab's own and need no DNS.
func (v view) resolves(to vpc.Place, host string) bool {
	if to.Exact || v.d.Host == "" || !strings.Contains(host, ".") {
		return true
	}
	return v.dial("169.254.169.253", vpc.UDP, 53).outcome == connected
}

// trouble is how curl words a connection that was not made.
func (v view) trouble(o curlOptions, t *transfer) (code int, message string) {
	switch t.outcome {
	case unresolved:
		return 6, "Could not resolve host: " + t.host
	case mute:
		return 7, fmt.Sprintf("Failed to connect to %s port %d after 0 ms: Network is unreachable", t.host, t.port)
	case refused:
		return 7, fmt.Sprintf("Failed to connect to %s port %d after 1 ms: Connection refused", t.host, t.port)
	case silent:
		return 28, v.timeOut(o, t)
	}
	if t.secure && t.port == 80 {
		return 35, "error:0A00010B:SSL routines::wrong version number"
	}
	return 0, ""
}

// timeOut lets the time pass that curl waits, and words it.
func (v view) timeOut(o curlOptions, t *transfer) string {
	limit := o.connect
	if limit == 0 || o.max > 0 && o.max < limit {
		limit = o.max
	}
	kernel := limit == 0 || limit > synTimeout*1000
	if kernel {
		limit = synTimeout * 1000
	}
	v.d.World.Sleep(cloud.Time(limit) * cloud.Millisecond)
	t.seconds = fmt.Sprintf("%d.%03d000", limit/1000, limit%1000)
	if kernel {
		return fmt.Sprintf("Failed to connect to %s port %d after %d ms: Connection timed out", t.host, t.port, limit)
	}
	return fmt.Sprintf("Connection timed out after %d milliseconds", limit)
}

// curlFails prints an error as curl does, and what --write-out asks for.
func (v view) curlFails(o curlOptions, t *transfer, code int, message string) int {
	t.exit = code
	if !o.silent || o.showErrors {
		fmt.Fprintf(v.d.Stderr, "curl: (%d) %s\n", code, message)
	}
	v.writeOut(o, *t)
	return code
}

// deliver writes the answer to where it belongs.
func (v view) deliver(o curlOptions, t transfer) int {
	text := ""
	if o.head || o.include {
		text = headerText(t.response) + "\r\n"
	}
	if !o.head {
		text += t.body
	}
	switch o.output {
	case "", "-":
		if _, err := v.d.Stdout.Write([]byte(text)); err != nil {
			return 23
		}
	case "/dev/null":
	default:
		if err := v.d.WriteFile(o.output, []byte(text)); err != nil {
			return v.curlFails(o, &t, 23, "Failure writing output to destination")
		}
	}
	v.writeOut(o, t)
	return 0
}

func headerText(r response) string {
	return fmt.Sprintf("HTTP/1.1 %d %s\r\n%s\r\n", r.status, r.reason, strings.Join(r.headers, "\r\n"))
}

// chatter is the heart of what -v tells.
func (v view) chatter(o curlOptions, t transfer) {
	if !o.verbose {
		return
	}
	fmt.Fprintf(v.d.Stderr, "*   Trying %s:%d...\n* Connected to %s (%s) port %d (#0)\n", t.connection.address, t.port, t.host, t.connection.address, t.port)
	fmt.Fprintf(v.d.Stderr, "> %s %s HTTP/1.1\r\n> Host: %s\r\n> User-Agent: curl/7.81.0\r\n> Accept: */*\r\n>\r\n", o.methodName(), t.path, t.host)
	for line := range strings.SplitSeq(headerText(t.response), "\r\n") {
		fmt.Fprintf(v.d.Stderr, "< %s\r\n", line)
	}
}

func (o curlOptions) methodName() string {
	switch {
	case o.method != "":
		return o.method
	case o.head:
		return "HEAD"
	}
	return "GET"
}

// writeOut prints --write-out's text with its variables filled in.
func (v view) writeOut(o curlOptions, t transfer) {
	if o.writeOut == "" {
		return
	}
	values := map[string]string{
		"http_code": fmt.Sprintf("%03d", t.status), "response_code": fmt.Sprintf("%03d", t.status),
		"exitcode": strconv.Itoa(t.exit), "url_effective": t.url, "url": t.url, "remote_port": strconv.Itoa(int(t.port)),
		"size_download": strconv.Itoa(len(t.body)), "time_total": t.seconds, "time_connect": "0.000000",
		"remote_ip": "", "local_ip": "", "content_type": t.header("Content-Type"), "method": o.methodName(),
	}
	if t.outcome == connected && t.connection.address.IsValid() {
		values["remote_ip"], values["local_ip"] = t.connection.address.String(), t.trace.Packet.Src.String()
	}
	s := strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\r`, "\r", `\\`, `\`).Replace(o.writeOut)
	for {
		before, rest, ok := strings.Cut(s, "%{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			fmt.Fprint(v.d.Stdout, strings.ReplaceAll(s, "%%", "%"))
			return
		}
		fmt.Fprint(v.d.Stdout, strings.ReplaceAll(before, "%%", "%")+values[name])
		s = after
	}
}

func (r response) header(name string) string {
	for _, h := range r.headers {
		if k, v, _ := strings.Cut(h, ": "); strings.EqualFold(k, name) {
			return v
		}
	}
	return ""
}
