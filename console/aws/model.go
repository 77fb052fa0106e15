package aws

import (
	_ "embed"
	"strings"
	"sync"
)

// modelText is what the lab needs to know of AWS's own model beyond what it
// simulates: the names of services and operations, what pages, which members
// are tokens. One line an operation; it is made from botocore's model by
// TestConformanceOfModel.
//
//go:embed model.txt
var modelText string

// facts are one operation's line.
type facts struct {
	pages   []string // members of the answer that grow page by page
	keep    []string // members that the first page alone gives
	from    []string // members of the input that say where a page begins; NextToken when empty
	next    []string // members of the answer that say where the next one does; NextToken when empty
	size    string   // member of the input that says how long a page is; MaxResults when empty
	more    string   // member of the answer that says whether another page follows; empty: the token does
	token   string   // idempotency token, filled in when not given
	members []string // of the input, all that AWS has; nil when not listed
	missing []string // of structures in the input, what the lab lacks: Placement.Tenancy
}

// awsModel is the file, read.
type awsModel struct {
	services   []string
	operations map[string][]string // option names by service
	lines      map[string]string   // by service and API name
}

var model = sync.OnceValue(func() *awsModel { return parseModel(modelText) })

func parseModel(text string) *awsModel {
	m := &awsModel{operations: map[string][]string{}, lines: map[string]string{}}
	for line := range strings.Lines(text) {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if key == "" || key == "#" {
			continue
		}
		if key == "services" {
			m.services = strings.Fields(rest)
			continue
		}
		op, _, _ := strings.Cut(rest, " ")
		m.operations[key] = append(m.operations[key], op)
		m.lines[key+" "+op] = rest
	}
	return m
}

func (m *awsModel) facts(service, operation string) facts {
	var f facts
	for _, word := range strings.Fields(m.lines[service+" "+operation]) {
		key, list, _ := strings.Cut(word, "=")
		switch key {
		case "pages":
			f.pages = strings.Split(list, ",")
		case "keep":
			f.keep = strings.Split(list, ",")
		case "from":
			f.from = strings.Split(list, ",")
		case "next":
			f.next = strings.Split(list, ",")
		case "size":
			f.size = list
		case "more":
			f.more = list
		case "token":
			f.token = list
		case "members":
			f.members = strings.Split(list, ",")
		case "missing":
			f.missing = strings.Split(list, ",")
		}
	}
	return f
}

// tokensIn are the members of the input that say where a page begins.
func (f facts) tokensIn() []string {
	if len(f.from) == 0 {
		return []string{"NextToken"}
	}
	return f.from
}

// tokensOut are the members of the answer that say where the next page begins.
func (f facts) tokensOut() []string {
	if len(f.next) == 0 {
		return []string{"NextToken"}
	}
	return f.next
}

// sizeName is the member of the input that says how long a page is.
func (f facts) sizeName() string {
	if f.size == "" {
		return "MaxResults"
	}
	return f.size
}

// hasService tells whether AWS has a service of that command name.
func (m *awsModel) hasService(name string) bool { return contains(m.services, name) }

// hasOperation tells whether AWS has an operation of that option name.
func (m *awsModel) hasOperation(service, name string) bool {
	for _, op := range m.operations[service] {
		if optionName(op) == name {
			return true
		}
	}
	return false
}

// hasOption tells whether AWS has an option of that name for an operation.
func (f facts) hasOption(name string) bool {
	for _, m := range f.members {
		if n := optionName(m); n == name || "no-"+n == name {
			return true
		}
	}
	return false
}
