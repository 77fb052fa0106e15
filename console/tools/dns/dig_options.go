package dns

import (
	"net/netip"
	"slices"
	"strings"
)

// digOptions is one question of dig's command line, with how it is asked and
// printed.
type digOptions struct {
	words  []string // the command line, as dig repeats it
	name   string   // as typed; empty: the root
	kind   string
	server string // after @, or empty
	from   string // --from
	six    bool   // -6
	show   digShow
	recurse, trace, short,
	identify, tcp, dnssec, edns bool
	subnet netip.Prefix // +subnet
}

// digShow is which parts are printed.
type digShow struct {
	cmd, comments, question, answer, authority, additional, stats, ttl, class, multiline bool
}

func everything() digShow {
	return digShow{cmd: true, comments: true, question: true, answer: true, authority: true, additional: true, stats: true, ttl: true, class: true}
}

// digUsage is why dig does not run: what it prints, and its exit status.
type digUsage struct {
	text string
	exit int
}

// digTypes are the types that dig takes for a type, not for a name.
var digTypes = []string{
	"A", "AAAA", "ANY", "AXFR", "CAA", "CNAME", "DNSKEY", "DS", "HINFO", "HTTPS", "IXFR", "MX", "NAPTR", "NS", "PTR", "RRSIG", "SOA",
	"SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT",
}

// parseDig reads dig's command line: one or more questions. What stands before
// the first name holds for all.
func parseDig(args []string) ([]digOptions, *digUsage) {
	common := digOptions{kind: "", recurse: true, edns: true, show: everything()}
	var list []digOptions
	p := &digParser{args: args, now: &common}
	for p.i = 0; p.i < len(args); p.i++ {
		fresh, bad := p.word(args[p.i])
		if bad != nil {
			return nil, bad
		}
		if fresh != "" {
			q := common
			q.name = fresh
			list = append(list, q)
			p.now = &list[len(list)-1]
			if p.reverse {
				p.now.kind, p.reverse = "PTR", false
			}
		}
	}
	if len(list) == 0 {
		list = []digOptions{common}
		if list[0].kind == "" {
			list[0].kind = "NS"
		}
	}
	for i := range list {
		list[i].words = args
		if list[i].kind == "" {
			list[i].kind = "A"
		}
		if list[i].server == "" {
			list[i].server = common.server
		}
	}
	return list, nil
}

type digParser struct {
	args    []string
	i       int
	now     *digOptions
	reverse bool
}

// word reads one word; it gives a name when the word begins a question.
func (p *digParser) word(w string) (string, *digUsage) {
	switch {
	case w == "--from" || strings.HasPrefix(w, "--from="):
		value, bad := p.value(w, "--from")
		p.now.from = value
		return "", bad
	case strings.HasPrefix(w, "@"):
		p.now.server = w[1:]
		return "", nil
	case strings.HasPrefix(w, "+"):
		return "", p.plus(w[1:])
	case strings.HasPrefix(w, "-") && len(w) > 1:
		return p.dash(w)
	}
	upper := strings.TrimPrefix(strings.ToUpper(w), "TYPE=")
	if slices.Contains(digTypes, upper) {
		p.now.kind = upper
		return "", nil
	}
	if upper == "IN" {
		return "", nil
	}
	return w, nil
}

// value is what follows an option, in its word or as the next.
func (p *digParser) value(w, option string) (string, *digUsage) {
	if _, v, ok := strings.Cut(w, "="); ok && strings.HasPrefix(option, "--") {
		return v, nil
	}
	if rest := w[len(option):]; rest != "" && !strings.HasPrefix(option, "--") {
		return rest, nil
	}
	if p.i+1 >= len(p.args) {
		return "", usage("Invalid option: " + w)
	}
	p.i++
	return p.args[p.i], nil
}

// dash reads the options of one letter.
func (p *digParser) dash(w string) (string, *digUsage) {
	switch w[:2] {
	case "-4", "-6", "-r", "-u", "-i", "-m":
		if len(w) != 2 {
			return "", usage("Invalid option: " + w)
		}
		p.now.six = w == "-6"
		return "", nil
	case "-h":
		return "", &digUsage{digHelp, 0}
	case "-v":
		return "", &digUsage{"DiG " + digVersion + "\n", 0}
	case "-x":
		v, bad := p.value(w, "-x")
		if bad != nil {
			return "", bad
		}
		p.reverse = true
		return reverse(v), nil
	case "-q":
		return p.value(w, "-q")
	case "-t", "-c", "-p", "-b":
		v, bad := p.value(w, w[:2])
		if bad != nil {
			return "", bad
		}
		return "", p.lettered(w[1], v)
	}
	return "", usage("Invalid option: " + w)
}

func (p *digParser) lettered(letter byte, v string) *digUsage {
	switch letter {
	case 't':
		if !slices.Contains(digTypes, strings.ToUpper(v)) {
			return &digUsage{";; Warning, ignoring invalid type " + v + "\n", 0}
		}
		p.now.kind = strings.ToUpper(v)
	case 'c':
		if !strings.EqualFold(v, "IN") {
			return &digUsage{";; Warning, ignoring invalid class " + v + "\n", 0}
		}
	}
	return nil
}

const digVersion = "9.18.28"

const digHelp = `Usage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}
            {global-d-opt} host [@local-server] {local-d-opt}
            [ host [@local-server] {local-d-opt} [...]]
Where:  domain	  is in the Domain Name System
        q-class  is IN
        q-type   is one of (a,any,mx,ns,soa,txt,cname,caa,srv,ptr,...) [default:a]
        q-opt    is one of:
                 -x dot-notation     (shortcut for reverse lookups)
                 -q name             (specify query name)
                 -t type             (specify query type)
                 -4 -6 -r -u         (accepted)
        d-opt    is of the form +keyword[=value], where keyword is:
                 +[no]all +[no]answer +[no]authority +[no]additional +[no]question
                 +[no]cmd +[no]comments +[no]stats +[no]ttlid +[no]class
                 +[no]short +[no]identify +[no]trace +[no]recurse +[no]tcp
                 +[no]multiline +[no]edns +[no]dnssec +subnet=addr[/prefix]
        global d-opts and servers (before host name) affect all queries.
        --from CITY|REGION|CIDR   (the lab's own: ask from elsewhere)
`

// usage is how dig refuses a word.
func usage(first string) *digUsage {
	return &digUsage{first + "\nUsage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}\n            {global-d-opt} host [@local-server] {local-d-opt}\n            [ host [@local-server] {local-d-opt} [...]]\n\nUse \"dig -h\" (or \"dig -h | more\") for complete list of options\n", 1}
}
