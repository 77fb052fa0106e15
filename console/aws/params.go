package aws

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"skylab/console/aws/value"
	"skylab/console/desk"
	"skylab/console/files"
)

// params are the parameters of a call as they come together: names in the
// order of the model, each with its value.
type params struct {
	d      *desk.Desk
	plan   *plan
	raw    bool // binary values are typed as they are
	names  []string
	values []value.Value
	paging paging
}

func (p *params) get(name string) (value.Value, bool) {
	for i, n := range p.names {
		if n == name {
			return p.values[i], true
		}
	}
	return value.Value{}, false
}

func (p *params) put(name string, v value.Value) {
	for i, n := range p.names {
		if n == name {
			p.values[i] = v
			return
		}
	}
	p.names, p.values = append(p.names, name), append(p.values, v)
}

func (p *params) drop(name string) {
	for i, n := range p.names {
		if n == name {
			p.names = append(p.names[:i], p.names[i+1:]...)
			p.values = append(p.values[:i], p.values[i+1:]...)
			return
		}
	}
}

// wrong words an error about the value of one option.
func wrong(a *argument, message string) *failure {
	return invalid("Error parsing parameter '--" + a.name + "': " + message)
}

// words are the words of an option after file:// has been followed. A file
// stands for the whole value, so it makes a list one text.
type words struct {
	list   []string
	text   string // when whole
	whole  bool
	binary bool // came from fileb://
}

// load follows file:// and fileb:// when they are an option's only word.
func (p *params) load(a *argument, list []string) (words, *failure) {
	if len(list) != 1 {
		return words{list: list, whole: false}, nil
	}
	w := words{list: list, text: list[0], whole: a.arity != many}
	name, isFile := strings.CutPrefix(w.text, "file://")
	if !isFile {
		if name, w.binary = strings.CutPrefix(w.text, "fileb://"); !w.binary {
			return w, nil
		}
	}
	name = p.expand(name)
	data, err := p.d.ReadFile(name)
	if err != nil {
		return w, wrong(a, "Unable to load paramfile "+w.text+": "+reason(err, name))
	}
	w.whole, w.text = true, string(data)
	if !w.binary && !utf8.Valid(data) {
		return w, wrong(a, "Unable to load paramfile ("+name+"), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.")
	}
	if !w.binary {
		w.text = strings.ReplaceAll(strings.ReplaceAll(w.text, "\r\n", "\n"), "\r", "\n")
	}
	return w, nil
}

// expand replaces ~ and variables in a file's name.
func (p *params) expand(name string) string {
	name = expandHome(p.d, name)
	if !strings.Contains(name, "$") {
		return name
	}
	for _, v := range p.d.Shell.Environ() {
		key, is, _ := strings.Cut(v, "=")
		name = strings.ReplaceAll(name, "${"+key+"}", is)
	}
	return name
}

// reason words an error of a file as Python does.
func reason(err error, name string) string {
	var failed *fs.PathError
	if !errors.As(err, &failed) {
		return err.Error()
	}
	number := 5
	for _, e := range []struct {
		is     error
		number int
	}{{fs.ErrNotExist, 2}, {fs.ErrPermission, 13}, {files.ErrIsDir, 21}, {files.ErrNotDir, 20}} {
		if errors.Is(err, e.is) {
			number = e.number
		}
	}
	return fmt.Sprintf("[Errno %d] %s: %s", number, files.Why(err), value.AppendQuoted(nil, name))
}
