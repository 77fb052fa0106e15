package console

import (
	"path"
	"slices"
	"strings"

	"skylab/console/aws"
	"skylab/console/shell"
	"skylab/text"
)

// Complete lists the ways to complete the word before the cursor (a byte
// offset into line), best first. The text of a candidate is the whole word as
// it should stand in the line; the word begins behind the last blank or
// operator that is neither quoted nor escaped.
func Complete(m *Moment, line string, cursor int) []Candidate {
	l := readLine(line[:max(0, min(cursor, len(line)))])
	c := completing{m: m, l: l}
	switch {
	case l.comment:
		return nil
	case c.variable():
	case l.redirect:
		c.files(l.last, "")
	case len(l.words) == 0:
		c.commands()
	case l.words[0] == "aws":
		return aws.Complete(c.surroundings(), append(l.words[1:], l.last))
	case c.asksNames():
		c.askable()
	case hostTools[l.words[0]] && !strings.ContainsAny(l.last, "/"):
		c.hosts()
	case l.words[0] == "fault":
		c.fault()
	case l.words[0] == "load":
		c.loads()
	default:
		c.files(l.last, "")
	}
	return c.found
}

// Incomplete tells whether a text is the beginning of a longer command: an
// open quote, a here-document without its end, an if without its fi.
func Incomplete(src string) bool { return shell.Incomplete(src) }

// typed is the simple command under the cursor.
type typed struct {
	words    []string // finished, without their quotes
	raw      string   // the word under the cursor as typed
	last     string   // the same without quotes
	redirect bool     // it is the name of a file
	comment  bool
}

// before is what may stand in front of a command's name.
var before = []string{"if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "sudo", "nohup", "command", "why"}

// readLine takes the text before the cursor apart.
func readLine(s string) typed {
	var t typed
	var word, raw strings.Builder
	quote, begun, escaped := byte(0), false, false
	end := func() {
		w := word.String()
		if begun && !t.redirect && !(len(t.words) == 0 && (slices.Contains(before, w) || assigns(w))) {
			t.words = append(t.words, w)
		}
		if begun {
			t.redirect = false
		}
		word.Reset()
		raw.Reset()
		begun = false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if quote != 0 || escaped || c == '\'' || c == '"' || c == '\\' {
			raw.WriteByte(c)
		}
		switch {
		case escaped:
			word.WriteByte(c)
			escaped, begun = false, true
		case c == '\\' && quote != '\'':
			escaped = true
		case quote != 0:
			if c == quote {
				quote = 0
			} else {
				word.WriteByte(c)
			}
		case c == '\'' || c == '"':
			quote, begun = c, true
		case c == '#' && !begun:
			if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
				i += n
				continue
			}
			t.comment = true
			return t
		case c == ' ' || c == '\t':
			end()
		case strings.IndexByte("\n;|&()", c) >= 0:
			end()
			t.words, t.redirect = nil, false
		case c == '<' || c == '>':
			end()
			t.redirect = true
		default:
			word.WriteByte(c)
			raw.WriteByte(c)
			begun = true
		}
	}
	t.raw, t.last = raw.String(), word.String()
	return t
}

func assigns(w string) bool {
	name, _, ok := strings.Cut(w, "=")
	return ok && name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// completing is one question on its way.
type completing struct {
	m     *Moment
	l     typed
	found []Candidate
}

func (c *completing) add(text, doc string) {
	c.found = append(c.found, Candidate{Text: text, Doc: doc})
}

// variable completes $NAME and ${NAME at the end of the word.
func (c *completing) variable() bool {
	i := strings.LastIndexByte(c.l.raw, '$')
	if i < 0 {
		return false
	}
	head, name, tail := c.l.raw[:i+1], c.l.raw[i+1:], ""
	if strings.HasPrefix(name, "{") {
		head, name, tail = head+"{", name[1:], "}"
	}
	if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return false
	}
	for _, n := range c.m.shell.Names() {
		if strings.HasPrefix(n, name) {
			value, _ := c.m.shell.Var(n)
			c.add(head+n+tail, Harmless([]byte(oneLine(value))))
		}
	}
	return true
}

// labTools are named first and with a few words.
var labTools = []string{"aws", "trace", "fault", "load", "ping", "curl", "ssh", "nc", "dig", "sleep", "date", "undo", "redo", "fork", "keep", "drop", "diff", "at", "journal", "pick"}

func (c *completing) commands() {
	if strings.Contains(c.l.last, "/") {
		c.files(c.l.last, "")
		return
	}
	say := text.For(c.m.options.Lang)
	for _, n := range labTools {
		if strings.HasPrefix(n, c.l.last) {
			c.add(n, say.Say("console.doc."+n))
		}
	}
	rest := slices.Concat(c.m.shell.Functions(), c.m.shell.Aliases(), names)
	slices.Sort(rest)
	for _, n := range slices.Compact(rest) {
		if strings.HasPrefix(n, c.l.last) && !slices.Contains(labTools, n) {
			c.add(n, "")
		}
	}
}

// files completes a name below the working folder; prefix stands before it.
func (c *completing) files(typed, prefix string) {
	folder, _ := path.Split(typed)
	for _, n := range c.m.below(folder) {
		if strings.HasPrefix(n, ".") && !strings.HasPrefix(path.Base(typed), ".") {
			continue
		}
		if name := folder + n; strings.HasPrefix(name, typed) {
			c.add(prefix+escape(name), "")
		}
	}
}

// below lists what a folder holds, as typed from the working folder; folders
// end in a slash.
func (m *Moment) below(folder string) []string {
	at := folder
	if strings.HasPrefix(at, "~/") {
		at = home + at[1:]
	}
	if !strings.HasPrefix(at, "/") {
		at = path.Join(m.shell.Dir(), at)
	}
	entries, err := m.trees[""].List(at)
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, e.Name+"/")
		} else {
			list = append(list, e.Name)
		}
	}
	return list
}

func escape(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if strings.IndexByte(" \t'\"\\$`&|;<>()*?[]{}!#", name[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(name[i])
	}
	return b.String()
}

func (c *completing) surroundings() aws.Surroundings {
	region := c.m.options.Region
	for _, name := range []string{"AWS_DEFAULT_REGION", "AWS_REGION"} {
		if v := c.m.Var(name); v != "" {
			region = v
		}
	}
	return aws.Surroundings{World: c.m.World, Region: region, Files: c.m.below}
}

// hostTools take names of hosts.
var hostTools = map[string]bool{"trace": true, "ping": true, "curl": true, "ssh": true, "nc": true}

// hosts completes names, IDs and addresses of instances, and the words that
// trace knows.
func (c *completing) hosts() {
	words := []string{"internet", "s3", "dns"}
	c.instances(func(id, name, addr string) {
		for _, w := range []string{name, id} {
			if w != "" && strings.HasPrefix(w, c.l.last) {
				doc := addr
				if w == id {
					doc = strings.TrimSpace(name + " " + addr)
				}
				c.add(escape(w), doc)
			}
		}
	})
	for _, w := range words {
		if strings.HasPrefix(w, c.l.last) && c.l.words[0] == "trace" {
			c.add(w, "")
		}
	}
	if len(c.found) == 0 {
		c.files(c.l.last, "")
	}
}

// instances visits the running world in a fixed order.
func (c *completing) instances(f func(id, name, addr string)) {
	for _, scope := range scopes(c.m.World) {
		r := c.m.World.VPC.Regions[scope]
		for i := range r.Instances.All {
			addr := ""
			if len(i.Interfaces) > 0 {
				if e := r.Interfaces.Find(i.Interfaces[0]); e != nil && len(e.Private) > 0 {
					addr = e.Private[0].IP.String()
				}
			}
			f(i.ID, i.Tags.Name(), addr)
		}
	}
}

// fault completes what can be made to fail.
func (c *completing) fault() {
	offer := func(list ...string) {
		for _, w := range list {
			if strings.HasPrefix(w, c.l.last) {
				c.add(w, "")
			}
		}
	}
	if len(c.l.words) == 1 {
		offer("host", "az", "region", "list", "clear")
		return
	}
	switch c.l.words[len(c.l.words)-1] {
	case "host":
		c.l.words = []string{"host"}
		c.hosts()
	case "az":
		var zones []string
		for _, scope := range scopes(c.m.World) {
			for s := range c.m.World.VPC.Regions[scope].Subnets.All {
				zones = append(zones, s.Zone)
			}
		}
		slices.Sort(zones)
		offer(slices.Compact(zones)...)
	case "region":
		for _, scope := range scopes(c.m.World) {
			offer(scope.Region)
		}
	}
}
